"""What the screen Preferences puts together: ladders, the lines they follow from, their marks."""
