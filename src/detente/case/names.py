"""What the expressions of a case may name, in code order."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.language import Names, OptionName
from detente.case.model import Case, Option


def base_options(case: Case) -> Iterator[tuple[str, str, Option]]:
    """Party, id and option of every option of the base, in file order."""
    for party_id, party in case.parties.items():
        for option_id, option in party.options.items():
            yield party_id, option_id, option


def imagined_options(case: Case) -> Iterator[tuple[str, str, str, Option]]:
    """View, party, id and option of every imagined option, in file order, repeats included."""
    for view_id, view in case.views.items():
        for party_id, options in view.imagined.items():
            for option_id, option in options.items():
                yield view_id, party_id, option_id, option


def names(case: Case) -> Names:
    """The universal names of a case: all base options, then all that some view imagines.

    The order is that of the codes. An option that several views imagine counts once, where it
    first stands. In the graph form the names are the ids of the states.
    """
    if case.kept_names is not None:
        return case.kept_names
    if case.states is not None:
        return Names(states=[state.id for state in case.states])
    found: dict[tuple[str, str], OptionName] = {}
    for party_id, option_id, option in base_options(case):
        found[party_id, option_id] = OptionName(party_id, option_id, option.levels)
    n_base = len(found)
    for _, party_id, option_id, option in imagined_options(case):
        if (party_id, option_id) not in found:
            found[party_id, option_id] = OptionName(party_id, option_id, option.levels)
    return Names(list(found.values()), n_base=n_base)
