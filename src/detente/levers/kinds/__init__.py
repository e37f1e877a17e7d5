"""One kind of change a file."""
