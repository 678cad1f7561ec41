"""Conversations: messages, turns with the bot, live streams."""
