"""The editor's pages: entries, imports, words. Nothing but HTTP to verbs and back."""
