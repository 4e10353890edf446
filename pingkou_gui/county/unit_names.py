"""Names of units: which mean the same, which look alike, and the order in which a county reads them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.form.kinds import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable


# Whether two names mean the same unit: 平口镇 and 安化县平口镇人民政府.


_BLANKS = re.compile(r"\s+")
_COUNTY = re.compile(r"^[^县市区]{1,8}?[县市区](?=.{2,})")
_ENDS = ("人民政府", "街道办事处", "办事处")


def plain_unit(name: str) -> str:
    """Return the name without blanks and full-width forms."""
    return _BLANKS.sub("", half_width(name))


def short_unit(name: str) -> str:
    """Return the name without its county and without 人民政府."""
    return _without_end(_COUNTY.sub("", plain_unit(name)))


def _without_end(bare: str) -> str:
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
        self._place = {name: at for at, name in enumerate(self.names)}
        shorts = Counter(short_unit(name) for name in self.names)
        self._short = {
            short_unit(name): name for name in self.names if shorts[short_unit(name)] == 1
        }

    def named(self, unit: str) -> str | None:
        """Return the listed name that a unit's own name means, None where there is none."""
        return self._plain.get(plain_unit(unit)) or self._short.get(short_unit(unit))

    def position(self, name: str) -> str:
        """Return by what units are put in order: as the list has them, then by pinyin.

        GB 2312 has its more frequent characters in the order of their pinyin, the others by
        radical; GB 18030 keeps their places.
        """
        at = self._place.get(name)
        if at is not None:
            return f"0{at:06}"
        return "1" + plain_unit(name).encode("gb18030", "replace").hex()


# Which of the units that sent something look like one unit under several names.


_ASIDE = re.compile(r"\([^()]*\)")
_PROVINCE = re.compile(r"^[^省市县区]{2,7}省(?=.{2,})")
_CITY = re.compile(r"^[^省市县区]{1,7}市(?=[^省市县区]{1,7}[县市区].{2,})")
_OF_COUNTY = re.compile(r"^(?P<county>[^省市县区]{1,7}[县市区]|[县市区])(?P<rest>.{2,})$")
_ITSELF = ("本级", "机关", "本部")
"""What names of the same unit differ in where its own accounts are set apart from its branches'."""
_TOO_BARE = frozenset({"人民政府", "政府", "街道", "街道办事处", "办事处", "管委会", "管理委员会"})
"""What is left is the name of any unit."""
_ENDS_OF_TOWNS = re.compile(r"(?<=[镇乡])(?:人民)?政府$")


class _Likeness(NamedTuple):
    county: str
    core: str


def _likeness(name: str) -> _Likeness:
    """Return the county that a name states, empty where it states none, and what else it is."""
    bare = _CITY.sub("", _PROVINCE.sub("", _ASIDE.sub("", plain_unit(name))))
    for word in _ITSELF:
        bare = bare.removesuffix(word) or bare
    county = ""
    if (found := _OF_COUNTY.match(bare)) and found["rest"] not in _TOO_BARE:
        county, bare = found["county"], found["rest"]
    return _Likeness(county if len(county) > 1 else "", _without_end(_ENDS_OF_TOWNS.sub("", bare)))


def look_alike(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of names that look like one unit under several names.

    Names that state different counties are of different units; so are those that agree in
    nothing but a word that any unit may have.
    """
    groups: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in dict.fromkeys(names):
        county, core = _likeness(name)
        groups[core][county].append(name)
    found = []
    for by_county in groups.values():
        anywhere = by_county.pop("", [])
        if len(by_county) == 1:
            (stated,) = by_county.values()
            stated += anywhere
        elif anywhere:
            by_county[""] = anywhere
        found += [tuple(alike) for alike in by_county.values() if len(alike) > 1]
    return found
