"""Cases with many parties, long names and other scripts, and every figure drawn from a case."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from detente.bargaining import bargain
from detente.case import Case, parse_case
from detente.charts import CHARTS, Cell, Column, Figure, Matrix, MatrixRow
from detente.ensemble import vary
from detente.ensemble.inputs import Input
from detente.ensemble.result import Account
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.reading.document import Document
from detente.reading.words import Words, compare_words
from detente.stability import solve
from detente.talks import time_talks
from detente.views.meanings import compare_meanings
from detente.views.misperceptions import misperceptions

NAMES = {
    "short": ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo"],
    "long": [
        "The Inter-Ministerial Coordination Committee for Transboundary Water, Energy and "
        f"Reconstruction Affairs of Region {k}"
        for k in range(10)
    ],
    "one word": [f"Donaudampfschifffahrtsgesellschaftskapitänswitwenrente{k}" for k in range(10)],
    "cyrillic": [f"Министерство иностранных дел и европейской интеграции № {k}" for k in range(10)],
    "arabic": [f"وزارة الخارجية والتعاون الدولي {k}" for k in range(10)],
    "hebrew": [f"משרד החוץ והביטחון {k}" for k in range(10)],
    "chinese": [f"第{k}方代表团与联合谈判委员会办公室" for k in range(10)],
    "thai": [f"คณะกรรมการเจรจาสันติภาพแห่งชาติ {k}" for k in range(10)],
    "markup": [f"<script>alert(\"{k}\")</script> & 'co' ]]> \u202e{k}" for k in range(10)],
    "same": ["Alpha"] * 10,
}
SENTENCE = {
    "short": "Yes",
    "long": "Withdraw all armed formations to the lines held before the agreement of the spring, "
    "under observation, within ninety days of the entry into force of the annex",
    "one word": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "cyrillic": "Отвести все вооружённые формирования за линию соприкосновения",
    "arabic": "سحب جميع التشكيلات المسلحة إلى ما وراء خط التماس خلال تسعين يوماً",
    "hebrew": "נסיגת כל הכוחות המזוינים אל מעבר לקו המגע בתוך תשעים יום",
    "chinese": "在九十天内将所有武装力量撤回到协议签署前的控制线以外",
    "thai": "ถอนกำลังติดอาวุธทั้งหมดออกจากแนวปะทะภายในเก้าสิบวัน",
    "markup": 'Take <b>all</b> & "everything" back',
    "same": "Go",
}
WORDS = ["demand", "offer", "refusal", "threat", "assurance"]
SIGNS = ["nash", "answer", "any", "some", "left", "hidden", "absent", "open"]


DOUBTFUL = """\
id: doubtful
title: Doubtful
parties:
  a: {options: {x: X, z: Z}, prefers: [{is: x or y, doubt: 0.5}, {is: not z, doubt: 0.3}, z]}
  b: {options: {y: Y}, prefers: [{is: y if not x, doubt: 0.4}, {is: not y, doubt: 0.2}]}
