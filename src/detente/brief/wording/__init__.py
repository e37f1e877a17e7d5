"""Every phrase of the brief. Sections choose what is said; how it is said stands here alone."""
