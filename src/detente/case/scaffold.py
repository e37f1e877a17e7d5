"""The file that `detente new` writes: a small case that solves, to be changed into one's own."""

from __future__ import annotations

from detente.case.render import block, scalar
from detente.case.slug import as_id

_TEXT = """\
# A case file. Lines that begin with '#' are notes for people; the program ignores them.
# Check it with:  detente check FILE        Solve it with:  detente solve FILE
detente: 1
id: {id}
title: {title}
question: Can the two sides settle?        # what the first page of the brief answers
# as_of: 2031-03-01                        # the day up to which the case knows things

# Who takes part, what each can do, and what each prefers. Ids are short; sentences are values.
parties:
  council:
    name: The council
    # voices: [The mayor]                  # through whom it speaks
    options:
      reopen: Reopen the talks             # taken or not
      offer:
        does: Make an offer
        levels: [none, low, full]          # more than two levels, in order
    prefers:                               # most important first
      - not strike
      - {{is: offer == low, basis: assumed, doubt: some}}   # any text may carry marks like these
      - not offer == full
      - reopen if not strike
  union:
    name: The union
    options:
      strike: Go on strike
    prefers:
      - offer == full
      - strike if offer == none else not strike
      - reopen
  # shippers: {{name: The shippers, at_table: false}}   # affected, but takes no part in verdicts

# Where things stand. What is left out stands at its first level.
present: {{strike: true}}

# Combinations that cannot be. Words: and, or, not, if, else, iff, ==, !=, <, <=, >, >=
impossible:
  - offer > none and not reopen            # no offer without talks

# The first name whose expression holds names a state.
outcomes:
  deal: {{when: offer >= low and not strike, name: A settlement}}

# What each side could accept as a success.
victory: {{council: not strike, union: offer >= low}}

# What each side thinks is going on, as differences from the above.
views:
  council:
    union: {{prefers: [not strike, offer >= low]}}   # it takes the union to dislike striking
#   unseen: [reopen]                       # an option, or a party, that the side does not see
#   imagined: {{union: {{sabotage: Damage the cranes}}}}
# council.union:                           # the council's idea of the union's idea ...
#   council: {{prefers: [not strike]}}       # ... of the council

# What kind of situation each side takes this for. Shown side by side; it changes no verdict.
# stories:
#   council: {{kind: family quarrel, roles: {{union: the child, council: the parent}}}}

# What was said, and where. Entries above point here with  because: [s1]
# statements:
#   - id: s1
#     by: The mayor
#     party: council
#     act: offer
#     target: union
#     gist: offers talks
#     date: 2031-02-21
#     source: gazette
#     at: p. 1
#     basis: reported
# sources: {{gazette: {{title: The Gazette, date: 2031-02-21}}}}
"""


def new_case(name: str) -> str:
    """The text of a new case, which loads and solves as it stands.

    Parameters
    ----------
    name : any text; the case's title, and its id with hyphens for what an id cannot hold
    """
    flat = " ".join(name.split())
    return _TEXT.format(id=scalar(as_id(flat)), title=scalar(flat or "A new case"))


def bare_case(title: str, *parties: str) -> str:
    """The text of a case with nothing in it but who takes part, to be filled on screen.

    Parameters
    ----------
    parties : ids, at least one
    """
    flat = " ".join(title.split())
    head = {"detente": 1, "id": as_id(flat), "title": flat or "A new case"}
    lines = [*block(head, 0), "", "parties:", *(f"  {scalar(party)}:" for party in parties)]
    return "\n".join(lines) + "\n"
