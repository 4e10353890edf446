"""Check of what is said not to be: no reception and twelve groups of guests, no vehicle bought and its price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import Case, Findings, check
from pingkou_gui.text.printed_numbers import sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.source import Normal, Span
    from pingkou_gui.text.statements import Statement

_NOT = "(?:没有|未|无|不再|均未|也未|也没有)(?:再|新|曾)?"
_ZERO = "(?:全年)?(?:支出|决算)?(?:零支出|零开支|为零|[为是]?0(?:\\.0{1,2})?(?:万元|元)?)"
_COUNT = "(?P<count>[1-9]\\d{0,4})"
_END = "(?=[，。；、（）]|$)"
_OTHER_TIME = re.compile(
    "上年|去年|上期|往年|历年|预算|计划|拟|安排|编制数|核定|目标|标准|控制在|以内|不超过|同期|年初|[比较]"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing that there is or is not.

    Attributes:
        key: the quantity of its money.
        none: how it is said that there is none.
        some: how a number of it is told.
        expected: what stands where there is none.
    """

    key: str
    none: re.Pattern[str]
    some: re.Pattern[str]
    expected: str


_KINDS = (
    _Kind(
        "official_reception",
        re.compile(
            f"{_NOT}(?:发生|安排|开展|产生|列支|组织)?(?:任何|过)?(?:国内)?(?:公务)?接待(?:活动|支出|费用|费|任务)?{_END}|公务接待费?{_ZERO}{_END}|公务接待费?(?:全年)?(?:未|没有)发生{_END}"
        ),
        re.compile(f"(?:接待|来访)[^，。；、：\\d]{{0,10}}{_COUNT}(?P<unit>批次|批|人次|人)"),
        "0批次0人次",
    ),
    _Kind(
        "",
        re.compile(
            f"{_NOT}(?:配备|保留)?(?:任何)?(?:一般)?(?:公务用车|公务车|公车){_END}|保有量[为是]?0辆"
        ),
        re.compile(f"(?:公务用车|公务车|公车|车辆)?保有(?:量|公务用车)[^，。；\\d]{{0,4}}{_COUNT}(?P<unit>辆|台)"),
        "0辆",
    ),
    _Kind(
        "vehicle_purchase",
        re.compile(
            f"{_NOT}(?:购置|新购|购买|更新|购入)(?:任何)?(?:公务用车|公务车|公车|车辆|新车)?{_END}|(?:公务用车|公务车|公车|车辆)购置费?(?:支出)?(?:未安排|没有安排|未发生|没有发生|{_ZERO}){_END}"
        ),
        re.compile(
            f"(?:购置|新购|更新|购买|购入)(?:了)?(?:公务用车|公务车|公车|车辆)?(?:数|数量)?(?:为|是|共)?{_COUNT}(?P<unit>辆)(?!次)|(?:公务用车|公务车|公车|车辆)购置费?[^。；]{{0,16}}，(?:本年|当年|全年|年内)?(?:更新|购置|新购)[^，。；、\\d]{{0,8}}车(?P<car>[1-9]\\d?)辆(?P<price>[，（][^，。；\\d]{{0,8}}\\d[\\d.]*万?元)?"
        ),
        "0辆",
    ),
    _Kind(
        "",
        re.compile(f"{_NOT}新增(?:任何)?(?:公务用车|公务车|公车|车辆){_END}"),
        re.compile(f"新增(?:了)?(?:公务用车|公务车|公车|车辆)?{_COUNT}(?P<unit>辆|台)(?!次)"),
        "0辆",
    ),
    _Kind(
        "overseas_travel",
        re.compile(f"{_NOT}(?:安排|组织|发生|派出)?(?:任何)?(?:人员)?因公出国(?:（境）)?(?:费|费用|团组|活动|支出)?{_END}"),
        re.compile(f"(?:出国|出境|出访)[^，。；、\\d]{{0,10}}?{_COUNT}(?P<unit>个团组|批次|人次|人)"),
        "0人次",
    ),
)  # fmt: skip


