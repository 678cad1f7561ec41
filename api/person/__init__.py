"""What a person has told of themselves: heard from their words, seen, put right and taken away by them."""
