"""Small whole case files, drawn at random: few moves, many ties, every kind of view.

``draw_case`` makes one from anything that behaves like ``random.Random``: a seeded generator, or
the one that hypothesis offers, which shrinks. A case is plain data; ``to_yaml`` writes it down.
Cases are valid: at least one state is feasible in the base and in every view, the present is
feasible wherever it is seen, merged states are alike to everyone, and nothing is drawn whose
meaning the documents leave open. The by-hand reference judges that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.byhand import Faulty, Universe, play, read_universe
from tests.byhand.case import BASE, Picture
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


# drawing -------------------------------------------------------------------------------------


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
        game = _alike(self.universe, view)
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


def _alike(universe: Universe, view: Picture) -> Game:
    """A view's states and groups, preferences aside."""
    return play(universe, Picture(**{**vars(view), "preferences": {}}))


# whole cases ---------------------------------------------------------------------------------


def draw_case(
    rng: Random,
    *,
    graph: bool | None = None,
    views: bool = True,
    merging: bool | None = None,
    marked: bool = False,
    largest: int = 27,
) -> dict[str, Any]:
    """One small valid case as plain data.

    ``marked`` puts a basis on what ``--basis`` may leave out, so that something is left of every
    list of statements at each basis, and keeps to differences whose filtering is clear.
    """
    draw = Draw(rng, marked, largest)
    if graph if graph is not None else draw.chance(0.12):
        _graph(draw)
    else:
        _options(draw)
        _impossible(draw)
    if not marked and (merging if merging is not None else draw.chance(0.15)):
        _same(draw)
    _preferences(draw)
    _present(draw)
    if draw.chance(0.3):
        _hypotheses(draw)
    if views:
        _views(draw)
    _settle(draw)
    return draw.raw


def _options(draw: Draw) -> None:
    n_parties = draw.pick([2, 2, 2, 3, 3, 4])
    ids = draw.some(PARTIES, n_parties, n_parties)
    pool = draw.some(OPTIONS, len(OPTIONS), len(OPTIONS))
    parties: dict[str, Any] = {}
    room = draw.largest
    for party in ids:
        most = 3 if n_parties == 2 else 2
        count = draw.pick([1, 1, 2, 2, most]) if draw.chance(0.93) else 0
        options: dict[str, Any] = {}
        for _ in range(count):
            if room < 2:
                break
            name = pool.pop() if draw.chance(0.85) else draw.pick(OPTIONS[:4])
            if name in options:
                continue
            options[name], size = draw.option(room)
            room //= size
        parties[party] = {"name": f"Party {party}", "options": options}
        if not options:
            del parties[party]["options"]
    if not any("options" in entry for entry in parties.values()):
        parties[ids[0]]["options"] = {pool.pop(): "Something that it can do"}
    if draw.chance(0.12):
        parties["bystander"] = {"name": "Affected, not asked", "at_table": False}
    draw.raw["parties"] = parties


def _impossible(draw: Draw) -> None:
    texts: list[str] = []
    for _ in range(draw.pick([0, 0, 1, 1, 2, 3])):
        draw.raw["impossible"] = [*texts, draw.expression(draw.names(), 1)]
        left = len(list(draw.universe.codes(draw.universe.base(None))))
        before = len(list(_without(draw, texts)))
        if left >= 2 and left >= before / 2 and left < before:
            texts = draw.raw["impossible"]
    draw.raw["impossible"] = texts
    if not texts:
        del draw.raw["impossible"]


def _without(draw: Draw, texts: list[str]) -> list[int]:
    universe = read_universe({**draw.raw, "impossible": texts})
    return list(universe.codes(universe.base(None)))


def _graph(draw: Draw) -> None:
    ids = draw.some(("s1", "s2", "s3", "тупик", "s5", "s6", "僵局"), 3, 6)
    parties = draw.some(PARTIES, 2, 3)
    draw.raw["parties"] = {party: {"name": f"Party {party}"} for party in parties}
    draw.raw["states"] = [
        {"id": state, "name": f"State {state}"} if draw.chance(0.3) else state for state in ids
    ]
    draw.raw["moves"] = {
        party: [
            [a, b] for a in ids for b in ids if a != b and draw.chance(draw.pick([0.1, 0.3, 0.5]))
        ]
        for party in parties
    }
    draw.raw["moves"] = {party: arcs for party, arcs in draw.raw["moves"].items() if arcs}
    if not draw.raw["moves"]:
        draw.raw["moves"] = {parties[0]: [[ids[0], ids[1]]]}


def _same(draw: Draw) -> None:
    for _ in range(4):
        draw.raw["same"] = [draw.expression(draw.names(), 1)]
        game = _alike(draw.universe, draw.universe.base(None))
        sizes = [list(game.group.values()).count(state) for state in game.states]
        if len(game.states) >= 2 and max(sizes) >= 2:
            return
    del draw.raw["same"]


def _agreeable(draw: Draw, view: Picture, party: str) -> dict[str, Any]:
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


