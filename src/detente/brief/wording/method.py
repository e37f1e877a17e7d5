"""The last section: definitions in plain words, sources, how to cite, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import code, counted, date, own, phrase, quoted, say, verb
from detente.brief.wording.known import ACTS
from detente.brief.wording.wants import denied


@dataclass(frozen=True)
class Term:
    """A word of the brief, and what it means in plain words.

    Attributes
    ----------
    known_as : the literature's name
    source : key in `sources.yaml`, empty where the definition is ours
    """

    key: str
    word: str
    says: str
    known_as: str = ""
    source: str = ""


TERMS: tuple[Term, ...] = (
    Term(
        "account",
        "account; base account",
        "One set of assumptions about what each party prefers. The base account is the analyst's "
        "own; rival accounts replace part of it. Views are differences from an account.",
        "competing hypotheses",
    ),
    Term(
        "outcome",
        "outcome; state",
        "A state says for every option at which level it stands. An outcome is a state, or all "
        "states that go by one name.",
        "state",
    ),
    Term(
        "holds",
        "holds; would stay if it came there",
        "No party would leave it. That says nothing about whether the way from the present leads "
        "there.",
        "equilibrium",
    ),
    Term(
        "nash",
        "no better move",
        "A party can do nothing alone that it would prefer.",
        "Nash stability",
        "fang1993",
    ),
    Term(
        "seq",
        "a credible answer deters",
        "A party could do better for a moment, but each such move can be answered, by others who "
        "themselves gain at every step of answering, with something no better for it than staying. "
        "Wherever this brief says that an outcome holds, it means this or the stronger “no better "
        "move”.",
        "sequential stability",
        "fraser1979",
    ),
    Term(
        "undone",
        "cannot be undone",
        "An outcome that holds because the way back is closed, whether or not anybody likes it.",
        "irreversible moves",
    ),
    Term(
        "bound",
        "could not be taken back",
        "A test: the same outcome where every option taken in it is fixed once taken. If nobody "
        "has a better move then, the outcome needs binding promises but no threats.",
        "commitment",
    ),
    Term(
        "reached",
        "reached from the present by improvements",
        "There is a path of moves from the present, each of them better for whoever makes it. "
        "Being able to hold and being within reach are two things.",
        "status quo analysis",
    ),
    Term(
        "view",
        "as a party sees it",
        "The same questions asked inside one party's idea of the game: what it thinks each side "
        "can do and prefers.",
        "perceived game, hypergame",
        "bennett1977",
    ),
    Term(
        "classes",
        "steady, tense, masked and the like",
        "How an outcome fares when each party judges it in its own view, when each asks what the "
        "others would do, and in the account itself; the table says which.",
        "classes of hypergame equilibria",
    ),
    Term(
        "surprise",
        "surprise; false alarm",
        "A party moves although another, by its own view, expected it to stay; or stays although "
        "it was expected to move.",
    ),
    Term(
        "dilemma",
        "dilemma",
        "A pull on a party between what it asks, what it or another would rather do, and what it "
        "believes of the other. Positions come from the case's options board, else from what each "
        "likes best. The feelings and ways out are those that the literature names.",
        "dilemmas of confrontation analysis (drama theory)",
        "murrayjones2001",
    ),
    Term(
        "change",
        "change; smallest set of changes",
        "One step that somebody could take: correct a belief, show a fact, bind oneself, vouch "
        "for another, give up or lower a demand, find a new possibility. A set is smallest where "
        "it works and none of its parts can be left out. No change works by deceiving.",
        "inverse analysis, minimal corrections",
    ),
    Term(
        "together",
        "going together",
        "A group of parties leaves a state together when each member gains and no credible answer "
        "of the others leaves a member no better off.",
        "coalitional sequential stability",
        "inohara2008",
    ),
    Term(
        "doubt",
        "doubt: low, some, high",
        "The analyst's own measure of how easily an entry may not hold.",
    ),
)

DEFINITIONS = (Span("What the words mean"),)
CITE = (Span("How to cite and reproduce"),)
SOURCES = (Span("Sources of the case"),)
STATEMENTS = (Span("Statements"),)
MISSING = (Span("What is missing, and what to mind"),)


def definition(term: Term, by: str) -> tuple[Inline, ...]:
    """What a word means, with the literature's name for it and where that is defined."""
    if not term.known_as:
        return (say(term.says),)
    return (
        say(
            "{says} In the literature: {name}{by}.",
            says=term.says,
            name=term.known_as,
            by=f" ({by})" if by else "",
        ),
    )


