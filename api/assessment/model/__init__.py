"""The rules of the self-assessment."""
