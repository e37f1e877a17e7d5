"""The first page: the folder's cases, new ones, and one from a spreadsheet."""
