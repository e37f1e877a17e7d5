"""Ways from the present: who must move, who must go first, how far anyone falls."""

from __future__ import annotations

from detente.paths.ways import Dip, Paths, Step, Way, Ways, find_paths, paths_of

__all__ = ["Dip", "Paths", "Step", "Way", "Ways", "find_paths", "paths_of"]
