"""Timeline: what was said and met when, which dates press whom, and the case as of any day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from detente.workbench.page import Grid, Page
from detente.workbench.screens.screen import screen
from detente.workbench.sheet import Sheet


@screen(
    "timeline",
    title="Timeline",
    says="What was said and met when, which dates press whom, and the case as known on any day.",
    place=7,
)
def timeline(sheet: Sheet) -> Page:
    """Lanes of events, the talks' time, and what a day knew."""
    from detente.charts import CHARTS
    from detente.errors import DetenteError
    from detente.talks import as_known_on, time_talks
    from detente.workbench.screens.timeline.clock import told
    from detente.workbench.screens.timeline.days import days_of, events_of, resting_on_later

    case = sheet.case
    events, days = events_of(case), days_of(case)
    chosen = _chosen(sheet, days)
    known = sheet.once(("known", chosen), lambda: as_known_on(case, chosen)) if chosen else case
    figures, found = {}, None
    with suppress(DetenteError):
        figures["timeline"] = CHARTS["timeline"](known, width=760)
    with suppress(DetenteError):
        found = time_talks(known, sheet.view, sheet.hypothesis)
        figures["survival"] = CHARTS["survival"](known, found)
    lines = [
        (one.said, one.kind, one.what, ", ".join(sheet.name(party) for party in one.parties))
        for one in events
    ]
    values = {
        "events": events,
        "days": days,
        "chosen": chosen,
        "sentences": told(sheet, known, found) if found is not None and found.ends else (),
        "said": len(known.statements),
        "later": resting_on_later(case, chosen) if chosen else [],
    }
    return Page(values, figures, {"events": Grid(("when", "kind", "what", "parties"), lines)})


def _chosen(sheet: Sheet, days: list[date]) -> date | None:
    """The day that the slider stands on; None for the case as it is."""
    place = sheet.params.get("on", "")
    if place.isascii() and place.isdecimal() and int(place[:6]) < len(days):
        return days[int(place[:6])]
    return None
