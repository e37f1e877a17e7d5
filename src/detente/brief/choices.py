"""Which outcomes the first page speaks of: what is asked, the nearest opening, the biggest risk.

Each choice follows a stated rule over results, so that another case gets its own first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.brief.looks import SEQ, Account, Judged, Verdict
from detente.brief.material import Material
from detente.brief.positions import Asked
from detente.case.frames import code_levels, frame
from detente.case.model import Statement
from detente.case.names import names

#: statements on the first page at most
STATEMENTS = 6
#: acts in the order in which they tell most about where the sides are
TELLING = (
    "demand", "offer", "threat", "assurance", "refusal", "condition", "deadline", "accusation",
    "appeal", "acknowledgement", "agenda", "position", "assessment", "dismissal",
)  # fmt: skip


def telling_statements(material: Material) -> list[Statement]:
    """Reported statements, the most telling first.

    One for each party and act: the one on the issue that the party ranks highest, else the first.
    Acts in the order of `TELLING`; the first six stand, in the order of the parties.
    """
    case = material.case
    chosen: dict[tuple[str, str], tuple[int, int, Statement]] = {}
    for place, statement in enumerate(case.statements):
        if statement.basis != "reported":
            continue
        issue = case.issues.get(statement.issue or "")
        rank = issue.priority.get(statement.party) if issue else None
        weight = (rank.value if rank else 99, place)
        key = (statement.act, statement.party)
        if key not in chosen or weight < chosen[key][:2]:
            chosen[key] = (*weight, statement)
    ordered = sorted(chosen.values(), key=lambda one: (TELLING.index(one[2].act), one[1]))
    kept = [statement for _, _, statement in ordered[:STATEMENTS]]
    parties = list(case.parties)
    return sorted(kept, key=lambda s: (parties.index(s.party), TELLING.index(s.act)))


@dataclass(frozen=True)
class Tally:
    """One state judged in every account.

    Attributes
    ----------
    verdicts : one per account, in their order
    """

    code: int
    accounts: tuple[Account, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def holding(self) -> list[Account]:
        """Accounts in which it holds."""
        return [a for a, v in zip(self.accounts, self.verdicts, strict=True) if v.holds]

    @property
    def failing(self) -> list[Account]:
        """Accounts in which it is known not to hold."""
        return [
            a for a, v in zip(self.accounts, self.verdicts, strict=True) if not v.holds and v.known
        ]

    @property
    def open(self) -> bool:
        """Whether some account does not say enough."""
        return len(self.holding) + len(self.failing) < len(self.accounts)

    @property
    def reached(self) -> list[Account]:
        """Accounts in which improvements lead there from the present."""
        return [a for a, v in zip(self.accounts, self.verdicts, strict=True) if v.reached]

    def verdict(self, account: Account) -> Verdict:
        """What one account says."""
        return self.verdicts[self.accounts.index(account)]


def tally(material: Material, code: int) -> Tally:
    """Judge one state in every account."""
    accounts = material.accounts
    return Tally(code, accounts, tuple(account.base.verdict([code]) for account in accounts))


@dataclass(frozen=True)
class Demand:
    """What one party asks of the others, or several that ask the same.

    Attributes
    ----------
    granted : it is granted, and everything else stays as at present
    replies : the same with the best reply of one who asks it, and what that reply changes
    """

    asks: tuple[Asked, ...]
    granted: Tally
    replies: tuple[tuple[Asked, Tally], ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Who asks it."""
        return tuple(ask.party for ask in self.asks)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """As granted, then with each reply."""
        return (self.granted, *(one for _, one in self.replies))


def demands(material: Material) -> list[Demand]:
    """What parties ask of the others, those that ask the same together."""
    alike: dict[tuple[tuple[str, str, str], ...], list[Asked]] = {}
    for ask in material.asked:
        alike.setdefault(tuple(sorted(ask.wishes)), []).append(ask)
    return [
        Demand(
            tuple(asks),
            tally(material, asks[0].code),
            tuple((ask, tally(material, ask.reply)) for ask in asks if ask.reply is not None),
        )
        for asks in alike.values()
    ]