def _preferences(draw: Draw) -> None:
    base = draw.universe.base(None)
    for party in base.parties:
        draw.raw["parties"][party].update(_agreeable(draw, base, party))


def _present(draw: Draw) -> None:
    if draw.chance(0.65):
        codes = list(draw.universe.codes(draw.universe.base(None)))
        present = draw.present(draw.pick(codes))
        if draw.marked:
            present = {"is": draw.state(draw.pick(codes), bare_code=False), "basis": "reported"}
        draw.raw["present"] = present


def _hypotheses(draw: Draw) -> None:
    base = draw.universe.base(None)
    found: dict[str, Any] = {}
    for name in draw.some(("bluff", "h_2", "боится"), 1, 2):
        change: dict[str, Any] = {
            party: _agreeable(draw, base, party) for party in draw.some(base.parties, 1, 2)
        }
        if draw.chance(0.4):
            change["expects"] = [{"what": "Nothing is signed by June", "weight": "for"}]
        found[name] = change
    draw.raw["hypotheses"] = found


# views ---------------------------------------------------------------------------------------


def _views(draw: Draw) -> None:
    draw.raw["views"] = {}
    parties = draw.universe.base(None).parties
    for party in parties:
        if draw.chance(0.75):
            _view(draw, party)
        for other in parties:
            if other == party or not draw.chance(0.3 if len(parties) < 4 else 0.1):
                continue
            if other in draw.universe.picture(party).parties:
                path = f"{party}.{other}"
                _view(draw, path)
                third = draw.pick(parties)
                known = draw.universe.picture(path).parties
                if third != other and third in known and draw.chance(0.2):
                    _view(draw, f"{path}.{third}")
    if not draw.raw["views"]:
        del draw.raw["views"]


def _view(draw: Draw, path: str) -> None:
    """Differences of a view, or as much of them as leaves the case valid."""
    kinds: list[Callable[[Draw, str, dict[str, Any]], None]] = (
        [_k12, _k3] if draw.marked else [_k12, _k12, _k3, _k3, _k4, _k5, _k6, _k6_lifts, _k7, _k8]
    )
    differences: dict[str, Any] = {}
    draw.raw["views"][path] = differences
    for kind in draw.some(kinds, 1, 3):
        before = json.dumps(differences, default=str)
        kept = dict(differences)
        kind(draw, path, differences)
        if json.dumps(differences, default=str) != before and not sound(draw.raw, under=path):
            differences.clear()
            differences.update(kept)
    if draw.chance(0.1):
        names = draw.names(draw.universe.picture(path))
        differences["means"] = {"settlement": draw.expression(names, 1)}
    if draw.chance(0.12) and not draw.marked:
        differences["aware"] = draw.chance(0.6)
    if not differences:
        del draw.raw["views"][path]


