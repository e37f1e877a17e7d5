"""The brief's words for states that nobody could list: by name, or by what differs from now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from detente.brief.document import Inline, plain
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Account
from detente.brief.material import Material
from detente.brief.wording import things
from detente.brief.wording import verdicts as say
from detente.brief.wording.grammar import own
from detente.case.model import Case
from detente.game.space import OptionAxis
from detente.views.lens import Looking
from detente.workbench.wide.answers import Answer, Reasons
from detente.workbench.wide.plain import PlainGame

#: changed options that a name tells
_NAMED = 3


class PlainLens(Looking[PlainGame]):
    """The views of a case, in words alone."""

    def compiled(self, view: str) -> PlainGame:
        return PlainGame.of(self.case, view, self.hypothesis)


class PlainWords(Lexicon):
    """Names as spans, for one view of a case whose states nobody listed."""

    def __init__(self, case: Case, game: PlainGame) -> None:
        lens: Any = PlainLens(case, "base", game.frame.hypothesis)
        base: Any = None  # no sentence that is asked for here looks at verdicts
        account = Account(game.frame.hypothesis, lens, tuple(case.views), base)
        super().__init__(Material(case, "all", (account,), None, None, (), (), None, (), full=case))
        self.game = game

    def _options(self) -> Sequence[OptionAxis]:
        return self.game.options

    def _name(self, code: int) -> str:
        outcome = self.game.outcome(code)
        return outcome.name if outcome else ""

    # ------------------------------------------------------------------ states

    def called(self, code: int) -> str:
        """A name for a state: its outcome's, else what differs in it from the present."""
        name = self._name(code)
        now = self.game.present
        if name or now is None:
            return name or plain(self.state(code))
        if code == now:
            return "the present"
        changes = self.changes(now, code)
        told = "; ".join(changes[:_NAMED])
        more = len(changes) - _NAMED
        return f"{told} and {more} more" if more > 0 else told

    def names(self, codes: Sequence[int]) -> dict[int, str]:
        """A name for each state; what tells states of one name apart follows it."""
        found = {code: self.called(code) for code in codes}
        shared = Counter(found.values())
        now = self.game.present
        for code, name in list(found.items()):
            if shared[name] > 1 and now is not None and code != now:
                found[code] = f"{name} ({len(self.game.apart(now, code))} options from now)"
        shared = Counter(found.values())
        return {
            code: f"{name}, number {code}" if shared[name] > 1 else name
            for code, name in found.items()
        }

    def changes(self, start: int, end: int) -> list[str]:
        """What has to change between two states, option by option, as it is at the end."""
        before, after = self.levels(start) or [], self.levels(end) or []
        apart = self.game.apart(start, end)
        return [after[k][0] if not after[k][1] else f"no longer {before[k][0]}" for k in apart]

    def move(self, start: int, to: int) -> Inline:
        """What a move changes: of so many states, many go by one name."""
        return things.change([own(text) for text in self.changes(start, to)])

    # ------------------------------------------------------------------ why

    def why(self, party: str, code: int, found: Reasons) -> list[str]:
        """Why a party would stay in a state, or leave it, in a few sentences."""
        who = self.party(party)
        match found.sign:
            case "open":
                return [f"{_headed(plain(who))}: this cannot be judged; preferences are not given."]
            case "nash":
                return [plain(say.no_better_moves(who, 1))]
            case "moves":
                told = [plain(say.leaves(who, self.move(code, one.to))) for one in found.told]
                free = f"{found.undeterred:,} of {found.improvements:,}"
                return [*told, f"Moves that it would gain by and that nothing deters: {free}."]
        told = [
            plain(say.deterred(who, self.move(code, one.to), say.answer(self._steps(one))))
            for one in found.told
        ]
        if found.improvements > len(found.told):
            told.append(
                f"Moves that it would gain by, each of them answered: {found.improvements:,}."
            )
        if found.sign == "any":
            told.append("Those who answer would not all gain by it: it need not be credible.")
        return told

    def _steps(self, one: Answer) -> list[tuple[Inline, Inline]]:
        """The steps of a reply: who moves, and what changes."""
        found, start = [], one.to
        for mover, end in one.reply or ():
            found.append((self.party(mover), self.move(start, end)))
            start = end
        return found


def _headed(text: str) -> str:
    return text[:1].upper() + text[1:]