def asked_tallies(material: Material) -> list[tuple[tuple[str, ...], Tally]]:
    """What parties ask, as granted and with their best reply, each state once."""
    by_code: dict[int, dict[str, None]] = {}
    for ask in material.asked:
        for code in ask.codes:
            by_code.setdefault(code, {})[ask.party] = None
    return [(tuple(parties), tally(material, code)) for code, parties in by_code.items()]


def wanted_tallies(material: Material) -> list[Tally]:
    """States that would do for everyone, those that hold in most accounts first.

    Then those that nobody likes less than another of them, as the base has it; then by code.
    Large sets are cut to those that hold somewhere.
    """
    if material.wanted is None:
        return []
    codes = material.wanted.codes
    if len(codes) > 64:
        holding = {code for account in material.accounts for code in account.base.resting()}
        codes = tuple(code for code in codes if code in holding)[:64]
    tallies = [tally(material, code) for code in codes]
    base = material.accounts[0].base

    def outdone(one: Tally) -> bool:
        return any(_better_for_all(base, other.code, one.code) for other in tallies)

    return sorted(tallies, key=lambda one: (-len(one.holding), outdone(one), one.code))


def _better_for_all(look: Judged, one: int, other: int) -> bool:
    """Whether some party likes one state better than another and none likes it less."""
    parties = look.game.parties
    gains = [look.prefers(party, one, other) for party in parties]
    losses = [look.prefers(party, other, one) for party in parties]
    return any(gains) and not any(losses)


def opening(material: Material) -> Tally | None:
    """The state that would do for everyone and holds in most accounts, if there is one."""
    if not material.accounts:
        return None
    for one in wanted_tallies(material):
        if one.holding or any(a.base.binders(one.code) is not None for a in material.accounts):
            return one
    return None


# ---------------------------------------------------------------------------- going first


def first_steps(material: Material, code: int) -> dict[str, int | None]:
    """For each party with a part in a state: the present with that part done; None if impossible.

    Only where options can be told apart, and from the present of the base.
    """
    base = material.accounts[0].base
    present = base.game.present
    if present is None or material.case.graph_form:
        return {}
    known = names(material.case)
    now = code_levels(base.game.code(present), known)
    then = code_levels(code, known)
    found: dict[str, int | None] = {}
    for party in base.game.parties:
        levels = [
            there if option.party == party else here
            for option, here, there in zip(known.options, now, then, strict=True)
        ]
        if tuple(levels) == tuple(now):
            continue
        alone, stride = 0, 1
        for option, level in zip(known.options, levels, strict=True):
            alone += level * stride
            stride *= len(option.levels)
        found[party] = alone if base.at(alone) is not None else None
    return found


def gaining_first(material: Material, code: int) -> tuple[list[str], list[str]]:
    """Parties with a part in a state, and those of them that gain by doing it alone, first."""
    base = material.accounts[0].base
    steps = first_steps(material, code)
    if base.game.present is None:
        return [], []
    present = base.game.code(base.game.present)
    gaining = [
        party
        for party, alone in steps.items()
        if alone is not None and base.prefers(party, alone, present)
    ]
    return list(steps), gaining


