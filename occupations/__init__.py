"""Trades of Finnish working life: what they are called, what is done in them, what they ask, and where they lead."""
