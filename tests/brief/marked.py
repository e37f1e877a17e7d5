"""A case in which every entry there can be bears marks and words that occur nowhere else."""

from __future__ import annotations

import itertools
from typing import Any

from detente.case import parse_case
from detente.case.model import Case, Model, Path
from detente.case.render import block, plain_data
from detente.case.walk import every_marked

Data = dict[str, Any]
SIGN = "qz"


class Marker:
    """Makes entries: each with a text of its own, a note, a doubt and a place of its own."""

    def __init__(self, audience: str | None) -> None:
        self.audience = audience
        self._numbers = itertools.count(100)

    def word(self) -> str:
        """A word that occurs once."""
        return f"{SIGN}{next(self._numbers)}{SIGN}"

    def on(self, **full: Any) -> Data:
        """A mapping with marks."""
        marks = {
            "basis": "assumed",
            "doubt": 0.37,
            "note": f"note {self.word()}",
            "because": [f"place {self.word()}"],
        }
        if self.audience:
            marks["audience"] = self.audience
        return {**full, **marks}

    def text(self, value: Any = None) -> Data:
        """A marked text or value."""
        return self.on(**{"is": f"text {self.word()}" if value is None else value})


def everything(audience: str | None) -> Data:
    """A case with every section, every entry marked for one audience."""
    m = Marker(audience)
    text, on = m.text, m.on

    def option(**more: Any) -> Data:
        return on(does=text(), **more)

    def prefers(*lines: str) -> list[Data]:
        return [*(text(line) for line in lines[:-1]), on(any=[text(lines[-1]), text("quit_a")])]

    return {
        "detente": 1,
        "id": "marked",
        "title": "A marked case",
        "question": text(),
        "as_of": "2031-03-01",
        "handling": "for the test",
        "about": text(),
        "parties": {
            "a": {
                "name": "Ana",
                "voices": [text()],
                "options": {
                    "quit_a": option(one_way=text("up")),
                    "offer": option(levels=["none", "low", "full"]),
                },
                "prefers": prefers("not quit_b", "offer == none"),
                "note": f"note {m.word()}",
            },
            "b": {
                "name": "Bruno",
                "voices": [text()],
                "options": {"quit_b": option()},
                "weights": {"offer == full": text(3), "quit_b": text(1)},
            },
            "c": {
                "name": "Cleo",
                "options": {"help": option()},
                "ranking": [text("help + offer=full"), [text("help"), text("none")]],
            },
            "d": {"name": "Dora", "at_table": text(False)},
        },
        "present": {"quit_a": text(False)},
        "impossible": [text("quit_a and quit_b and help")],
        "same": [text("quit_a and quit_b and offer == full and not help")],
        "outcomes": {"deal": on(when=text("offer == full and not quit_b"), name=text())},
        "hypotheses": {
            "other": {
                "a": on(name=text(), prefers=prefers("quit_b", "help")),
                "expects": [on(what=text(), weight="for")],
            }
        },
        "views": {
            "a": {
                "b": on(prefers=prefers("not quit_b", "help")),
                "unseen": {"help": text(True)},
                "imagined": {"b": {"sabotage": option()}},
                "one_way": {"quit_b": text("up")},
                "impossible": [text("quit_b and offer == low")],
                "present": {"quit_b": text(False)},
                "means": {"peace": text("not quit_b")},
                "aware": text(True),
            },
            "a.b": {"a": on(prefers=prefers("offer == full", "quit_a"))},
            "b": {"possible": [text("quit_a and quit_b and help")]},
        },
        "stories": {
            "a": on(kind=text(), says=text(), roles={"b": text(), "d": text()}),
            "b": on(kind=text(), roles={"a": text()}),
        },
        "meanings": {"peace": {"a": text(), "b": text()}},
        "issues": {
            "wages": on(
                asks=text(),
                levels=["none", "low", "full"],
                positions={"a": text("none"), "b": text("full")},
                priority={"a": text(2), "b": text(1)},
                urgency={"a": text("low"), "b": text("high")},
                options=["offer"],
            ),
            "other": on(asks=text(), positions={"a": text()}),
        },
        "values": {
            "a": {"wages": on(weight=text(1), none=text(1), low=text(0.5), full=text(0))},
            "b": {"wages": on(weight=text(1), none=text(0), low=text(0.5), full=text(1))},
        },
        "walk_away": {"a": text(0.2), "b": text("quit_b")},
        "deal": {
            "joint": {"a": [on(**{"if": text("wages == low"), "worth": text(0.1)})]},
            "homes": {"a": on(constituents={"h": on(name=text(), accepts=text("wages == low"))})},
            "division": on(between=["a", "b"], what=text()),
        },
        "victory": {"a": text("not quit_b"), "b": text("offer == full")},
        "sells": {"a": text("not quit_b")},
        "grievances": [
            on(event=text(), when=text("2019"), readings={"a": text(), "b": text()}),
        ],
        "feelings": {"a": {"b": on(word=text(), wishes="nothing")}},
        "board": {
            "positions": {"a": {"quit_b": text(False)}},
            "intentions": {"quit_b": text(True)},
            "doubted": [on(by="a", option="quit_b", of="intention")],
        },
        "tracks": {
            "port": on(
                name=text(),
                place=text(),
                about=text(),
                parties=["a", "b"],
                sessions=[
                    on(
                        date=text("2031-02-20"),
                        name=text(),
                        place=text(),
                        parties=["a", "b"],
                        mood={"a": text(), "b": text()},
                        result=text(),
                    )
                ],
            )
        },
        "deadlines": [on(what=text(), date=text("2031-05-01"), binds=["a"])],
        "patience": {"b": on(until=text("2031-04/2031-06"), what=text())},
        "clock": {"a": on(deal=text(0.5), no_deal=text(0.2), cost=text(0.01))},
        "levers": {"never": [text("quit_a")], "cost": {"concession": text(2)}},
        "statements": [
            on(
                id=f"s{k}",
                by=text(),
                party=party,
                act=act,
                target=target,
                issue="wages",
                gist=text(),
                text=text(),
                date=text("2031-02-21"),
                place=text(),
                track="port",
                source=source,
                at=f"page {m.word()}",
            )
            for k, (party, target, act, source) in enumerate(
                (
                    ("a", "b", "threat", "gazette"),
                    ("b", "a", "accusation", "notes"),
                    ("b", "a", "dismissal", "gazette"),
                )
            )
        ],
        "sources": {
            "gazette": on(
                title=text(),
                author=text(),
                date=text("2031-02-21"),
                publisher=text(),
                kind=text(),
                url=text(f"https://example.org/{m.word()}"),
                language=text("en"),
            ),
            "notes": on(title=text()),
        },
    }


