"""Lines that an order follows from: statements and what each cuts, weights, rungs as written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from markupsafe import Markup

from detente.brief.lexicon import Lexicon
from detente.case.document import Document
from detente.case.frames import Believed, Frame
from detente.case.language import ExpressionError, Names, parse
from detente.case.model import Case, Marked, Prefers, Ranking, Weights
from detente.errors import InputError
from detente.game import Game
from detente.game.evaluate import where
from detente.game.space import Bools
from detente.workbench.acts.words import state_code
from detente.workbench.reasons import Standing, standing
from detente.workbench.spans import shown
from detente.workbench.wide.plain import PlainGame

#: beyond so many cells nobody counts what each line cuts
_MANY = 1 << 14


@dataclass(frozen=True)
class Line:
    """One statement or weight.

    Attributes
    ----------
    key : the same wherever in the list the line stands, so that the focus can follow it
    texts : the expression as written, or alternatives of which one must hold
    told : the same in words
    holds : in how many states it holds; None where that cannot be said, or not yet
    tops : in how many it holds together with all lines before it; None where that is not counted
    rungs : how many rungs the lines up to this one make; 0 where that is not counted
    path : where it stands in the file, as a JSON list
    weight : as written, for a weight
    """

    key: str
    place: int
    texts: tuple[str, ...]
    told: Markup
    standing: Standing
    holds: int | None
    rungs: int
    path: str
    weight: str = ""
    tops: int | None = None


@dataclass(frozen=True)
class Written:
    """A party's preferences as the file says them.

    Attributes
    ----------
    form : "prefers", "ranking", "weights" or empty where nothing is said
    own : whether they stand in the very place that is looked at
    source : where they stand: "", a view, or "hypothesis:ID"
    path : of the list or mapping, as a JSON list
    lines : of statements and weights
    rungs : of a ranking: per state of the game, the rung written and the path of the entry
    count : rungs written
    """

    form: str
    own: bool
    source: str
    path: str
    lines: tuple[Line, ...] = ()
    rungs: dict[int, tuple[int, str]] | None = None
    standings: dict[int, Standing] | None = None
    count: int = 0


def written(
    case: Case,
    document: Document | None,
    words: Frame,
    game: Game | PlainGame,
    party: str,
    place: str,
    lexicon: Lexicon,
    terms: str,
) -> Written:
    """What the file says of a party's preferences, as one view or account has it.

    Parameters
    ----------
    game : where its states cannot be listed, nothing is counted here
    document : the file, for the paths of ranked entries
    words : the frame of the view
    place : what acts would change: "", a view, or "hypothesis:ID"
    """
    believed = words.believed[party]
    source = source_of(believed)
    own = source == place
    match believed.preferences:
        case Prefers() as prefers:
            path = [*believed.path, "prefers"]
            entries = [
                (one.alternatives, one, json.dumps([*path, k]), "")
                for k, one in enumerate(prefers.statements)
            ]
            made = _lines(case, words.names, game, entries, lexicon, terms)
            return Written("prefers", own, source, json.dumps(path), _cut(made, words.names, game))
        case Weights() as weights:
            path = [*believed.path, "weights"]
            terms_of = [
                ((one.expr,), one, json.dumps([*path, one.expr]), f"{float(one.weight):g}")
                for one in weights.terms
            ]
            made = _lines(case, words.names, game, terms_of, lexicon, terms)
            return Written("weights", own, source, json.dumps(path), tuple(made))
        case Ranking() as ranking:
            path = [*believed.path, "ranking"]
            rungs, standings = _ranked(case, document, words, game, believed, ranking)
            return Written(
                "ranking", own, source, json.dumps(path), (), rungs, standings, len(ranking.rungs)
            )
    return Written("", False, "", "")


def source_of(believed: Believed) -> str:
    """Where preferences stand, as acts name the place."""
    if believed.path[0] == "views":
        return str(believed.path[1])
    return f"hypothesis:{believed.path[1]}" if believed.path[0] == "hypotheses" else ""


Entry = tuple[tuple[str, ...], Marked, str, str]


def _lines(
    case: Case,
    names: Names,
    game: Game | PlainGame,
    entries: Sequence[Entry],
    lexicon: Lexicon,
    terms: str,
) -> list[Line]:
    made: list[Line] = []
    for k, (texts, entry, path, weight) in enumerate(entries):
        before = sum(one.texts == texts for one in made)
        key = f"{crc32(' or '.join(texts).encode('utf-8')):08x}" + (f"-{before}" if before else "")
        count = None if isinstance(game, PlainGame) else _count(game, names, texts)
        told = shown(lexicon.line(texts), terms)
        made.append(Line(key, k, texts, told, standing(case, entry), count, 0, path, weight))
    return made


def _count(game: Game, names: Names, texts: Sequence[str]) -> int | None:
    """In how many states one of several expressions holds."""
    holds = truth(game, names, texts)
    return None if holds is None else int(np.count_nonzero(holds & game.feasible))


def truth(game: Game, names: Names, texts: Sequence[str]) -> Bools | None:
    """Where one of several expressions holds, (n_cells,); None where one is no expression."""
    found: Bools | None = None
    for text in texts:
        try:
            here = where(game.space, parse(text, names))
        except ExpressionError:
            return None
        found = here if found is None else found | here
    return found


def _cut(lines: list[Line], names: Names, game: Game | PlainGame) -> tuple[Line, ...]:
    """The same with how many rungs there are after each line, where that is quickly counted."""
    if isinstance(game, PlainGame) or game.n_cells > _MANY:
        return tuple(lines)
    states = game.states()
    group = np.zeros(len(states), dtype=np.int64)
    made = []
    for line in lines:
        holds = truth(game, names, line.texts)
        if holds is not None:
            group = np.unique(2 * group + holds[states], return_inverse=True)[1]
        made.append(replace(line, rungs=int(group.max(initial=0)) + 1))
    return tuple(made)


def _ranked(
    case: Case,
    document: Document | None,
    words: Frame,
    game: Game | PlainGame,
    believed: Believed,
    ranking: Ranking,
) -> tuple[dict[int, tuple[int, str]], dict[int, Standing]]:
    """Per index of a state that a ranking names: its rung, its entry's path, its marks."""
    found: dict[int, tuple[int, str]] = {}
    marks: dict[int, Standing] = {}
    raw = _raw(document, (*believed.path, "ranking"))
    for k, rung in enumerate(ranking.rungs):
        whole = not (isinstance(raw, list) and k < len(raw) and isinstance(raw[k], list))
        for j, entry in enumerate(rung):
            path = [*believed.path, "ranking", k] if whole else [*believed.path, "ranking", k, j]
            try:
                code = state_code(entry.value, words.names)
            except InputError:
                continue
            exact = game.index(code)
            index = _seen(game, code) if exact is None else exact
            if index is not None:
                found.setdefault(index, (k, json.dumps(path)))
                marks.setdefault(index, standing(case, entry))
    return found, marks


def _seen(game: Game | PlainGame, code: int) -> int | None:
    """The place of the state that a view takes a code for; None where that is impossible."""
    if isinstance(game, PlainGame):
        return game.index(game.space.project(code))
    return game.index(int(game.project(np.array([code], dtype=np.int64))[0]))


def _raw(document: Document | None, path: tuple[str | int, ...]) -> object:
    """What the file has at a path, as it is written."""
    here: object = document.data if document is not None else None
    for part in path:
        if isinstance(here, dict) and isinstance(part, str):
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            return None
    return here
