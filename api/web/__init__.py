"""Page templates, styles and the chat element."""
