"""The options table of the screen *Model*: columns, cells, signs, and what stands beside."""
