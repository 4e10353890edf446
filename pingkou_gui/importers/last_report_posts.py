"""Posts by their kind, people who hold none, and what the public expenses paid for, from a report."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import ThreePublicCounts
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.importers.headers import YEAR
from pingkou_gui.importers.last_report_model import (
    WIDER,
    ZERO,
    Candidate,
    Shift,
    evened,
    in_doubt,
    stated,
)
from pingkou_gui.importers.last_report_texts import count_key, is_before, is_now, put_people
from pingkou_gui.text.lines.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Collector
    from pingkou_gui.text.reading.statements import Statement

_UNIT = "(?:我|全|本)?(?:镇|乡|街道|办|局|单位)?"
_POSTS = f"{_UNIT}(?:其中)?(?:现|共)?有?(?:核定|批准|定编)?(?:的)?"
_ALSO = "(?:另|现|共)?有?"
_PERSONS = "(?:人员|干部|职工|用工|工)?(?:人数)?"
_KINDS_OF_PEOPLE: tuple[tuple[re.Pattern[str], Field[int], str], ...] = (
    (re.compile(f"{_POSTS}行政(?:人员)?编制(?:人数|数)?"), Staff.civil_posts, ""),
    (
        re.compile(f"{_POSTS}(?:全额)?事业(?:单位|人员)?编制(?:人数|数)?"),
        Staff.institution_posts,
        "",
    ),
    (re.compile(f"{_ALSO}离退休{_PERSONS}"), Staff.retired, ""),
    (re.compile(f"{_ALSO}离休{_PERSONS}"), Staff.retired, "原文只写离休人员，核对有没有退休人员"),
    (re.compile(f"{_ALSO}退休{_PERSONS}"), Staff.retired, "原文只写退休人员，核对有没有离休人员"),
    (re.compile(f"{_ALSO}编外(?:聘用)?{_PERSONS}"), Staff.contract_staff, ""),
    (
        re.compile(f"{_ALSO}(?:临聘|临时聘用|临时|聘用|劳务派遣|政府购买服务){_PERSONS}"),
        Staff.contract_staff,
        "原文只写这一种，核对还有没有别的编外人员",
    ),
)
"""What a count of some of the people is of, and what is to be looked at in it."""
_PART_OF_POSTS = re.compile("(?P<kind>行政|事业)(?:人员|单位)?")
_OF_YEAR = re.compile("^20\\d\\d年末?")
_ALL_OF_ONE_KIND = re.compile("[（，]?(?:均|全部?)[为是](?P<kind>行政|事业)编制")
_BY_KIND = {"行政": Staff.civil_posts, "事业": Staff.institution_posts}


def read_kinds_of_people(c: Collector) -> None:
    """Propose the posts of each kind, and the people who hold none."""
    found: defaultdict[Field[int], list[Candidate]] = defaultdict(list)
    single: defaultdict[Field[int], dict[str, tuple[Candidate, str]]] = defaultdict(dict)
    for index, s in enumerate(c.reading.statements):
        value = stated(c, s) if s.unit_is_people and not s.aside and is_now(c, s) else None
        if value is None or c.shift is Shift.APART or is_before(c, s.year):
            continue
        known = _kind_of_people(c, s)
        if known is not None:
            c.used.add(index)
            field, doubt = known
            if doubt:
                single[field].setdefault(evened(s.label), (value, doubt))
            else:
                found[field].append(value)
        after = c.reading.source.paragraphs[s.span.paragraph].text[value.span.end :]
        alone = _ALL_OF_ONE_KIND.match(after) if count_key(s) == "establishment" else None
        if alone:
            found[_BY_KIND[alone["kind"]]].append(value)
    for field, kinds in single.items():
        if field not in found:
            found[field].append(_together(kinds))
    for field, candidates in found.items():
        posts = field in _BY_KIND.values()
        if posts or c.shift is Shift.SAME:
            put_people(c, field, candidates, carried=posts)
        else:
            _list_as_last_years(c, field, candidates)
    _add_posts(c, found)


def _list_as_last_years(c: Collector, field: Field[int], found: list[Candidate]) -> None:
    """List counts of the year before, of which the form has this year's only."""
    for each in found:
        words = f"{field.label} {c.reading.quote(each.span)}"
        c.miss(each.span, words, f"是上年的数，本年的填在“{field.label}”里")


def _together(kinds: dict[str, tuple[Candidate, str]]) -> Candidate:
    """Return what people of several kinds come to, in doubt: 离休1人，退休11人."""
    values = [value for value, _ in kinds.values()]
    doubt = next(doubt for _, doubt in kinds.values())
    if len(values) == 1:
        return in_doubt(values[0], doubt)
    added = replace(values[0], value=sum((value.number for value in values), ZERO))
    return in_doubt(added, f"原文没有写总数，按{'、'.join(kinds)}相加，核对有没有别的")


