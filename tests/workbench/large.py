"""A case of 2^28 combinations of options, quickly answered."""

from __future__ import annotations

#: each side has fourteen options; a state is good for `a` where a0 holds, for `b` where b0 follows
_A = ", ".join(f"a{k}: {{does: Deed a{k}}}" for k in range(14))
_B = ", ".join(f"b{k}: {{does: Deed b{k}}}" for k in range(14))
TEXT = f"""# two sides, 2^28 combinations
detente: 1
id: many
title: Many options
present: none
as_of: 2031-03-05
deadlines: [{{what: It ends, date: 2031-06, binds: [a]}}]
patience: {{a: {{until: 2031-05}}}}
impossible: [a13 and b13]
outcomes:
  both: {{name: Both act, when: a0 and b0}}
  one: {{name: One acts, when: a0 or b0}}
parties:
  a:
    name: Side A
    options: {{{_A}}}
    prefers: [a0, not b1, a1 iff b1]
  b:
    name: Side B
    options: {{{_B}}}
    prefers: [b0 if a0, not b0, a2]
views:
  a:
    b: {{prefers: [not b0]}}
"""
STATES = 3 << 26
