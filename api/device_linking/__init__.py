"""The same talk on another device, by a short code and without an account."""
