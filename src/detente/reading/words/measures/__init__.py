"""One measure a file; a new file here is the whole addition."""