@check("说没有的，后面也没有", "CONTRADICTION", ground="前后一致")
def what_is_not_is_not_counted(case: Case) -> Findings:
    """没有发生公务接待，全年接待12批次98人次; 未购置公务用车 and 购置费1.50万元."""
    for kind in _KINDS:
        said = [(n, m) for n, m in _told(case, kind.none) if not _is_of_another(case, n, m)]
        if not said:
            continue
        found = next(
            ((n, m) for n, m in _told(case, kind.some) if not _is_of_another(case, n, m)), None
        )
        normal, none = said[0]
        if found is not None:
            yield _contradicted(case, kind, (normal, none), found)
            continue
        here = normal.span(*none.span())
        spent = next((s for s in _spent(case, kind) if not _is_at(s.span, here)), None)
        if spent is not None:
            yield _spent_all_the_same(case, (normal, none), spent)


def _is_at(one: Span, other: Span) -> bool:
    """Whether two places overlap: an amount read for what was said to be nothing is another's."""
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _told(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[Normal, re.Match[str]]]:
    for normal in case.reading.running:
        for match in pattern.finditer(normal.text):
            yield normal, match


def _is_of_another(case: Case, normal: Normal, match: re.Match[str]) -> bool:
    """Whether words speak of another year, of a plan, or of a part of it."""
    first, last = sentence_of(normal.text, match.start())
    clause = normal.text[max(first, match.start() - _NEAR) : match.start()]
    clause = re.split("[，。；]", clause)[-1]
    years = [int(year) for year in re.findall("20\\d\\d(?=年)", normal.text[first : match.start()])]
    other = bool(years) and years[-1] != case.reading.year
    part = re.search(
        "外事|外宾|涉外|外(?=公务|接待)|外$",
        normal.text[max(first, match.start() - 8) : min(last, match.end() + 2)],
    )
    return other or part is not None or _OTHER_TIME.search(clause) is not None


_NEAR = 24


def _spent(case: Case, kind: _Kind) -> Iterator[Statement]:
    """Yield what the text says was spent on it in its own year."""
    void = {(s.key, s.sentence) for s in case.reading.statements if s.none}
    for s in case.reading.statements if kind.key else ():
        own = s.key == kind.key and s.measure == "outturn" and not s.whose and not s.aside
        words = case.reading.quote(s.span)
        if (s.key, s.sentence) in void:
            continue
        near = len(words) <= len(s.label) + _BESIDE and "零" not in words
        named = near and _NAMED.search(s.label) is not None
        if (
            own
            and named
            and s.amount is not None
            and s.amount.value
            and s.year in {None, case.reading.year}
        ):
            yield s


_BESIDE = 14
_NAMED = re.compile("购置费|购置支出|接待|出国")


def _contradicted(
    case: Case, kind: _Kind, said: tuple[Normal, re.Match[str]], found: tuple[Normal, re.Match[str]]
) -> TextFinding:
    (there, none), (normal, some) = said, found
    more = _MORE.match(normal.text, some.end())
    end = more.end() if more else some.end()
    where = "" if there is normal else f"{case.reading.named(there.paragraph)}"
    right = kind.expected if more else f"0{some['unit'] or '辆'}"
    price = re.search("\\d[\\d.]*万?元$", some.group())
    right = f"{right}，或购置费{price.group()}" if price else right
    if (
        kind.key == "vehicle_purchase"
        and not price
        and _HAS_VERB.search(normal.text, 0, some.start())
    ):
        right = "未购置公务用车"
    message = f"{where}写的是“{none.group()}”，这里却写“{normal.text[some.start() : end]}”；核对，没有的写{right}"
    return case.question(
        "CONTRADICTION", normal.span(some.start(), end), message, right, others=(there.span(*none.span()),),
    )  # fmt: skip


_HAS_VERB = re.compile("(?:已|已经|已于)(?:[本当]年|年内|20\\d\\d年)?$")
"""已于当年购置公务用车1辆: what is told as done is not mended by a count of 0."""
_MORE = re.compile("[、，]?\\d{1,5}(?:人次|人|批次)")


def _spent_all_the_same(
    case: Case, said: tuple[Normal, re.Match[str]], spent: Statement
) -> TextFinding:
    normal, none = said
    amount = spent.amount
    printed = f"{amount.text}{amount.unit}" if amount is not None else ""
    where = (
        case.reading.named(spent.span.paragraph)
        if spent.span.paragraph != normal.paragraph
        else "旁边"
    )
    message = f"这里写“{none.group()}”，{where}的“{spent.label}”却是{printed}；核对哪一处写错"
    return case.question(
        "CONTRADICTION", normal.span(*none.span()), message, f"{spent.label}{printed}", others=(spent.span,),
    )  # fmt: skip


CHECKS = (what_is_not_is_not_counted,)
