"""The service: the only process that faces people. It owns every conversation."""
