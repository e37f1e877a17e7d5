"""Inverse analysis as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.columns import counted

if TYPE_CHECKING:
    from detente.levers.inverse import Inverse, Inverted

#: conditions that are spelled out
_MOST = 20
_BEGINNINGS = 5
#: larger numbers are given as a share
_LARGE = 10**9


def inverse_text(found: Inverse) -> str:
    """Counts, conditions, and what would be enough, concept by concept."""
    game = found.game
    under = f", hypothesis {game.hypothesis}" if game.hypothesis else ""
    where = "" if game.view == "base" else f" in view {game.view}"
    lines = [
        f"{game.made_from.case_id}: what would keep {found.called} at {found.named(found.index)}"
        f"{where}{under}, the others being as they are"
    ]
    for item in found.items:
        lines += ["", *_item(found, item)]
    return "\n".join(lines)


def _item(found: Inverse, item: Inverted) -> list[str]:
    now = {
        True: "It stays there now",
        False: "It would leave now",
        None: "Its ranking is not known",
    }
    lines = [f"{item.concept}: {now[item.stable]}."]
    if not item.demands:
        why = (
            "every move is answered by a way back." if found.moves else "it has no move from there."
        )
        return [*lines, f"  Whatever it prefers, it stays: {why}"]
    lines.append(f"  Strict rankings that keep it there: {_count(found, item)}")
    lines += [f"  - {found.words(one)}" for one in item.demands[:_MOST]]
    if len(item.demands) > _MOST:
        lines.append(f"  - … {counted(len(item.demands) - _MOST, 'more condition')} (see --json)")
    if item.enough is not None:
        lines.append(
            f"  Enough, the rest of its ranking unchanged: to like it as well as "
            f"{found.named(item.enough)}"
        )
    return [*lines, *_orders(found, item)]


def _count(found: Inverse, item: Inverted) -> str:
    if item.share is None:
        return "too many to count"
    if item.rankings is not None and found.of is not None and found.of < _LARGE:
        return f"{item.rankings:,} of {found.of:,}"
    return f"about {int(item.share * 10_000) / 100:g}% of all"


def _orders(found: Inverse, item: Inverted) -> list[str]:
    orders = item.orders
    if orders is None:
        return []
    if orders.count is None:
        return [f"  Orders of its {len(found.statements)} statements: too many to count"]
    lines = [
        f"  Orders of its own statements that keep it there: {orders.count:,} of {orders.of:,}"
    ]
    if 0 < orders.count < orders.of:
        for beginning in orders.beginnings[:_BEGINNINGS]:
            lines.append("    first " + ", then ".join(found.statements[k] for k in beginning))
        if len(orders.beginnings) > _BEGINNINGS:
            lines.append("    and others (see --json)")
    return lines
