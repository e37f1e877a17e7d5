"""How differences between views are put, and why they matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed, named, number, own, phrase, run, say, term, verb

VIEW = (Span("View"),)
COUNTS = (Span("How many differences of which kind"),)
MATTER = (Span("The differences that matter"),)
TABLE = (Span("The option table"),)
PLACE = (Span("Place"),)
LINE = (Span("Line"),)
SUPPOSED = (Span("What each supposes, line by line"),)

#: kind -> what one such difference is called, and several
_KINDS = {
    "K1": ("what another party prefers", "what other parties prefer"),
    "K2": ("its own preferences", "its own preferences"),
    "K3": ("an option that it does not see", "options that it does not see"),
    "K4": ("an option that it imagines", "options that it imagines"),
    "K5": ("whether something can be undone", "whether some things can be undone"),
    "K6": ("what is possible together", "what is possible together"),
    "K7": ("a party that it does not see", "parties that it does not see"),
    "K8": ("where things stand", "where things stand"),
    "K9": ("what a word stands for", "what some words stand for"),
}


def kind(key: str) -> Inline:
    """What a kind of difference is called."""
    return (Span(_KINDS[key][1]),)


def differences_counted(key: str, count: int) -> Inline:
    """So many differences of one kind."""
    return (Span(_KINDS[key][0] if count == 1 else _KINDS[key][1]),)


def count_cell(count: int) -> Inline:
    """A count in a table."""
    return (Span(str(count) if count else "–"),)


def intro(views: int, total: int) -> Inline:
    """What a view is."""
    return say(
        "A view is one party's idea of the game: {same} base account, with the differences that "
        "the case gives. The case gives {views} with {differences} from what stands above them.",
        same="the",
        views=f"{number(views)} {verb(views, 'view', 'views')}",
        differences=f"{number(total)} {verb(total, 'difference', 'differences')}",
    )


def head(view: Inline, what: Inline) -> Inline:
    """The head of one difference."""
    return say("{view}: {what}", view=view, what=what)


def other_wants(view: Inline, who: Inline, here: Inline, there: Inline) -> Inline:
    """Another party's first wishes, as a view has them and as the base has them."""
    return say(
        "{view}, {who} wants first {here}; in the base account, {there}.",
        view=view,
        who=who,
        here=here,
        there=there,
    )


def other_wants_alike(view: Inline, who: Inline, place: str, here: Inline, there: Inline) -> Inline:
    """The first wish that differs, where earlier ones do not."""
    return say(
        "{view}, what {who} wants {place} is {here}; in the base account, {there}.",
        view=view,
        who=who,
        place=place,
        here=here,
        there=there,
    )


def other_leads(view: Inline, who: Inline, here: Inline, there: Inline) -> Inline:
    """What leads in another party's preferences, told in two forms or as weights."""
    return say(
        "{view}, for {who} {here}; in the base account, {there}.",
        view=view,
        who=who,
        here=here,
        there=there,
    )


def leads(who: Inline, here: Inline, there: Inline) -> Inline:
    """The same of a rival account."""
    return say("For {who}, {here}; in the base account, {there}.", who=who, here=here, there=there)


_LEADING = {
    "statements": "{what} comes before all else",
    "ranking": "{what} is the best outcome",
    "weights": "{what} counts for most, among things weighed together",
}


def leading(form: str, what: Inline) -> Inline:
    """What leads, by the form in which preferences are told."""
    return phrase(_LEADING[form], what=what)


def other_weighs(view: Inline, who: Inline) -> Inline:
    """The same things in the same order, with other weights."""
    return say(
        "{view}, {who} gives the same things other weights than in the base account.",
        view=view,
        who=who,
    )


def weighing(what: Inline, weights: Sequence[float]) -> Inline:
    """A line of preferences, with its weight where it has one."""
    return phrase("{what}, weight {n}", what=what, n=f"{weights[0]:g}") if weights else what


def nothing_more() -> Inline:
    """No further line."""
    return (Span("nothing further"),)


def other_differs(view: Inline, who: Inline) -> Inline:
    """Preferences given in forms that cannot be compared line by line."""
    return say(
        "{view}, {who} orders the outcomes otherwise than in the base account.", view=view, who=who
    )


_BASE = re.compile("(the) base account", re.IGNORECASE)


def held_against(told: Inline, who: Inline) -> Inline:
    """A difference of a view of a view: what it is held against is the view of the party above."""
    found: list[Span] = []
    for span in told:
        parts = [span.text] if span.own else _BASE.split(span.text)
        found.append(replace(span, text=parts[0]))
        for article, rest in zip(parts[1::2], parts[2::2], strict=True):
            opens = article[0].isupper()
            found += (say if opens else phrase)("{who}{s} view", who=who, s=_owning(who))
            found.append(replace(span, text=rest))
    return tuple(found)


