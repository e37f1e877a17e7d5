"""One kind of file a module; a new file here is the whole addition."""
