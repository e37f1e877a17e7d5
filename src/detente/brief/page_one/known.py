"""What is known, and what each side may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.brief import choices
from detente.brief.document import Inline
from detente.brief.inputs import BASES
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.wording import known as say
from detente.brief.wording.grammar import own, quoted
from detente.case.model import first_day


def known(material: Material, words: Lexicon) -> Iterator[Inline]:
    """Moods of past sessions, telling statements that are reported, who is not there."""
    case = material.case
    told = 0
    now = first_day(case.as_of) if case.as_of else None
    for track in case.tracks.values():
        for session in track.sessions:
            held = first_day(session.date.value.split("/")[0])
            if now is None or held is None or held > now or not session.mood:
                continue
            moods = [
                (words.party(party), quoted(mood.value)) for party, mood in session.mood.items()
            ]
            result = quoted(session.result.value) if session.result else ()
            first = next(iter(session.mood.values()))
            source = words.source(
                first.standing, [r for m in session.mood.values() for r in m.because]
            )
            yield say.session(own(track.name.value), session.date.value, moods, result, source)
            told += 1
    by_party: dict[str, list[Inline]] = {}
    for statement in choices.telling_statements(material):
        source = words.source("reported", [statement.id])
        line = say.statement(statement.act, statement.gist.value, source)
        by_party.setdefault(statement.party, []).append(line)
        told += 1
    for party, lines in by_party.items():
        yield say.statements(words.party(party), lines)
    if not told:
        reported = any(entry.basis == "reported" for entry in material.inputs)
        if not reported:
            yield say.nothing_reported()
    base = material.base
    if base is not None and base.base.game.present is not None and not told:
        code = base.base.game.code(base.base.game.present)
        assert case.present is not None
        yield say.standing(words.outcome(code), words.marked(case.present))
    if material.absent:
        yield say.not_at_table(words.parties(material.absent), len(material.absent))


def sees(material: Material, words: Lexicon) -> Iterator[Inline]:
    """Each story in a line; without stories, how each view differs."""
    case = material.case
    for party, story in case.stories.items():
        roles = [
            (words.party(other), quoted(role.value))
            for other, role in story.roles.items()
            if other != party and other in material.parties
        ]
        says = story.says.value if story.says and not roles else ""
        yield say.story(words.party(party), story.kind.value, roles, says, words.marked(story))
    if case.stories or material.misread is None:
        return
    for view in material.views:
        found = [item for item in material.misread.of(view) if item.kind != "K9"]
        if found:
            counts = Counter(item.kind for item in found)
            from detente.brief.wording.views import differences_counted

            what = [differences_counted(kind, count) for kind, count in counts.items()]
            weakest = max((item.basis for item in found), key=BASES.index)
            yield say.misreads(words.view(view), what, words.source(weakest, ()))
