"""Reading again: what is to be read, what a new reading changes, and the pages that say so. Pure."""
