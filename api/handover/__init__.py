"""Handover: how a conversation comes to a person."""
