"""What people do on the screen Evidence: code, reject, attach, accept; each step goes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from detente.case.model import Act, Case
from detente.errors import InputError
from detente.reading.drafting import word_bag
from detente.reading.store.targets import Target, find_target
from detente.workbench.acts import Form
from detente.workbench.screens.evidence import drafted
from detente.workbench.screens.evidence.intake import intake_of
from detente.workbench.screens.evidence.shelf import changing, coder, now, reading
from detente.workbench.sheet import Sheet

if TYPE_CHECKING:
    from detente.reading.store.keeper import Keeper
    from detente.reading.store.records import StoredStatement

#: characters of a note, and of a gist
_NOTE, _GIST = 2000, 300


def code(sheet: Sheet, form: Form) -> None:
    """Say what a statement does; or agree with the machine, which then counts as said by hand."""
    with changing(sheet) as keeper:
        one = keeper.statement(form.text("said"))
        if form.get("agree"):
            machine = next((it for it in one.codings if not it.hand), None)
            if machine is None:
                raise InputError("no machine has coded this statement")
            names = ("act", "party", "target", "issue", "negated")
            fields = {name: getattr(machine, name) for name in names}
        else:
            fields = _coded(sheet.case, form)
        keeper.code(one.id, coder=coder(sheet), at=now(), note=_note(form), **fields)


def reject(sheet: Sheet, form: Form, *, back: bool) -> None:
    """Say that something is no statement; or take that back."""
    with changing(sheet) as keeper:
        do = keeper.restore if back else keeper.reject
        do(form.text("said"), coder=coder(sheet), at=now())


def unlink(sheet: Sheet, form: Form) -> None:
    """A statement no longer speaks to a part of the case."""
    with changing(sheet) as keeper:
        keeper.unlink(form.text("said"), form.text("path"), coder=coder(sheet), at=now())


def remove(sheet: Sheet, form: Form) -> None:
    """Take a document out."""
    with changing(sheet) as keeper:
        keeper.remove(form.text("name"), at=now(), who=coder(sheet))


def back_or_again(sheet: Sheet, again: bool) -> None:
    """Undo, or redo, in the store; the case has its own."""
    if intake_of(sheet).running:
        raise InputError("documents are being read; stop that first")
    with changing(sheet) as keeper:
        told = keeper.redo() if again else keeper.undo()
    if not told:
        raise InputError(f"there is nothing to {'do again' if again else 'undo'} in the evidence")


def attach(sheet: Sheet, form: Form) -> str:
    """Let a part of the case rest on a quote; the id of the quote in the store.

    The quote is marked in the store and linked there. Where the form says so, it becomes a
    statement of the case as well, which the part then names as its reason.
    """
    case, wanted = sheet.case, form.get("target")
    target = _target(case, wanted)
    by, at, note = coder(sheet), now(), _note(form)
    fields = _coded(case, form)
    with changing(sheet) as keeper:
        with keeper.together():
            name, changed = _marked(keeper, form, fields, by, note)
            if target is not None and not any(
                it.path == target.path for it in keeper.links(statement=name)
            ):
                keeper.link(name, target, coder=by, at=at, note=note)
                changed = True
        try:
            if form.flag("into_case") or wanted.startswith("statement:"):
                one = keeper.statement(name)
                _into_case(sheet, keeper, one, fields, form)
        except InputError:
            if changed:
                keeper.undo()
            raise
    return name


def _marked(
    keeper: Keeper, form: Form, fields: dict[str, Any], by: str, note: str | None
) -> tuple[str, bool]:
    """The statement that the form speaks of, coded as it says, marked where nobody had.

    Whether that changed anything comes with it.
    """
    if form.get("said"):
        return _recoded(keeper, keeper.statement(form.get("said")), fields, by)
    document, start, end = form.number("doc"), form.number("start"), form.number("end")
    if not keeper.document(document).text[max(start, 0) : max(end, 0)].strip():
        raise InputError("no words are chosen")
    for one in keeper.statements(document=document):
        if (one.start, one.end) == (start, end):
            return _recoded(keeper, one, fields, by)
    name = keeper.mark(document, start, end, coder=by, at=now(), note=note, **fields)
    return name, True


def _recoded(
    keeper: Keeper, one: StoredStatement, fields: dict[str, Any], by: str
) -> tuple[str, bool]:
    """A statement whose coding is corrected where the form says something else."""
    differs = any(getattr(one, name) != value for name, value in fields.items())
    if differs:
        keeper.code(one.id, coder=by, at=now(), **fields)
    return one.id, differs


def _into_case(
    sheet: Sheet, keeper: Keeper, one: StoredStatement, fields: dict[str, Any], form: Form
) -> None:
    case = sheet.case
    party = fields["party"] or one.party
    if not party:
        raise InputError("say which party speaks; a statement of the case needs one")
    gist = " ".join(form.get("gist").split())
    if len(gist) > _GIST:
        raise InputError(f"the gist is longer than {_GIST} characters; say it shorter")
    said = {
        "party": party, "act": fields["act"], "target": fields["target"],
        "issue": fields["issue"], "gist": gist, "note": _note(form),
    }  # fmt: skip
    if said["target"] == party:
        said["target"] = None
    entries = drafted.entry_of(case, keeper.stored(one.document), one, said)
    words = word_bag(one.text)
    same = [
        it.id for it in case.statements
        if it.party == party and it.text is not None and word_bag(it.text.value) == words
    ]  # fmt: skip
    wanted = form.get("target")
    if same and not wanted:
        raise InputError(f"the case has this already, as {same[0]}")
    sent = {"entries": json.dumps(entries), "target": wanted, "statement": same[0] if same else ""}
    sheet.open.do(sheet.line.key, "reading.attach", Form(sent), _seen(form))


def decide(sheet: Sheet, form: Form) -> None:
    """Accept or reject proposals: one, or those ticked."""
    bulk = form.get("bulk")
    accepted = [form.get("accept")] if form.get("accept") else []
    rejected = [form.get("reject")] if form.get("reject") else []
    if bulk:
        picked = list(dict.fromkeys(form.all("pick")))
        if not picked:
            raise InputError("nothing is ticked; tick the proposals that are meant")
        accepted, rejected = (picked, []) if bulk == "accept" else ([], picked)
    if accepted:
        with reading(sheet) as store:
            if store is None:
                raise InputError("there are no documents yet; add some first")
            entries = drafted.entries(sheet.case, store, accepted)
        sent = Form({"entries": json.dumps(entries)})
        sheet.open.do(sheet.line.key, "reading.accept", sent, _seen(form))
    if rejected:
        with changing(sheet) as keeper, keeper.together():
            for key in rejected:
                name, _, path = key.partition(":")
                if path not in {"", drafted.DEADLINE}:
                    raise InputError(f"there is no proposal '{key[:40]}'")
                keeper.reject(name, path=path, coder=coder(sheet), at=now())


# ---------------------------------------------------------------------------- fields


def _coded(case: Case, form: Form) -> dict[str, Any]:
    """What a form says of a statement; empty fields stand for nobody and nothing."""
    fields: dict[str, Any] = {
        "act": form.choice("act", get_args(Act)),
        "party": _known(form, "party", list(case.parties)),
        "target": _known(form, "towards", list(case.parties)),
        "issue": _known(form, "issue", list(case.issues)),
        "negated": form.flag("negated"),
    }
    return fields


def _known(form: Form, name: str, known: list[str]) -> str | None:
    return form.choice(name, known) if form.get(name) else None


def _note(form: Form) -> str | None:
    """A note on one line; None where there is none."""
    text = " ".join("".join(m for m in form.get("note") if m.isprintable() or m == "\n").split())
    if len(text) > _NOTE:
        raise InputError(f"the note is longer than {_NOTE} characters")
    return text or None


def _target(case: Case, wanted: str) -> Target | None:
    """The part of the case that is meant; None for nothing, and for a statement of the case."""
    if not wanted or wanted.startswith("statement:"):
        return None
    return find_target(case, wanted)


def _seen(form: Form) -> int | None:
    return form.number("seen", -1) if "seen" in form else None
