"""What cannot be, and the names of outcomes, as sentences that can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.case.frames import frame
from detente.case.model import Case, Marked
from detente.case.names import names
from detente.case.plain import option_name
from detente.charts.expressions import Words
from detente.game.evaluate import where
from detente.game.game import Game

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet


@dataclass(frozen=True)
class Sentence:
    """One rule of the view shown.

    Attributes
    ----------
    says : in words
    text : as the file has it
    at : its place in the list that it stands in, and whose list: "" the base's, or a view
    own : whether it stands in the list of the view shown
    """

    says: str
    text: str
    at: int
    where: str
    own: bool
    entry: Marked | None


@dataclass(frozen=True)
class Name:
    """One named outcome; `count`: how many states go by it, None where there is no game."""

    key: str
    name: str
    says: str
    text: str
    count: int | None
    entry: Marked


def rules(sheet: Sheet) -> tuple[Sentence, ...]:
    """Everything that the view shown holds impossible."""
    case = sheet.case
    told = Words(case)
    here = "" if sheet.view == "base" else sheet.view
    found = []
    for rule in frame(case, sheet.view, sheet.hypothesis).impossible:
        owner = str(rule.path[1]) if rule.path[0] == "views" else ""
        at = int(rule.path[-1])
        held = case.views[owner].impossible if owner else case.impossible
        entry = held[at] if at < len(held) else None
        found.append(Sentence(told.says(rule.text), rule.text, at, owner, owner == here, entry))
    return tuple(found)


def same(case: Case) -> tuple[Sentence, ...]:
    """What counts as one state."""
    told = Words(case)
    return tuple(
        Sentence(told.says(entry.value), entry.value, at, "", True, entry)
        for at, entry in enumerate(case.same)
    )


def outcomes(case: Case, game: Game | None) -> tuple[Name, ...]:
    """The named outcomes in order; a state goes by the first that fits."""
    told = Words(case)
    left = None if game is None else np.array(game.feasible)
    by_id = {} if game is None else {one.id: one for one in game.outcomes}
    found = []
    for key, outcome in case.outcomes.items():
        count = None
        if game is not None and left is not None and key in by_id:
            held = where(game.space, by_id[key].when) & left
            count = int(np.count_nonzero(held))
            left = left & ~held
        text = outcome.when.value
        found.append(Name(key, outcome.name.value, told.says(text), text, count, outcome))
    return tuple(found)


def vocabulary(case: Case) -> list[tuple[str, str]]:
    """What expressions may name, with what it stands for: `offer == full`, “Wage offer: full”."""
    universe, told = names(case), Words(case)
    found = []
    for place, option in enumerate(universe.options):
        name = option_name(place, universe)
        if option.levels == ("false", "true"):
            found += [(name, told.says(name)), (f"not {name}", told.says(f"not {name}"))]
        else:
            levels = [f"{name} == {level}" for level in option.levels]
            found += [(text, told.says(text)) for text in levels]
    return found or [(state, told.says(state)) for state in universe.states]