def _k12(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    view = draw.universe.picture(path)
    party = draw.pick(view.parties)
    differences[party] = _agreeable(draw, view, party)


def _k3(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    if universe.graph is not None or "unseen" in differences:
        return
    seen = sorted(universe.picture(path).seen)
    for party, options in differences.get("imagined", {}).items():
        seen = [k for k in seen if universe.options[k].key not in {f"{party}.{o}" for o in options}]
    if len(seen) < 2:
        return
    gone = draw.some(seen, 1, min(2, len(seen) - 1))
    if draw.chance(0.5):
        names: list[Any] = [draw.name(k) for k in gone]
        if draw.marked:
            names = [{"is": name, "basis": draw.pick(MARKS)} for name in names]
        differences["unseen"] = names
        return
    unseen: dict[str, Any] = {}
    for k in gone:
        option = universe.options[k]
        level = draw.rng.randrange(len(option.levels))
        written: Any = option.levels[level] if option.named else bool(level)
        if draw.marked:
            written = {"is": written, "basis": draw.pick(MARKS)}
        unseen[draw.name(k)] = written
    differences["unseen"] = unseen


def _k4(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    if universe.graph is not None or "imagined" in differences:
        return
    cells = 1
    for option in universe.options:
        cells *= len(option.levels)
    if cells > 2 * draw.largest:
        return
    used = {option.id for option in universe.options} | {
        name for entry in draw.raw["parties"].values() for name in entry.get("options") or {}
    }
    free = [name for name in OPTIONS if name not in used]
    party = draw.pick(universe.picture(path).parties)
    differences["imagined"] = {party: {draw.pick(free): draw.option(3)[0]}}


def _k5(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    if universe.graph is not None:
        return
    view = universe.picture(path)
    index = draw.pick(sorted(view.seen))
    now = view.one_way[index]
    if now != ("both",) and draw.chance(0.7):
        way: Any = False
    else:
        way = draw.direction(universe.options[index].levels)
    differences.setdefault("one_way", {})[draw.name(index)] = way


def _k6(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    view = draw.universe.picture(path)
    text = draw.expression(draw.names(view), 1)
    before = len(list(draw.universe.codes(view)))
    differences["impossible"] = [*differences.get("impossible", []), text]
    after = len(list(draw.universe.codes(draw.universe.picture(path))))
    if not before > after >= max(1, before / 2):
        differences["impossible"].pop()
    if not differences["impossible"]:
        del differences["impossible"]


def _k6_lifts(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    texts = draw.raw.get("impossible") or []
    if not texts or "." in path or "possible" in differences:
        return
    text = draw.pick(texts)
    spaced = re.sub(r"\s*(==|!=|<=|>=|=|<|>)\s*", r" \1 ", text)
    differences["possible"] = [draw.pick([text, f"({text})", spaced])]


def _k7(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    view = draw.universe.picture(path)
    holders = set(path.split("."))
    others = [party for party in view.parties if party not in holders]
    if not others or isinstance(differences.get("unseen"), dict):
        return
    gone = draw.pick(others)
    names = {option.id for option in draw.universe.options} | set(draw.universe.graph or ())
    if gone in names:
        return
    left = [k for k in view.seen if draw.universe.options[k].party != gone]
    if left or draw.universe.graph is not None:
        differences.setdefault("unseen", []).append(gone)


def _k8(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    view = universe.picture(path)
    parent = universe.picture(path.rpartition(".")[0] or BASE)
    if set(parent.presumed) - set(parent.given) - parent.nowhere:
        return  # what would then be presumed here is an open question
    differences["present"] = draw.present(draw.pick(list(universe.codes(view))))


# judging -------------------------------------------------------------------------------------


def every_path(raw: dict[str, Any]) -> list[str]:
    """The base, every view given, and every view that the analyses ask for below them."""
    universe = read_universe(raw)
    found = [BASE]
    for path in ("", *universe.views):
        try:
            parties = universe.picture(path or BASE).parties
        except (Faulty, KeyError):
            continue
        if path:
            found.append(path)
        found += [f"{path}.{party}".lstrip(".") for party in parties]
    return list(dict.fromkeys(found))


def sound(raw: dict[str, Any], under: str = "") -> bool:
    """Whether a case is valid, and whether the documents say all that its answers hang on.

    ``under`` asks of one view and those below it alone.
    """
    try:
        universe = read_universe(raw)
        base = universe.picture(BASE)
        if not list(universe.codes(base)):
            return False
        bottom = _alike(universe, base)
        for path in every_path(raw):
            if under and path != under and not path.startswith(f"{under}."):
                continue
            if not _sound_view(universe, universe.picture(path), bottom):
                return False
            if universe.raw.get("same"):
                for hypothesis in (None, *(raw.get("hypotheses") or {})):
                    play(universe, universe.picture(path, hypothesis))
    except Faulty:
        return False
    return True


def _sound_view(universe: Universe, view: Picture, bottom: Game) -> bool:
    codes = set(universe.codes(view))
    if not codes or (universe.graph is None and not view.seen):
        return False
    if view.present is not None and universe.held(view, view.present) not in codes:
        return False
    ranked = [entry for entry in view.preferences.values() if entry and entry[0] == "ranking"]
    for _, rungs in ranked:
        named = [code for rung in rungs for code in set(rung)]
        if not codes & set(named) or len(named) > len(set(named)):
            return False  # nothing ranked is left, or something is ranked twice
    if not universe.raw.get("same"):
        return True
    here = _alike(universe, view)
    for code in here.states:
        if bottom.group.get(code, code) != code:
            return False  # another least code than in the base
    for code, least in bottom.group.items():
        held, held_least = universe.held(view, code), universe.held(view, least)
        if here.group.get(held) != here.group.get(held_least):
            return False  # a group that this view tears apart
    return True


def _settle(draw: Draw) -> None:
    """Take away what is not valid after all: views, newest first, then whole sections."""
    for key in ("views", "same", "present"):
        if sound(draw.raw):
            break
        while key == "views" and draw.raw.get("views") and not sound(draw.raw):
            draw.raw["views"].popitem()
        if not draw.raw.get("views") or key != "views":
            draw.raw.pop(key, None)


# writing -------------------------------------------------------------------------------------

PLAIN = re.compile(r"[^\W\d][\w. ]*", re.UNICODE)


def scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, int | Decimal):
        return str(value)
    text = str(value)
    if PLAIN.fullmatch(text) and text.lower() not in {"true", "false", "null"}:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def to_yaml(value: dict[str, Any], indent: int = 0) -> str:
    """A case as a person might write it: blocks at the top, lists and marks on one line."""
    pad = "  " * indent
    lines = []
    for key, item in value.items():
        if isinstance(item, dict) and item and indent < 3:
            lines.append(f"{pad}{scalar(key)}:\n{to_yaml(item, indent + 1)}")
        else:
            lines.append(f"{pad}{scalar(key)}: {flow(item)}\n")
    return "".join(lines)


# hypothesis ----------------------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn, /, **settings: Any) -> dict[str, Any]:
    """Valid small cases, as plain data; shrinks."""
    rng = draw(st.randoms(use_true_random=False))
    return draw_case(rng, **settings)
