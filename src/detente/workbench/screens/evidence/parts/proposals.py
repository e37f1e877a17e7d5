"""What the documents would add to the case, each with its quote: yes or no, singly or by page."""

from __future__ import annotations

from detente.progress import Progress
from detente.reading.store.store import Store
from detente.workbench.screens.evidence import drafted
from detente.workbench.screens.evidence.intake import intake_of
from detente.workbench.screens.evidence.parts.part import Shown, paged, part
from detente.workbench.screens.evidence.shelf import listed, statements
from detente.workbench.sheet import Sheet

_PAGE = 30


@part("proposals", "Proposals")
def proposals(sheet: Sheet, store: Store) -> Shown:
    """Statements and deadlines that the case does not have."""
    case = sheet.case

    job = statements(sheet, intake_of(sheet).running)
    if job.ready and not job.error:
        said = job.result

        def made(opened: Store, tell: Progress) -> drafted.Proposals:
            return drafted.proposals(case, said, opened)

        job = listed(sheet, "proposals", (sheet.version.digest, id(said)), made)
    if not job.ready or job.error:
        return Shown({"job": job})
    found: drafted.Proposals = job.result
    party, kind = sheet.params.get("party", ""), sheet.params.get("kind", "")
    wanted = [
        one for one in found.all
        if (not party or one.said.party == party) and (not kind or one.kind == kind)
    ]  # fmt: skip
    speakers = {one.said.party for one in found.all}
    values = {
        "job": job,
        "found": found,
        "proposed": paged(sheet, wanted, _PAGE),
        "sides": [key for key in case.parties if key in speakers],
        "asked": {"party": party, "kind": kind},
        "acts_of": {one.key: one.entry.get("act") for one in wanted},
    }
    return Shown(values)