def cite(title: str, version: str, as_of: str, digest: str = "", reader: Inline = ()) -> Inline:
    """A line to copy into a footnote.

    Parameters
    ----------
    reader : for whom alone it was written; the digest is that of a file which is not theirs
    """
    if reader:
        return say(
            "{title}. Brief made with Détente {version}{as_of}, written for {reader}.",
            title=own(title),
            version=version,
            as_of=f", as of {date(as_of)}" if as_of else "",
            reader=reader,
        )
    return say(
        "{title}. Brief made with Détente {version}{as_of}; case file {digest}.",
        title=own(title),
        version=version,
        as_of=f", as of {date(as_of)}" if as_of else "",
        digest=phrase("SHA-256 {digest}", digest=(Span(digest, "code"),))
        if digest
        else "without digest",
    )


def reproduce(command: Inline, store: str) -> Inline:
    """How to make the same file again."""
    return say(
        "The same case file{store} and version give the same brief: {command}.",
        store=phrase(", {name} beside it", name=code(store)) if store else "",
        command=command,
    )


def more(case_id: str) -> Inline:
    """Where the rest of the numbers are."""
    return say(
        "More detail: {solve} lists every state under five definitions of holding, {views} every "
        "view; {explain} gives the reasons for one state.",
        solve=code(f"detente solve {case_id}"),
        views=code(f"detente views {case_id}"),
        explain=code(f"detente solve {case_id} --explain STATE"),
    )


def act(key: str, negated: bool) -> str:
    """What a statement does, or is said not to do."""
    return denied(key) if negated else ACTS[key]


def nobody() -> Inline:
    """A statement by nobody of the case."""
    return (Span("nobody of the case"),)


def coded(by: str) -> Inline:
    """Who said what a statement of the store does."""
    return (Span({"machine": "read by machine", "hand": "coded by hand"}[by]),)


def store(name: str, documents: int, statements: int, further: int, case_id: str) -> Inline:
    """What the evidence store beside the case adds."""
    return say(
        "The evidence store {name} holds {documents}; {n} of it {are} told here beside those of "
        "the case, in the documents' own words.{more}",
        name=code(name),
        documents=counted(documents, "document"),
        n=counted(statements, "statement"),
        are=verb(statements, "is", "are"),
        more=phrase(
            " {further} more: {command}.",
            further=f"{further:,}",
            command=code(f"detente evidence {case_id}.yaml --statements"),
        )
        if further
        else "",
    )


def trouble(what: str) -> Inline:
    """An evidence store that could not be read."""
    return say("The evidence store beside the case was left out: {what}.", what=own(what))


def statement_text(act: str, gist: str, by: str, verbatim: bool) -> Inline:
    """A statement in the list of all."""
    return say(
        "{act}: {gist}{by}",
        act=act,
        gist=own(gist) if verbatim else quoted(gist),
        by=phrase(" ({by})", by=own(by)) if by else "",
    )


def where(parts: Sequence[Inline], mark: Inline) -> Inline:
    """Date, place in the source, basis."""
    return phrase("{places}{gap}{mark}", places=_commas(parts), gap=" " if parts else "", mark=mark)


def source_line(parts: Sequence[Inline], note: str) -> Inline:
    """A source in one line."""
    return say(
        "{parts}.{note}",
        parts=_commas(parts),
        note=phrase(" {note}", note=own(note)) if note else "",
    )


def _commas(parts: Sequence[Inline]) -> Inline:
    found: list[Span] = []
    for place, part in enumerate(parts):
        if place:
            found.append(Span(", "))
        found.extend(part)
    return tuple(found)


def withheld() -> Inline:
    """What a party or the public does not read, in general."""
    return say(
        "Parts of the case are not meant for this reader, or rest on what is not; they are not in "
        "this file."
    )


def nothing_missing() -> Inline:
    """Everything could be done."""
    return say("Every section that this version knows could be written.")


def left_out(title: str, needs: str) -> Inline:
    """A section that the case does not feed."""
    return say("{title}: left out; it needs {needs}.", title=(Span(title, "strong"),), needs=needs)


def hole(text: str) -> Inline:
    """An analysis that could not be made, in the program's words."""
    return (Span(text, own=True),)


def open_question(who: Inline) -> Inline:
    """Missing preferences."""
    return say(
        "The preferences of {who} are not given, so whether an outcome holds for all stays open.",
        who=who,
    )


def too_many(states: int) -> Inline:
    """Surprises are not looked for in large cases."""
    return say(
        "With {n} states, nobody was asked at each of them who would be surprised.",
        n=f"{states:,}",
    )


def joint_rule(rule: str, who: Inline, count: str, source: Inline) -> Inline:
    """A rule of the case that ties one party's hands by another's options."""
    return say(
        "The rule that {rule} is impossible joins options of several parties and leaves {who} "
        "nothing else to do in {count}. That settles something by assumption.{source}",
        rule=code(rule),
        who=who,
        count=count,
        source=source,
    )


def unplaced(who: Inline, asks: str) -> Inline:
    """Positions on an issue that stand for no level of its option."""
    return say(
        "On “{asks}”, the position of {who} is no level of the option that the issue stands for. "
        "It is shown, and not judged as an ask; an options board ({board}) can say what is asked.",
        who=who,
        asks=quoted(asks),
        board=code("board"),
    )
