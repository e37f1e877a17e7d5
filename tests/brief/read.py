"""A page as a reader of HTML takes it: what is linked, named and shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Seen:
    """What a page holds."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.tags.append(tag)
        if tag in {"h1", "h2", "h3", "h4"}:
            self.seen.headings.append(int(tag[1]))
        for name, value in attrs:
            self.seen.attributes.append((tag, name, value or ""))
            if name == "id":
                self.seen.ids.append(value or "")
            if name == "href":
                self.seen.hrefs.append(value or "")

    def handle_data(self, data: str) -> None:
        self.seen.text += data


def read(page: str) -> Seen:
    """Parse a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.seen
