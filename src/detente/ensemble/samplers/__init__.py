"""One way in which an input may be otherwise a file; each is found by itself."""
