"""Everything that the brief speaks of, gathered once; what cannot be had is named and left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from detente.brief.audience import MEDIATOR, Reader
from detente.brief.endings import Ending, endings_of
from detente.brief.inputs import Input, inputs_of
from detente.brief.looks import NASH, SEQ, Account, Judged, look_at, look_through
from detente.brief.positions import Asked, Wanted, asked, wanted
from detente.case.model import Case
from detente.errors import CaseError, InputError
from detente.game.engines import beyond_listing
from detente.game.symbolic import Diagrams
from detente.progress import Progress, silent
from detente.stability import default_concepts
from detente.views.compare import compare_lens
from detente.views.lens import Lens
from detente.views.meanings import Meanings, compare_meanings
from detente.views.misperceptions import Misperceptions, misperceptions
from detente.views.surprises import surprises_of

if TYPE_CHECKING:
    from detente.brief.chances import Chances
    from detente.brief.evidence import Evidence
    from detente.brief.rivals import Rivals
    from detente.brief.ways import Route, Together

#: beyond this many states nothing is listed state by state
MANY = 4096
#: beyond this many nobody is asked at each who would be surprised
SURPRISED = 1024
#: of so many states that nobody could list, besides the present, it is told who would be surprised
SURPRISING = 3
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Material:
    """One case with every analysis that it allows.

    Attributes
    ----------
    basis : which entries were used: "reported", "reading" or "all"
    accounts : the base first, then the hypotheses in file order; empty where there is no game
    holes : what could not be analysed, one sentence each, in the program's own words
    weaker : the case on reported entries alone, and on reported entries and readings
    full : the case as loaded, from which accounts keep their names on any basis
    reader : for whom it is; the case holds nothing that this reader may not see
    """

    case: Case
    basis: str
    accounts: tuple[Account, ...]
    meanings: Meanings | None
    misread: Misperceptions | None
    endings: tuple[Ending, ...]
    asked: tuple[Asked, ...]
    wanted: Wanted | None
    holes: tuple[str, ...]
    weaker: tuple[tuple[str, Judged | None], ...] = ()
    full: Case | None = None
    reader: Reader = MEDIATOR

    @property
    def base(self) -> Account | None:
        """What the case assumes; None where it has no game."""
        return self.accounts[0] if self.accounts else None

    @property
    def parties(self) -> tuple[str, ...]:
        """Ids of the parties at the table."""
        return tuple(key for key, party in self.case.parties.items() if party.at_table)

    @property
    def absent(self) -> tuple[str, ...]:
        """Ids of the parties that are not at the table."""
        return tuple(key for key, party in self.case.parties.items() if not party.at_table)

    @property
    def views(self) -> tuple[str, ...]:
        """Views one level in that differ from the base, in the order of the parties."""
        return tuple(key for key in self.parties if key in self.case.views)

    @property
    def nested(self) -> tuple[str, ...]:
        """Views of views, in file order."""
        return tuple(key for key in self.case.views if "." in key)

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Every marked entry that analyses or sections lean on."""
        return tuple(inputs_of(self.case))

    @cached_property
    def evidence(self) -> Evidence:
        """What was said, from the case and from the store beside it, read when first asked for."""
        from detente.brief.evidence import evidence

        return evidence(self.case, self.full or self.case, self.basis, self.reader.sees_all)

    @cached_property
    def chances(self) -> Chances | None:
        """What would have to change for a good outcome to hold, searched when first asked for."""
        from detente.brief.chances import chances

        return chances(self)

    @cached_property
    def rivals(self) -> Rivals | None:
        """The same in each rival account and in all at once, searched when first asked for."""
        from detente.brief.rivals import rivals

        found = self.chances
        return rivals(self, found) if found is not None else None

    @cached_property
    def groups(self) -> Together | None:
        """Who would go together, asked when first asked for."""
        from detente.brief.ways import together

        return together(self)

    @cached_property
    def routes(self) -> list[Route]:
        """The ways from the present to where they are worth looking for, when first asked for."""
        from detente.brief.ways import routes

        return routes(self, self.groups)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Ids of the parties whose missing preferences leave verdicts open, in any account."""
        found: dict[str, None] = {}
        for account in self.accounts:
            game = account.base.game
            if not account.base.closed:
                known = zip(game.parties, game.known, strict=True)
                found.update(dict.fromkeys(party for party, said in known if not said))
        return tuple(found)

    @cached_property
    def unjudged(self) -> bool:
        """Whether not one verdict can be given: missing preferences leave all of them open."""
        if not self.unknown:
            return False
        looks = [account.base for account in self.accounts]
        looks += [self.accounts[0].look(view) for view in self.views]
        sorts = {look.verdict(ending.codes).sort for look in looks for ending in self.endings}
        return not any(look.closed for look in looks) and sorts <= {"open", "absent"}

    @property
    def many(self) -> bool:
        """Whether there are too many states to list."""
        return self.base is not None and self.base.base.game.n_states > MANY

    @property
    def beyond(self) -> bool:
        """Whether nobody could list the states, so that the base is kept as formulas."""
        return bool(self.accounts) and self.accounts[0].listed is None

    def ending(self, code: int) -> Ending | None:
        """The outcome that a state belongs to, if it is among those spoken of."""
        return next((ending for ending in self.endings if code in ending.codes), None)


def gather(
    case: Case, basis: str = "all", progress: Progress = silent, reader: Reader = MEDIATOR
) -> Material:
    """Run every analysis that a case allows.

    Parameters
    ----------
    case : as loaded; entries weaker than `basis` are left out here
    reader : for whom; the case given is already what this reader may see

    Raises
    ------
    CaseError
        for mistakes of the case that show only when its base is put together.
    """
    holes: list[str] = []
    full = case
    case = narrowed(case, basis)
    accounts = _accounts(case, holes, progress)
    base = accounts[0] if accounts else None
    meant = (
        _attempt(
            lambda: compare_meanings(case, diagrams=_formulas(base)),
            holes,
            "Words were not compared",
        )
        if base
        else None
    )
    misread = (
        _attempt(
            lambda: misperceptions(case, diagrams=_formulas(base)), holes, "Views were not compared"
        )
        if base and case.views
        else None
    )
    asks = tuple(asked(case, base.base)) if base else ()
    wants = wanted(case, base.base) if base else None
    endings = tuple(endings_of(case, accounts, asks, wants, MANY))
    weaker = tuple(_weaker(full, basis)) if base else ()
    return Material(
        case, basis, accounts, meant, misread, endings, asks, wants, tuple(holes), weaker, full,
        reader,
    )  # fmt: skip


def narrowed(case: Case, basis: str) -> Case:
    """The case without entries of weaker basis."""
    if basis == "all":
        return case
    from detente.case import restrict

    return restrict(case, basis)


def _attempt(
    work: Callable[[], T], holes: list[str], failing: str, faults: bool = False
) -> T | None:
    """Do one analysis; where the case does not allow it, say so and go on.

    Parameters
    ----------
    faults : whether mistakes of the case that show only here are raised, each with its place
    """
    try:
        return work()
    except InputError as error:
        if faults and isinstance(error, CaseError):
            raise
        holes.append(f"{failing}: {str(error).strip().rstrip('.')}.")
        return None


def _formulas(base: Account | None) -> Diagrams | None:
    """Where to compare by formulas, if the states of the base cannot be listed."""
    return Diagrams() if base is not None and base.listed is None else None


def _playable(case: Case) -> bool:
    """Whether there is anything to move, and anyone whose preferences are given."""
    if case.graph_form:
        return True
    return any(party.options for party in case.parties.values() if party.at_table)


def _accounts(case: Case, holes: list[str], progress: Progress) -> tuple[Account, ...]:
    if not _playable(case):
        return ()
    found = []
    keys: list[str | None] = [None, *case.hypotheses]
    for done, key in enumerate(keys):
        progress(done, len(keys), "accounts")
        called = "The base" if key is None else f"The account '{key}'"
        work = partial(_account, case, key, progress)
        account = _attempt(work, holes, f"{called} was left out", faults=key is None)
        if account is None and key is None:
            return ()
        if account is not None:
            found.append(account)
    return tuple(found)


def _account(case: Case, key: str | None, progress: Progress = silent) -> Account:
    views = tuple(case.views)
    if _beyond(case, key):
        return _in_sets(case, key, progress)
    lens = Lens(case, hypothesis=key)
    everything = default_concepts() if lens.base.n_states <= MANY else (NASH, SEQ)
    base = look_at(lens.base, everything)
    compared = surprises = None
    if views and base.game.n_states <= MANY:
        compared = compare_lens(lens, (NASH, SEQ))
    if views and base.game.n_states <= SURPRISED:
        surprises = surprises_of(lens, SEQ)
    return Account(key, lens, views, base, compared, surprises)


def _beyond(case: Case, key: str | None) -> bool:
    """Whether the base, or a view that is held against it, has too many states to be listed."""
    return any(beyond_listing(case, view, key) for view in ("base", *case.views))


def _in_sets(case: Case, key: str | None, progress: Progress) -> Account:
    """An account whose games are kept as formulas, all over the same variables."""
    from detente.views.set_lens import SetLens
    from detente.views.surprise_sets import surprise_sets_of

    lens = SetLens(case, hypothesis=key, progress=progress)
    base = look_through(lens)
    surprises = surprise_sets_of(lens, NASH, SURPRISING) if case.views and key is None else None
    return Account(key, lens, tuple(case.views), base, surprises=surprises)


def _weaker(case: Case, basis: str) -> list[tuple[str, Judged | None]]:
    """The base again on less: what is reported alone, and with readings."""
    found: list[tuple[str, Judged | None]] = []
    for less in ("reported", "reading"):
        if basis == "reported" or (basis == "reading" and less == "reading"):
            continue
        try:
            found.append((less, _on_less(narrowed(case, less))))
        except (InputError, ImportError):
            found.append((less, None))
    return found


def _on_less(case: Case) -> Judged | None:
    if beyond_listing(case):
        return _in_sets(case, None, silent).base
    lens = Lens(case)
    return look_at(lens.base) if lens.base.n_cells <= 1 << 16 else None
