"""Vary what is doubtful, and count what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from detente.case.model import Case
from detente.ensemble.breaking import find_breaking
from detente.ensemble.counting import PIECE, Counting
from detente.ensemble.grounds import on_grounds
from detente.ensemble.keep import Kept
from detente.ensemble.numbers import vary_deals, vary_leaving
from detente.ensemble.remedies import Remedies, try_levers
from detente.ensemble.result import Account, Sure
from detente.ensemble.rivals import set_apart, weigh_evidence
from detente.ensemble.tally import Tally, total
from detente.ensemble.weights import holding, weigh_inputs
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.progress import Progress, silent
from detente.result import MadeFrom
from detente.stability.concepts import CONCEPTS
from detente.stability.solve import solve_game
from detente.work import share

#: draws where none are asked for
DRAWS = 1000
#: outcomes that are looked at closely, at most
CLOSELY = 12
#: states of a game whose variations are counted, at most
MOST_STATES = 1 << 14


def vary(
    case: Case,
    draws: int = DRAWS,
    seed: int = 0,
    concept: str = "seq",
    hypotheses: Sequence[str | None] | None = None,
    *,
    unmarked: float = 0.0,
    workers: int = 1,
    scheduler: str | None = None,
    keep: str | Path | None = None,
    piece: int = PIECE,
    levers: bool = False,
    views: bool = True,
    closely: Sequence[int] | None = None,
    progress: Progress = silent,
) -> Sure:
    """Draw variations of every input that bears a doubt, and count how often each outcome holds.

    Parameters
    ----------
    draws : how many, for each account
    seed : draws depend on it and on the case alone, not on workers or executors
    hypotheses : the accounts, None for the base; left out, the base and every hypothesis
    unmarked : the doubt of entries that bear none, in [0, 1]
    workers, scheduler : where the work is done; see `detente.work`
    keep : a file in which finished work is kept, and from which it goes on
    piece : draws of one piece of work, at most; draws depend on it
    views : whether what each party sees and expects is counted as well
    closely : codes of the outcomes whose inputs are weighed, in the first account alone; left out,
        those that hold most, in every account
    levers : whether the smallest levers are tried in variations as well, which takes longer

    Raises
    ------
    InputError
        for fewer than one draw, an unknown concept or hypothesis, a doubt that is no share, a game
        with too many states, or a scheduler that cannot be reached.
    """
    if draws < 1:
        raise InputError(f"at least one draw is needed, but {draws} are asked for")
    if seed < 0:
        raise InputError(f"a seed is not negative, but {seed} is given")
    if not 0 <= unmarked <= 1:
        raise InputError(f"a doubt lies between 0 and 1, but {unmarked:g} is given")
    key = CONCEPTS[concept].key
    asked = [None, *case.hypotheses] if hypotheses is None else list(hypotheses)
    accounts: list[Account] = []
    for hypothesis in asked:
        game = compile_game(case, hypothesis=hypothesis)
        if game.n_states > MOST_STATES:
            raise InputError(
                f"this game has {game.n_states:,} states; variations are counted up to "
                f"{MOST_STATES:,}. Leave out options, or split the case"
            )
        counting = Counting(case, hypothesis, key, seed, draws, unmarked, max(piece, 1), views)
        tally = _tally(counting, workers, scheduler, keep, progress)
        remedies = try_levers(counting, progress=progress) if levers else None
        chosen = closely if closely is None or not accounts else ()
        accounts.append(_account(counting, tally, remedies, chosen, progress))
    settings = {
        "draws": draws,
        "seed": seed,
        "concept": key,
        "hypotheses": asked,
        "unmarked": unmarked,
    }
    return Sure(
        case=case,
        accounts=tuple(accounts),
        apart=tuple(set_apart(case)),
        evidence=tuple(weigh_evidence(case)) if case.hypotheses else (),
        grounds=tuple(on_grounds(case, key, asked)),
        deals=vary_deals(case, draws, seed),
        leaving=vary_leaving(case, asked, draws, seed),
        made_from=MadeFrom(case.id, case.origin.digest, settings=settings),
    )


def _tally(
    counting: Counting,
    workers: int,
    scheduler: str | None,
    keep: str | Path | None,
    progress: Progress,
) -> Tally:
    """Count over all pieces that are not kept already."""
    settings = {
        "case": counting.case.origin.digest or counting.case.model_dump_json(),
        "case as used": _print_of(counting.case),
        "hypothesis": counting.hypothesis,
        "concept": counting.concept,
        "seed": counting.seed,
        "draws": counting.draws,
        "unmarked": counting.unmarked,
        "piece": counting.size,
        "views": counting.views,
    }
    kept = Kept(None if keep is None else Path(keep), settings)
    left = [piece for piece in range(counting.n_pieces) if piece not in kept.pieces]
    what = f"variations{'' if counting.hypothesis is None else f' ({counting.hypothesis})'}"
    done = counting.n_pieces - len(left)
    progress(done, counting.n_pieces, what)
    for piece, tally in zip(
        left, share(counting, left, workers=workers, scheduler=scheduler), strict=True
    ):
        kept.add(piece, tally)
        done += 1
        progress(done, counting.n_pieces, what)
    ordered = [kept.pieces[piece] for piece in range(counting.n_pieces)]
    return total(ordered, len(counting.inputs))


def _print_of(case: Case) -> str:
    """What a case says, however it was restricted; equal for equal content."""
    import hashlib

    return hashlib.sha256(repr(case).encode()).hexdigest()


def _account(
    counting: Counting,
    tally: Tally,
    remedies: Remedies | None,
    chosen: Sequence[int] | None,
    progress: Progress,
) -> Account:
    game = compile_game(counting.case, hypothesis=counting.hypothesis)
    codes = game.codes(game.states()).tolist()
    nothing = np.zeros((1, len(counting.inputs)), dtype=np.uint8)
    written = dict(zip(codes, holding(counting, nothing, codes)[0].tolist(), strict=True))
    ever = [code for code in tally.outcomes if tally.outcomes[code].holds or written.get(code)]
    order = sorted(ever, key=lambda code: (-tally.outcomes[code].holds, code))
    closely = sorted(order[:CLOSELY] if chosen is None else chosen)
    progress(0, None, "what decides")
    missing: tuple[str, ...] = ()
    if solve_game(game, counting.concept).open_questions():
        missing = tuple(p for k, p in enumerate(game.parties) if game.lacks(k))
    if missing:
        closely = []
    return Account(
        hypothesis=counting.hypothesis,
        game=game,
        inputs=counting.inputs,
        tally=tally,
        written=written,
        weights=tuple(weigh_inputs(counting, tally, closely))
        if counting.inputs and closely
        else (),
        breaking=tuple(find_breaking(counting, closely)) if counting.inputs and closely else (),
        remedies=remedies,
        missing=missing,
    )
