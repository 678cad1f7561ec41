"""What Rasa loads of ours: the channel, and the components that understand Finnish."""
