"""What two columns say: inputs that differ, outcomes whose verdicts differ."""

from __future__ import annotations

from dataclasses import dataclass

from detente.brief.document import Inline, plain

#: characters beyond which an entry is folded
_FOLDED = 240


@dataclass(frozen=True)
class Entry:
    """One entry of an input, and whether the other side has no such entry."""

    says: Inline
    alone: bool = False

    @property
    def long(self) -> bool:
        """Whether it is folded where it stands alone."""
        return len(plain(self.says)) > _FOLDED

    @property
    def short(self) -> str:
        """Its beginning."""
        return plain(self.says)[: _FOLDED // 2].rstrip() + " …"


@dataclass(frozen=True)
class InputLine:
    """One input, as the left and the right have it: one entry, several in order, or none."""

    where: Inline
    left: tuple[Entry, ...]
    right: tuple[Entry, ...]


@dataclass(frozen=True)
class VerdictLine:
    """One outcome, as the left and the right have it.

    Attributes
    ----------
    where : in whose eyes, under which account
    left_tone, right_tone : "holds", "breaks", "open" or "absent"
    parties : whose verdict differs, in sentences
    """

    what: Inline
    where: Inline
    left: Inline
    right: Inline
    left_tone: str
    right_tone: str
    parties: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Two:
    """Everything that differs.

    Attributes
    ----------
    appears, goes : outcomes that hold on the right alone, and on the left alone, in the base
    more : verdicts beyond those listed
    left_out : what could not be compared, in sentences
    """

    inputs: tuple[InputLine, ...]
    verdicts: tuple[VerdictLine, ...]
    appears: tuple[Inline, ...]
    goes: tuple[Inline, ...]
    more: int = 0
    left_out: tuple[str, ...] = ()
