"""The rules of a turn. They know neither web nor database."""
