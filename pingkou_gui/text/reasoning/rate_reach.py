"""What a rate of execution may be a rate of: the amounts in its reach, and the whole of the list it follows."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lines.source import normalise
from pingkou_gui.text.reading.statements import OUTTURN

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reading.statements import Statement

_MONEY = re.compile(
    "(?<![\\d.])(?P<number>\\d{1,12}(?:\\.\\d{1,6})?)(?P<unit>亿元|万元|元|万|(?<=\\.\\d\\d)(?![\\d%‰]))"
)
"""An amount: with its unit, or with two decimals in a list whose head names the unit."""
_FACTOR = {"亿元": Decimal(10000), "元": Decimal("0.0001")}
_REACH = 300
"""So many characters before a rate, within its paragraph, may hold the amounts that make it; and as many behind."""
_MOST = 24
_HUNDRED = Decimal(100)


_STAGE = re.compile(
    "(?P<budget>预算|年初|调整|追加|调[增减]|安排|下达|指标|批复)|(?P<spent>支[出付]|执行|使用|决算|花)"
)


def amounts_in_reach(reading: Reading, spot: Span) -> list[tuple[Decimal, str]]:
    """Return the amounts, in 万元, printed just before a rate and in its own sentence.

    Each with `budget` or `spent`, whichever the words before it say last, or nothing.
    """
    normal = reading.normals[spot.paragraph]
    at = normal.place(spot.start)
    _, end = sentence_of(normal.text, at)
    start, end = max(0, at - _REACH), min(end, at + _REACH)
    found = []
    for match in _MONEY.finditer(normal.text, start, end):
        words = _MARK.split(normal.text[start : match.start()])[-1]
        told = list(_STAGE.finditer(words))
        value = Decimal(match["number"]) * _FACTOR.get(match["unit"], Decimal(1))
        found.append((value, (told[-1].lastgroup or "") if told else ""))
    return found[-_MOST:]


def amounts_just_before(reading: Reading, spot: Span) -> list[tuple[Decimal, str]]:
    """Return the amounts of the paragraph before, where `spot` is in the first sentence of its own.

    预算32.00万元，完成86.38% in a line of its own may go on with what the line before tells.
    """
    normal = reading.normals[spot.paragraph]
    start, _ = sentence_of(normal.text, normal.place(spot.start))
    before = spot.paragraph - 1
    if start or before < 0 or reading.source.paragraphs[before].is_cell:
        return []
    text = reading.normals[before].text
    found = [
        (Decimal(m["number"]) * _FACTOR.get(m["unit"], Decimal(1)), "")
        for m in _MONEY.finditer(text, max(0, len(text) - _REACH))
    ]
    return found[-_MOST:]


_MARK = re.compile("[，。；：、（）]")


def is_made_in_reach(reading: Reading, rate: Amount) -> bool:
    """Whether two amounts in reach of a rate make it, rounded or cut off at its last place.

    Or all that is said to be spent there, of all that was budgeted: 基本支出预算500万元、执行479.6万元，项目….
    """
    found = amounts_in_reach(reading, rate.span)
    amounts = dict.fromkeys((*found, *amounts_just_before(reading, rate.span)))
    spent, budget = (
        sum((value for value, stage in found if stage == told), Decimal(0))
        for told in ("spent", "budget")
    )
    return _gives(spent, budget, rate) or any(
        _gives(part, whole, rate)
        for (part, stage), (whole, base) in permutations(amounts, 2)
        if stage != "budget" and base != "spent"
    )


def _gives(part: Decimal, whole: Decimal, rate: Amount) -> bool:
    if whole <= 0:
        return False
    off = part / whole * _HUNDRED - rate.value
    return -rate.step / 2 <= off <= (rate.step if rate.places else rate.step / 2)


def is_one_amount(reading: Reading, rate: Amount, value: Decimal) -> bool:
    """Whether what was spent and its budget can only be one number, printed once in reach of the rate."""
    return [amount for amount, _ in amounts_in_reach(reading, rate.span)].count(value) == 1


def whole_before(reading: Reading, index: int) -> int:
    """Return the statement that a rate printed behind another is about, -1 where there is none.

    After 执行数648.10万元，其中基本支出…，项目支出168.50万元 it is the whole, whatever part stands
    last; after 执行数817.00万元，上年790.50万元 it is this year's.
    """
    here = reading.statements[index]
    if here.group < 0 and here.amount is None and not is_named(reading, here):
        index = _repeated(reading, index)
        year, here = here.year, reading.statements[index]
        if _is_spent(here) and year is not None and year < (here.year or 0):
            return index  # 996万元（2023年为912万元），年度预算1020万元，执行率…: this year's
    if here.group >= 0:
        top = -1
        parent = reading.lists[here.group].parent
        while parent >= 0:
            top = parent
            group = reading.statements[parent].group
            parent = reading.lists[group].parent if group >= 0 else -1
        return top if top >= 0 and _is_spent(reading.statements[top]) else -1
    earlier = (
        at for at in reversed(range(index))
        if reading.statements[at].sentence == here.sentence and _is_spent(reading.statements[at])
        and here.year is not None and here.year < (reading.statements[at].year or 0)
    )  # fmt: skip
    return next(earlier, -1)


def is_named(reading: Reading, statement: Statement) -> bool:
    """Whether a statement has its name beside it, not from what was said before."""
    return statement.label in normalise(reading.quote(statement.span)).text


def _repeated(reading: Reading, index: int) -> int:
    """Return the amount just before whose name a rate without a name of its own was given."""
    here = reading.statements[index]
    for at in reversed(range(index)):
        other = reading.statements[at]
        if other.span.paragraph != here.span.paragraph:
            break
        if other.key == here.key and other.label == here.label and is_named(reading, other):
            return at
    return index


def _is_spent(statement: Statement) -> bool:
    return (
        statement.measure == OUTTURN
        and statement.amount is not None
        and not statement.unit_is_people
    )
