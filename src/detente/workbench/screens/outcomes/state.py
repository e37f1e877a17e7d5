"""One state at length: who would leave it and to what, who would answer, why it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from detente.brief import cards
from detente.brief.document import Inline, Span, plain
from detente.brief.endings import Ending
from detente.brief.lexicon import Lexicon
from detente.brief.looks import SEQ, Look, Verdict
from detente.brief.reasons import Decider, decider, deciders_of
from detente.brief.wording import verdicts
from detente.brief.wording.grammar import run, say
from detente.stability.explain import Explanation
from detente.views.compare import CLASSES, ViewTable, compare_lens
from detente.workbench.screens.outcomes.rows import cell_words
from detente.workbench.screens.outcomes.scene import Scene
from detente.workbench.screens.outcomes.ways import Route, route_to

#: with more states than this the classes of a state are not worked out on a page
MANY = 4096
_TOLD, _LOOKED_AT = 3, 12
_LINES = 5


@dataclass(frozen=True)
class Reason:
    """Why one party stays or leaves; `stays` is None where that cannot be judged."""

    party: str
    stays: bool | None
    says: tuple[Inline, ...]


@dataclass(frozen=True)
class Ground:
    """A line of the case that carries the verdict, where credible answers deter."""

    party: str
    wish: Inline
    basis: str
    doubt: float | None


@dataclass(frozen=True)
class Standing:
    """Own, expected and base verdicts of a state, and what they make together."""

    heads: tuple[tuple[str, bool | None, bool | None], ...]
    base: bool | None
    classes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class State:
    """What the page says of one state.

    Attributes
    ----------
    verdict : in the game that the page shows; None where it has no such state
    levels : what is done in it, option by option
    elsewhere : in which accounts and views it holds
    notation : in the notation of case files, for links to other screens
    """

    code: int
    name: Inline
    levels: Inline
    present: bool
    verdict: Verdict | None
    told: Inline
    reasons: tuple[Reason, ...]
    elsewhere: Inline
    grounds: tuple[Ground, ...]
    route: Route | None
    standing: Standing | None
    target: str


def state_at(
    scene: Scene, words: Lexicon, code: int, view: str, hypothesis: str | None, concept: str
) -> State:
    """Look at one state in one game.

    Raises
    ------
    InputError
        when the case allows no game there.
    """
    look = scene.look(view, hypothesis)
    ending = Ending(f"code {code}", "", (code,))
    place = look.at(code)
    verdict = look.verdict([code], concept)
    now = look.game.present
    reasons: tuple[Reason, ...] = ()
    grounds: tuple[Ground, ...] = ()
    if place is not None:
        reasons = tuple(_reasons(scene, words, look, code, concept))
        if concept == SEQ:
            grounds = tuple(_grounds(scene, words, look, code))[:_LINES]
    return State(
        code,
        words.outcome(code, full=True),
        cards.state_in_words(words, code),
        now is not None and place == now,
        verdict if place is not None else None,
        _head(words, verdict, concept),
        reasons,
        _elsewhere(scene, words, scene.material.ending(code) or ending, concept),
        grounds,
        route_to(scene, words, look, code, concept),
        _standing(scene, hypothesis, code, concept),
        expression(scene, code),
    )


def known_code(scene: Scene, code: int) -> bool:
    """Whether a number is the code of a combination of this case's options."""
    base = scene.material.accounts[0].base
    if base.game.state_names:
        return base.at(code) is not None
    return 0 <= code < prod(len(option.levels) for option in base.game.options)


def expression(scene: Scene, code: int) -> str:
    """A state as the language of cases has it: every option at its level."""
    base = scene.material.accounts[0].base
    if scene.material.case.graph_form:
        place = base.at(code)
        return "" if place is None else str(base.game.state(place))
    told, rest = [], code
    for option in base.game.options:
        rest, level = divmod(rest, len(option.levels))
        told.append(f"{option.name} == {option.levels[level]}")
    return " and ".join(told)


def _elsewhere(scene: Scene, words: Lexicon, ending: Ending, concept: str) -> Inline:
    """In which accounts and views it holds; the brief tells that of one definition alone."""
    if concept != SEQ:
        return ()
    return run(list(cards.where_it_holds(scene.material, words, ending)))


def _head(words: Lexicon, verdict: Verdict, concept: str) -> Inline:
    if not verdict.codes:
        return (Span("not possible here"),)
    return cell_words(words, verdict, concept)


# ---------------------------------------------------------------------------- party by party


