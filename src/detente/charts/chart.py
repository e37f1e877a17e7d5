"""What a figure is, and the register of all charts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.registry import Registry


@dataclass(frozen=True)
class Figure:
    """One finished picture, and the words that go with it.

    Attributes
    ----------
    name : key of the chart that drew it
    svg : a complete `<svg>` element; text stays text, nothing is fetched, nothing runs
    title : what it shows, in a few words
    caption : how to read it, in plain words
    alt : what it says, for those who do not see it
    width, height : natural size in pixels; it shrinks with the page
    """

    name: str
    svg: str
    title: str
    caption: str
    alt: str
    width: float
    height: float

    def _repr_svg_(self) -> str:
        """For notebooks."""
        return self.svg


Draw = Callable[..., Figure]


@dataclass(frozen=True)
class Chart:
    """One kind of figure.

    Attributes
    ----------
    key : its name in registers and file names
    title : what it is called
    says : what a reader learns from it, in one sentence
    draw : results in, figure out
    """

    key: str
    title: str
    says: str
    draw: Draw

    def __call__(self, *results: object, **settings: object) -> Figure:
        """Draw it."""
        return self.draw(*results, **settings)


CHARTS: Registry[Chart] = Registry("chart")


def chart(key: str, *, title: str, says: str) -> Callable[[Draw], Draw]:
    """Register a function that draws a figure. That one file is the whole addition."""

    def register(draw: Draw) -> Draw:
        CHARTS.add(key, Chart(key, title, says, draw))
        return draw

    return register
