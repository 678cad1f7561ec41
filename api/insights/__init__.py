"""Insights: what people needed in vain, what was not understood, how long they waited. Never who."""
