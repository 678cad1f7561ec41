"""Rasa's custom actions: they carry a reading to the service and its replies back."""
