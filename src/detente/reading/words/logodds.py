"""How much more one side uses a term than the others do, with an interval.

The log-odds ratio with a Dirichlet prior [monroe2008]: with y uses among n words, and a prior of
`a` uses of the term among `a0` words, a side's odds are (y + a) / (n + a0 - y - a); delta is the
logarithm of the side's odds over the others'; its variance is about 1 / (y + a) on each side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: half of a normal distribution's 95 % interval
Z95 = 1.959963984540054

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Contrast:
    """Log-odds of terms for one side against the rest; arrays of one shape.

    Attributes
    ----------
    delta : log-odds ratio; above 0 where the side uses the term more
    sd : its standard error
    """

    delta: Floats
    sd: Floats

    @property
    def z(self) -> Floats:
        """Standard errors between delta and 0."""
        return self.delta / self.sd

    @property
    def low(self) -> Floats:
        """Lower end of the 95 % interval of delta."""
        return self.delta - Z95 * self.sd

    @property
    def high(self) -> Floats:
        """Upper end of it."""
        return self.delta + Z95 * self.sd


def log_odds(
    uses: NDArray[np.int64],
    words: NDArray[np.int64],
    others: NDArray[np.int64],
    others_words: NDArray[np.int64],
    prior: Floats | float,
    prior_words: float,
) -> Contrast:
    """The log-odds ratio of a side and the rest.

    Parameters
    ----------
    uses, others : uses of the term by the side and by the rest
    words, others_words : words of either, of all terms together
    prior : uses of the term that the prior is worth; above 0
    prior_words : uses of all terms that the prior is worth

    All broadcast against one another. Where a side has no other word than the term, its odds are
    without bound, and delta is not a number.
    """
    here = uses + prior
    there = others + prior
    with np.errstate(invalid="ignore", divide="ignore"):
        delta = (
            np.log(here)
            - np.log(words + prior_words - here)
            - np.log(there)
            + np.log(others_words + prior_words - there)
        )
        sd = np.sqrt(1 / here + 1 / there)
    return Contrast(np.where(np.isfinite(delta), delta, np.nan), sd)
