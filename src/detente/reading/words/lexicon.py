"""Words of cooperation and of hostility, as envoys and those who write of them use them.

A list of our own, made for talks between states and parties. It counts words, not intentions: a
side that speaks of war a great deal may be the one that wants it least.
"""

from __future__ import annotations

from typing import Literal

Tone = Literal["cooperative", "hostile"]

_COOPERATIVE = """
accept* accord* acknowledg* agree* aid* alliance* allies ally amicabl* appreciat* assist* assur*
benefi* bridge* calm* candid* co-operat* compromis* concession* conciliat* confidence
congratulat* consensus constructive* cooperat* cordial* courte* de-escalat* dialogue* diplomacy*
détente encourag* engage* fair* fraternal friend* fruitful* goodwill gratitude guarantee*
harmon* help* honest* honour* hope* improv* joint jointly justice listen* mediat* mutual*
negotiat* neighbourly optimis* partner* patien* peace* pledg* positive* productive* progress
promis* reassur* reciproc* reconcil* reform* relief reliev* reopen* resolv* respect* restor*
restrain* settle* sincer* solidarity stabil* support* thank* together toleran* tranquil* truce*
trust* understand* unity useful* welcome* willing*
"""
_HOSTILE = """
abuse* accus* aggress* alarm* annex* arrogan* assail* assault* atroc* attack* barbar* betray*
blackmail* blame* blockad* bluff* breach* brink brutal* bullying cheat* clash* coerc* collaps*
condemn* confront* contempt* crime* crises crisis cruel* cynical* danger* deadlock* death*
deceit* deceiv* deception* defian* denounc* deplor* destabili* destroy* destruct* disast*
dishonest* disput* encroach* enem* escalat* evil expel* failure* fight* forcibl* fraud* futile
grievance* harass* harm* hatred hostage* hostil* humiliat* hypocri* illegal* impose* injustice*
insult* intimidat* intoleran* invad* invasion* irresponsib* kill* lying menac* mistrust* murder*
obstruct* occup* offens* oppress* outrag* peril* persecut* pressur* pretext* propagand* provoc*
provok* punish* quarrel* reckless* refus* reject* repress* resent* retaliat* revenge* sabotag*
sanction* scandal* seiz* shame* siege* slander* stalemate* strife subver* suffer* suspicio*
terror* threat* tortur* treacher* tyran* ultimatum* unaccept* undermin* unfair* unilateral*
unjust* unlawful* unprovok* usurp* victim* violat* violen* walkout* war warn* wars weapon*
"""
#: words within three of which a word of tone says the opposite, or nothing
DENIALS = frozenset(
    ("not", "no", "never", "neither", "nor", "without", "cannot", "hardly", "lack", "lacks")
) | {"didn't", "don't", "doesn't", "isn't", "wasn't", "won't", "can't", "nobody", "nothing"}


def _prefixes(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    listed = words.split()
    whole = frozenset(word for word in listed if not word.endswith("*"))
    return whole, tuple(sorted(word[:-1] for word in listed if word.endswith("*")))


_TONES: dict[Tone, tuple[frozenset[str], tuple[str, ...]]] = {
    "cooperative": _prefixes(_COOPERATIVE),
    "hostile": _prefixes(_HOSTILE),
}


def tone_of(word: str) -> Tone | None:
    """The tone of a folded word; of two beginnings that fit, the longer one decides."""
    best: tuple[int, Tone] | None = None
    for tone, (whole, beginnings) in _TONES.items():
        if word in whole:
            return tone
        for beginning in beginnings:
            if word.startswith(beginning) and (best is None or len(beginning) > best[0]):
                best = len(beginning), tone
    return best[1] if best is not None else None
