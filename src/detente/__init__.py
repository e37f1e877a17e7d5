"""Détente: negotiations in which the sides see different games.

What each side says, the game each side believes it is in, the outcomes that would hold and
for whom, who would be surprised, and the smallest change that would let an agreement hold.
"""
