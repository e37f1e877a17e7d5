"""Different games: how the views differ, which differences matter, and the option table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.brief.document import (
    Block,
    Cell,
    Folded,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Picture,
    Table,
)
from detente.brief.figures import picture
from detente.brief.inputs import MUCH
from detente.brief.lexicon import Lexicon
from detente.brief.look_sets import SetLook
from detente.brief.looks import NASH, SEQ
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.wording import many
from detente.brief.wording import views as say
from detente.brief.wording.grammar import run
from detente.brief.wording.wants import place
from detente.case.frames import aware as is_aware
from detente.case.frames import frame
from detente.case.model import Case, Marked, Prefers, Ranking, Weights
from detente.charts.states import FewStates
from detente.views.misperceptions import Misperception
from detente.views.set_lens import embedded


@section("games", title="Different games", place=40, needs="options and preferences, and views")
def games(material: Material, words: Lexicon) -> list[Block]:
    """Counts, the differences that matter with their evidence, ladders, the option table."""
    if material.base is None:
        return []
    return [*_differences(material, words), *_table(material, words)]


# ---------------------------------------------------------------------------- differences


def _differences(material: Material, words: Lexicon) -> Iterator[Block]:
    misread = material.misread
    if misread is None or not misread.items:
        return
    yield Paragraph(say.intro(len(material.case.views), len(misread.items)))
    knowing = [p for p in material.parties if is_aware(material.case, (p,))]
    if material.nested:
        inner = {path.split(".")[0] for path in material.nested}
        silent = [view for view in material.views if view not in inner]
        nested = [words.view(path) for path in material.nested]
        yield Paragraph(say.nested(nested, words.parties(silent, "or")))
    elif knowing:
        yield Paragraph(say.aware(words.parties(knowing), len(knowing)))
    drawn = picture("views-difference", "differences", material.case, misread)
    yield from (replace(one, printed=False) for one in drawn)
    if not drawn:
        yield _counts(material, words)
    yield Heading(say.MATTER)
    items = []
    for views in _alike(material):
        view = words.views(views)
        told = [
            run([told_so, words.source(item.basis, item.because)], "")
            for item in misread.of(views[0])
            if item.kind != "K9" and (told_so := sentence(material, words, item, view))
        ]
        if told:
            items.append(Item(told[0], (*told[1:], *_hence(material, words, views[0]))))
    yield Items(tuple(items))
    ladders = _ladders(material, words)
    yield from ladders[:1]
    yield from _supposed(material, words, ladders[1:])


def _alike(material: Material) -> list[list[str]]:
    """Views in file order; those one level in that differ in the same way go together."""
    assert material.misread is not None
    found: dict[object, list[str]] = {}
    for view in material.case.views:
        same = tuple((i.kind, i.about, i.here) for i in material.misread.of(view) if i.kind != "K9")
        found.setdefault(view if "." in view else same, []).append(view)
    return list(found.values())


def _counts(material: Material, words: Lexicon) -> Table:
    assert material.misread is not None
    kinds = list(material.misread.counts)
    lines = []
    for view in material.case.views:
        counts = Counter(item.kind for item in material.misread.of(view))
        cells = tuple(Cell(say.count_cell(counts[kind])) for kind in kinds)
        lines.append(Line(say.column(words.view(view)), cells))
    return Table(say.COUNTS, (say.VIEW, *map(say.kind, kinds)), tuple(lines))


def sentence(material: Material, words: Lexicon, item: Misperception, view: Inline) -> Inline:
    """One difference in a sentence, held against the view above; of most views that is the base."""
    told = _sentence(material, words, item, view)
    above = item.view.split(".")[:-1]
    return say.held_against(told, words.party(above[-1])) if above else told


def _sentence(material: Material, words: Lexicon, item: Misperception, view: Inline) -> Inline:
    case = material.case
    match item.kind:
        case "K1" | "K2":
            return _wishes(material, words, item, view)
        case "K3":
            party, _, option = item.about.partition(".")
            level = item.here.removeprefix("not seen, presumed ")
            told = "no" if level == "false" else "yes" if level == "true" else level
            return say.unseen(view, words.quoted(words.does(party, option)), told)
        case "K4":
            return say.imagined(
                view, words.party(item.about.partition(".")[0]), words.quoted(item.here)
            )
        case "K5":
            party, _, option = item.about.partition(".")
            key = str(item.path[-1])
            here = case.views[item.view].one_way[key].kind
            known = case.parties[party].options.get(option)
            there = known.one_way.kind if known else "both"
            does = words.quoted(words.does(party, option))
            return say.undoing(view, does, say.UNDOING[here], say.UNDOING[there])
        case "K6":
            return say.feasible(view, words.line([item.about]), item.here == "impossible")
        case "K7":
            return say.unseen_party(view, words.party(item.about))
        case "K8":
            return _present(material, words, item.view, view)
    return ()


def _present(material: Material, words: Lexicon, path: str, view: Inline) -> Inline:
    lens = material.accounts[0].lens
    here, there = lens.game(path), lens.game(path.rpartition(".")[0] or "base")
    if here.present is None or there.present is None:
        return ()
    one, other = here.code(here.present), there.code(there.present)
    return say.elsewhere(view, words.outcome(one), words.outcome(other))


def _wishes(material: Material, words: Lexicon, item: Misperception, view: Inline) -> Inline:
    """The first line on which two ideas of a party's wishes part."""
    above = item.view.rpartition(".")[0] or "base"
    key = material.accounts[0].key
    here = lines_of(material.case, item.view, item.about, key)
    there = lines_of(material.case, above, item.about, key)
    who = words.party(item.about)
    if not here or not there:
        return say.other_differs(view, who)
    one_form, other_form = (
        form_of(material.case, path, item.about, key) for path in (item.view, above)
    )
    if one_form != other_form or one_form == "weights":
        if here == there:
            return say.other_weighs(view, who)
        first = say.leading(one_form, words.preference(here[0]))
        second = say.leading(other_form, words.wish(item.about, there[0]))
        if one_form != other_form or here[0] != there[0]:
            return say.other_leads(view, who, first, second)
        return say.other_differs(view, who)
    for number, (one, other) in enumerate(zip(here, there, strict=False)):
        if one != other:
            first, second = words.preference(one), words.wish(item.about, other)
            if number == 0:
                return say.other_wants(view, who, first, second)
            return say.other_wants_alike(view, who, place(number + 1), first, second)
    longer = here if len(here) > len(there) else there
    rest = words.preference(longer[min(len(here), len(there))]) if len(here) != len(there) else ()
    if not rest:
        return say.other_differs(view, who)
    first, second = (rest, say.nothing_more()) if longer is here else (say.nothing_more(), rest)
    number = min(len(here), len(there)) + 1
    return say.other_wants_alike(view, who, place(number), first, second)


