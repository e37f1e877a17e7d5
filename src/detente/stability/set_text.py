"""A set of states in words for a terminal: what holds in all of it, and which states stand out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from detente.case.language import Names, Stands
from detente.case.plain import option_name, plain
from detente.columns import counted
from detente.stability.set_words import Description, Word, names_of
from detente.stability.text import shorten

if TYPE_CHECKING:
    from detente.game.space import OptionAxis
    from detente.game.symbolic import StateSet, SymbolicGame
    from detente.stability.set_chosen import Chosen

#: lines are broken at so many characters
_WIDTH = 110
#: an option that stands at one level in so large a part of a set, but not in all, mostly does
_MOSTLY = 0.9


def described(
    game: SymbolicGame, found: StateSet, description: Description, *, most: int | None = None
) -> Iterator[str]:
    """A description, line by line.

    Parameters
    ----------
    most : of what joins several options, tell so much and say how much more there is
    """
    names, options = names_of(game.options), game.options
    single = [word.then[0] for word in description.single]
    for head, said in _sorted(single, names, options).items():
        if said:
            yield from _list(head, said)
    mostly = list(_mostly(found, names, options))
    if mostly:
        yield from _list("mostly (in 9 of 10 or more)", mostly)
    for block in description.blocks:
        parts = (phrase(part, names, options) for part in block.parts)
        yield from _list(f"in {counted(block.count, 'of them', 'of them')}", parts)
    lines = joint_lines(description, names, options)
    for line in lines[:most]:
        yield from _broken(f"- {line}")
    left_out = 0 if most is None else max(len(lines) - most, 0)
    if left_out:
        yield f"… and {counted(left_out, 'more such line')} (--describe)"
    yield from _broken(_how_much(description, left_out))


def _how_much(description: Description, left_out: int) -> str:
    if description.blocks:
        return f"These {len(description.blocks)} kinds are all of them."
    if description.exact and not description.words:
        return "They are all states that are looked at."
    if not description.words:
        return _NOTHING if description.searched else _UNSEARCHED
    whole = "All of this, with what is left out here," if left_out else "All of this"
    if description.exact:
        return f"That is just them: {whole[0].lower()}{whole[1:]} holds nowhere else."
    beside = "" if description.searched else f" {_UNSEARCHED}"
    return (
        f"{whole} holds in {counted(description.matching, 'state')}, of which these are "
        f"{percent(description.count, description.matching)}.{beside}"
    )


_NOTHING = "What they have in common takes more than a few options at once to say."
_UNSEARCHED = "What joins several options was not looked for: the diagram is too large."


def joint_lines(
    description: Description, names: Names, options: tuple[OptionAxis, ...]
) -> list[str]:
    """What joins several options, line by line; what follows from the same is told at once."""
    found: list[str] = []
    told: set[tuple[Stands, ...]] = set()
    for word in description.joint:
        if word.kind != "if":
            found.append(_sentence(word, names, options))
        elif word.given not in told:
            told.add(word.given)
            follow = [
                " or ".join(phrase(part, names, options) for part in other.then)
                for other in description.joint
                if other.given == word.given and other.kind == "if"
            ]
            if len(follow) > 1:
                follow = [f"({one})" if " or " in one else one for one in follow]
            given = " and ".join(phrase(part, names, options) for part in word.given)
            found.append(f"wherever {given}: {', '.join(follow)}")
    return found


def _sentence(word: Word, names: Names, options: tuple[OptionAxis, ...]) -> str:
    """What joins several options and is no `if`."""
    said = [phrase(part, names, options) for part in word.parts]
    match word.kind:
        case "together":
            return f"all of these or none: {', '.join(said)}"
        case "some":
            return f"at least one of {', '.join(said)}"
        case "at most one":
            return f"at most one of {', '.join(said)}"
    return f"never {'both' if len(said) == 2 else 'all of'} {' and '.join(said)}"


def phrase(part: Stands, names: Names, options: tuple[OptionAxis, ...]) -> str:
    """One option and where it stands, as short as it can be told from others."""
    axis = options[part.option]
    if not axis.named:
        return plain(part, names)
    name = option_name(part.option, names)
    if len(part.levels) == 1:
        (level,) = part.levels
        return f"{name}={axis.levels[level]}"
    if part.levels == frozenset(range(1, len(axis.levels))):
        return f"{name}!={axis.levels[0]}"
    said = plain(part, names)
    return said if " or " in said else said.replace(" ", "")  # so that no line breaks there


def _sorted(
    parts: Iterable[Stands], names: Names, options: tuple[OptionAxis, ...]
) -> dict[str, list[str]]:
    """Single options by what is said of them."""
    found: dict[str, list[str]] = {"always": [], "never": [], "only": []}
    for part in parts:
        axis = options[part.option]
        others = frozenset(range(len(axis.levels))) - part.levels
        head, told = "only", part
        if len(others) == 1 and (len(part.levels) > 1 or not (axis.named or 0 in others)):
            head, told = "never", Stands(part.option, others)
        elif len(part.levels) == 1:
            head = "always"
        found[head].append(phrase(told, names, options))
    return found


def _mostly(found: StateSet, names: Names, options: tuple[OptionAxis, ...]) -> Iterator[str]:
    for option in found.space.axes:
        counts = found.level_counts(option)
        best = max(range(len(counts)), key=counts.__getitem__)
        if _MOSTLY * found.count <= counts[best] < found.count:
            yield phrase(Stands(option, frozenset({best})), names, options)


def _list(head: str, items: Iterable[str]) -> list[str]:
    return _broken(f"{head}: {', '.join(items)}")


def _broken(text: str) -> list[str]:
    return wrap(
        text, _WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


def percent(count: int, of: int) -> str:
    """A share that is never rounded to none or to all."""
    tenths = (2000 * count + of) // (2 * of)  # whole numbers: they may be of any size
    if not tenths and count:
        return "less than 0.1 %"
    if tenths == 1000 and count < of:
        return "more than 99.9 %"
    return f"{tenths // 10}.{tenths % 10} %"


# ---------------------------------------------------------------------- states that stand out


def chosen_text(game: SymbolicGame, chosen: Iterable[Chosen]) -> Iterator[str]:
    """States that are worth a look, a line for each reason."""
    frontier: Chosen | None = None
    for one in chosen:
        some = _some(game, one.states)
        apart = "" if one.apart is None else f", {counted(one.apart, 'option')} apart"
        match one.why:
            case "nearest":
                yield f"nearest to the present{apart}: {some}"
            case "alone":
                yield f"nearest that {one.party} could bring about alone{apart}: {some}"
            case "best":
                yield f"best for {one.party}: {some}"
            case "frontier":
                frontier = one
                yield f"no other of them as good for all and better for one ({_kinds(one)}): {some}"
            case "efficient":
                if frontier is not None and frontier.states == one.states:
                    some = "the same"
                yield f"nor any other state at all ({_kinds(one)}): {some}"


def _kinds(one: Chosen) -> str:
    """How many kinds of states there are on a frontier."""
    kinds = counted(one.kinds or 0, "kind")
    return kinds if one.whole else f"{kinds} found, there are more to be looked for"


def _some(game: SymbolicGame, found: StateSet) -> str:
    """The first of some states, and how many more there are."""
    if not found:
        return "none"
    code = found.first(1)[0]
    more = f", and {counted(found.count - 1, 'more', 'more')}" if found.count > 1 else ""
    return f"{code} ({shorten(game.label(code))}){more}"