def part_by_part(
    material: Material, code: int, party: str
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Of a party's part in a state, what it gains by doing alone, and what costs it.

    Each of its options by itself is set to its level there, from the present of the base; options
    are told as party, option, level.
    """
    base = material.accounts[0].base
    if base.game.present is None or material.case.graph_form:
        return [], []
    known = names(material.case)
    present = base.game.code(base.game.present)
    gaining, costing = [], []
    stride = 1
    for option, now, then in zip(
        known.options, code_levels(present, known), code_levels(code, known), strict=True
    ):
        alone = present + (then - now) * stride
        stride *= len(option.levels)
        if option.party != party or now == then or base.at(alone) is None:
            continue
        told = (option.party, option.option, option.levels[then])
        if base.prefers(party, alone, present):
            gaining.append(told)
        elif base.prefers(party, present, alone):
            costing.append(told)
    return gaining, costing


# ---------------------------------------------------------------------------- touched


def touched(material: Material, code: int) -> list[str]:
    """Parties not at the table that an option changed by a state names in its wording."""
    if material.case.graph_form or not material.accounts:
        return []
    base = material.accounts[0].base
    known = names(material.case)
    there = code_levels(code, known)
    here = (
        code_levels(base.game.code(base.game.present), known)
        if base.game.present is not None
        else (0,) * len(there)
    )
    said = []
    for option, now, then in zip(known.options, here, there, strict=True):
        described = material.case.parties[option.party].options.get(option.option)
        if now != then and described is not None:
            said.append(described.does.value.casefold())
    return [
        party
        for party in material.absent
        if any(material.case.parties[party].name.value.casefold() in text for text in said)
    ]


# ---------------------------------------------------------------------------- risk


@dataclass(frozen=True)
class Risk:
    """An outcome to be wary of.

    Attributes
    ----------
    kind : "locked" (would last because there is no way back) or "worse" (would last though every
        party likes another state better)
    better : that other state
    """

    kind: str
    code: int
    accounts: tuple[Account, ...]
    better: int | None = None


def risks(material: Material) -> list[Risk]:
    """Resting places that cannot be undone, those that are reached in most accounts first.

    Of several that go by one name the first stands. Where there are none: resting places that
    every party likes less than another state.
    """
    if not material.accounts:
        return []
    found: dict[str, Risk] = {}
    for account in material.accounts:
        for code in account.base.locked(SEQ)[:64]:
            if _liked(material, account, code):
                continue
            ending = material.ending(code)
            key = ending.key if ending else str(code)
            if key not in found:
                reaching = tuple(a for a in material.accounts if a.base.reached(code))
                found[key] = Risk("locked", code, reaching)
    locked = sorted(found.values(), key=lambda risk: (-len(risk.accounts), risk.code))
    return locked[:2] or _worse(material)


def _liked(material: Material, account: Account, code: int) -> bool:
    """Whether no party likes a state less than the present."""
    present = account.base.game.present
    if present is None:
        return False
    now = account.base.game.code(present)
    return not any(account.base.prefers(party, now, code) for party in account.base.game.parties)


def _worse(material: Material) -> list[Risk]:
    base = material.accounts[0].listed
    if base is None or material.many or not all(base.game.known):
        return []
    resting = base.resting()
    for code in resting:
        for other in resting:
            if all(base.prefers(party, other, code) for party in base.game.parties):
                return [Risk("worse", code, (), other)]
    codes = base.game.codes(base.game.states()).tolist()
    for code in resting:
        for other in codes:
            if all(base.prefers(party, other, code) for party in base.game.parties):
                return [Risk("worse", code, (), other)]
    return []


def stuck_in(material: Material, code: int) -> tuple[list[str], list[Account]]:
    """Who cannot go back from a state, and the accounts in which that alone is why it holds."""
    stuck: list[str] = []
    only: list[Account] = []
    for account in material.accounts:
        look = account.base
        if not look.holds(code):
            continue
        held = [party for party in look.game.parties if look.undone(party, code)]
        if held:
            only.append(account)
        stuck += [p for p in look.game.parties if p in held or look.stuck(p, code)]
    return list(dict.fromkeys(stuck)), only


def locked_alone(material: Material, code: int, accounts: Sequence[Account]) -> list[Account]:
    """Of some accounts those in which every state of an outcome that holds does so only because
    it cannot be undone."""
    ending = material.ending(code)
    codes = ending.codes if ending is not None else (code,)
    return [account for account in accounts if account.base.verdict(codes).only_locked]


def fixed_options(
    material: Material, code: int, parties: Sequence[str], hypothesis: str | None = None
) -> list[tuple[str, str, str]]:
    """Options of these parties at a level that cannot be left: party, id, level."""
    if material.case.graph_form:
        return []
    words = frame(material.case, "base", hypothesis)
    found = []
    for place, level in enumerate(code_levels(code, words.names)):
        option, way = words.names.options[place], words.one_way.get(place)
        if way is None or option.party not in parties:
            continue
        last = len(option.levels) - 1
        if (
            (way.kind == "up" and level > 0)
            or (way.kind == "down" and level < last)
            or option.levels[level] in way.locked
        ):
            found.append((option.party, option.option, option.levels[level]))
    return found
