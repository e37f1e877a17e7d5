"""Decision diagrams: the one place that knows the library behind them.

A *diagram* [bryant1986] is a formula over named variables that are true or false, kept so that
equal formulas are the same object. Sets of states are diagrams over the variables of the options.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from ctypes import py_object, pythonapi
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from time import process_time
from typing import Any
from weakref import finalize

from detente.errors import InputError
from detente.extras import needs
from detente.game.symbolic.models import Models

Diagram = Any

#: below so many nodes the library in plain Python loses more by ordering variables than it gains
_WORTH_ORDERING = 20_000
#: how much diagrams may grow while a variable looks for its place; less search halves the time of
#: hard cases, as measured
_GROWTH = 1.05
#: so much of its time, and at least so many seconds, the fast library may spend on ordering
_ORDERING_SHARE, _ORDERING_SECONDS = 0.3, 3.0
#: and how many seconds pass between two looks at that
_LOOK_AGAIN = 0.5


@dataclass(frozen=True)
class Bounds:
    """How large diagrams may grow.

    Attributes
    ----------
    memory : bytes; the fast library keeps to it by itself
    nodes : for the library in plain Python, which is slower and takes more memory a node
    """

    memory: int = 4 << 30
    nodes: int = 1_000_000


class TooLarge(InputError):
    """A diagram outgrew its bounds.

    Attributes
    ----------
    partial : what had been answered by then, or None
    """

    def __init__(self, what: str, partial: object = None) -> None:
        super().__init__(what)
        self.partial = partial


#: managers whose diagrams nobody can reach any more. They stay until the next one is opened, since
#: a manager that goes at the same moment as its formulas may go before them, and then complains
_resting: list[Any] = []


class Diagrams:
    """A workshop for diagrams over one set of variables.

    Parameters
    ----------
    bounds : how large they may grow together
    library : "cudd", "python", or None for the fastest that is installed
    """

    def __init__(self, bounds: Bounds | None = None, library: str | None = None) -> None:
        self.bounds = bounds or Bounds()
        _resting.clear()
        self._bdd, self.library = _opened(self.bounds, library)
        finalize(self, _resting.append, self._bdd)
        self.true: Diagram = self._bdd.true
        self.false: Diagram = self._bdd.false
        self._kept = False
        self._began = process_time()
        self._look_again = self._began
        self._ordering = True
        self._and_exists = None
        if self.library == "cudd":
            self._and_exists = import_module("dd.cudd").and_exists

    # ------------------------------------------------------------------ variables

    def declare(self, names: Iterable[str]) -> None:
        """Add variables, in this order, behind those that there are."""
        for name in names:
            if name not in self._bdd.vars:
                self._bdd.add_var(name)

    def var(self, name: str) -> Diagram:
        """The formula that a variable is true."""
        return self._bdd.var(name)

    def cube(self, values: Mapping[str, bool]) -> Diagram:
        """The formula that all these variables have these values."""
        return self._bdd.cube(dict(values))

    def reorder_by_itself(self, on: bool) -> None:
        """Whether the library looks for a better order of the variables as diagrams grow."""
        self._ordering = on
        self._bdd.configure(reordering=on)

    # ------------------------------------------------------------------ formulas

    def choose(self, test: Diagram, yes: Diagram, no: Diagram) -> Diagram:
        """`yes` where the test holds, `no` elsewhere."""
        return self._bdd.ite(test, yes, no)

    def exist(self, names: Sequence[str], one: Diagram) -> Diagram:
        """Where some values of these variables make it hold."""
        return self._bdd.exist(names, one) if names else one

    def meet_exist(self, names: Sequence[str], one: Diagram, other: Diagram) -> Diagram:
        """Where some values of these variables make both hold."""
        if self._and_exists is None or not names:
            return self.exist(names, one & other)
        return self._and_exists(one, other, names)

    def fix(self, values: Mapping[str, bool], one: Diagram) -> Diagram:
        """The formula with these variables set."""
        return self._bdd.let(dict(values), one) if values else one

    def put(self, parts: Mapping[str, Diagram], one: Diagram) -> Diagram:
        """The formula with diagrams in place of variables, all at once."""
        return self._bdd.let(dict(parts), one) if parts else one

    def support(self, one: Diagram) -> set[str]:
        """The variables on which it depends."""
        found: set[str] = self._bdd.support(one)
        return found

    # ------------------------------------------------------------------ numbers

    def models(self, one: Diagram, names: Sequence[str]) -> Models:
        """What makes a formula hold, to be counted and drawn from.

        Parameters
        ----------
        names : at least the variables on which it depends
        """
        return Models(one, self.true, sorted(names, key=self._bdd.level_of_var))

    def size(self, one: Diagram) -> int:
        """Number of nodes of one diagram."""
        return len(one)

    @property
    def nodes(self) -> int:
        """Number of nodes that are held together."""
        return len(self._bdd)

    # ------------------------------------------------------------------ bounds

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """Turn the library's own complaint about memory into one that can be read.

        Raises
        ------
        TooLarge
            where diagrams outgrew their bounds.
        """
        try:
            yield
        except (ValueError, RuntimeError, MemoryError) as error:
            if isinstance(error, ValueError) and "NULL" not in str(error):
                raise
            self._keep()
            raise TooLarge(
                f"the decision diagrams outgrew {self.bounds.memory >> 20:,} MB"
            ) from None

    def _keep(self) -> None:
        """Hold on to the fast library's workshop until the program ends.

        Where an operation of it broke off, formulas stay that nobody can reach. It would not give
        back their memory, but complain about them on the way out.
        """
        if self.library == "cudd" and not self._kept:
            pythonapi.Py_IncRef(py_object(self._bdd))
            self._kept = True

    def check(self) -> None:
        """Between two steps: whether all is still within the bounds.

        Raises
        ------
        TooLarge
            where it is not.
        """
        if self.library == "cudd":  # keeps to its bounds by itself
            now = process_time()
            if now >= self._look_again:
                self._look_again = now + _LOOK_AGAIN
                self._bdd.configure(reordering=self._ordering and self._worth_ordering())
            return
        if self.nodes > _WORTH_ORDERING:
            self._bdd.configure(reordering=True)
        if self.nodes > self.bounds.nodes:
            raise TooLarge(
                f"the decision diagrams outgrew {self.bounds.nodes:,} nodes, which is the bound of "
                "the library in plain Python"
            )

    def _worth_ordering(self) -> bool:
        """Whether the fast library has not yet spent more than its share on ordering."""
        with warnings.catch_warnings():  # it remarks that it once counted memory in other units
            warnings.simplefilter("ignore")
            told = self._bdd.statistics(exact_node_count=False)
        spent = float(told["reordering_time"])
        allowed = max(_ORDERING_SECONDS, _ORDERING_SHARE * (process_time() - self._began))
        return spent < allowed


def _opened(bounds: Bounds, library: str | None) -> tuple[Any, str]:
    """A manager of diagrams, and which library it is of."""
    needs("dd")
    if library != "python":
        try:
            cudd = import_module("dd.cudd")
        except ImportError:
            if library == "cudd":
                raise InputError("the fast library for decision diagrams is not here") from None
        else:
            with redirect_stdout(StringIO()):  # it remarks on machines that do not tell their size
                bdd = cudd.BDD(memory_estimate=min(bounds.memory, _room()))
            bdd.configure(max_memory=bounds.memory, reordering=True, max_growth=_GROWTH)
            return bdd, "cudd"
    return import_module("dd.autoref").BDD(), "python"


def _room() -> int:
    """Half the memory of this machine, where it tells."""
    names = getattr(os, "sysconf_names", {})
    if "SC_PAGE_SIZE" in names and "SC_PHYS_PAGES" in names:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    return 1 << 30