"""


def sample_case(script: str, parties: int, options: int, issues: int, seed: int) -> Case:
    """A case with every section that a figure reads."""
    draw = random.Random(seed)
    names, says = NAMES[script], SENTENCE[script]
    ids = [f"p{k}" for k in range(parties)]
    owned: dict[str, list[str]] = {party: [] for party in ids}
    for k in range(options):
        owned[ids[k % parties]].append(f"o{k}")
    every = [option for party in ids for option in owned[party]]
    named = {option for option in every if draw.random() < 0.3}

    def option(key: str) -> Any:
        text = f"{says} {key}"
        return {"does": text, "levels": ["none", "some_of_it"]} if key in named else text

    def prefers() -> list[str]:
        signs = [draw.choice(["", "not "]) for _ in every]
        order = draw.sample(every, len(every))
        return [f"{sign}{key}" for sign, key in zip(signs, order, strict=True)]

    data: dict[str, Any] = {
        "id": "sample",
        "title": names[0],
        "as_of": "2031-03-01",
        "parties": {
            party: {
                "name": names[k],
                "options": {key: option(key) for key in owned[party]},
                "prefers": prefers(),
            }
            for k, party in enumerate(ids)
        },
        "present": {every[0]: "some_of_it" if every[0] in named else True},
        "outcomes": {
            f"out{k}": {
                "when": " and ".join(draw.sample(every, min(2, len(every)))),
                "name": f"{says} {k}",
            }
            for k in range(min(options, 4))
        },
        "hypotheses": {
            f"h{k}": {ids[0]: {"name": f"{names[0]} {k}", "prefers": prefers()}} for k in range(3)
        },
        "views": {
            party: {ids[(k + 1) % parties]: {"prefers": prefers()}}
            for k, party in enumerate(ids[:3])
        },
        "stories": {
            party: {
                "kind": f"{says} {party}",
                "says": says,
                "roles": {other: f"{says} {draw.randrange(3)}" for other in ids},
            }
            for party in ids[: draw.choice([1, 2, 3])]
        },
        "meanings": {
            f"word {names[0][:30]} {k}": {
                party: draw.choice([every[0], f"not {every[-1]}", says]) for party in ids[:4]
            }
            for k in range(3)
        },
        "issues": {
            f"i{k}": {
                "asks": f"{says}?",
                "levels": [f"{says} {n}" for n in range(2)],
                "positions": {party: f"{says} {draw.randrange(2)}" for party in ids},
                "priority": {party: draw.randrange(1, issues + 1) for party in ids},
                "urgency": {party: draw.choice(["low", "some", "high"]) for party in ids},
            }
            for k in range(issues)
        },
        "values": {
            party: {
                f"i{k}": {"weight": draw.randrange(1, 4)}
                | {f"{says} {n}": draw.randrange(3) for n in range(2)}
                for k in range(issues)
            }
            for party in ids[:2]
        },
        "walk_away": {party: draw.randrange(2) for party in ids[:2]},
        "tracks": {
            f"t{k}": {
                "name": names[k % len(names)],
                "parties": ids,
                "sessions": [
                    {"date": draw.choice(["2031", "2031-02", "2031-02-20", "2031-02-21"])}
                    for _ in range(3)
                ],
            }
            for k in range(2)
        },
        "deadlines": [
            {"what": says, "date": date, "binds": ids[:2]}
            for date in ("2031-05-01", "2031-05-02", "2032")
        ],
        "patience": {ids[0]: {"until": "2031-04/2031-06"}},
        "statements": [
            {
                "id": f"s{k}",
                "party": draw.choice(ids),
                "act": draw.choice(WORDS),
                "gist": says,
                "date": draw.choice(["2031-02-20", "2031-02-22", "2031-04", "2030-12-31"]),
            }
            for k in range(8)
        ],
    }
    return parse_case(json.dumps(data, ensure_ascii=False))


def sample_matrix(case: Case, seed: int, columns: int = 8, rows: int = 8) -> Matrix:
    """A matrix with every sign."""
    draw = random.Random(seed)
    names = [entry.name.value for entry in case.parties.values()]
    ids = list(case.parties)

    def cell() -> Cell:
        sign: Any = draw.choice(SIGNS)
        return Cell(
            sign,
            leavers=tuple(draw.sample(ids, draw.randrange(len(ids) + 1))) if sign == "left" else (),
            locked=sign in {"nash", "some"} and draw.random() < 0.5,
            reached=draw.choice([True, False, None]),
            text="12 of 40" if sign == "some" else "",
        )

    return Matrix(
        tuple(
            Column(
                f"c{k}",
                draw.choice(names),
                "Accounts" if k < columns * 0.6 else "Views",
                None if k < columns * 0.6 else ids[k % len(ids)],
            )
            for k in range(columns)
        ),
        tuple(
            MatrixRow(
                f"r{k}",
                f"{draw.choice(names)} {k}",
                tuple(cell() for _ in range(columns)),
                note="of 3 states" if k == 1 else "",
                group="Deals" if k > 4 else "",
                present=k == 0,
            )
            for k in range(rows)
        ),
    )


@cache
def _varied() -> Account:
    """A small case under variation; what its inputs say is put into the words of others."""
    return vary(parse_case(DOUBTFUL), 60, hypotheses=[None]).accounts[0]


def _told(case: Case) -> Callable[[Input], str]:
    """Inputs in the words of a case's options."""
    said = [o.does.value for party in case.parties.values() for o in party.options.values()]
    return lambda one: said[one.place % len(said)] if said else one.what


def accounts(case: Case) -> list[Any]:
    """Who sees which deal; none where a case gives no values."""
    return list(bargain(case).accounts) if case.values else []


@cache
def _talk(parties: tuple[tuple[str, str], ...]) -> Words:
    """Speeches in which each party repeats its own name and a word of its own."""
    made = [
        Document(
            id=f"{key}{k}",
            text=f"{name} own{place} unteilbarkeitsbehauptungsverhandlung{place} the talks " * 9,
            fields={"party": key},
        )
        for place, (key, name) in enumerate(parties)
        for k in range(2)
    ]
    return compare_words(made, "party", measures=["distinctive"])


def figures(case: Case, width: float) -> Iterator[Figure]:
    """Every figure that a case can feed; a refusal must be in plain words."""
    table = solve(case, concepts=["nash", "seq"])
    loose = solve(case)
    party = table.game.parties[0]
    games = {"as this case assumes": table.game}
    for key in case.hypotheses:
        games[f"under {key}, {case.parties[party].name.value}"] = compile_game(case, hypothesis=key)
    for view in case.views:
        games[f"as {view} may see it"] = compile_game(case, view)
    varied = _varied()
    today = None if case.as_of else "2031-03-01"
    inputs: dict[str, list[tuple[Any, ...]]] = {
        "stories": [(case,)],
        "priorities": [(case,)],
        "meanings": [(case, compare_meanings(case))],
        "option-table": [(case, table), (case, loose)],
        "preference-ladders": [(case, party, games)],
        "state-graph": [(case, table)],
        "outcomes-by-hypothesis": [
            (case, sample_matrix(case, 1)),
            (case, sample_matrix(case, 2, 3, 3)),
        ],
        "timeline": [(case,)],
        "views-difference": [(case, misperceptions(case))],
        "zone": [(case, account) for account in accounts(case)],
        "survival": [(case, time_talks(case, on=today))],
        "words": [(case, _talk(tuple((key, one.name.value) for key, one in case.parties.items())))],
        "tornado": [(case, varied, code, _told(case)) for code in varied.outcomes()[:2]],
    }
    options = [option.name for option in table.game.options]
    more = {"loose": True, "unseen": options[:1], "misread": options[1:3]}
    assert set(inputs) == set(CHARTS)
    for key, calls in inputs.items():
        for number, arguments in enumerate(calls):
            try:
                extra = more if key == "option-table" and number else {}
                figure = CHARTS[key](*arguments, **extra, width=width, prefix=f"{key}-{number}")
            except InputError as refusal:
                assert str(refusal)
                continue
            assert figure.name == key
            yield figure
