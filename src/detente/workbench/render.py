"""From a page to HTML: the frame, the templates, and what all of them may call."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.charts import Figure
from detente.result import package_version
from detente.workbench.screens.screen import tabs
from detente.workbench.wide.numbers import short_number

if TYPE_CHECKING:
    from detente.workbench.desk import Desk
    from detente.workbench.page import Page
    from detente.workbench.sheet import Sheet

_STYLE = re.compile(r' style="[^"]*"')


@cache
def environment() -> Environment:
    """The templates; everything that comes from a case is escaped."""
    made = Environment(
        loader=PackageLoader("detente.workbench", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(version=package_version(), drawn=drawn, short_number=short_number)
    return made


def drawn(figure: Figure) -> Markup:
    """A figure inside a page; its texts were escaped when it was drawn, its size is ours to set."""
    head, rest = figure.svg.split(">", 1)
    return Markup(_STYLE.sub("", head) + ">" + rest)


def render(template: str, **values: Any) -> str:
    """Fill a template."""
    return environment().get_template(template).render(**values)


def draw(
    sheet: Sheet, page: Page, milliseconds: float, complaint: Any = None, template: str = ""
) -> str:
    """A screen with its frame.

    Parameters
    ----------
    milliseconds : how long the analyses took
    complaint : what could not be done, an error or None
    template : that of the screen, unless another is named
    """
    return render(
        template or f"{sheet.screen}.html",
        sheet=sheet,
        open=sheet.open,
        line=sheet.line,
        case=sheet.version.case,
        page=page,
        tabs=tabs(),
        took=milliseconds,
        complaint=complaint,
        **page.values,
    )


def draw_start(desk: Desk, **values: Any) -> str:
    """The first page."""
    from detente.workbench.start.front import SHOWN, catalogue, recent

    return render(
        "start.html", desk=desk, recent=recent(desk), shipped=catalogue(), shown=SHOWN, **values
    )


def static(name: str) -> bytes | None:
    """A file that the browser loads; only those that lie there."""
    folder = files("detente.workbench") / "static"
    here = folder
    for part in name.split("/"):
        known = {item.name: item for item in here.iterdir()} if here.is_dir() else {}
        if part not in known:
            return None
        here = known[part]
    return here.read_bytes() if here.is_file() else None
