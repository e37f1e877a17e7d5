"""Who would be surprised: at the present and where things settle, party by party, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.surprises import sentence
from detente.views.compare import CLASSES, ViewTable
from detente.views.surprises import Surprise, Surprises
from detente.workbench.screens.views.columns import at_root
from detente.workbench.spans import shown

#: states told at most
_TOLD = 8


@dataclass(frozen=True)
class Idea:
    """What one party does and thinks at a state: in its own view, and of all together.

    Attributes
    ----------
    stays, expects : None where that cannot be judged or the party holds the state impossible
    hidden : whether it holds the state impossible
    """

    party: str
    stays: bool | None
    expects: bool | None
    hidden: bool


@dataclass(frozen=True)
class Meeting:
    """One state with what each party thinks of it.

    Attributes
    ----------
    base : whether it would last as the case assumes; None where that is open
    classes : name and explanation of each class that applies
    told : sentences about surprises there, the most telling first
    surprised : (who, by whom) -> kinds
    """

    code: int
    name: str
    now: bool
    ideas: tuple[Idea, ...]
    base: bool | None
    classes: tuple[tuple[str, str], ...]
    told: tuple[Markup, ...]
    surprised: dict[tuple[str, str], tuple[str, ...]]


def meetings(
    material: Material,
    words: Lexicon,
    table: ViewTable,
    found: Surprises | None,
    names: dict[int, str],
    terms: str,
) -> tuple[list[Meeting], int]:
    """The present, then the states that hold somewhere; and how many more there are.

    Parameters
    ----------
    names : of the states in `places`
    terms : address of the page that explains words
    """
    codes = places(table)
    concept = table.concepts[0]
    made = []
    for code in codes[:_TOLD]:
        s = int(np.searchsorted(table.codes, code))
        ideas = []
        for p, party in enumerate(table.parties):
            hidden = bool(table.lens.image(table.codes[[s]], party).hidden[0])
            ideas.append(
                Idea(
                    party,
                    bool(table.own[0, p, s]) if table.own_known[0, p, s] else None,
                    bool(table.expected[0, p, s]) if table.expected_known[0, p, s] else None,
                    hidden,
                )
            )
        known = bool(table.base_known[0, :, s].all())
        inside = table.classes_of(concept, code)
        here = [one for one in found.items if one.at == code] if found else []
        surprised: dict[tuple[str, str], tuple[str, ...]] = {}
        for one in here:
            so_far = surprised.get((one.of, one.by), ())
            surprised[one.of, one.by] = tuple(dict.fromkeys((*so_far, *one.kinds)))
        made.append(
            Meeting(
                code,
                names.get(code, table.label(code)),
                code == codes[0] and table.lens.base.present is not None,
                tuple(ideas),
                bool(table.base[0, :, s].all()) if known else None,
                tuple((name, CLASSES[name]) for name in inside),
                tuple(_told(material, words, here, code, terms)),
                surprised,
            )
        )
    return made, max(0, len(codes) - _TOLD)


def places(table: ViewTable) -> list[int]:
    """Codes of the present, then of the states that hold in the base or in any view."""
    lens, concept = table.lens, table.concepts[0]
    found: dict[int, None] = {}
    if lens.base.present is not None:
        found[lens.base.code(lens.base.present)] = None
    resting: set[int] = set()
    for view in [lens.root, *(lens.below(party) for party in lens.parties)]:
        settled = lens.stable_for_all(concept, view)
        if settled is not None:
            codes = lens.game(view).codes(np.flatnonzero(settled))
            resting.update(at_root(lens, codes).tolist())
    found |= dict.fromkeys(sorted(resting & set(table.codes.tolist())))
    return list(found)


def _told(
    material: Material, words: Lexicon, here: Sequence[Surprise], code: int, terms: str
) -> list[Markup]:
    """Sentences on one state; those who are surprised alike go together."""
    targets: dict[tuple[str, str, str], list[int | None]] = {}
    for one in here:
        targets.setdefault((one.kind, one.of, one.by), []).append(one.to)
    alike: dict[tuple[str, str, tuple[int | None, ...]], list[str]] = {}
    for (kind, of, by), arrived in targets.items():
        alike.setdefault((kind, by, tuple(arrived)), []).append(of)
    found = []
    for (kind, by, to), who in sorted(alike.items(), key=lambda item: item[0][0] == "false alarm"):
        told = sentence(
            material, words, (code, kind, who[0], by), who, list(to), list(material.accounts)
        )
        found.append(shown(told, terms))
    return found
