"""One place where work can be done a file."""
