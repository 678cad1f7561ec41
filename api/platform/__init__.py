"""What features share and none owns. It imports no feature."""
