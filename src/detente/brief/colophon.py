"""Evidence, method, how to cite: always the last section, built when the others are known."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import (
    Block,
    Cell,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Section,
    Span,
    Table,
    spans_of,
)
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.positions import unplaced
from detente.brief.wording import frame
from detente.brief.wording import method as say
from detente.brief.wording.grammar import counted, date, own
from detente.game.frozen import frozen
from detente.result import package_version
from detente.sources import source

KEY, TITLE = "method", "Evidence, method, how to cite"


def colophon(
    material: Material,
    words: Lexicon,
    sections: Sequence[Section],
    missing: Sequence[tuple[str, str]],
) -> Section:
    """Statements, sources, definitions of the words used, how to cite, what is missing."""
    blocks: list[Block] = []
    blocks += _statements(material, words)
    blocks += _sources(material)
    blocks += _definitions(sections, material)
    case = material.case
    whole = material.reader.sees_all
    made = (case.title.value, package_version(), case.as_of or "")
    to = () if whole else frame.written_for(material, words)
    lines = [say.cite(*made, case.origin.digest if whole else "", to)]
    if whole:
        lines.append(say.reproduce(frame.command(material), material.evidence.store))
    if whole and material.accounts:
        lines.append(say.more(case.id))
    blocks += [Heading(say.CITE), *(Paragraph(line) for line in lines)]
    if not whole:
        return Section(KEY, TITLE, (*blocks, Heading(say.MISSING), Paragraph(say.withheld())))
    blocks += [Heading(say.MISSING), Items(tuple(map(Item, _missing(material, words, missing))))]
    return Section(KEY, TITLE, tuple(blocks))


def _statements(material: Material, words: Lexicon) -> list[Block]:
    """Every statement with its place: those of the case, then those of the evidence store."""
    case, found = material.case, material.evidence
    if not found.said and not found.trouble:
        return []
    several = len(case.sources) > 1
    lines = []
    for one in found.said:
        places: list[Inline] = []
        if one.date:
            places.append((Span(date(one.date)),))
        if one.source and (several or one.coder):
            to = f"#source-{one.source}" if one.source in case.sources else ""
            places.append((Span(one.source, own=True, to=to),))
        if one.place:
            places.append(own(one.place))
        if one.coder:
            places.append(say.coded(one.coder))
        told = say.statement_text(say.act(one.act, one.negated), one.words, one.by, bool(one.coder))
        where = say.where(places, words.mark(one.basis))
        head = words.head(one.party) if one.party else say.nobody()
        lines.append(Line(head, (Cell(told), Cell(where)), anchor=f"statement-{one.id}"))
    columns = tuple((Span(head),) for head in ("Party", "Said or done", "When, where, basis"))
    blocks: list[Block] = []
    if found.store:
        counts = (found.documents, sum(bool(one.coder) for one in found.said), found.further)
        blocks.append(Paragraph(say.store(found.store, *counts, case.id)))
    if lines:
        blocks.append(Table(say.STATEMENTS, columns, tuple(lines), tight=True))
    return blocks


def _sources(material: Material) -> list[Block]:
    pairs = []
    for key, entry in material.case.sources.items():
        parts = [
            own(text.value)
            for text in (entry.author, entry.title, entry.publisher, entry.kind)
            if text
        ]
        if entry.date:
            parts.append((Span(date(entry.date.value)),))
        if entry.url:
            url = entry.url.value
            safe = url.startswith(("https://", "http://"))
            parts.append((Span(url, own=True, to=url if safe else ""),))
        pairs.append(Pair(own(key), (say.source_line(parts, entry.note or ""),), f"source-{key}"))
    return [Heading(say.SOURCES), Pairs(tuple(pairs), "dense")] if pairs else []


def _definitions(sections: Sequence[Section], material: Material) -> list[Block]:
    used = {
        span.to.removeprefix("#term-")
        for section in sections
        for block in section.blocks
        for span in spans_of(block)
        if span.to.startswith("#term-")
    }
    if material.accounts:
        used |= {"holds", "outcome", "account"}
    if any(entry.doubt is not None for entry in material.inputs):
        used.add("doubt")
    pairs = [
        Pair((Span(term.word),), say.definition(term, _origin(term)), f"term-{term.key}")
        for term in say.TERMS
        if term.key in used
    ]
    return [Heading(say.DEFINITIONS), Pairs(tuple(pairs), "dense")] if pairs else []


def _origin(term: say.Term) -> str:
    """Authors and year of the definition."""
    if not term.source:
        return ""
    found = source(term.source)
    return f"{found.authors} {found.year}"


def _missing(
    material: Material, words: Lexicon, missing: Sequence[tuple[str, str]]
) -> list[Inline]:
    told = [say.left_out(title, needs) for title, needs in missing]
    told += [say.hole(text) for text in material.holes]
    if material.evidence.trouble:
        told.append(say.trouble(material.evidence.trouble))
    base = material.base
    if base is not None:
        if material.unknown:
            told.append(say.open_question(words.parties(material.unknown)))
        if material.case.views and base.surprises is None and base.base.game.n_states > 1:
            told.append(say.too_many(base.base.game.n_states))
        by_issue: dict[str, list[str]] = {}
        for party, issue in unplaced(material.case):
            by_issue.setdefault(issue, []).append(party)
        for issue, who in by_issue.items():
            asks = material.case.issues[issue].asks.value
            told.append(say.unplaced(words.parties(who), asks))
        for one in frozen(material.case):
            place = one.path[-1]
            entry = material.case.impossible[place] if isinstance(place, int) else None
            marks = words.marked(entry) if entry is not None else ()
            count = counted(len(one.codes), "state")
            told.append(say.joint_rule(one.rule, words.party(one.party), count, marks))
    return told or [say.nothing_missing()]
