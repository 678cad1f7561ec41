"""The self-assessment: instruments, the engine that picks the next item, the profile and its sharing."""
