"""Which outcomes a brief speaks of: those the case names, and unnamed states that matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.brief.look_sets import SetLook
from detente.brief.looks import Account
from detente.brief.positions import Asked, Wanted
from detente.brief.wording import things
from detente.case.model import Case
from detente.game.game import Game
from detente.views.lens import Lens

#: unnamed states beyond this many are counted, not listed
UNNAMED = 12
#: of states that nobody could list so many are told one by one
SHOWN = 8


@dataclass(frozen=True)
class Ending:
    """An outcome that the brief speaks of: one state, or all states of one name.

    Attributes
    ----------
    key : id of the outcome, or "code N"
    name : its name, empty where the case gives none
    codes : its states, ascending
    """

    key: str
    name: str
    codes: tuple[int, ...]


def endings_of(
    case: Case,
    accounts: Sequence[Account],
    asks: Sequence[Asked],
    wants: Wanted | None,
    many: int,
) -> Iterator[Ending]:
    """Named outcomes in file order, then unnamed states that hold somewhere or are spoken of."""
    listed = [account.listed for account in accounts]
    looks = [look for look in listed if look is not None]
    if len(looks) < len(listed):
        yield from _of_sets(accounts, wants)
    if not looks or len(looks) < len(listed):
        return
    games = [look.game for look in looks]
    lens = accounts[0].lens
    views = [lens.game(view) for view in case.views] if isinstance(lens, Lens) else []
    base = games[0]
    by_name: dict[str, list[int]] = {outcome.id: [] for outcome in base.outcomes}
    unnamed: set[int] = set()
    if base.n_states <= many:
        for game in [base, *views]:
            for index in game.states().tolist():
                outcome = game.outcome(index)
                if outcome is not None:
                    by_name[outcome.id].append(game.code(index))
    telling = _telling(accounts, asks, wants)
    for code in telling:
        found = _having(code, [*games, *views])
        place = None if found is None else found.index(code)
        if found is None or place is None:
            continue
        outcome = found.outcome(place)
        if outcome is None:
            unnamed.add(code)
        elif base.n_states > many:
            by_name[outcome.id].append(code)
    names = {outcome.id: outcome.name for outcome in base.outcomes}
    for key, codes in by_name.items():
        if codes:
            yield Ending(key, names[key], tuple(sorted(set(codes))))
    if not base.outcomes and base.n_states <= UNNAMED:
        unnamed.update(base.codes(base.states()).tolist())
    ordered = [code for code in telling if code in unnamed] + sorted(unnamed - set(telling))
    for code in ordered[:UNNAMED]:
        found = _having(code, [*games, *views])
        place = None if found is None else found.index(code)
        if found is not None and place is not None:
            name = found.state_names[place] if found.state_names else ""
            yield Ending(f"code {code}", name, (code,))


def _of_sets(accounts: Sequence[Account], wants: Wanted | None) -> Iterator[Ending]:
    """Of states that nobody could list the telling ones; each is an outcome of its own.

    Several that go by one name are told apart by a number.
    """
    base = accounts[0].base
    telling = _telling_few(accounts, wants)[:SHOWN]
    called: dict[int, str] = {}
    for code in telling:
        place = base.at(code)
        outcome = None if place is None else base.game.outcome(place)
        called[code] = "" if outcome is None else outcome.name
    counts = Counter(called.values())
    for number, code in enumerate(telling, 1):
        name = called[code]
        if counts[name] > 1:
            name = things.numbered(name, number)
        yield Ending(f"code {code}", name, (code,))


def _telling_few(accounts: Sequence[Account], wants: Wanted | None) -> list[int]:
    """The present, what would do for all, what holds; then what holds elsewhere, one of each."""
    base = accounts[0].base
    found = [] if base.game.present is None else [base.game.code(base.game.present)]
    found += wants.codes[:2] if wants is not None else ()
    here = base.telling if isinstance(base, SetLook) else ()
    found += [one.code for one in here if one.apart is not None or one.best]
    for account in accounts[1:]:
        found += account.base.resting()[:1]
    return list(dict.fromkeys(code for code in found if base.at(code) is not None))


def _telling(accounts: Sequence[Account], asks: Sequence[Asked], wants: Wanted | None) -> list[int]:
    """Codes worth a word even without a name, the most telling first."""
    base = accounts[0].base
    found: list[int] = []
    if base.game.present is not None:
        found.append(base.game.code(base.game.present))
    found += [code for ask in asks for code in ask.codes]
    resting = [account.base.resting() for account in accounts]
    somewhere = set().union(*resting)
    if wants is not None:
        found += [code for code in wants.codes if code in somewhere][: UNNAMED // 3]
    for account in accounts:
        found += account.base.led_to()[: UNNAMED // 3]
    for view in accounts[0].views:
        if "." not in view:
            found += accounts[0].look(view).resting()[: UNNAMED // 6]
    everywhere = set(resting[0]).intersection(*resting[1:])
    found += sorted(everywhere)[:UNNAMED]
    for codes in resting:
        found += [code for code in codes if code not in everywhere][: UNNAMED // 2]
    return list(dict.fromkeys(found))


def _having(code: int, games: Sequence[Game]) -> Game | None:
    """The first game that has a state."""
    asked = np.array([code], dtype=np.int64)
    return next((game for game in games if int(game.indices(asked)[0]) >= 0), None)
