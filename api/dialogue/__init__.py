"""One turn of the bot: what was said is heard, what is answered is planned, and one reply is composed."""
