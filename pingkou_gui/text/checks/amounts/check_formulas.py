"""Checks of what is worked out on the page: both sides of an = come to the same, whatever the numbers are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import step_of
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.reasoning.finding import WRITTEN, Case, Findings, Told, check, check_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Match

_TOKEN = re.compile(
    "(?P<number>\\d{1,12}(?:\\.\\d{1,6})?)(?P<unit>%|万元|亿元|元)?|(?P<sign>[+\\-×xX*÷/（）])"
)
_SIGNS = {"×": "*", "x": "*", "X": "*", "÷": "/", "（": "(", "）": ")"}
_FACTORS = {"%": Decimal("0.01"), "元": Decimal("0.0001"), "亿元": Decimal(10000)}
_MARKS = "，。；：、\n"
_LONGEST = 160
_HUNDRED = Decimal(100)
_SLACK = Decimal("0.00001")
_NAMED_RATE = re.compile(
    "率（(?P<part>[^（），。；÷/]{2,40})[÷/](?P<whole>[^（），。；÷/×]{2,40})(?:×100%)?）(?:为|是|达|：)*"
    "(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%"
)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an =: its value, how many numbers make it, its last number as printed."""

    value: Decimal
    count: int
    text: str
    unit: str
    step: Decimal
    exact: bool


@check("写出来的算式算得对", "SUM", "PCT")
def formulas_come_out(case: Case) -> Findings:
    """10+20+30=70; （1638.00万元-1560.00万元）÷1560.00万元×100%=4.76%; 可用数2200.00万元=64.00万元+2136.00万元."""
    for normal in case.reading.written:
        for at in (m.start() for m in re.finditer("[=≈]", normal.text)):
            start, end = _bounds(normal.text, at)
            sides = _side(normal.text[start:at]), _side(normal.text[at + 1 : end])
            if None in sides or (found := _off(*[s for s in sides if s is not None])) is None:
                continue
            class_, right, printed = found
            left = re.sub("[^\\d.+\\-×xX*÷/（）%]", "", normal.text[start:at])
            message = f"算式{left}的结果应是{right}，印的是{printed}；核对是结果还是其中一个数写错"
            yield case.finding(class_, normal.span(start, end), message, right)


def _bounds(text: str, at: int) -> tuple[int, int]:
    """Return where the two sides of an = begin and end: at a mark that stands in no bracket."""
    start, depth = at, 0
    while start > max(0, at - _LONGEST):
        mark = text[start - 1]
        depth += (mark == "）") - (mark == "（")
        if depth < 0 or (mark in _MARKS and not depth) or mark in "=≈":
            break
        start -= 1
    end, depth = at + 1, 0
    while end < min(len(text), at + _LONGEST):
        depth += (text[end] == "（") - (text[end] == "）")
        if depth < 0 or (text[end] in _MARKS and not depth) or text[end] in "=≈":
            break
        end += 1
    return start, end


def _side(text: str) -> _Side | None:
    """Return what one side comes to; None where its numbers are not joined by signs."""
    found = list(_TOKEN.finditer(text))
    numbers = [m for m in found if m["number"]]
    if not numbers:
        return None
    parts: list[str | Decimal] = []
    money = any(m["unit"] == "万元" for m in numbers)
    for match in found:
        if match["sign"]:
            parts.append(_SIGNS.get(match["sign"], match["sign"]))
            continue
        factor = _FACTORS.get(match["unit"] or "", Decimal(1))
        if match["unit"] == "元" and not money:
            factor = Decimal(1)
        parts.append(Decimal(match["number"]) * factor)
    value = _Sum(parts).value()
    if value is None:
        return None
    last = numbers[-1]
    unit = last["unit"] or ""
    step = step_of(last["number"])
    exact = not any(p in {"*", "/"} for p in parts if isinstance(p, str))
    return _Side(value, len(numbers), last["number"], unit, step, exact)


