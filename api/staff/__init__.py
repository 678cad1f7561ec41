"""Staff: accounts, roles, sign-in, and the record of who did what."""
