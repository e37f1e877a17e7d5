"""What an act is, and the register of all acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.case.draft import Draft
from detente.case.model import Case
from detente.registry import Registry
from detente.workbench.acts.form import Form

Make = Callable[[Case, Draft, Form], str]


@dataclass(frozen=True)
class Act:
    """One kind of change.

    Attributes
    ----------
    key : its name in addresses and in the journal, such as `present.set`
    title : what it does, for lists of what can be done
    fields : names of what the form must or may hold, with their meaning
    make : reads the case and the form, fills the draft, returns the label for undo
    """

    key: str
    title: str
    fields: Mapping[str, str]
    make: Make

    def __call__(self, case: Case, draft: Draft, form: Form) -> str:
        """Put the change into the draft; what it is called.

        Raises
        ------
        InputError
            when the form asks for what the case does not have, or cannot become.
        """
        return self.make(case, draft, form)


ACTS: Registry[Act] = Registry("act")


def act(key: str, *, title: str, **fields: str) -> Callable[[Make], Make]:
    """Register a function that changes a case. That one function is the whole addition."""

    def register(make: Make) -> Make:
        ACTS.add(key, Act(key, title, fields, make))
        return make

    return register
