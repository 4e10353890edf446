"""Findings on counts: so many named, so many listed; people and rates."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.comparisons import two_places
from pingkou_gui.domain.proofread.finding import Severity
from pingkou_gui.domain.reading.chapters import chinese_number

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.normal import Normal

_COUNT = "(?<![\\d一二三四五六七八九十])(?P<count>\\d{1,3}|[一二三四五六七八九十]{1,3})"
_NAMED = re.compile(
    f"{_COUNT}(?P<measure>个|家|所|项|条|类|方面|名|大)?(?P<noun>[^，。；、：\\d（）]{{0,14}}?)"
    "(?:（[^（）]{0,16}）)?(?:，)?(?P<colon>分别(?:是|为|有)?：?|即：?|包括：?|具体[是为]：?|为：?|：)(?P<list>[^。；：\\n]{3,400})"
)
_ANOTHER = re.compile(
    "(?:\\d|[一二三四五六七八九十])个[^，。；]{0,14}[、和及，与]?[^，。；、\\d]{0,6}$"
)
_UNITS = re.compile("机构|科室|股室|单位|中心|站|所|部门|办公室|学校|室")
_END = re.compile("，(?!以及|和|及)|。|；|均为|等(?=\\d|$|内设|机构|部门|单位|站|中心|股|室)|共\\d")
_TAIL = re.compile("^以及|^和|^及")
_JOINER = re.compile("以及|及|和|与")
_RATE = re.compile("控制率(?:为|是|达到?|：)*+(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%")
_PARTS = re.compile(
    "(?:编制数?|人员编制|编制人数|实有人数|在职人数|在职人员)[^，。；\\d]{0,8}(?P<total>\\d{1,5})[人名个]?，?(?:其中|包括|含)：?"
    "(?P<parts>(?:[^，。；、\\d]{1,14}\\d{1,5}[人名个]?[、，]?){2,8})"
)
_PEOPLE = re.compile("(\\d{1,5})[人名个]?")


@check("写几个就列几个", "COUNT", ground="计数")
def as_many_listed_as_named(case: Case) -> Findings:
    """7个机构 and then seven names: 和 inside the last name is given the benefit."""
    for normal in case.reading.normals:
        for match in _NAMED.finditer(normal.text):
            named = _number(match["count"])
            listed = _listed(match["list"]) if _is_plain(normal.text, match) else None
            if listed is None or not 2 <= named <= 40:
                continue
            low, high = listed
            if low <= named <= high:
                continue
            spot = normal.span(match.start(), match.start("list") + _length(match["list"]))
            message = (
                f"这里写{match['count']}个{match['noun']}，后面列出的是{low}个；核对数目或补全名单"
            )
            yield case.finding("COUNT", spot, message, str(low))


def _is_plain(text: str, match: re.Match[str]) -> bool:
    """Not the second of two counts with one list for both; after a bare colon, only units.

    六小建设： is a name with a numeral in it: what counts has a measure word, or is a unit itself.
    """
    before = text[max(0, match.start() - 24) : match.start()]
    if _ANOTHER.search(before):
        return False
    if match["colon"] != "：":
        return True
    if match["measure"]:
        return _UNITS.search(match["noun"] + before[-8:]) is not None
    return _UNITS.match(match["noun"]) is not None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


def _length(text: str) -> int:
    end = _END.search(text)
    return end.start() if end else len(text)


def _listed(text: str) -> tuple[int, int] | None:
    """Return how few and how many names are listed; None where it is no plain list."""
    end = _END.search(text)
    body = text[: end.start()] if end else text
    if end and end.group().startswith("等"):
        return None
    names = [_TAIL.sub("", name) for name in re.split("、|，", body)]
    if len(names) < 2 or any(not 2 <= len(name) <= 26 or re.search("\\d", name) for name in names):
        return None
    joined = len(_JOINER.findall(names[-1]))
    return len(names), len(names) + joined


@check("在职人员控制率 = 在职人数 ÷ 编制数", "PCT")
def control_rate_follows_from_people(case: Case) -> Findings:
    """The rate printed beside the two counts of the same paragraph."""
    for normal in case.reading.normals:
        match = _RATE.search(normal.text)
        people = _people(case, normal) if match else None
        if match is None or people is None:
            continue
        establishment, headcount = people
        right = two_places(headcount / establishment * 100)
        printed = Decimal(match["rate"])
        step = Decimal(1).scaleb(-len(match["rate"].partition(".")[2]))
        if abs(printed - headcount / establishment * 100) > step:
            message = f"控制率印的是{match['rate']}%，{headcount} ÷ {establishment} = {right}%"
            yield case.finding("PCT", normal.span(*match.span()), message, f"{right}%")


def _people(case: Case, normal: Normal) -> tuple[Decimal, Decimal] | None:
    found: dict[str, set[Decimal]] = {}
    for statement in case.reading.statements:
        if (
            statement.span.paragraph == normal.paragraph
            and statement.amount
            and statement.unit_is_people
        ):
            found.setdefault(statement.key, set()).add(statement.amount.value)
    establishment, headcount = found.get("establishment", set()), found.get("headcount", set())
    if len(establishment) != 1 or len(headcount) != 1 or not min(establishment):
        return None
    return establishment.pop(), headcount.pop()


@check("人数等于分项人数之和", "COUNT", ground="计数")
def people_add_up(case: Case) -> Findings:
    """编制46人，其中行政20人、事业26人."""
    for normal in case.reading.normals:
        for match in _PARTS.finditer(normal.text):
            parts = [int(n) for n in _PEOPLE.findall(match["parts"])]
            total = int(match["total"])
            if sum(parts) == total or len(parts) < 2:
                continue
            severity = Severity.ERROR if sum(parts) > total else Severity.REMINDER
            message = f"总数是{total}，分项{'+'.join(map(str, parts))} = {sum(parts)}；核对"
            yield case.finding(
                "COUNT", normal.span(*match.span()), message, str(sum(parts)), severity=severity
            )


CHECKS = (as_many_listed_as_named, control_rate_follows_from_people, people_add_up)
