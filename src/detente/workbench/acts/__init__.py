"""What can be changed on screen: one family of acts a file, found by itself.

An act puts one named change into a draft of the case file and says what it did, in a few words
for *Undo …*. It computes nothing about a game and writes nothing: the open case applies the draft,
journals it and draws the page again.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from detente.workbench.acts.act import ACTS, Act, act
from detente.workbench.acts.form import Form

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["ACTS", "Act", "Form", "act"]
