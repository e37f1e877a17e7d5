"""Single choices: an option, an expression, a state, a preference."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from tests.byhand import Faulty, Universe, play, read_universe
from tests.byhand.case import Picture
from tests.byhand.game import Game

PARTIES = ("west", "east", "город", "市政府", "ἄστυ", "किसान", "النقابة", "north", "Ümit", "w_2")
OPTIONS = (
    "strike", "sell", "offer", "no", "on", "y", "ход", "уступка", "停火", "तोड़ो", "وقف", "שביתה",
    "น้ำ", "a1", "_b", "Talk", "talk", "zone", "çekil", "ab", "yes", "off", "été",
)  # fmt: skip
LEVELS = (
    ("none", "full"), ("low", "high"), ("none", "low", "full"), ("ноль", "один", "два"),
    ("no", "yes"), ("无", "部分", "全部"), ("a", "b", "c"),
)  # fmt: skip
MARKS = ("reported", "reading", "assumed")
WEIGHTS = ("-1", "0", "0.1", "0.2", "0.3", "0.30", "0.5", "1", "2", "-0.25")


class Draw:
    """Choices, and the case as far as it has been drawn."""

    def __init__(self, rng: Random, marked: bool, largest: int) -> None:
        self.rng = rng
        self.marked = marked
        self.largest = largest
        self.raw: dict[str, Any] = {"detente": 1, "id": "drawn", "title": "A drawn case"}

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def pick(self, items: Sequence[Any]) -> Any:
        return items[self.rng.randrange(len(items))]

    def some(self, items: Sequence[Any], least: int, most: int) -> list[Any]:
        count = min(len(items), self.rng.randint(least, most))
        return self.rng.sample(list(items), count)

    @property
    def universe(self) -> Universe:
        return read_universe(self.raw)

    # options ---------------------------------------------------------------------------------

    def option(self, room: int) -> tuple[Any, int]:
        """An option as written, and how many levels it has."""
        levels = self.pick(LEVELS) if self.chance(0.3) else None
        if levels is not None and len(levels) > room:
            levels = None
        names = levels or ("false", "true")
        entry: dict[str, Any] = {"does": "Something that it can do"}
        if levels:
            entry["levels"] = list(levels)
        if self.chance(0.35):
            entry["one_way"] = self.direction(names)
        if len(entry) == 1 and self.chance(0.7):
            return "Something that it can do", len(names)
        return entry, len(names)

    def direction(self, levels: Sequence[str]) -> Any:
        kept = self.some(levels, 1, len(levels) - 1)
        truths = {"false": False, "true": True}
        locked = [truths.get(level, level) for level in kept]
        return self.pick(["up", True, "down", locked, locked])

    def expression(self, names: Sequence[str], depth: int = 2) -> str:
        """An expression of the grammar over the given names (already qualified where needed)."""
        return self.cond(names, depth) if self.chance(0.92) else self.iff(names, depth)

    def word(self, keyword: str) -> str:
        return keyword.upper() if self.chance(0.1) else keyword

    def iff(self, names: Sequence[str], depth: int) -> str:
        parts = [self.cond(names, depth - 1) for _ in range(2 + self.chance(0.2))]
        return f" {self.word('iff')} ".join(parts)

    def cond(self, names: Sequence[str], depth: int) -> str:
        first = self.joined(names, depth)
        if depth > 0 and self.chance(0.22):
            text = f"{first} {self.word('if')} {self.joined(names, depth - 1)}"
            if self.chance(0.4):
                text += f" {self.word('else')} {self.cond(names, depth - 1)}"
            return text
        return first

    def joined(self, names: Sequence[str], depth: int) -> str:
        if depth <= 0 or self.chance(0.6):
            return self.atom(names, depth)
        parts = [self.atom(names, depth - 1) for _ in range(2 + self.chance(0.25))]
        text = parts[0]
        for part in parts[1:]:
            text += f" {self.word(self.pick(['and', 'or']))} {part}"
        return text

    def atom(self, names: Sequence[str], depth: int) -> str:
        if self.chance(0.3):
            return f"{self.word('not')} {self.atom(names, depth)}"
        if depth > 0 and self.chance(0.25):
            return f"({self.expression(names, depth - 1)})"
        return self.literal(self.pick(names))

    def literal(self, name: str) -> str:
        universe = self.universe
        if universe.graph is not None or self.chance(0.55):
            return name
        sign = self.pick(["==", "=", "!=", "<", "<=", ">", ">="])
        gap = self.pick(["", " "])
        level = self.pick(universe.options[universe.find(name)].levels)
        return f"{name}{gap}{sign}{gap}{level}"

    def name(self, index: int) -> str:
        """A name for an option: bare where that is clear, else with its party."""
        universe = self.universe
        option = universe.options[index]
        alone = sum(other.id == option.id for other in universe.options) == 1
        return option.id if alone and self.chance(0.85) else option.key

    def names(self, view: Picture | None = None) -> list[str]:
        """The names that a text of a view (or of the base) may use."""
        universe = self.universe
        if universe.graph is not None:
            return list(universe.graph)
        known = set(range(universe.n_base))
        if view is not None:
            known = set(range(len(universe.options))) - view.nowhere
        return [self.name(k) for k in sorted(known)]

    # states ----------------------------------------------------------------------------------

    def state(self, code: int, bare_code: bool = True) -> Any:
        """One of the ways to write a state."""
        universe = self.universe
        if self.chance(0.25):
            return code if bare_code and self.chance(0.4) else f"code {code}"
        if universe.graph is not None:
            return universe.graph[code]
        parts = []
        for index, level in enumerate(universe.levels(code)):
            option = universe.options[index]
            if level == 0:
                if index < universe.n_base and self.chance(0.15):
                    parts.append(f"{self.name(index)}={option.levels[0]}")
            elif len(option.levels) > 2 or self.chance(0.4):
                parts.append(f"{self.name(index)}={option.levels[level]}")
            else:
                parts.append(self.name(index))
        return " + ".join(parts) or "none"

    def present(self, code: int) -> Any:
        universe = self.universe
        if universe.graph is not None or self.chance(0.5):
            return self.state(code, bare_code=False)
        mapping: dict[str, Any] = {}
        for index, level in enumerate(universe.levels(code)):
            option = universe.options[index]
            if level or (index < universe.n_base and self.chance(0.2)):
                mapping[self.name(index)] = option.levels[level] if option.named else bool(level)
        return mapping or "none"

    # preferences -----------------------------------------------------------------------------

    def preference(self, view: Picture, only: Sequence[str] = ()) -> dict[str, Any]:
        """Statements, a ranking or weights, with many ties."""
        game = alike(self.universe, view)
        kinds = list(only) or ["prefers", "prefers", "ranking", "weights"]
        if self.marked:
            kinds = ["prefers"]
        if len(game.states) > 14:
            kinds = [kind for kind in kinds if kind != "ranking"] or ["prefers"]
        kind = self.pick(kinds)
        names = self.names(view)
        if kind == "ranking":
            return {"ranking": self.ranking(game)}
        if kind == "weights":
            texts = [self.expression(names, 1) for _ in range(self.rng.randint(1, 4))]
            return {"weights": {text: Decimal(self.pick(WEIGHTS)) for text in texts}}
        count = self.rng.randint(1, 2) if self.chance(0.4) else self.rng.randint(2, 4)
        statements = [self.statement(names) for _ in range(count)]
        if self.marked and not any(_reported(statement) for statement in statements):
            statements[0] = {"is": self.expression(names), "basis": "reported"}
        return {"prefers": statements}

    def statement(self, names: Sequence[str]) -> Any:
        marks: dict[str, Any] = {}
        if self.marked or self.chance(0.15):
            marks["basis"] = self.pick(MARKS)
        if self.chance(0.1):
            marks["doubt"] = self.pick(["low", "some", "high", Decimal("0.3")])
        if self.marked and self.chance(0.2):
            marks = {}
        if self.chance(0.15):
            return {"any": [self.expression(names, 1) for _ in range(2)], **marks}
        text = self.expression(names)
        return {"is": text, **marks} if marks else text

    def ranking(self, game: Game) -> list[Any]:
        """Every group named by one of its members; some ties, sometimes some states left out."""
        members = {state: [c for c, g in game.group.items() if g == state] for state in game.states}
        order = self.some(game.states, len(game.states), len(game.states))
        if self.chance(0.25):
            order = order[: max(1, len(order) - self.rng.randint(1, 3))]
        rungs: list[list[Any]] = []
        for state in order:
            text = self.state(self.pick(members[state]))
            if rungs and self.chance(0.3):
                rungs[-1].append(text)
            else:
                rungs.append([text])
        return [rung if len(rung) > 1 or self.chance(0.1) else rung[0] for rung in rungs]


def _reported(statement: Any) -> bool:
    return isinstance(statement, dict) and statement.get("basis") == "reported"


def alike(universe: Universe, view: Picture) -> Game:
    """A view's states and groups, preferences aside."""
    return play(universe, Picture(**{**vars(view), "preferences": {}}))


def agreeable(draw: Draw, view: Picture, party: str) -> dict[str, Any]:
    """A preference that does not tell merged states apart."""
    for _ in range(3):
        entry = draw.preference(view)
        if not draw.raw.get("same"):
            return entry
        try:
            play(
                draw.universe,
                Picture(
                    **{
                        **vars(view),
                        "parties": (party,),
                        "preferences": {party: draw.universe.preference(entry)},
                    }
                ),
            )
        except Faulty:
            continue
        return entry
    return draw.preference(view, only=["ranking"])
