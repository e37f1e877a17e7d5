"""How sure, as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.columns import columns, counted, short

if TYPE_CHECKING:
    from detente.ensemble.inputs import Input
    from detente.ensemble.remedies import Remedies
    from detente.ensemble.result import Account, Sure

#: outcomes, inputs and sets listed at most; the number of all is said
MOST, MOST_TOLD, MOST_INPUTS, MOST_SETS = 10, 4, 3, 3
_BAR = 20


def sure_text(found: Sure) -> str:
    """Every account in turn, then what tells them apart."""
    settings = found.made_from.settings
    lines = [
        f"{found.made_from.case_id}: how sure, under '{settings['concept']}', "
        f"{counted(settings['draws'], 'variation')} of each account, seed {settings['seed']}",
        "Shares count variations of the case's own doubts; they are no probabilities.",
    ]
    for account in found.accounts:
        lines += ["", *_account(account)]
    lines += ["", *_grounds(found), *_numbers(found)]
    if found.apart:
        lines += ["", *_apart(found)]
    if found.evidence:
        lines += ["", *_evidence(found)]
    return "\n".join(lines)


def _name(hypothesis: str | None) -> str:
    return "the base" if hypothesis is None else f"hypothesis {hypothesis}"


def _account(account: Account) -> Iterator[str]:
    yield _name(account.hypothesis)
    yield f"  {counted(len(account.inputs), 'input')} of it may be otherwise"
    if account.tally.lost:
        yield f"  {counted(account.tally.lost, 'variation')} gave no game and count for nothing"
    if account.missing:
        names = " and ".join(account.missing)
        yield f"  open: the case does not say what {names} would prefer"
        return
    codes = account.outcomes()
    if not codes:
        yield "  no outcome holds for all in any variation"
        return
    rows = [["holds in", "", "as written", "", "outcome"]]
    for code in codes[:MOST]:
        share = account.share(code) or 0.0
        rows.append(
            [
                f"{share:.0%}",
                "#" * round(share * _BAR),
                "holds" if account.written.get(code) else "does not",
                account.standing(code),
                _outcome(account, code),
            ]
        )
    yield from columns(rows)
    if len(codes) > MOST:
        yield f"  ... and {len(codes) - MOST} more"
    for code in _telling(account, codes):
        yield from _one(account, code)
    if account.remedies is not None:
        yield from _remedies(account.remedies)


def _remedies(found: Remedies) -> Iterator[str]:
    """Levers of the case as written, and in how many variations they work."""
    share = found.already / found.draws
    yield f"  levers towards {found.target}: holds without any change in {share:.0%}"
    if not found.found:
        yield "    no set of up to three changes reaches it as written"
    for remedy in found.found:
        yield f"    {remedy.works / found.draws:.0%} with:"
        for change in remedy.changes:
            yield f"      {change.what}"


def _telling(account: Account, codes: list[int]) -> list[int]:
    """The outcomes told in full: those that hold as written first, the least firm of them first."""
    order = {"fragile": 0, "leans": 1, "firm": 2, "open": 3}
    close = {one.code for one in account.breaking}
    found = [code for code in codes if code in close]
    return sorted(
        found, key=lambda code: (not account.written.get(code), order[account.standing(code)])
    )[:MOST_TOLD]


def _one(account: Account, code: int) -> Iterator[str]:
    """What decides whether one outcome holds, and the least change that turns it."""
    breaking = next(one for one in account.breaking if one.code == code)
    verb = "holds" if breaking.holds else "does not hold"
    yield f"  {_outcome(account, code)}: {verb} as written"
    rows: list[list[str]] = []
    for weight in account.weights:
        if weight.code == code and weight.total and len(rows) < MOST_INPUTS:
            as_written = "-" if weight.as_written is None else f"{weight.as_written:.0%}"
            otherwise = "-" if weight.otherwise is None else f"{weight.otherwise:.0%}"
            told = _told(account.inputs[weight.input])
            about = "" if weight.exact else "about "
            rows.append([f"{as_written}, else {otherwise}", f"{about}{weight.total:.2f}", told])
    if rows:
        yield from columns([["holds in", "weight", "with this as written"], *rows], "    ")
    if breaking.size is None:
        yield f"    stays so, whichever {_up_to(breaking.searched)} of the inputs may be otherwise"
        return
    yield "    turns where"
    for changes in breaking.sets[:MOST_SETS]:
        told = " and ".join(
            f"{_told(account.inputs[k])}: {account.inputs[k].variants[way - 1]}"
            for k, way in changes
        )
        yield f"      {told}"
    if len(breaking.sets) > MOST_SETS:
        yield f"      ... or {counted(len(breaking.sets) - MOST_SETS, 'more such change')}"


def _outcome(account: Account, code: int) -> str:
    """The outcome's name, and what stands in it where the name alone would not tell."""
    index = account.game.index(code)
    if index is None:
        return f"code {code}, impossible as written"
    label, notation = account.game.label(index), account.game.notation(index)
    return short(label if label == notation else f"{label} ({notation})", 90)


