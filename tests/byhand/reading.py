"""Text to plain data, with a YAML 1.2 reader that keeps decimals exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import ScalarNode


class Exactly(SafeConstructor):
    """Plain mappings and lists, and decimals as they are written."""


def _decimal(_: SafeConstructor, node: ScalarNode) -> Decimal:
    return Decimal(node.value.replace("_", ""))


Exactly.add_constructor("tag:yaml.org,2002:float", _decimal)


def read_text(text: str) -> dict[str, Any]:
    """The mappings, lists and scalars of a case file."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Exactly
    data = reader.load(text)
    if not isinstance(data, dict):
        raise TypeError("a case is a mapping")
    return data
