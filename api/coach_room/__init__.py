"""The coach's room: what other features know, gathered for a coach, and the pages."""
