"""Whether two names mean the same unit: 平口镇 and 安化县平口镇人民政府."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pingkou_gui.spec.text_kinds import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANKS = re.compile(r"\s+")
_COUNTY = re.compile(r"^[^县市区]{1,8}?[县市区](?=.{2,})")
_ENDS = ("人民政府", "街道办事处", "办事处")


def plain_unit(name: str) -> str:
    """Return the name without blanks and full-width forms."""
    return _BLANKS.sub("", half_width(name))


def short_unit(name: str) -> str:
    """Return the name without its county and without 人民政府."""
    bare = _COUNTY.sub("", plain_unit(name))
    for end in _ENDS:
        kept = bare.removesuffix(end)
        if kept and kept != bare:
            return kept if end == "人民政府" else f"{kept.removesuffix('街道')}街道"
    return bare


class UnitList:
    """The units that a county waits for."""

    def __init__(self, names: Iterable[str]) -> None:
        """Note the names; a short form that two units share stands for neither."""
        self.names = tuple(dict.fromkeys(names))
        self._plain = {plain_unit(name): name for name in self.names}
        shorts = Counter(short_unit(name) for name in self.names)
        self._short = {
            short_unit(name): name for name in self.names if shorts[short_unit(name)] == 1
        }

    def named(self, unit: str) -> str | None:
        """Return the listed name that a unit's own name means, None where there is none."""
        return self._plain.get(plain_unit(unit)) or self._short.get(short_unit(unit))
