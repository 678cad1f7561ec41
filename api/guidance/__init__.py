"""Guidance: what people believe about studying, and what is so."""