def _owning(who: Inline) -> str:
    return "'" if who[-1].text.endswith("s") else "'s"


def unseen(view: Inline, what: Inline, presumed: str) -> Inline:
    """An option that a view does not see."""
    return say(
        "{view}, {what} is not seen and taken to stand at {level}.",
        view=view,
        what=what,
        level=own(presumed),
    )


def unseen_party(view: Inline, who: Inline) -> Inline:
    """A party that a view does not see."""
    return say("{view}, {who} has no say.", view=view, who=who)


def imagined(view: Inline, who: Inline, what: Inline) -> Inline:
    """An option that only a view has."""
    return say(
        "{view}, {who} could also do this: {what}. The base account has no such option.",
        view=view,
        who=who,
        what=what,
    )


def undoing(view: Inline, what: Inline, here: str, there: str) -> Inline:
    """Whether something can be undone."""
    return say(
        "{view}, {what} {here}; in the base account it {there}.",
        view=view,
        what=what,
        here=here,
        there=there,
    )


#: how directions are put
UNDOING = {
    "both": "can be undone",
    "up": "cannot be taken back",
    "down": "cannot be taken up again",
    "locked": "cannot be left once there",
}


def feasible(view: Inline, what: Inline, impossible: bool) -> Inline:
    """What a view holds impossible, or possible."""
    if impossible:
        return say(
            "{view}, {what} is impossible; in the base account it is possible.",
            view=view,
            what=what,
        )
    return say(
        "{view}, {what} is possible; in the base account it is impossible.", view=view, what=what
    )


def elsewhere(view: Inline, here: Inline, there: Inline) -> Inline:
    """Another idea of where things stand."""
    return say(
        "{view}, things stand at {here}; in the base account, at {there}.",
        view=view,
        here=here,
        there=there,
    )


def hence_holds(outcomes: Sequence[Inline]) -> Inline:
    """What holds in a view and not in the base."""
    one = len(outcomes) == 1
    return say(
        "So {what} {look} lasting from there, though in the base account somebody would leave "
        "{it}.",
        what=listed(outcomes, limit=3),
        look=verb(len(outcomes), "looks", "look"),
        it="it" if one else "them",
    )


def hence_fails(outcomes: Sequence[Inline], second: bool) -> Inline:
    """What holds in the base and not in a view."""
    return say(
        "{so} {what} {do} not look lasting from there, though in the base account {it} would hold.",
        so="And" if second else "So",
        what=listed(outcomes, limit=3),
        do=verb(len(outcomes), "does", "do"),
        it=verb(len(outcomes), "it", "they"),
    )


def hence_answered(outcomes: Sequence[Inline]) -> Inline:
    """What needs an answer in a view, and none in the base."""
    return say(
        "From there {what} {hold} only because {answer}; in the base account nobody has a better "
        "move.",
        what=listed(outcomes, limit=3),
        hold=verb(len(outcomes), "holds", "hold"),
        answer=term("a credible answer deters", "seq"),
    )


def hence_nothing() -> Inline:
    """The view changes no verdict."""
    return say("On its own this changes no verdict on what would hold.")


def hence_open() -> Inline:
    """Missing preferences hide what the view changes."""
    return say("Whether this changes what would hold cannot be judged: preferences are not given.")


def nested(views: Sequence[Inline], silent: Inline) -> Inline:
    """Ideas of ideas that the case gives, and for whom it gives none."""
    return say(
        "Of one party's idea of what another sees, the case gives this: the game {views}.{none_}",
        views=listed(views),
        none_=phrase(" It gives none for {who}.", who=silent) if silent else "",
    )


def aware(who: Inline, count: int) -> Inline:
    """Who knows that the others may see another game."""
    return say(
        "{who} {know} that the others may see another game, as this case has it.",
        who=who,
        know=verb(count, "knows", "know"),
    )


def doubtful_lines(title: str, places: Sequence[int]) -> Inline:
    """Lines of one idea that are much in doubt."""
    told = listed([(Span(str(place)),) for place in places])
    return phrase(
        "{lines} {places} {title}",
        lines=verb(len(places), "line", "lines"),
        places=told,
        title=title,
    )


def much_in_doubt(told: Sequence[Inline]) -> Inline:
    """What an order follows from, where that is much in doubt."""
    return say(
        "The order follows from lines of the case, of which some are much in doubt: {lines}.",
        lines=run(told, "; "),
    )


def column(view: Inline) -> Inline:
    """The head of a column of lines."""
    return say("{view}", view=view)


def word_place(number: int) -> Inline:
    """A place in an order."""
    return (Span(str(number)),)


def word(text: str) -> Inline:
    """A word whose meaning differs."""
    return phrase("{word}", word=named(text))
