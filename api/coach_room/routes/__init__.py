"""Routes of the coach's room: pages for coaches, and the calls that pages make by themselves."""
