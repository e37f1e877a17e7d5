"""What is passed from finding who speaks to judging what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Form = Literal["direct", "mixed", "indirect", "viewpoint"]
Method = Literal["pattern", "parse", "both"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that a text puts into somebody's mouth or mind.

    Spans are offsets of the document's text, the end not included.

    Attributes
    ----------
    span : (int, int)
        What was said: quotation marks included, without speaker and cue. A broken quotation runs
        from its first to its last part.
    form : "direct", "mixed", "indirect" or "viewpoint"
        Wholly quoted; partly quoted; reported in the text's own words; or a view which the text
        ascribes without saying that it was uttered.
    cue : (int, int) or None
        The words that attribute: "said", "according to", "in the eyes of".
    cue_lemma : str
        The cue's head in its basic form, "say"; empty where there is no cue.
    source : (int, int) or None
        The words that name who speaks, as they stand.
    speaker : str or None
        Who that is: the voice's full name, else the party's, else the words of the document.
    party : str or None
        The case's id of the party spoken for.
    reporter : str or None
        The party that reports the words, where an opponent quotes them.
    method : "pattern", "parse" or "both"
    confidence : float in [0, 1]
    """

    span: Span
    form: Form
    cue: Span | None = None
    cue_lemma: str = ""
    source: Span | None = None
    speaker: str | None = None
    party: str | None = None
    reporter: str | None = None
    method: Method = "pattern"
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Coding:
    """What an attribution does: its act, towards whom, about what.

    Attributes
    ----------
    act : str
        One of the acts of DESIGN §5.
    event : str or None
        The PLOVER class, in capitals.
    negated : bool
        The act is said not to be performed: a condition not set, a threat denied.
    target, issue : str or None
        Ids of the case.
    mentioned : str or None
        A date which the words mention, in ISO form.
    confidence : float in [0, 1]
    """

    act: str
    event: str | None = None
    negated: bool = False
    target: str | None = None
    issue: str | None = None
    mentioned: str | None = None
    confidence: float = 0.5