def _reasons(scene: Scene, words: Lexicon, look: Look, code: int, concept: str) -> Iterator[Reason]:
    for party in look.game.parties:
        reasons = look.why(party, code, concept)
        who = words.party(party)
        if reasons is None:
            told = say("It cannot be judged whether {who} would stay: preferences are missing.",
                       who=who)  # fmt: skip
            yield Reason(party, None, (told,))
        elif not reasons.stable:
            yield Reason(party, False, tuple(_leaves(scene, words, look, code, reasons)))
        elif look.undone(party, code, concept):
            yield Reason(party, True, (verdicts.cannot_undo(who),))
        elif not reasons.improvements:
            yield Reason(party, True, (verdicts.no_better_moves(who, 1),))
        else:
            yield Reason(party, True, tuple(_deterred(words, look, code, reasons)))


def _leaves(
    scene: Scene, words: Lexicon, look: Look, code: int, reasons: Explanation
) -> Iterator[Inline]:
    game = look.game
    party = game.parties[reasons.party]
    rank = game.rank(reasons.party)
    loose = [one.to for one in reasons.improvements if not one.deterred]
    best = max(loose, key=lambda index: (int(rank[index]), -index))
    who, to = words.party(party), words.move(code, game.code(best))
    match reasons.concept:
        case "seq" | "sseq":
            yield verdicts.leaves(who, to)
        case "nash":
            yield say("{who} would leave it for {to}.", who=who, to=to)
        case _:
            yield say("{who} would leave it for {to}; no answer deters that.", who=who, to=to)
    others = [
        words.move(code, game.code(index))
        for index in sorted(loose, key=lambda index: -int(rank[index]))
        if index != best
    ]
    if others:
        more = run(others[:_TOLD], "; ")
        cut = f" and {len(others) - _TOLD} more" if len(others) > _TOLD else ""
        yield say("It would also gain by: {more}{cut}.", more=more, cut=cut)
    place = look.at(code)
    line = None if place is None else decider(scene.material.case, look, party, place, best)
    if line is not None:
        wish = words.wish(line.party, line.text, its=True)
        yield verdicts.decides(who, wish, words.source(line.basis, line.because))


def _deterred(words: Lexicon, look: Look, code: int, reasons: Explanation) -> Iterator[Inline]:
    """Each better move, the best first, with who would answer it and how."""
    game = look.game
    who = words.party(game.parties[reasons.party])
    rank = game.rank(reasons.party)
    best_first = sorted(reasons.improvements, key=lambda one: -int(rank[one.to]))
    told: dict[str, Inline] = {}
    for answered in best_first[:_LOOKED_AT]:
        start = game.code(answered.to)
        steps = []
        for step in answered.reply or ():
            to = game.code(step.to)
            steps.append((words.party(game.parties[step.party]), words.move(start, to)))
            start = to
        there = words.move(code, game.code(answered.to))
        one = verdicts.deterred(who, there, verdicts.answer(steps))
        told.setdefault(plain(one), one)
    yield from list(told.values())[:_TOLD]
    more = len(told) - _TOLD + max(0, len(best_first) - _LOOKED_AT)
    if more > 0:
        yield verdicts.more_moves(more)


def _grounds(scene: Scene, words: Lexicon, look: Look, code: int) -> Iterator[Ground]:
    found: list[Decider] = deciders_of(scene.material.case, look, code)
    for one in found:
        yield Ground(one.party, words.preference(one.text), one.basis, one.doubt)


# ---------------------------------------------------------------------------- side by side


def compared(scene: Scene, hypothesis: str | None, concept: str) -> ViewTable | None:
    """Own, expected and base under one account; None without views, or where it is too much."""
    if not scene.material.case.views:
        return None
    lens = scene.analyses.lens(hypothesis)
    if lens.base.n_states > MANY:
        return None
    key = ("compared", hypothesis, concept)
    found: ViewTable = scene.analyses.once(key, lambda: compare_lens(lens, (concept,)))
    return found


def _standing(scene: Scene, hypothesis: str | None, code: int, concept: str) -> Standing | None:
    table = compared(scene, hypothesis, concept)
    if table is None:
        return None
    place = {int(one): k for k, one in enumerate(table.codes)}.get(code)
    if place is None:
        return None

    def told(verdict: bool, known: bool) -> bool | None:
        return bool(verdict) if known else None

    heads = tuple(
        (
            party,
            told(table.own[0, p, place], table.own_known[0, p, place]),
            told(table.expected[0, p, place], table.expected_known[0, p, place]),
        )
        for p, party in enumerate(table.parties)
    )
    base = bool(table.base[0, :, place].all()) if table.base_known[0, :, place].all() else None
    names = table.classes_of(concept, code) if table.closed[0] else []
    return Standing(heads, base, tuple((name.replace("-", " "), CLASSES[name]) for name in names))
