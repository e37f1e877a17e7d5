"""What the screen Views puts together: lanes, differences with their evidence, surprises."""
