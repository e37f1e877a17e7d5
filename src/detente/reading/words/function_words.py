"""English words that carry grammar more than content: kept in counts, left out of contexts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.reading.words.vocabulary import Vocabulary

_WORDS = """
a about above across after again against ago ah all almost along already also although always am
amid among an and another any anybody anyone anything anywhere apart are aren't around as aside at
away b back be because been before behind being below beneath beside besides between beyond both
but by c came can can't cannot cause come comes coming could couldn't d de did didn't do does
doesn't doing don't done down during e each eg either else enough et etc even ever every everybody
everyone everything everywhere except f far few fewer first for from further g get gets getting
give given gives go goes going gone got h had hadn't has hasn't have haven't having he he'd he'll
he's hence her here here's hers herself him himself his how however i i'd i'll i'm i've ie if in
indeed inside instead into is isn't it it'll it's its itself j just k keep kept l last later least
less let let's like likely long m made make makes making many may maybe me mean meanwhile might
mine more moreover most mostly mr mrs ms much must my myself n near nearly neither never
nevertheless new next no nobody none nor not nothing now nowhere o of off often oh ok on once one
ones only onto or other others otherwise ought our ours ourselves out outside over own p per
perhaps put q quite r rather re really s said same saw say saying says second see seem seemed
seems seen several shall she she'd she'll she's should shouldn't since so some somebody someone
something sometimes somewhere still such t take taken takes taking than that that's the their
theirs them themselves then there there's thereby therefore these they they'd they'll they're
they've thing things third this those though through throughout thus till to today together told
tomorrow too took toward towards two u under unless until up upon us v very via w want was wasn't
way we we'd we'll we're we've well went were weren't what what's whatever when whenever where
whereas wherever whether which while who who's whoever whole whom whose why will with within
without won't would wouldn't x y yes yesterday yet you you'd you'll you're you've your yours
yourself yourselves z
"""

FUNCTION_WORDS: frozenset[str] = frozenset(_WORDS.split())


def content_mask(vocabulary: Vocabulary) -> NDArray[np.bool_]:
    """By word number: carries content; neither a function word, nor a bare number, nor a letter."""
    return np.array(
        [carries_content(vocabulary.word(number)) for number in range(len(vocabulary))],
        dtype=np.bool_,
    )


def carries_content(word: str) -> bool:
    """Whether a word says something by itself."""
    return len(word) > 2 and word not in FUNCTION_WORDS and not word[0].isdigit()