def written(data: Data) -> str:
    """The text of a case file."""
    return "\n".join(block(plain_data(data), 0)) + "\n"


def marked_case(data: Data) -> Case:
    """The case of this data."""
    return parse_case(written(data), "marked.yaml")


def places(case: Case) -> list[Path]:
    """The path of every entry that is marked."""
    return [path for path, entry in every_marked(case) if entry.audience is not None]


def at(part: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        part = getattr(part, field(part, step)) if isinstance(part, Model) else part[step]
    return part


def field(part: Model, step: str | int) -> str:
    """The name of the field that a file calls so."""
    known = type(part).model_fields
    return next(name for name, one in known.items() if step in {one.alias, name})


def with_mark(part: Any, path: Path, audience: str | None) -> Any:
    """The same with another mark at one entry."""
    if not path:
        return part.model_copy(update={"audience": audience})
    step, rest = path[0], path[1:]
    if isinstance(part, Model):
        name = field(part, step)
        return part.model_copy(update={name: with_mark(getattr(part, name), rest, audience)})
    if isinstance(part, dict):
        return {**part, step: with_mark(part[step], rest, audience)}
    changed = [with_mark(one, rest, audience) if k == step else one for k, one in enumerate(part)]
    return type(part)(changed)


def own_words(entry: Model) -> set[str]:
    """The words that stand in an entry itself, not in what bears marks of its own."""
    return words_in([value for _, value in entry if isinstance(value, str)])


def words_in(data: Any) -> set[str]:
    """The words that occur nowhere but here."""
    if isinstance(data, Model):
        return words_in([value for _, value in data])
    if isinstance(data, dict):
        return set().union(*map(words_in, data.values()), *map(words_in, data))
    if isinstance(data, list | tuple):
        return set().union(*map(words_in, data))
    text = str(data)
    return {SIGN + part + SIGN for part in text.split(SIGN)[1::2]} if SIGN in text else set()
