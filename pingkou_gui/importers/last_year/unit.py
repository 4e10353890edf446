"""The unit, its people, its offices and their rank."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.vocabulary import vocabulary
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.importers.last_year.candidates import last_of, settled, stated
from pingkou_gui.importers.last_year.collector import whole
from pingkou_gui.importers.last_year.shift import Shift

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.statements import Statement
    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_year.candidates import Candidate
    from pingkou_gui.importers.last_year.collector import Collector

_COUNTY = re.compile("(?:^|[市州省])(?P<county>[一-鿿]{1,4}?县|[一-鿿]{2,8}?自治县)(?=[一-鿿]{2,})")
_SELF = re.compile(
    "我(?:镇|乡|街道|办|局|院|校|委|站|所|中心|单位|部门)|本(?:镇|乡|街道|局|院|校|单位)"
)
_DAY = re.compile("20\\d\\d年\\d{1,2}月\\d{1,2}日")
_RANK = re.compile("机构规格为(?P<as_is>[^，。；]{2,12})|(?P<all>均[为系][正副]?[科股处厅县乡]级)")
_YEAR_BEFORE = re.compile("^20\\d\\d(?=年)")
_REASON = re.compile("原因(?:是|为|：|:)+(?P<why>[^。；]+)")


def read_unit(c: Collector) -> None:
    """Propose the unit's names, the year, the day, and its people."""
    _names(c)
    _signature(c)
    _people(c)
    _rank(c)


def _names(c: Collector) -> None:
    name = c.reading.unit
    title = next((b.index for b in c.blocks[:12] if name and name in evened_text(c, b.index)), 0)
    if name:
        c.carry(Unit.name, name, title)
        county = _COUNTY.search(name)
        if county:
            c.carry(Unit.county, county["county"], title)
    if c.shift is Shift.SAME and c.reading.year:
        c.put(Unit.year, str(c.reading.year), title)
    called = Counter(_SELF.findall(c.reading.text)).most_common(1)
    if called:
        c.carry(Unit.short_name, called[0][0], title)


def evened_text(c: Collector, index: int) -> str:
    """Return a paragraph evened out."""
    return c.reading.normals[index].text


def _signature(c: Collector) -> None:
    """Propose the day under the text; the unit above it is no remark."""
    for block in c.blocks:
        text = evened_text(c, block.index)
        if text == c.reading.unit:
            c.placed.add(block.index)
        if not _DAY.fullmatch(text) or block.is_cell:
            continue
        c.placed.add(block.index)
        if c.shift is Shift.SAME and Unit.report_date.at() not in c.items:
            c.put(Unit.report_date, text, block.index)


def _people(c: Collector) -> None:
    pools: dict[str, list[Candidate]] = {"posts": [], "this": [], "last": []}
    for index, s in enumerate(c.reading.statements):
        key = _key(s)
        if key in {"establishment", "headcount"} and not s.aside and _is_now(c, s):
            _count(c, pools, index, s, key)
    for cell in c.reading.cells:
        if cell.column_key in {"establishment", "headcount"} and cell.amount.unit != "%":
            c.placed.add(cell.amount.span.paragraph)
    _put_people(c, Staff.establishment, pools["posts"], carried=True)
    if c.shift is Shift.SAME:
        _put_people(c, Staff.headcount, pools["this"])
        _put_people(c, Staff.headcount_last, pools["last"])
    elif c.shift is Shift.NEXT:
        _put_people(c, Staff.headcount_last, pools["this"])


def _key(s: Statement) -> str:
    """Return the key of a count; in 2021年末实有人数 the year hides the name."""
    known = vocabulary().quantities.get(_YEAR_BEFORE.sub("", s.label))
    return s.key or (known.key if known and s.unit_is_people else "")


def _is_now(c: Collector, s: Statement) -> bool:
    return s.year is None or c.reading.year is None or s.year == c.reading.year


def _count(
    c: Collector, pools: dict[str, list[Candidate]], index: int, s: Statement, key: str
) -> None:
    value = stated(c, s)
    if value is None:
        return
    c.used.add(index)
    c.placed.add(s.span.paragraph)
    if key == "establishment":
        pools["posts"].append(value)
        return
    pools["this"].append(value)
    last = last_of(c, s, value)
    if last is not None:
        pools["last"].append(last)
        _reason(c, s)


def _reason(c: Collector, s: Statement) -> None:
    text = c.reading.source.paragraphs[s.span.paragraph].text[s.span.end :].partition("。")[0]
    match = _REASON.search(text)
    if match and c.shift is Shift.SAME and "【" not in match["why"]:
        c.put(Staff.headcount_reason, match["why"], s.span)


def _put_people(
    c: Collector, field: Field[int], found: list[Candidate], *, carried: bool = False
) -> None:
    if not found:
        return
    best = settled(found)
    number = whole(best.number)
    if number is not None:
        doubt = best.doubt.why if best.doubt else ""
        c.put(field, number, best.span, doubt=doubt, carried=carried)


def _rank(c: Collector) -> None:
    for block in c.chapter("overview"):
        match = _RANK.search(block.body)
        if match:
            c.carry(Staff.rank, match["as_is"] or match["all"], block.index)
            return
