"""Ways as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from detente.columns import columns, counted, short
from detente.game.space import MergedSpace
from detente.paths.cost import MOST_WAYS
from detente.paths.ground import AnyGame
from detente.paths.joint import Joint
from detente.paths.way import Way, Ways
from detente.paths.ways import TARGETS, Paths

#: text lists no more states of an evolution than this
STATES = 50
_EFFECTS = {
    "gain": "gains",
    "tie": "neither gains nor loses",
    "loss": "loses",
    "open": "not said whether it gains",
}


def paths_text(paths: Paths) -> str:
    """Ways to every target, the nearest first, at most `TARGETS`."""
    return "\n".join(paths_lines(paths))


def paths_lines(paths: Paths, limit: int | None = None) -> Iterator[str]:
    """The same line by line, as the ways are found."""
    game = paths.game
    yield f"{game.made_from.case_id}: ways from the present as {_where(game)} has it"
    yield f"Present: {_state(game, paths.start)}"
    shown = paths.nearest(TARGETS if limit is None else limit)
    for target in shown:
        yield ""
        yield from _target(paths, paths.ways(target))
    if len(shown) < paths.n_targets:
        yield ""
        yield f"… {counted(paths.n_targets - len(shown), 'more target')}"


def evolution_text(paths: Paths, limit: int | None = None) -> str:
    """Least steps to every state by who moves last, by all moves and by improvements."""
    game = paths.game
    limit = STATES if limit is None else limit
    lines = [
        f"{game.made_from.case_id}: steps from the present, {_state(game, paths.start)}",
        "Least number of legal steps to each state, by who takes the last one; · never",
    ]
    for kind in ("moves", "improvements"):
        found = paths.evolution(improving=kind == "improvements")
        lines += ["", "by all moves" if kind == "moves" else "by improvements only"]
        if found is None:
            lines.append("  open, since preferences are missing")
            continue
        body = [
            [
                str(game.code(state)),
                *(str(n) if n else "·" for n in found.steps(state)),
                short(game.label(state)),
            ]
            for state in found.nearest(limit)
        ]
        if body:
            lines += columns([["code", *game.parties, "state"], *body])
        else:
            lines.append("  nothing: nobody has such a step")
        if found.count > limit:
            lines.append(f"  … {counted(found.count - limit, 'more state')}")
    return "\n".join(lines)


def _target(paths: Paths, ways: Ways) -> list[str]:
    game = paths.game
    lines = [f"To {_state(game, ways.end)}"]
    if ways.end == paths.start:
        return [*lines, "  this is the present"]
    if not ways.improvements_known:
        why = "the diagrams grew too large" if ways.grown else "preferences are missing"
        lines.append(f"  by improvements: open, since {why}")
    elif ways.by_improvements is None:
        lines.append("  by improvements: no")
    else:
        lines += _way(paths, "by improvements", ways.by_improvements)
    shortest = ways.by_moves
    others = [len(way.steps) for way in (ways.by_improvements, ways.least) if way is not None]
    if shortest is None:
        lines.append("  by single moves: not reached, whatever the parties do in turn")
    elif all(len(shortest.steps) < count for count in others):
        lines += _way(paths, "shortest by any moves", shortest)
    if ways.least is not None:
        no_shorter = shortest is not None and len(shortest.steps) == len(ways.least.steps)
        title = ("shortest, " if no_shorter else "") + _asked(game, ways.least)
        lines += _way(paths, title, ways.least)
    if ways.joint is not None:
        if ways.needs_joint:
            title = "only a joint step gets there"
        elif ways.least is not None and ways.least.against_interest:
            title = "a joint step spares anyone going against its own interest"
        else:
            title = "a joint step spares a dip"
        lines += _way(paths, title, ways.joint)
    return lines


def _asked(game: AnyGame, way: Way) -> str:
    """What the way that asks least of the parties still asks."""
    losses, ties = way.count("loss"), way.count("tie")
    if not losses:
        return f"with fewest steps that gain nothing ({ties})"
    who = ", ".join(game.parties[p] for p in way.against_interest)
    return f"with fewest steps against the mover's own interest ({losses}, by {who})"


def _way(paths: Paths, title: str, way: Way) -> list[str]:
    game = paths.game
    lines = [f"  {title}: {counted(len(way.steps) + (way.joint is not None), 'step')}"]
    for k, step in enumerate(way.steps, start=1):
        lines.append(
            f"    {k}. {_deed(game, step.party, step.start, step.end)} to "
            f"{_state(game, step.end)}: {_EFFECTS[step.effect]}"
        )
    if way.joint is not None:
        lines.append(f"    {len(way.steps) + 1}. {_joint(game, way.joint)}")
    names = [game.parties[p] for p in way.first]
    if way.joint is not None and not way.steps:
        lines.append(f"    {_listed(names, 'and')} must move at the same time")
    elif len(names) == 1:
        lines.append(f"    {names[0]} must go first")
    else:
        lines.append(f"    {_listed(names, 'or')} can go first")
    if way.n_ways != 1:
        many = f"more than {MOST_WAYS:,}" if way.n_ways is None else f"{way.n_ways:,}"
        lines.append(f"    one of {many} ways that are as good")
    for dip in way.dips:
        if dip.at is not None:
            n_ranks = paths.n_places(dip.party)
            lines.append(
                f"    {game.parties[dip.party]} falls {counted(dip.places, 'place')} "
                f"of {n_ranks:,} below the present, at {_state(game, dip.at)}"
            )
    return lines


def _joint(game: AnyGame, joint: Joint) -> str:
    names = [game.parties[p] for p in joint.parties]
    deeds = [_deed(game, p, joint.start, joint.end) for p in joint.parties]
    head = f"{_listed(deeds, 'and')} at the same time to {_state(game, joint.end)}"
    if joint.willing:
        return f"{head}: {'both gain' if len(names) == 2 else 'all of them gain'}"
    effects = zip(names, joint.effects, strict=True)
    return f"{head}: " + ", ".join(f"{name} {_EFFECTS[one]}" for name, one in effects)


def _deed(game: AnyGame, party: int, start: int, end: int) -> str:
    """A party and which of its options it takes, or takes back, between two states."""
    name = game.parties[party]
    if not game.options or not (_single(game, start) and _single(game, end)):
        return name
    changes = []
    levels = zip(game.options, game.space.levels(start), game.space.levels(end), strict=True)
    for option, before, after in levels:
        owner, short_name = option.name.split(".", 1)
        if owner == name and before != after:
            word = option.word(after)
            if isinstance(word, bool):
                changes.append(short_name if word else f"not {short_name}")
            else:
                changes.append(f"{short_name}={word}")
    return f"{name} ({', '.join(changes)})" if changes else name


def _single(game: AnyGame, index: int) -> bool:
    """Whether a state stands for itself alone, and not for several that were merged."""
    space = game.space
    return not isinstance(space, MergedSpace) or int((space.group == index).sum()) == 1


def _state(game: AnyGame, index: int) -> str:
    return f"{game.code(index)} ({short(game.label(index))})"


def _where(game: AnyGame) -> str:
    where = "the base" if game.view == "base" else f"view {game.view}"
    return f"{where} under hypothesis {game.hypothesis}" if game.hypothesis else where


def _listed(names: list[str], word: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
