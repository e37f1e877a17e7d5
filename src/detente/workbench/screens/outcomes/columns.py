"""The columns of the table of outcomes: rival accounts, and every side's view of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.brief.document import Inline, Span
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Look
from detente.brief.wording import things
from detente.errors import InputError
from detente.workbench.screens.outcomes.scene import Scene
from detente.workbench.sheet import Sheet


@dataclass(frozen=True)
class Choice:
    """A column that can be shown.

    Attributes
    ----------
    key : in addresses: the account, "@", the view
    head : in words
    party : whose view it is; empty for an account
    shown : whether it is
    url : the page with it taken in or left out
    """

    key: str
    view: str
    hypothesis: str | None
    head: Inline
    party: str
    shown: bool
    url: str


@dataclass(frozen=True, eq=False)
class Judged:
    """A column that is shown, with its game; what the case lacks where it has none."""

    choice: Choice
    look: Look | None
    lacks: str = ""


def choices(sheet: Sheet, scene: Scene, words: Lexicon) -> list[Choice]:
    """Every column that the case offers; those of the brief are shown unless others are chosen."""
    material = scene.material
    found: list[tuple[str, str | None]] = [("base", one.key) for one in material.accounts]
    found += [(view, None) for view in (*material.views, *material.nested)]
    rivals = [sheet.hypothesis] if sheet.hypothesis else []
    found += [(view, key) for key in rivals for view in (*material.views, *material.nested)]
    if (sheet.view, sheet.hypothesis) not in found:
        found.append((sheet.view, sheet.hypothesis))
    asked = sheet.params.get("columns")
    default = {_key("base", one.key) for one in material.accounts}
    default |= {_key(view, None) for view in material.views}
    default.add(_key(sheet.view, sheet.hypothesis))
    shown = default if asked is None else set(asked.split(","))
    keys = [_key(*one) for one in found]
    if not shown & set(keys):
        shown = default
    made = []
    for (view, hypothesis), key in zip(found, keys, strict=True):
        after = [one for one in keys if (one in shown) != (one == key)]
        url = sheet.url(columns=",".join(after) if set(after) != default else None)
        made.append(
            Choice(
                key,
                view,
                hypothesis,
                _head(words, scene, view, hypothesis),
                view.split(".")[-1] if view != "base" else "",
                key in shown,
                url,
            )
        )
    return made


def judged(scene: Scene, shown: Sequence[Choice]) -> list[Judged]:
    """The games of the columns that are shown."""
    found = []
    for one in shown:
        try:
            found.append(Judged(one, scene.look(one.view, one.hypothesis)))
        except InputError as error:
            found.append(Judged(one, None, str(error)))
    return found


def _key(view: str, hypothesis: str | None) -> str:
    return f"{hypothesis or ''}@{view}"


def _head(words: Lexicon, scene: Scene, view: str, hypothesis: str | None) -> Inline:
    """What a column is called."""
    account = scene.account(hypothesis)
    rivals = len(scene.material.accounts) > 1
    if hypothesis is None or account is None:
        under: Inline = things.base_head(rivals)
    else:
        under = words.account(account)
    if view == "base":
        return under
    seen = words.view(view)
    seen = (Span("As" + seen[0].text[2:]), *seen[1:])
    return seen if hypothesis is None else (*seen, Span(", with "), *under)
