"""The sections of the brief, one a file; `detente.brief.outline` finds them."""
