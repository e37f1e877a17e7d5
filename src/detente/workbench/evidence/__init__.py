"""What the screen Evidence is made of: taking documents in, the reader, quotes, proposals, words.

Everything here asks the reading room and arranges the answers; the store beside the case is opened
for each request and closed again.
"""
