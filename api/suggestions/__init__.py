"""What was wished for in a talk, what was shown, and what was not for the person."""
