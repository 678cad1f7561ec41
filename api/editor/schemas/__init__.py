"""What the editors' forms show and send."""
