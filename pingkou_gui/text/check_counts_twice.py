"""Checks of a count or a rate that a text prints in two places: one thing, one number."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import Case, Findings, check
from pingkou_gui.text.printed_numbers import MONEY, PERCENT, POINTS, is_swap
from pingkou_gui.text.slips import is_slip
from pingkou_gui.text.systems import is_left, is_turned, spoken_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.terms import Term

_FILLER = re.compile(
    "^(?:[本我全]?[年县镇乡局院校]|20\\d\\d年度?|全年|年度|截至|其中|由于|因|目前|现|共|本单位|本部门|年末|年底)+|(?:为|是|共|有|达到?|约|计|仅|实际|：|、)+$"
)
_ANOTHER = re.compile(
    "上年|去年|年初|计划|目标|任务|预算|应|拟|比|较|由|从|增|减|新|每|均|其中|第|满分|标准|项目|超|不|合同|占|下年|其他|[一二三四]季度|月|村|组"
)
_LEAST, _LONGEST = 4, 14
_GUESTS = {"人次", "人"}
_MOST = 400


@check("同一个数量、同一个率前后一致", "CONTRADICTION", ground="前后一致")
def a_count_is_printed_once(case: Case) -> Findings:
    """年末在职人员86人, and further down 年末在职人员68人; 预算执行率98.50%, and 95.80%."""
    found: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at, term in enumerate(terms[:_MOST]):
            name = _name(terms, at)
            if name:
                found[name, term.kind].append(term)
    for (name, _), terms in found.items():
        told = _two(case, name, terms)
        if told is not None:
            yield told


def _name(terms: Sequence[Term], at: int) -> str:
    """Return what a count is called; '' where that is too little, or another year's or a plan's."""
    term = terms[at]
    if term.kind in {MONEY, POINTS, "分", "个", "项"} or term.number.is_hedged or term.depth:
        return ""
    if is_turned(term) or is_left(term) or _is_of_another(term):
        return ""
    before = terms[at - 1] if at else None
    if (
        before is not None
        and before.kind in {"批次", "批"}
        and before.number.end == term.number.start
    ):
        return f"接待{before.text}{before.kind}" if "接待" in before.lead[-14:] else ""
    name = _FILLER.sub("", _FILLER.sub("", term.words))
    other = _ANOTHER.search(name.removeprefix("预算执行"))
    return name if _LEAST <= len(name) <= _LONGEST and not other else ""


def _is_of_another(term: Term) -> bool:
    clause = re.split("[，。；]", term.lead)[-1]
    return (
        re.search("上年|去年|年初|计划|目标|预算(?!执行率)|比|较|由(?!于)|从", clause) is not None
    )


def _two(case: Case, name: str, terms: Sequence[Term]) -> TextFinding | None:
    """Return a question where two places print numbers that are a slip apart."""
    values = {t.value for t in terms}
    first, last = terms[0], terms[-1]
    if len(values) != 2 or first.value == last.value or first.normal is last.normal:
        return None
    swap, whole = is_swap(first.text, last.text), first.kind != PERCENT
    if not (swap or (whole and len(first.text) > 1 and is_slip(first.text, last.text))):
        return None
    own = [case.reading.terms.get(t.normal.paragraph, []) for t in (first, last)]
    if spoken_for(last, own[1]) and not spoken_for(first, own[0]):
        first, last = last, first
    where = case.reading.named(first.normal.paragraph)
    printed = f"{first.text}{first.unit}"
    message = f"“{name}”在{where}是{printed}，这里是{last.text}{last.unit}；核对哪一处写错"
    spot = last.normal.span(last.number.start - len(last.words), last.number.end)
    there = first.normal.span(first.number.start - len(first.words), first.number.end)
    return case.question("CONTRADICTION", spot, message, printed, others=(there,))


# ---- a part of a person --------------------------------------------------------------------------

_WHOLE_ONLY = frozenset("人名户辆座")


@check("人、户、车是整数", "UNIT", ground="单位")
def persons_are_whole(case: Case) -> Findings:
    """全镇总人口2.35人: 万人."""
    for normal in case.reading.running:
        for term in case.reading.terms.get(normal.paragraph, []):
            if term.number.kind not in _WHOLE_ONLY or not term.number.amount.places:
                continue
            if (
                re.search("均|每|率|比|折合|约|平", term.words)
                or term.number.is_hedged
                or term.value >= _MANY
            ):
                continue
            right = f"{term.text}万{term.number.kind}"
            message = f"“{term.words}{term.text}{term.number.kind}”不是整数，像是漏了“万”；应为{right}，核对"
            spot = term.normal.span(term.number.start - len(term.words), term.number.end)
            yield case.question("UNIT", spot, message, right)


_MANY = 1000

CHECKS = (a_count_is_printed_once, persons_are_whole)
