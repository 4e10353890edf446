"""Amounts, counts, points and years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import TypeVar

from pingkou_gui.spec.digits import respelt, typed
from pingkou_gui.spec.kinds import Parsed, ParseError
from pingkou_gui.spec.values import NIL, Nil

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_TWO_PLACES = re.compile(r"\d{1,12}\.\d\d", re.ASCII)
"""Amounts and points as they are stored, but for the few with more places."""
_NONE = NIL.value
_NONE_WORDS = frozenset({"无", "-", "--", "—", "——", "/"})
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_TO_WAN = {"": 0, "万元": 0, "万": 0, "元": -4, "亿元": 4, "亿": 4, "千元": -1, "百万元": 2}
"""Powers of ten that lead from a unit to 万元."""
_WHOLE_DIGITS = 12
_AMOUNT_HINT = "写成数字，例如 2.80"
_NUMBER_HINT = "写成数字，例如 10"
_T = TypeVar("_T")
_YUAN_CENTS = 6
"""Places of 万元 that hold 元 to the cent."""


def rounded(number: Decimal, places: int) -> Decimal:
    """Return the number half up at `places`; a nought has no sign."""
    return _WIDE.plus(_WIDE.quantize(number, _step(places)))


@lru_cache(maxsize=64)
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def grouped(number: Decimal, places: int) -> str:
    """Return the number with thousands separators and at least `places` decimals, exactly."""
    exact = max(places, -int(number.normalize(_WIDE).as_tuple().exponent))
    return f"{rounded(number, exact):,f}"


def _split(plain: str) -> tuple[str, str]:
    found = _NUMBER.match(plain)
    return (found[0], plain[found.end() :]) if found else ("", plain)


def _check_size(digits: str, example: str) -> None:
    whole = digits.lstrip("+-").split(".")[0].lstrip("0")
    if len(whole) > _WHOLE_DIGITS:
        raise ParseError(f"有 {len(whole)} 位整数，核对，例如 {example}")


def _understood(value: str, text: str) -> str:
    return f"按 {value}理解（输入 {text.strip()}）"


def _filled(parsed: Parsed[_T], hint: str) -> _T | Nil:
    """Return the value read from what was stored, where a blank never is."""
    if parsed.value is None:
        raise ParseError(hint)
    return parsed.value


def _dumped(value: Decimal | Nil) -> str:
    return value.value if isinstance(value, Nil) else f"{value:f}"


@dataclass(frozen=True, slots=True)
class AmountKind:
    """An amount in 万元, exact to the cent (six places); 无 or a dash says that there is none."""

    negative: bool = False
    """Whether an amount below zero makes sense (an adjustment does, an expense does not)."""

    @property
    def numeric(self) -> bool:
        """Amounts stand on the right."""
        return True

    def parse(self, text: str) -> Parsed[Decimal]:
        """Return the amount of `1,287.78`, `１２８７．７８`, `1287.78万` or `12877800元`."""
        plain = typed(text)
        if not plain:
            return Parsed(None)
        if plain in _NONE_WORDS:
            return Parsed(NIL)
        digits, unit = _split(plain)
        if not digits or unit not in _TO_WAN:
            raise ParseError(_AMOUNT_HINT)
        _check_size(digits, "1,287.78")
        exact = Decimal(digits).scaleb(_TO_WAN[unit], context=_WIDE)
        if exact < 0 and not self.negative:
            raise ParseError("不能小于 0，核对正负号")
        amount = rounded(exact, _YUAN_CENTS)
        plainly = unit in ("", "万", "万元") and amount == exact and not respelt(text)
        note = "" if plainly else _understood(f"{self.show(_tidy(amount))} 万元", text)
        return Parsed(_tidy(amount), note)

    def show(self, value: Decimal | Nil | None) -> str:
        """Return the amount with separators and two places, more where it has more."""
        if isinstance(value, Nil):
            return value.value
        return "" if value is None else grouped(value, 2)

    def dump(self, value: Decimal | Nil) -> str:
        """Return plain digits, never in exponent form."""
        return _dumped(value)

    def load(self, text: str) -> Decimal | Nil:
        """Return the stored amount."""
        if _TWO_PLACES.fullmatch(text):
            return Decimal(text)
        if text == _NONE:
            return NIL
        return _filled(self.parse(text), _AMOUNT_HINT)


def _tidy(amount: Decimal) -> Decimal:
    """Return the amount with two places, more only where it has more."""
    two = rounded(amount, 2)
    return two if two == amount else amount.normalize(_WIDE)


@dataclass(frozen=True, slots=True)
class CountKind:
    """A whole number of people or things."""

    unit: str = ""
    least: int = 0
    most: int = 10_000_000
    example: str = "91"

    @property
    def _hint(self) -> str:
        return f"写成整数，例如 {self.example}"

    @property
    def numeric(self) -> bool:
        """Counts stand on the right."""
        return True

    def parse(self, text: str) -> Parsed[int]:
        """Return the number of `91`, `９１` or `91人`."""
        plain = typed(text)
        if not plain:
            return Parsed(None)
        if plain in _NONE_WORDS and self.least == 0:
            return Parsed(NIL)
        digits, unit = _split(plain)
        if not digits or unit not in ("", self.unit, "人", "名", "个"):
            raise ParseError(self._hint)
        _check_size(digits, self.example)
        number = Decimal(digits)
        if number != number.to_integral_value():
            raise ParseError(self._hint)
        if not self.least <= number <= self.most:
            raise ParseError(f"应在 {self.least} 到 {self.most} 之间，例如 {self.example}")
        return Parsed(int(number), _understood(f"{number:f} ", text) if respelt(text) else "")

    def show(self, value: int | Nil | None) -> str:
        """Return the digits; a year or a count takes no separators."""
        if isinstance(value, Nil):
            return value.value
        return "" if value is None else str(value)

    def dump(self, value: int | Nil) -> str:
        """Return the digits."""
        return self.show(value)

    def load(self, text: str) -> int | Nil:
        """Return the stored number."""
        return _filled(self.parse(text), self._hint)


@dataclass(frozen=True, slots=True)
class YearKind(CountKind):
    """A year in four digits."""

    least: int = 2000
    most: int = 2099
    example: str = "2023"

    def parse(self, text: str) -> Parsed[int]:
        """Return the year of `2023`, `2023年` or `2023年度`."""
        return CountKind.parse(self, typed(text).removesuffix("度").removesuffix("年"))


@dataclass(frozen=True, slots=True)
class DecimalKind:
    """A plain number such as points or an area, exact as typed to `places`."""

    places: int = 2
    unit: str = ""

    @property
    def numeric(self) -> bool:
        """Numbers stand on the right."""
        return True

    def parse(self, text: str) -> Parsed[Decimal]:
        """Return the number of `10`, `9.5` or `9.5分`."""
        plain = typed(text)
        if not plain:
            return Parsed(None)
        if plain in _NONE_WORDS:
            return Parsed(NIL)
        digits, unit = _split(plain)
        if not digits or unit not in ("", self.unit):
            raise ParseError(_NUMBER_HINT)
        _check_size(digits, "10")
        number = Decimal(digits)
        if number < 0:
            raise ParseError("不能小于 0，核对正负号")
        value = rounded(number, self.places)
        plainly = value == number and not respelt(text)
        note = "" if plainly else _understood(f"{self.show(value)} ", text)
        return Parsed(value, note)

    def show(self, value: Decimal | Nil | None) -> str:
        """Return the number without trailing zeros."""
        if isinstance(value, Nil):
            return value.value
        return "" if value is None else grouped(value, 0)

    def dump(self, value: Decimal | Nil) -> str:
        """Return plain digits."""
        return _dumped(value)

    def load(self, text: str) -> Decimal | Nil:
        """Return the stored number."""
        if self.places == 2 and _TWO_PLACES.fullmatch(text):
            return Decimal(text)
        return _filled(self.parse(text), _NUMBER_HINT)
