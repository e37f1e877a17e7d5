"""Cases that nobody could list: a helper process works with sets of states, pages show pieces."""
