"""The local web app: pages over library calls, on this computer only."""
