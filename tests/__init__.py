"""Tests: rules first, then storage, HTTP, and the whole with real Rasa, actions and browser."""
