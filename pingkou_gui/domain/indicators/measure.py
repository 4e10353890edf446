"""Quantities in words: a number or a range with its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

from pingkou_gui.spec.text_kinds import half_width

ONE = Decimal(1)
_LONGEST = 60
"""Characters of a quantity; what is longer is a sentence."""
_DIGITS_MOST = 15
_WIDE = Context(prec=60)
_NUMBER = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?"
_UNIT = r"[^\d\s,.;:，。；：、<>=≥≤~-]{0,8}"
_MEASURE = (  # patterns as text: compiled when first used, not when the program starts
    rf"(?P<low>{_NUMBER})(?P<first>{_UNIT}?)"
    rf"(?:(?:-|~|至|到|—{{1,2}}|–)(?P<high>{_NUMBER}))?(?P<unit>{_UNIT})"
)
_BEFORE = r"^(?:实际|已经|已|全年|全部|共计|共|累计|完成|实现|达到|达|为|约|[:：])+"
_AFTER = r"(?:左右|以上|以下|以内)$|[（(][^（）()]*[）)]|[。；;]$"
_SCALES = {
    "元": ("万元", -4),
    "千元": ("万元", -1),
    "万": ("万", 0),
    "亿元": ("万元", 4),
    "百分点": ("个百分点", 0),
    "‰": ("%", -1),
    "万人": ("人", 4),
    "万人次": ("人次", 4),
    "万亩": ("亩", 4),
    "万吨": ("吨", 4),
    "万户": ("户", 4),
    "千米": ("公里", 0),
    "KM": ("公里", 0),
    "km": ("公里", 0),
    "米": ("公里", -3),
    "㎡": ("平方米", 0),
    "万平方米": ("平方米", 4),
    "万㎡": ("平方米", 4),
}
"""Units that are another one in powers of ten."""
_NONE_WORDS = frozenset({"无", "零", "没有", "未发生"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity; `low` and `high` are the same unless a range was written."""

    low: Decimal
    high: Decimal
    unit: str = ""

    @property
    def single(self) -> bool:
        """Whether it is one number and no range."""
        return self.low == self.high

    def fits(self, other: Measure) -> bool:
        """Return whether both can be compared: the same unit, or one of them left it out.

        A bare share such as 0.96 beside a percentage is no percentage.
        """
        if self.unit == other.unit:
            return True
        units = {self.unit, other.unit}
        if units == {"万", "万元"}:
            return True
        if (self.unit and other.unit) or "万" in units:
            return False
        if "%" in units:
            bare = other if self.unit else self
            return not 0 < bare.high <= ONE
        return True


@lru_cache(maxsize=1024)
def parse_measure(text: str) -> Measure | None:
    """Return the quantity of `95%`, `1,287.78万元`, `3-5次`, `已完成8个`, None for other words.

    Money is in 万元, shares in per cent.
    """
    if len(text) > _LONGEST:
        return None
    plain = re.sub(r"\s+", "", half_width(text)).replace("−", "-").replace("％", "%")
    plain = re.sub(_BEFORE, "", re.sub(_AFTER, "", plain))
    if plain in _NONE_WORDS:
        return Measure(Decimal(0), Decimal(0))
    found = re.fullmatch(_MEASURE, plain)
    if found is None:
        return None
    low, unit = found["low"], found["unit"] or found["first"]
    high = found["high"] or low
    if found["high"] and found["first"] not in ("", found["unit"]):
        return None
    if not found["high"]:
        unit = found["first"] + found["unit"]
    if max(len(low), len(high)) > _DIGITS_MOST or _is_date(low, unit):
        return None
    return _scaled(_decimal(low), _decimal(high), unit)


def _is_date(number: str, unit: str) -> bool:
    """Return whether it is a month or a year rather than a number of them (3年, 30日)."""
    if unit.endswith("前") or unit.startswith(("月", "季度")):
        return True
    return unit.startswith("年") and len(number) == 4


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _scaled(low: Decimal, high: Decimal, unit: str) -> Measure | None:
    if low > high:
        return None
    name, power = _SCALES.get(unit, (unit, 0))
    return Measure(low.scaleb(power, _WIDE), high.scaleb(power, _WIDE), name)