def _up_to(searched: int) -> str:
    return {0: "one", 1: "one", 2: "one or two"}.get(searched, f"one to {searched}")


def _told(one: Input) -> str:
    return f"{one.where} ({short(one.what, 50)})"


def _grounds(found: Sure) -> Iterator[str]:
    """What holds on fewer grounds."""
    yield "what holds as written, on fewer grounds"
    rows = []
    names = {"reported": "reported alone", "reading": "and readings", "all": "and assumptions"}
    for key in dict.fromkeys(ground.hypothesis for ground in found.grounds):
        cells = [_name(key)]
        for ground in found.grounds:
            if ground.hypothesis == key:
                told = (
                    f"open ({', '.join(ground.missing)})"
                    if ground.holds is None
                    else counted(len(ground.holds), "outcome")
                )
                cells.append(f"{names[ground.basis]}: {told}")
        rows.append(cells)
    yield from columns(rows)


def _numbers(found: Sure) -> Iterator[str]:
    """Whether a deal is left, and who leaves first."""
    if found.deals is not None and found.deals.numbers:
        share = found.deals.some / found.deals.draws
        yield (
            f"some package is good enough for all in {share:.0%} of "
            f"{counted(found.deals.draws, 'variation')} of its "
            f"{counted(found.deals.numbers, 'doubtful number')}"
        )
    if found.leaving is not None:
        leaving = found.leaving
        first = ", ".join(
            f"{party} in {times / leaving.draws:.0%}" for party, times in leaving.first.items()
        )
        tenth, half, most = leaving.days
        whom = "" if leaving.all_told else " (of those of whom the case says something)"
        yield f"first to leave, over the days that the case allows{whom}: {first};"
        yield f"  somebody has left by {tenth} in a tenth, {half} in half, {most} in nine tenths"


def _apart(found: Sure) -> Iterator[str]:
    yield "what tells the accounts apart"
    for one in found.apart:
        parts = []
        if one.only_here:
            parts.append("has " + "; ".join(one.only_here))
        if one.only_base:
            parts.append("lacks " + "; ".join(one.only_base))
        if one.reordered:
            parts.append("ranks what they share in another order")
        yield f"  {one.hypothesis}, {one.party}: {', '.join(parts) or 'says the same'}"


def _evidence(found: Sure) -> Iterator[str]:
    yield "evidence at hand, as the case cites it (no weight of evidence is computed)"
    for key in dict.fromkeys(piece.hypothesis for piece in found.evidence):
        yield f"  {_name(key)}"
        own = [piece for piece in found.evidence if piece.hypothesis == key]
        for weight in ("for", "against"):
            held = [p.locator for p in own if p.kind == "statement" and p.weight == weight]
            if held:
                yield f"    {weight}: {', '.join(held)}"
        for piece in own:
            if piece.kind == "expects":
                yield f"    would expect ({piece.weight or 'no weight given'}): {piece.what}"
