"""Small whole case files, drawn at random: few moves, many ties, every kind of view.

``draw_case`` makes one from anything that behaves like ``random.Random``: a seeded generator, or
the one that hypothesis offers, which shrinks. A case is plain data; ``to_yaml`` writes it down.
Cases are valid: at least one state is feasible in the base and in every view, the present is
feasible wherever it is seen, merged states are alike to everyone, and nothing is drawn whose
meaning the documents leave open. The by-hand reference judges that.
"""

from tests.strategies.draw import OPTIONS, PARTIES, Draw
from tests.strategies.judge import every_path, sound
from tests.strategies.whole import draw_case
from tests.strategies.written import to_yaml

__all__ = ["OPTIONS", "PARTIES", "Draw", "draw_case", "every_path", "sound", "to_yaml"]
