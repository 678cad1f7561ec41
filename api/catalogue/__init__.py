"""The catalogue's calls: nothing but schemas and routes."""