def _add_posts(c: Collector, found: dict[Field[int], list[Candidate]]) -> None:
    """Add up the posts of both kinds where the number of one was all that was known of posts."""
    item = c.items.get(Staff.establishment.at())
    kinds = [c.items.get(field.at()) for field in _BY_KIND.values()]
    numbers = [kind.value for kind in kinds if kind is not None and isinstance(kind.value, int)]
    if item is None or item.doubt != WIDER or len(numbers) < 2 or item.value not in numbers:
        return
    span = found[Staff.civil_posts][0].span
    c.put(Staff.establishment, sum(numbers), span, doubt=_ADDED, carried=True)


_ADDED = "原文没有写总数，按行政编制、事业编制相加，核对"


def _kind_of_people(c: Collector, s: Statement) -> tuple[Field[int], str] | None:
    """Return whom a count is of, and its doubt; in 编制80名，其中行政30名 it is of posts.

    In 实有46人，其中行政编制19人 it is of people, for whom the form has no field, and in
    离退休12人，其中退休11人 a part of what was told already.
    """
    label = _OF_YEAR.sub("", evened(s.label))
    whole_ = c.reading.whole_of(s)
    above = "" if whole_ is None else count_key(whole_)
    part = _PART_OF_POSTS.fullmatch(label)
    if part and above == "establishment":
        return _BY_KIND[part["kind"]], ""
    known = next(((f, doubt) for p, f, doubt in _KINDS_OF_PEOPLE if p.fullmatch(label)), None)
    if known is None or whole_ is None:
        return known
    if known[0] in _BY_KIND.values():
        return None if above == "headcount" else known
    outer = _kind_of_people(c, whole_)
    return None if outer is not None and outer[0] is known[0] else known


# What the three public expenses paid for: guests and their visits, vehicles, groups abroad.


_NUMBER = "(?P<number>\\d[\\d,，]*)"
_BETWEEN = "[^，,。；;：:（）\\d万元]{0,8}"
_AT_GUESTS = "接待(?!费)|接待费[^，,。；;（(]{0,16}[（(]"
_GUESTS = f"(?:{_AT_GUESTS})(?:{_BETWEEN}\\d+个?批次?[，、,]?)?{_BETWEEN}"
_ABROAD = f"(?:出国|境）|出境|团组){_BETWEEN}"
_CARS = "(?:公务用车|公务车|公车|车辆)"
_COUNTS: tuple[tuple[Field[int], re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (ThreePublicCounts.reception_batches, f"(?:{_AT_GUESTS}){_BETWEEN}{_NUMBER}个?批次?"),
        (ThreePublicCounts.reception_people, f"{_GUESTS}{_NUMBER}人次?"),
        (ThreePublicCounts.vehicles_kept, f"(?:{_CARS}|年末)?保有量?{_BETWEEN}{_NUMBER}[辆台]"),
        (ThreePublicCounts.vehicles_kept, f"[现共实]有{_CARS}{_BETWEEN}{_NUMBER}[辆台]"),
        (ThreePublicCounts.vehicles_bought, f"(?:购置|购买|更新|新购)了?{_CARS}{_NUMBER}[辆台]"),
        (
            ThreePublicCounts.overseas_groups,
            f"{_ABROAD}{_NUMBER}个?(?:团组|批次|团)?(?=[，、,。；;共累])",
        ),
        (
            ThreePublicCounts.overseas_people,
            f"{_ABROAD}(?:\\d+个?(?:团组|批次|团)?[，、,])?{_BETWEEN}{_NUMBER}人次?",
        ),
    )
)
_SENTENCE = re.compile("[^。；;\\n]+")
_OTHER_YEAR = re.compile("上年|去年|同期|预计|计划|预算")
_CHANGE = re.compile("(?:增加|减少|增长|下降|[多少])了?$")
_PART = re.compile("外[事宾]")
"""What makes a count one of some guests only."""


def read_counts(c: Collector) -> None:
    """Propose the counts of guests, vehicles and groups that running text tells."""
    found: defaultdict[Field[int], list[Candidate]] = defaultdict(list)
    for index, paragraph in enumerate(c.reading.source.paragraphs):
        if paragraph.is_cell or c.shift is Shift.APART:
            continue
        for sentence in _SENTENCE.finditer(paragraph.text):
            for field, span, number in _counts_in(c, index, sentence):
                c.counted.append(span)
                found[field].append(Candidate(number, span, Decimal(1)))
    for field, candidates in found.items():
        if c.shift is Shift.SAME:
            put_people(c, field, candidates, carried=False)
        else:
            _list_as_last_years(c, field, candidates)


def _counts_in(
    c: Collector, index: int, sentence: re.Match[str]
) -> Iterator[tuple[Field[int], Span, Decimal]]:
    """Yield the counts of a sentence that are of the year of the text, and of all there was."""
    text, own = sentence.string, c.reading.year
    for field, pattern in _COUNTS:
        for match in pattern.finditer(text, *sentence.span()):
            clause = text[
                max(sentence.start(), text.rfind("，", 0, match.start()) + 1) : match.start()
            ]
            before = text[match.start() : match.start("number")]
            years = {int(year) for year in YEAR.findall(clause)} - {own}
            other = years or _OTHER_YEAR.search(clause + before) or _PART.search(clause + before)
            if not other and not _CHANGE.search(before):
                number = Decimal(re.sub("[,，]", "", match["number"]))
                yield field, Span(index, match.start("number"), match.end()), number
