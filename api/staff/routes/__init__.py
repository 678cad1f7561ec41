"""Routes of accounts and sign-ins: pages for people, calls for programs."""
