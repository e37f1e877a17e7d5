"""Ways from the present: who must move, who must go first, how far anyone falls."""

from __future__ import annotations

from detente.paths.find import find_paths, paths_of
from detente.paths.way import Dip, Step, Way, Ways
from detente.paths.ways import Paths

__all__ = ["Dip", "Paths", "Step", "Way", "Ways", "find_paths", "paths_of"]
