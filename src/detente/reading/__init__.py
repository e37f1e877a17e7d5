"""From documents to passages, statements and acts; and how the sides' language parts."""
