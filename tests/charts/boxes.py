"""Where the words of a figure lie, read from its SVG alone."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from detente.charts import Figure
from detente.charts.text import measure

SVG = "{http://www.w3.org/2000/svg}"
INK_ABOVE, INK_BELOW = 0.74, 0.22  # of the size: how far letters reach from their base line
SLACK = 0.5  # pixels


@dataclass(frozen=True)
class Line:
    """One line of text and the box that its letters take."""

    text: str
    element: int
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Line) -> bool:
        return (
            self.left + SLACK < other.right
            and other.left + SLACK < self.right
            and self.top + SLACK < other.bottom
            and other.top + SLACK < self.bottom
        )


def root(figure: Figure) -> ElementTree.Element:
    """The figure as XML; an ill-formed one fails here."""
    return ElementTree.fromstring(figure.svg)


def lines(figure: Figure) -> list[Line]:
    """Every line of text of a figure."""
    found = []
    for number, element in enumerate(root(figure).iter(f"{SVG}text")):
        size = float(element.attrib["font-size"])
        bold = element.get("font-weight") == "700"
        spans = [s for s in element.findall(f"{SVG}tspan") if "x" in s.attrib]
        if spans:
            parts = [(s.attrib["x"], s.attrib["y"], s.text or "") for s in spans]
        else:
            own = (element.text or "") + "".join(child.tail or "" for child in element)
            parts = [(element.attrib["x"], element.attrib["y"], own)]
        for x, y, text in parts:
            wide = measure(text.strip(), size, bold=bold)
            left = float(x) - wide * _before(element)
            base = float(y)
            found.append(
                Line(
                    text,
                    number,
                    left,
                    base - INK_ABOVE * size,
                    left + wide,
                    base + INK_BELOW * size,
                )
            )
    return found


def _before(element: ElementTree.Element) -> float:
    """Which share of a line lies left of its anchor."""
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
    return 1.0 - share if element.get("direction") == "rtl" else share


def overlapping(figure: Figure) -> list[str]:
    """Pairs of lines that lie on each other."""
    found = []
    below = sorted(lines(figure), key=lambda line: line.top)
    for number, one in enumerate(below):
        for other in below[number + 1 :]:
            if other.top >= one.bottom:
                break
            if one.element != other.element and one.overlaps(other):
                found.append(f"{one.text!r} lies on {other.text!r}")
    return found


def cut_off(figure: Figure) -> list[str]:
    """Lines that reach beyond the edge."""
    return [
        f"{line.text!r} passes the edge"
        for line in lines(figure)
        if line.left < -SLACK
        or line.top < -SLACK
        or line.right > figure.width + SLACK
        or line.bottom > figure.height + SLACK
    ]


def outside(figure: Figure) -> list[str]:
    """Rectangles and circles that reach beyond the edge."""
    found = []
    for element in root(figure).iter():
        if element.tag == f"{SVG}rect":
            x, y = float(element.get("x", "0")), float(element.get("y", "0"))
            right = x + float(element.attrib["width"])
            bottom = y + float(element.attrib["height"])
        elif element.tag == f"{SVG}circle":
            r = float(element.attrib["r"])
            x, y = float(element.attrib["cx"]) - r, float(element.attrib["cy"]) - r
            right, bottom = x + 2 * r, y + 2 * r
        else:
            continue
        if x < -SLACK or y < -SLACK or right > figure.width + 1 or bottom > figure.height + 1:
            found.append(ElementTree.tostring(element, encoding="unicode"))
    return found
