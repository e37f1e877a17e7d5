"""A case as a universe of options (or an explicit list of states) and views upon it.

States are known by their code everywhere. In the option form a code is the mixed-radix number of
one level per option: options in file order, the first least significant, imagined ones after all
those of the base in the order in which the file's views bring them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import Any

from tests.byhand.grammar import Tree, parse, read_state, truth

BASE = "base"
ABOUT_A_VIEW = {
    "unseen",
    "imagined",
    "one_way",
    "impossible",
    "possible",
    "present",
    "means",
    "aware",
}


class Faulty(ValueError):
    """A case that the documents do not allow, or that has no single reading."""


def plain(entry: Any) -> Any:
    """An entry without its marks."""
    return entry["is"] if isinstance(entry, dict) and "is" in entry else entry


def level_name(level: Any) -> str:
    if isinstance(level, bool):
        return "true" if level else "false"
    return str(level)


@dataclass(frozen=True)
class Option:
    party: str
    id: str
    levels: tuple[str, ...]
    named: bool
    one_way: tuple[str, ...]
    """("both",), ("up",), ("down",), or ("locked", level, ...)."""

    @property
    def key(self) -> str:
        return f"{self.party}.{self.id}"

    def at(self, level: str) -> int:
        if level not in self.levels:
            raise Faulty(f"{self.key} has no level {level!r}")
        return self.levels.index(level)


@dataclass(frozen=True)
class Picture:
    """What one view holds: a full description, differences already applied."""

    path: str
    parties: tuple[str, ...]
    seen: frozenset[int]
    presumed: dict[int, int]
    one_way: dict[int, tuple[str, ...]]
    impossible: tuple[Tree, ...]
    preferences: dict[str, Any]
    present: int | None
    given: dict[int, int] = field(default_factory=dict)
    nowhere: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Universe:
    raw: dict[str, Any]
    parties: tuple[str, ...]
    options: tuple[Option, ...]
    n_base: int
    graph: tuple[str, ...] | None
    arcs: dict[str, list[tuple[int, int]]]
    seen_before: dict[int, tuple[int, ...]] = field(default_factory=dict)
    looked_up: dict[tuple[str, str | None], Picture] = field(default_factory=dict)

    # codes -----------------------------------------------------------------------------------

    def levels(self, code: int) -> tuple[int, ...]:
        if code not in self.seen_before:
            found, left = [], code
            for option in self.options:
                left, level = divmod(left, len(option.levels))
                found.append(level)
            if left:
                raise Faulty("a code beyond the last state")
            self.seen_before[code] = tuple(found)
        return self.seen_before[code]

    def code(self, levels: tuple[int, ...] | list[int]) -> int:
        code, weight = 0, 1
        for option, level in zip(self.options, levels, strict=True):
            code += weight * level
            weight *= len(option.levels)
        return code

    def state_row(self, code: int) -> Any:
        """How a row writes a state."""
        if self.graph is not None:
            return self.graph[code]
        return {
            option.key: option.levels[level] if option.named else bool(level)
            for option, level in zip(self.options, self.levels(code), strict=True)
        }

    # names -----------------------------------------------------------------------------------

    def find(self, name: str) -> int:
        if "." in name:
            found = [k for k, option in enumerate(self.options) if option.key == name]
        else:
            found = [k for k, option in enumerate(self.options) if option.id == name]
        if len(found) != 1:
            raise Faulty(f"{name!r} names {len(found)} options")
        return found[0]

    def check(self, tree: Tree) -> Tree:
        """The tree with every name resolved, so that equal expressions are equal trees."""
        if tree[0] != "atom":
            return (tree[0], *(self.check(part) for part in tree[1:]))
        _, name, sign, level = tree
        if self.graph is not None:
            if name not in self.graph or sign is not None:
                raise Faulty(f"no state {name!r}")
            return tree
        index = self.find(name)
        if level is not None:
            self.options[index].at(level)
        return ("atom", self.options[index].key, sign, level)

    def expression(self, text: Any) -> Tree:
        return self.check(parse(str(plain(text))))

    def true_at(self, tree: Tree, code: int) -> bool:
        if self.graph is not None:
            here = self.graph[code]
            return truth(tree, lambda name, sign, level: name == here)
        levels = self.levels(code)

        def holds(name: str, sign: str | None, level: str | None) -> bool:
            index = self.find(name)
            now = levels[index]
            if sign is None or level is None:
                return now != 0
            than = self.options[index].at(level)
            return {
                "==": now == than,
                "!=": now != than,
                "<": now < than,
                "<=": now <= than,
                ">": now > than,
                ">=": now >= than,
            }[sign]

        return truth(tree, holds)

    def state(self, text: Any) -> int:
        """The code that a text in state notation (or a bare integer) stands for."""
        text = plain(text)
        if isinstance(text, int):
            return text
        if self.graph is not None and text in self.graph:
            return self.graph.index(text)
        named = read_state(str(text))
        if isinstance(named, int):
            return named
        levels = [0] * len(self.options)
        for name, level in named.items():
            index = self.find(name)
            option = self.options[index]
            if level is None:
                if len(option.levels) > 2:
                    raise Faulty(f"{name!r} has more than two levels")
                levels[index] = 1
            else:
                levels[index] = option.at(level)
        return self.code(levels)

    def present(self, entry: Any) -> int:
        """The code of a ``present`` section: a mapping, state notation or a code."""
        entry = plain(entry)
        if not isinstance(entry, dict):
            return self.state(entry)
        levels = [0] * len(self.options)
        for name, level in entry.items():
            index = self.find(name)
            levels[index] = self.options[index].at(level_name(plain(level)))
        return self.code(levels)

    # preferences -----------------------------------------------------------------------------

    def preference(self, entry: dict[str, Any]) -> Any:
        """("prefers", groups of trees), ("ranking", rungs of codes), ("weights", pairs) or None."""
        if "prefers" in entry:
            groups = []
            for statement in entry["prefers"]:
                several = isinstance(statement, dict) and "any" in statement
                texts = statement["any"] if several else [statement]
                groups.append([self.expression(text) for text in texts])
            return ("prefers", groups)
        if "ranking" in entry:
            rungs = []
            for rung in entry["ranking"]:
                tied = plain(rung)
                rungs.append([self.state(t) for t in (tied if isinstance(tied, list) else [tied])])
            return ("ranking", rungs)
        if "weights" in entry:
            return (
                "weights",
                [
                    (self.expression(text), Fraction(str(plain(weight))))
                    for text, weight in entry["weights"].items()
                ],
            )
        return None

    # views -----------------------------------------------------------------------------------

    @property
    def views(self) -> dict[str, Any]:
        return self.raw.get("views") or {}

    def base(self, hypothesis: str | None) -> Picture:
        imagined = frozenset(range(self.n_base, len(self.options)))
        preferences = {
            party: self.preference(entry or {}) for party, entry in self.raw["parties"].items()
        }
        one_way = {k: option.one_way for k, option in enumerate(self.options)}
        if hypothesis is not None:
            for party, change in self.raw["hypotheses"][hypothesis].items():
                if party != "expects":
                    preferences[party] = self.preference(change) or preferences[party]
                    for option, entry in ((change or {}).get("options") or {}).items():
                        way = entry.get("one_way", False) if isinstance(entry, dict) else False
                        one_way[self.find(f"{party}.{option}")] = read_one_way(plain(way))
        present = self.raw.get("present")
        return Picture(
            path=BASE,
            parties=tuple(
                party
                for party, entry in self.raw["parties"].items()
                if (entry or {}).get("at_table", True)
            ),
            seen=frozenset(range(self.n_base)),
            presumed=dict.fromkeys(imagined, 0),
            one_way=one_way,
            impossible=tuple(self.expression(t) for t in self.raw.get("impossible") or []),
            preferences=preferences,
            present=None if present is None else self.present(present),
            nowhere=imagined,
        )

    def picture(self, path: str, hypothesis: str | None = None) -> Picture:
        """The view at ``path``; a view that the file does not give is its parent."""
        key = (path, hypothesis)
        if key not in self.looked_up:
            self.looked_up[key] = self.draw_up(path, hypothesis)
        return self.looked_up[key]

    def draw_up(self, path: str, hypothesis: str | None) -> Picture:
        if path == BASE:
            return self.base(hypothesis)
        parent, _, _ = path.rpartition(".")
        above = self.picture(parent or BASE, hypothesis)
        differences = self.views.get(path) or {}
        return self.differ(replace(above, path=path), differences)

    def differ(self, view: Picture, differences: dict[str, Any]) -> Picture:
        parties = list(view.parties)
        seen = set(view.seen)
        nowhere = set(view.nowhere)
        given = dict(view.given)
        one_way = dict(view.one_way)
        impossible = list(view.impossible)
        preferences = dict(view.preferences)
        present = view.present

        for party, options in (differences.get("imagined") or {}).items():
            for option in options:
                index = self.find(f"{party}.{option}")
                seen.add(index)
                nowhere.discard(index)
        unseen = differences.get("unseen") or []
        for name in unseen:
            entry = plain(name)
            level = plain(unseen[name]) if isinstance(unseen, dict) else None
            if entry in self.raw["parties"]:
                if entry in parties:
                    parties.remove(entry)
                gone = [k for k in seen if self.options[k].party == entry]
            else:
                gone = [self.find(entry)]
            for index in gone:
                seen.discard(index)
                if level is not None:
                    given[index] = self.options[index].at(level_name(level))
        for name, way in (differences.get("one_way") or {}).items():
            one_way[self.find(name)] = read_one_way(plain(way))
        for text in differences.get("possible") or []:
            tree = self.expression(text)
            if tree not in impossible:
                raise Faulty(f"{text!r} lifts nothing")
            impossible = [other for other in impossible if other != tree]
        impossible += [self.expression(text) for text in differences.get("impossible") or []]
        for party, change in differences.items():
            if party not in ABOUT_A_VIEW:
                preferences[party] = self.preference(change) or preferences[party]
        if differences.get("present") is not None:
            present = self.present(differences["present"])

        presumed = {}
        for index in set(range(len(self.options))) - seen:
            if index in nowhere:
                presumed[index] = 0
            elif index in given:
                presumed[index] = given[index]
            elif present is not None:
                presumed[index] = self.levels(present)[index]
            else:
                presumed[index] = 0
        after = replace(
            view,
            parties=tuple(parties),
            seen=frozenset(seen),
            nowhere=frozenset(nowhere),
            given=given,
            presumed=presumed,
            one_way=one_way,
            impossible=tuple(impossible),
            preferences=preferences,
            present=present,
        )
        for party, change in differences.items():
            if party not in ABOUT_A_VIEW and "ranking" in change:
                # a view's own ranking speaks of the states that the view has
                rungs = [[self.held(after, c) for c in rung] for rung in preferences[party][1]]
                preferences[party] = ("ranking", rungs)
        return after

    def aware(self, path: str) -> bool:
        """Whether the holder of a view knows that others see something else."""
        said = (self.views.get(path) or {}).get("aware")
        if said is not None:
            return bool(said)
        return any(other.startswith(path + ".") for other in self.views)

    # feasibility -----------------------------------------------------------------------------

    def held(self, view: Picture, code: int) -> int:
        """A state with everything that the view does not see set to what it presumes."""
        if self.graph is not None:
            return code
        levels = list(self.levels(code))
        for index, level in view.presumed.items():
            levels[index] = level
        return self.code(levels)

    def feasible(self, view: Picture, code: int) -> bool:
        return self.held(view, code) == code and not any(
            self.true_at(tree, code) for tree in view.impossible
        )

    def codes(self, view: Picture) -> Iterator[int]:
        """Every state that the view thinks possible, before any merging."""
        if self.graph is not None:
            everything: Iterator[int] = iter(range(len(self.graph)))
        else:
            axes = [
                range(len(option.levels)) if k in view.seen else [view.presumed[k]]
                for k, option in enumerate(self.options)
            ]
            everything = iter(sorted(self.code(levels) for levels in product(*axes)))
        return (code for code in everything if self.feasible(view, code))


def read_one_way(way: Any) -> tuple[str, ...]:
    if way is True or way == "up":
        return ("up",)
    if way == "down":
        return ("down",)
    if way is False or way is None:
        return ("both",)
    if isinstance(way, list):
        return ("locked", *(level_name(level) for level in way))
    raise Faulty(f"one_way: {way!r}")


def read_option(party: str, name: str, entry: Any) -> Option:
    written: dict[str, Any] = entry if isinstance(entry, dict) else {}
    levels = tuple(level_name(level) for level in written.get("levels", (False, True)))
    return Option(
        party=party,
        id=str(name),
        levels=levels,
        named=levels != ("false", "true"),
        one_way=read_one_way(plain(written.get("one_way", False))),
    )


def read_universe(raw: dict[str, Any]) -> Universe:
    """The universe of a case given as plain data."""
    options = [
        read_option(party, name, entry)
        for party, described in raw["parties"].items()
        for name, entry in ((described or {}).get("options") or {}).items()
    ]
    n_base = len(options)
    known = {option.key for option in options}
    for view in (raw.get("views") or {}).values():
        for party, imagined in ((view or {}).get("imagined") or {}).items():
            for name, entry in imagined.items():
                option = read_option(party, name, entry)
                if option.key not in known:
                    known.add(option.key)
                    options.append(option)
    graph = None
    arcs: dict[str, list[tuple[int, int]]] = {}
    if raw.get("states"):
        graph = tuple(
            str(state["id"]) if isinstance(state, dict) else str(state) for state in raw["states"]
        )
        for party, pairs in (raw.get("moves") or {}).items():
            arcs[party] = [(graph.index(str(a)), graph.index(str(b))) for a, b in pairs]
    return Universe(
        raw=raw,
        parties=tuple(raw["parties"]),
        options=tuple(options),
        n_base=n_base,
        graph=graph,
        arcs=arcs,
    )
