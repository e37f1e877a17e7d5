"""One point solution a file; each is found by itself."""
