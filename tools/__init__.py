"""Small programs for those who work on Détente; none of them is installed with it."""
