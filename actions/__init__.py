"""Rasa's custom actions, a file a topic. Each asks the service, chooses what to say, and says it."""
