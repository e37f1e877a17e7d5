"""Parts of the screen on levers: the question, the search behind it, and its answers in words."""