def lines_of(case: Case, view: str, party: str, hypothesis: str | None = None) -> list[str]:
    """The lines of a party's preferences in a view, most important first."""
    match frame(case, view, hypothesis).believed[party].preferences:
        case Prefers() as prefers:
            return [" or ".join(one.alternatives) for one in prefers.statements]
        case Ranking() as ranking:
            return [entry.value for rung in ranking.rungs for entry in rung]
        case Weights() as weights:
            return [one.expr for one in sorted(weights.terms, key=lambda t: -abs(t.weight))]
    return []


def form_of(case: Case, view: str, party: str, hypothesis: str | None = None) -> str:
    """How a party's preferences are told in a view: in "statements", a "ranking" or "weights"."""
    match frame(case, view, hypothesis).believed[party].preferences:
        case Ranking():
            return "ranking"
        case Weights():
            return "weights"
    return "statements"


def _weights(case: Case, view: str, party: str) -> list[float]:
    """The weights of the lines; none where preferences are told otherwise."""
    match frame(case, view).believed[party].preferences:
        case Weights() as weights:
            return sorted((float(one.weight) for one in weights.terms), key=lambda n: -abs(n))
    return []


def _hence(material: Material, words: Lexicon, view: str) -> Iterator[Inline]:
    """Which verdicts a view one level in turns, against the base."""
    if "." in view:
        return
    above = material.accounts[0].base
    here = material.accounts[0].look(view)
    if isinstance(here, SetLook) and isinstance(above, SetLook):
        yield from _in_numbers(here, above)
        return
    gained, lost, answered = [], [], []
    for ending in material.endings:
        one, other = here.verdict(ending.codes), above.verdict(ending.codes)
        if one.sort == "holds" and other.sort == "left":
            gained.append(words.short(ending))
        elif one.sort == "left" and other.sort == "holds":
            lost.append(words.short(ending))
        elif one.holds and other.still and not one.still:
            answered.append(words.short(ending))
    if gained:
        yield say.hence_holds(gained)
    if lost:
        yield say.hence_fails(lost, bool(gained))
    if answered:
        yield say.hence_answered(answered)
    if not gained and not lost and not answered:
        closed = here.closed and above.closed
        yield say.hence_nothing() if closed else say.hence_open()


def _in_numbers(here: SetLook, above: SetLook) -> Iterator[Inline]:
    """In how many states nobody has a better move, in a view and in the base."""
    one, other = here.equilibria(NASH), above.equilibria(NASH)
    if one is None or other is None:
        yield say.hence_open()
        return
    lens = above.lens
    both = lens.set_of(embedded(here.game, one.diagram)) & lens.set_of(
        embedded(above.game, other.diagram)
    )
    yield many.hence(one.count, both.count, other.count)


