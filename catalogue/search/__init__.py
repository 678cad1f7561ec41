"""Finding entries by the words that people use: analysis, index, wishes, ranking. Knows no database."""
