"""What a screen is, and the registers of screens and endpoints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from detente.registry import Registry
from detente.workbench.acts import Form
from detente.workbench.page import Page

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet

#: screens from this place on are reached from other pages, without a tab
UNTABBED = 90
Draw = Callable[["Sheet"], Page]
Answer = Callable[["Sheet", Form], Response]


@dataclass(frozen=True)
class Screen:
    """One tab.

    Attributes
    ----------
    key : its name in addresses, and that of its template
    title : on the tab
    says : what it is for, in one sentence
    place : where its tab stands
    """

    key: str
    title: str
    says: str
    place: int
    draw: Draw


@dataclass(frozen=True)
class Endpoint:
    """Something a screen needs beyond its page: `/case/SLOT/x/KEY`."""

    key: str
    method: str
    answer: Answer


SCREENS: Registry[Screen] = Registry("screen")
ENDPOINTS: Registry[Endpoint] = Registry("endpoint")
#: how screens are drawn for cases that nobody could list; the template is `wide_KEY.html`
WIDE: Registry[Draw] = Registry("screen for wide cases")


def screen(key: str, *, title: str, says: str, place: int) -> Callable[[Draw], Draw]:
    """Register a screen."""

    def register(draw: Draw) -> Draw:
        SCREENS.add(key, Screen(key, title, says, place, draw))
        return draw

    return register


def wide_screen(key: str) -> Callable[[Draw], Draw]:
    """Register how a screen is drawn where nobody could list the states."""

    def register(draw: Draw) -> Draw:
        return WIDE.add(key, draw)

    return register


def endpoint(key: str, method: str = "POST") -> Callable[[Answer], Answer]:
    """Register an endpoint; a GET reads its fields from the address."""

    def register(answer: Answer) -> Answer:
        ENDPOINTS.add(key, Endpoint(key, method, answer))
        return answer

    return register


def tabs() -> list[Screen]:
    """The screens that have a tab, in order."""
    shown = [one for one in SCREENS.values() if one.place < UNTABBED]
    return sorted(shown, key=lambda one: one.place)
