"""Parts of the screen that lays two things side by side: a branch and the case, two accounts."""
