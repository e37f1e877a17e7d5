"""Attributions read from trees of dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.passages import Span
from detente.reading.speech.closed import AUTHOR, QUESTIONS, RAISERS
from detente.reading.speech.cues import Cue, adjectives, nouns, verbs
from detente.reading.speech.drafts import Draft
from detente.reading.speech.notes import UNNAMED

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
#: What hangs on a noun without being part of its name.
LOOSE = frozenset({"relcl", "appos", "acl", "punct", "parataxis", "advcl", "cc", "conj"})
#: What hangs on a clause without being part of what is said.
TRAILING = frozenset({"parataxis", "intj"})


#: What one declines to do without refusing anything.
SILENT = frozenset({"comment", "elaborate", "discuss"})


def is_finite(head: Any) -> bool:
    """Whether a clause has a finite verb."""
    tags = {head.tag_} | {c.tag_ for c in head.children if c.dep_ in {"aux", "auxpass"}}
    return bool(tags & {"VBD", "VBZ", "VBP", "MD"})


class Trees:
    """Reads one parsed stretch of a text."""

    def __init__(self, parsed: Any, offset: int) -> None:
        self.parsed = parsed
        self.offset = offset

    def read(self) -> Iterator[Draft]:
        """The attributions of every verb, noun and adjective that may attribute."""
        known_verbs, known_nouns, known_adjectives = verbs(), nouns(), adjectives()
        for token in self.parsed:
            low = token.text.lower()
            tag = token.tag_
            if tag.startswith("V") and low in known_verbs:
                yield from self._verb(token, known_verbs[low])
            elif tag.startswith("N") and low in known_nouns:
                yield from self._noun(token, known_nouns[low])
            elif tag.startswith(("J", "V")) and low in known_adjectives:
                yield from self._adjective(token, known_adjectives[low])

    def span(self, tokens: list[Any]) -> Span:
        """Offsets in the text of the first to the last token, without stops at the ends."""
        while len(tokens) > 1 and tokens[-1].text in {".", ",", ";", ":", "!", "?", "-", "—", "–"}:
            tokens = tokens[:-1]
        while len(tokens) > 1 and tokens[0].text in {",", ";", ":", "—", "–", "-"}:
            tokens = tokens[1:]
        return (
            self.offset + tokens[0].idx,
            self.offset + tokens[-1].idx + len(tokens[-1].text),
        )

    def _subtree(self, token: Any, without: frozenset[str] = frozenset()) -> list[Any]:
        found = []
        for child in token.subtree:
            found.append(child)
        if without:
            cut = {t.i for child in token.children if child.dep_ in without for t in child.subtree}
            found = [t for t in found if t.i not in cut]
        return [t for t in found if not t.is_space]

    def name_of(self, noun: Any) -> Span:
        """The words that name who speaks, without clauses and appositions behind them."""
        tokens = self._subtree(noun, LOOSE)
        kept = [t for t in tokens if t.i <= noun.i]
        for t in tokens:
            if t.i > noun.i and t.i == kept[-1].i + 1:
                kept.append(t)
        return self.span(kept or [noun])

    def subject(self, verb: Any) -> tuple[Any, bool] | None:
        """The token that heads the subject, and whether it is an earlier verb's."""
        borrowed = False
        for _ in range(6):
            for child in verb.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    if child.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
                        return verb.head, borrowed
                    return child, borrowed
            if verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "ccomp", "aux"} and (
                verb.head.i != verb.i
            ):
                up = verb.head
                while up.tag_ == "IN" and up.head.i != up.i:
                    up = up.head
                verb, borrowed = up, True
                continue
            if verb.dep_ == "relcl":
                return verb.head, borrowed
            if verb.dep_ == "acl":
                return (verb.head, True) if verb.tag_ == "VBG" else None
            return None
        return None

    def _draft(
        self,
        token: Any,
        tokens: list[Any],
        cue: Cue,
        source: Span | None,
        frame: str,
        strength: float,
        borrowed: bool = False,
        last: Any = None,
    ) -> Iterator[Draft]:
        words = [t.text.lower() for t in tokens[:3]]
        if (
            not words
            or words[0] == "anonymity"
            or (words[0] == "not" == words[0] and "be" in words)
        ):
            return
        if words[:2] == ["to", "be"] and words[-1] in UNNAMED:
            return
        if len(tokens) == 1 and words[0] in {"so", "it", "what", "that", "was", "is"}:
            return
        last = last if last is not None else token
        yield Draft(
            self.span(tokens),
            (self.offset + token.idx, self.offset + last.idx + len(last.text)),
            cue.lemma.replace("_", " "),
            source,
            cue.mental,
            strength,
            borrowed,
            frame,
            "parse",
        )

    def _verb(self, token: Any, cues: tuple[Cue, ...]) -> Iterator[Draft]:
        children = list(token.children)
        deps = {child.dep_ for child in children}
        passive = "auxpass" in deps
        owner = self.subject(token)
        source: Span | None = None
        borrowed = False
        if passive:
            for child in children:
                if child.dep_ == "agent":
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            source = self.name_of(inner)
        elif owner is not None:
            head, borrowed = owner
            if head.text.lower() in AUTHOR:
                return
            source = self.name_of(head)
        for cue in cues:
            particle = cue.lemma.partition("_")[2]
            last = token
            if particle:
                follow = token.nbor(1) if token.i + 1 < len(self.parsed) else None
                if follow is None or follow.text.lower() != particle:
                    continue
                last = follow
            found = list(self._content(token, cue, children, passive))
            for tokens, frame in found[:1]:
                strength = cue.strength
                if token.dep_ == "acl" and (cue.mental or strength < 0.8):
                    continue
                if source is None and not passive:
                    strength *= 0.6
                if token.tag_ == "VB" and any(c.tag_ == "TO" for c in children):
                    raised = token.head.text.lower() in RAISERS
                    if (cue.mental or cue.strength < 0.7) and not raised:
                        continue
                    strength *= 0.9 if raised else 0.7
                elif borrowed:
                    strength *= 0.9
                yield from self._draft(token, tokens, cue, source, frame, strength, borrowed, last)
            if found:
                return

    def _content(
        self, verb: Any, cue: Cue, children: list[Any], passive: bool
    ) -> Iterator[tuple[list[Any], str]]:
        """What a verb attributes, best first: tokens and frame."""
        frames = cue.frames
        for child in children:
            dep = child.dep_
            if dep == "ccomp" and frames & {"T", "W", "Q", "R"}:
                tokens = self._clause(child, verb)
                asks = tokens[0].text.lower() in QUESTIONS - {"what", "how"}
                if asks and "W" not in frames:
                    continue
                if tokens[0].i < verb.i < tokens[-1].i:
                    continue
                if tokens[-1].i < verb.i and "Q" not in frames:
                    continue
                if child.i > verb.i and not is_finite(child):
                    continue
                yield tokens, "T"
        for child in children:
            if child.dep_ == "xcomp" and child.i > verb.i:
                infinitive = any(c.tag_ == "TO" for c in child.children)
                if cue.lemma == "decline" and child.text.lower() in SILENT:
                    continue
                if infinitive and frames & {"I", "O"}:
                    yield self._clause(child, verb), "I"
                elif infinitive and passive and cue.strength >= 0.7 and "T" in frames:
                    yield self._clause(child, verb), "I"
            if child.dep_ == "ccomp" and "O" in frames and child.i > verb.i:
                yield self._clause(child, verb), "O"
        if "A" in frames:
            for child in children:
                if child.dep_ == "prep" and child.text.lower() == "as" and child.i > verb.i:
                    tokens = [t for t in self._subtree(child) if t.i > child.i]
                    if tokens:
                        yield tokens, "A"
        if "C" in frames:
            for child in children:
                if child.dep_ in {"oprd", "attr"} and child.i > verb.i:
                    yield self._subtree(child), "C"
        if "N" in frames and not passive:
            for child in children:
                if child.dep_ == "dobj" and child.i > verb.i:
                    tokens = self._subtree(child)
                    if child.tag_ not in {"WP", "WDT"}:
                        yield tokens, "N"
        if cue.prepositions:
            for child in children:
                if (
                    child.dep_ == "prep"
                    and child.text.lower() in cue.prepositions
                    and (child.i > verb.i)
                ):
                    tokens = [t for t in self._subtree(child) if t.i > child.i]
                    if tokens:
                        yield tokens, "P"

    def _clause(self, head: Any, verb: Any) -> list[Any]:
        """A clause without the verb that attributes it and what hangs on that."""
        tokens = self._subtree(head)
        inside = [t for t in tokens if t.i != verb.i]
        return inside or tokens

    def _noun(self, token: Any, cue: Cue) -> Iterator[Draft]:
        source: Span | None = None
        for child in token.children:
            if child.dep_ == "poss":
                if child.text.lower() in AUTHOR:
                    return
                source = self.name_of(child)
                tail = self.parsed.text[source[0] - self.offset : source[1] - self.offset]
                if tail.endswith(("'s", "’s")):
                    source = (source[0], source[1] - 2)
            elif child.dep_ == "prep" and child.text.lower() in {"by", "from"}:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        source = self.name_of(inner)
        for child in token.children:
            if child.i < token.i:
                continue
            if child.dep_ in {"acl", "ccomp"}:
                marks = {c.text.lower() for c in child.children if c.dep_ == "mark"}
                if "that" in marks and "T" in cue.frames:
                    strength = cue.strength * (1 if source else 0.85)
                    yield from self._draft(token, self._subtree(child), cue, source, "T", strength)
                    return
                to = any(c.tag_ == "TO" for c in child.children)
                if to and "I" in cue.frames and source:
                    yield from self._draft(
                        token, self._subtree(child), cue, source, "I", cue.strength
                    )
                    return
            if child.dep_ == "prep" and child.text.lower() in cue.prepositions and source:
                tokens = [t for t in self._subtree(child) if t.i > child.i]
                yield from self._draft(token, tokens, cue, source, "P", cue.strength * 0.8)
                return

    def _adjective(self, token: Any, cue: Cue) -> Iterator[Draft]:
        if token.dep_ not in {"acomp", "oprd", "ROOT", "conj"}:
            return
        owner = self.subject(token.head if token.dep_ != "ROOT" else token)
        if owner is None or owner[0].text.lower() in AUTHOR | {"it", "there", "that", "this"}:
            return
        source = self.name_of(owner[0])
        for child in token.children:
            if child.i < token.i:
                continue
            if child.dep_ == "ccomp" and "T" in cue.frames:
                yield from self._draft(token, self._subtree(child), cue, source, "T", cue.strength)
                return
            if child.dep_ == "xcomp" and "I" in cue.frames:
                yield from self._draft(token, self._subtree(child), cue, source, "I", cue.strength)
                return
            if child.dep_ == "prep" and child.text.lower() in cue.prepositions:
                tokens = [t for t in self._subtree(child) if t.i > child.i]
                yield from self._draft(token, tokens, cue, source, "P", cue.strength * 0.9)
                return
