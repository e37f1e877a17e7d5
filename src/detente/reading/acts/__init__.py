"""What is done with words: speech acts, political events, targets, issues and dates."""
