"""Parts of the screens on outcomes: the brief's accounts and words, rows and columns, one state."""
