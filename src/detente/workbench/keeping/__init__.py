"""An open case: its file, its journal, its branches, and how nothing of them is lost."""
