"""Changes of a lever, written into a case file: what differs, in words, and the proof of it."""