def _off(left: _Side, right: _Side) -> tuple[str, str, str] | None:
    """Return the class of a wrong result, what it should be and what is printed; None where it is right."""
    whole, result = (left, right) if left.count >= right.count else (right, left)
    if whole.count < 2 or result.count != 1:
        return None
    percent = result.unit == "%"
    values = [whole.value]
    if percent:
        values.append(whole.value / _HUNDRED)  # ×100 for ×100%
    if result.unit == "元":
        values.append(whole.value * 10000)
    factor = Decimal("0.01") if percent else Decimal(1)
    slack = _SLACK if whole.exact and not percent else result.step * factor
    if any(abs(value - result.value) <= slack for value in values):
        return None
    made = values[0] / factor
    places = len(result.text.partition(".")[2])
    shown = f"{made:.{places or 2}f}"
    if not places or (whole.exact and not percent):
        shown = plain(made if whole.exact and not percent else Decimal(shown))
    return ("PCT" if percent else "SUM", f"{shown}{result.unit}", f"{result.text}{result.unit}")


class _Sum:
    """Sums and products with brackets, worked out from their parts."""

    def __init__(self, parts: Sequence[str | Decimal]) -> None:
        self._parts = parts
        self._at = 0

    def value(self) -> Decimal | None:
        """Return the value; None where the parts are no formula, or divide by nothing."""
        try:
            found = self._added()
        except (ArithmeticError, IndexError, InvalidOperation, RecursionError, TypeError):
            return None
        return found if self._at == len(self._parts) else None

    def _peek(self) -> str | Decimal:
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def _take(self) -> str | Decimal:
        self._at += 1
        return self._parts[self._at - 1]

    def _added(self) -> Decimal:
        total = self._multiplied()
        while self._peek() in {"+", "-"}:
            total = (
                total + self._multiplied() if self._take() == "+" else total - self._multiplied()
            )
        return total

    def _multiplied(self) -> Decimal:
        made = self._one()
        while self._peek() in {"*", "/"}:
            made = made * self._one() if self._take() == "*" else made / self._one()
        return made

    def _one(self) -> Decimal:
        part = self._take()
        if part == "(":
            inner = self._added()
            if self._take() != ")":
                raise TypeError
            return inner
        if isinstance(part, Decimal):
            return part
        raise TypeError


@check_each(_NAMED_RATE, "写明怎样算的率算得对", "PCT", among=WRITTEN)
def rates_with_their_formula_come_out(case: Case, normal: Normal, match: Match) -> Told:
    """执行率（实际支出1575.00万元/调整后预算1638.00万元）为95.16%; 使用率（本年支出÷可用数）为93.30%, the two printed before."""
    sides = [_amount(normal, match, name) for name in ("part", "whole")]
    part, whole = sides
    if part is None or whole is None or not whole:
        return None
    rate = Decimal(match["rate"])
    step = step_of(match["rate"])
    right = part / whole * _HUNDRED
    if abs(right - rate) <= step:
        return None
    places = len(match["rate"].partition(".")[2]) or 2
    expected = f"{right:.{places}f}%"
    message = f"印的是{match['rate']}%，{plain(part)} ÷ {plain(whole)} = {expected}"
    return case.finding("PCT", normal.span(*match.span()), message, expected)


def _amount(normal: Normal, match: re.Match[str], side: str) -> Decimal | None:
    """Return the amount on one side of ÷: printed there, or the only one that its name leads to before."""
    own = _side(match[side])
    if own is not None:
        return own.value
    name = re.escape(match[side].strip("“”"))
    found = {
        Decimal(m["number"])
        for m in re.finditer(
            f"{name}(?:总?[计额数])?(?:为|是|共|：)?(?P<number>\\d{{1,12}}(?:\\.\\d{{1,6}})?)万元",
            normal.text,
        )
    }
    return found.pop() if len(found) == 1 else None


CHECKS = (formulas_come_out, rates_with_their_formula_come_out)
