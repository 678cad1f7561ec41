"""From a bare machine to three running processes, with progress shown and failures named."""
