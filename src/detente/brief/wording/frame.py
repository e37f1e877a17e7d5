"""What stands around the sections: the facts under the title, how to read, the foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.brief.document import Inline, Pair, Span
from detente.brief.wording.grammar import code, counted, date, own, phrase, run, say
from detente.case.model import Marked
from detente.result import package_version

if TYPE_CHECKING:
    from detente.brief.lexicon import Lexicon
    from detente.brief.material import Material

_BASIS = {
    "all": "all entries",
    "reading": "reported entries and readings only",
    "reported": "reported entries only",
}


def facts(material: Material, words: Lexicon) -> tuple[Pair, ...]:
    """Date, handling, digest, version, basis."""
    case = material.case
    found: list[tuple[str, Inline]] = []
    if case.as_of:
        found.append(("As of", (Span(date(case.as_of)),)))
    if case.handling:
        found.append(("Handling", own(case.handling.value)))
    if not material.reader.sees_all:
        found.append(("Written for", written_for(material, words)))
    found.append(("Case", own(case.id)))
    if case.origin.digest and material.reader.sees_all:
        found.append(("File", (Span(case.origin.digest[:10], "code"),)))
    found.append(("Détente", (Span(package_version()),)))
    found.append(("Computed on", (Span(_BASIS[material.basis]),)))
    return tuple(Pair((Span(term),), (says,)) for term, says in found)


def foreword(material: Material, words: Lexicon) -> tuple[Inline, ...]:
    """How to read the marks, and what the brief does not say."""
    told = [
        say(
            "This brief works out what follows from the assumptions in one case file. It says who "
            "may see what, and which outcomes would then hold; it does not say who is right, or "
            "what is going to happen."
            if material.reader.sees_all or material.accounts
            else "This brief sets side by side what is known of one negotiation. It does not say "
            "who is right, or what is going to happen."
        ),
        say(
            "Letters tell where an entry comes from: {r} somebody said or did it and a source "
            "reports it; {a} an author's reading; {x} assumed for this case, in no source.",
            r=words.mark("reported"),
            a=words.mark("reading"),
            x=words.mark("assumed"),
        ),
    ]
    if len(material.accounts) > 1:
        told.append(
            say(
                "The case keeps {n} side by side: a base, and rivals that replace part of it. "
                "{None_} "
                "of them is called the right one.",
                n=(Span(counted(len(material.accounts), "account"), to="#term-account"),),
                None_="None" if len(material.accounts) > 2 else "Neither",
            )
        )
    if not material.reader.sees_all:
        told.append(
            say(
                "It was written for {reader} from a part of the case: from what is marked for "
                "{them}, and from what published sources report. That something is not in it "
                "does not mean that it was not said, is not wanted or is not known.",
                reader=written_for(material, words),
                them="them" if not material.reader.party else "it",
            )
        )
    elif any(entry.audience == "mediator" for entry in _audiences(material)):
        told.append(
            say(
                "Some entries of the case are meant for the mediator alone, and they are used here."
            )
        )
    return tuple(told)


def written_for(material: Material, words: Lexicon) -> Inline:
    """Who is to read it."""
    if material.reader.party:
        return phrase("{party} alone", party=words.party(material.reader.party))
    return (Span("the parties" if material.reader.audience == "party-safe" else "the public"),)


def _audiences(material: Material) -> Iterator[Marked]:
    case = material.case
    yield from case.statements
    yield from case.grievances
    yield from case.stories.values()
    yield from case.issues.values()


def foot(material: Material) -> Inline:
    """The last line of the page."""
    made = say("Made with Détente {version} on this computer.", version=package_version())
    if not material.accounts:
        return made
    sure = (Span("how sure", to="#sure"),)
    return run([made, say("What follows here follows from the case; see {sure}.", sure=sure)])


def command(material: Material) -> Inline:
    """How to make the file again."""
    basis = "" if material.basis == "all" else f" --basis {material.basis}"
    return code(f"detente brief {material.case.origin.name or material.case.id}{basis}")