def _ladders(material: Material, words: Lexicon) -> list[Picture]:
    """For each party that some view misreads, its order of outcomes in each idea of it."""
    misread = material.misread
    assert misread is not None
    base = material.accounts[0]
    notable = [
        code for ending in material.endings if base.base.at(code := ending.codes[0]) is not None
    ]
    called = _called(material, words) if material.beyond else {}
    drawn: list[Picture] = []
    seen = dict.fromkeys(item.about for item in misread.items if item.kind in {"K1", "K2"})
    for number, party in enumerate(seen):
        ideas = {words.plain(words.view("base")): base.base.game}
        told = [lines_of(material.case, "base", party)]
        for view in material.views:
            game, lines = base.lens.game(view), lines_of(material.case, view, party)
            if view != party and party in game.parties and lines not in told:
                ideas[words.plain(words.view(view))] = game
                told.append(lines)
        note = _doubtful(material, words, party, list(ideas))
        drawn += [
            replace(one, caption=f"{one.caption} {note}".strip(), printed=False)
            for one in picture(
                "preference-ladders",
                f"ladders-{number}",
                material.case,
                party,
                ideas,
                notable=notable,
                names=called,
            )
        ]
    return drawn


def _doubtful(material: Material, words: Lexicon, party: str, titles: Sequence[str]) -> str:
    """Which lines that an order follows from are much in doubt, idea by idea."""
    told = []
    for view in ("base", *material.views):
        title = words.plain(words.view(view))
        if view == party or title not in titles:
            continue
        match frame(material.case, view).believed[party].preferences:
            case Prefers() as prefers:
                entries: list[Marked] = [*prefers.statements]
            case Ranking() as ranking:
                entries = [entry for rung in ranking.rungs for entry in rung]
            case Weights() as weights:
                entries = [*weights.terms]
            case _:
                entries = []
        places = [n + 1 for n, one in enumerate(entries) if (one.doubt or 0) >= MUCH]
        if places:
            told.append(say.doubtful_lines(title, places))
    return words.plain(say.much_in_doubt(told)) if told else ""


def _supposed(material: Material, words: Lexicon, ladders: Sequence[Picture]) -> Iterator[Block]:
    """All lines side by side, for those who want to check them."""
    misread = material.misread
    assert misread is not None
    tables: list[Block] = [*ladders]
    for party in dict.fromkeys(item.about for item in misread.items if item.kind in {"K1", "K2"}):
        views = [
            item.view for item in misread.items if item.about == party and item.kind in {"K1", "K2"}
        ]
        columns = {view: lines_of(material.case, view, party) for view in ("base", *views)}
        counted = {view: _weights(material.case, view, party) for view in columns}
        depth = max(map(len, columns.values()))
        lines = []
        for row in range(depth):
            cells = [
                Cell(
                    say.weighing(words.preference(lines_[row]), counted[view][row : row + 1])
                    if row < len(lines_)
                    else say.nothing_more()
                )
                for view, lines_ in columns.items()
            ]
            lines.append(Line(say.word_place(row + 1), tuple(cells)))
        heads = [say.column(words.view(view)) for view in columns]
        title = say.LINE if any(counted.values()) else say.PLACE  # weights add up: no place
        tables.append(Table(words.head(party), (title, *heads), tuple(lines)))
    if tables:
        yield Folded(say.SUPPOSED, tuple(tables))


# ---------------------------------------------------------------------------- option table


def _called(material: Material, words: Lexicon) -> dict[int, str]:
    """What the states are called that are told one by one."""
    return {one.codes[0]: words.plain(words.ending(one)) for one in material.endings}


def _few(material: Material, words: Lexicon) -> Iterator[Block]:
    """The option table of the states that are told one by one."""
    look = material.accounts[0].base
    if not isinstance(look, SetLook):
        return
    codes = tuple(ending.codes[0] for ending in material.endings)
    stays = {
        (concept, party, code): look.stays(party, code, concept)
        for concept in (NASH, SEQ)
        for party in look.game.parties
        for code in codes
    }
    unseen, misread = _flags(material)
    drawn = picture(
        "option-table",
        "options",
        material.case,
        FewStates(look.game, codes, (NASH, SEQ), stays),
        unseen=unseen,
        misread=misread,
        names=_called(material, words),
    )
    if drawn:
        yield Heading(say.TABLE)
        yield from (replace(one, printed=False) for one in drawn)  # too long for a page


def _table(material: Material, words: Lexicon) -> Iterator[Block]:
    base = material.accounts[0].listed
    if material.beyond:
        yield from _few(material, words)
    if material.case.graph_form or material.many or base is None:
        return
    first = [code for ask in material.asked for code in ask.codes]
    if base.game.present is not None:
        first.insert(0, base.game.code(base.game.present))
    if material.wanted is not None:
        first += [code for code in material.wanted.codes if base.holds(code)][:2]
    unseen, misread = _flags(material)
    drawn = picture(
        "option-table",
        "options",
        material.case,
        base.table,
        first=first,
        unseen=unseen,
        misread=misread,
    )
    if drawn:
        yield Heading(say.TABLE)
        yield from drawn


def _flags(material: Material) -> tuple[list[str], list[str]]:
    """Full names of options that some view does not see, and of those it misreads."""
    items = material.misread.items if material.misread else ()
    unseen = [item.about for item in items if item.kind == "K3"]
    misread = [item.about for item in items if item.kind == "K5"]
    return unseen, misread
