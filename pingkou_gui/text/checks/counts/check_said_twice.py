"""Checks of what a text says twice: an item with its amount, a number of vehicles."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import in_unit_of
from pingkou_gui.text.reading.statements import OUTTURN
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reasoning.finding import TextFinding

_LEAST_LABEL = 4
_ANOTHER_FIGURE = re.compile(
    "预算|计划|安排|上年|去年|20\\d\\d年|增加|减少|下降|增长|每|均|其中|占|申请|批复|下达|到位|结转|合同|概算|总投资|比|较"
)
_BEHIND = "(?:项目)?(?:资金|支出|经费|共|的|为|是|实际|投入|花费|用去|支付|完成|计|：|了){0,4}(?P<number>\\d{1,9}(?:\\.\\d{1,6})?)(?P<unit>万元|元)"
_MOST_LABELS = 60


@check("正文里同一项只有一个金额", "CONTRADICTION", ground="前后一致")
def an_item_has_one_amount(case: Case) -> Findings:
    """机耕路维修78.50万元；…其中机耕路维修的83.50万元由三个村分别实施."""
    items = _items(case)
    for normal in case.reading.written if len(items) <= _MOST_LABELS else ():
        for label, statement in items.items():
            yield from _again(case, normal, label, statement)


def _items(case: Case) -> dict[str, Statement]:
    """Return the items of lists whose name stands in them once, by that name."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in case.reading.statements:
        label = _TAIL.sub("", statement.label)
        plain_item = not statement.key and statement.amount is not None and not statement.aside
        if plain_item and not statement.unit_is_people and len(label) >= _LEAST_LABEL:
            found[label].append(statement)
    told = {
        label: [s for s in each if _is_item(s)] or [s for s in each if s.label == label]
        for label, each in found.items()
    }
    return {label: each[0] for label, each in told.items() if len(each) == 1}


def _is_item(statement: Statement) -> bool:
    """Whether a figure is told as one of a list, or as that of a project."""
    listed = statement.group >= 0 and not statement.label.endswith("的")
    return listed or statement.head == "project_spending"


_TAIL = re.compile("(?:(?:项目|工程)?(?:支出|资金|经费|投入)?|的)$")
"""What a name may be told with or without: 管网改造项目支出, 管网改造."""


def _again(case: Case, normal: Normal, label: str, statement: Statement) -> Findings:
    amount = statement.amount
    if amount is None or label not in normal.text:
        return
    for match in re.finditer(re.escape(label) + _BEHIND, normal.text):
        spot = normal.span(*match.span("number"))
        own = spot.paragraph == amount.span.paragraph and spot.start == amount.span.start
        before = normal.text[max(0, match.start() - 1) : match.start()]
        named_longer = re.fullmatch("[一-鿿]", before) and not re.search(
            "(?:其中|由于|因为|和|及|与|对|将|为|的)$",
            normal.text[max(0, match.start() - 2) : match.start()],
        )
        value = Decimal(match["number"]) / (1 if match["unit"] == "万元" else 10000)
        words = normal.text[match.start() + len(label) : match.start("number")]
        named = statement.label.removesuffix("的") == label and statement.group >= 0
        slip = statement.measure == OUTTURN and is_slip(match["number"], amount.text)
        listed = named or slip or words.startswith("的")
        if own or named_longer or value == amount.value or _ANOTHER_FIGURE.search(words):
            continue
        if not listed:
            continue
        printed = in_unit_of(amount.value, amount)
        where = case.reading.named(amount.span.paragraph)
        message = f"“{label}”在{where}是{printed}{amount.unit}，这里是{match['number']}{match['unit']}；同一项核对一致"
        yield case.question(
            "CONTRADICTION", normal.span(*match.span()), message, f"{printed}{amount.unit}"
        )


_VEHICLES = re.compile(
    "(?:(?<![一-鿿])(?:年[末底]|实际)保有量|(?:公务用车|公车|车辆)(?:的)?(?:年末)?(?:实际)?保有量?|(?:现有|实有|共有|保有|拥有)(?:公务用车|公车|公务车辆|车辆)|公务用车编制(?:为|是|共)?\\d{1,3}辆，(?:年末)?(?:实有|现有|实际保有))(?:共|为|是|有|仍为)*(?P<number>\\d{1,3})[辆台]"
)


@check("公务用车的辆数前后一致", "CONTRADICTION", ground="前后一致")
def vehicles_are_counted_once(case: Case) -> Findings:
    """保有量4辆, and further down 现有公务用车5辆."""
    found = list(_vehicles(case))
    if len({match["number"] for _, match in found}) < _LEAST_PLACES:
        return
    right, there = next(((n, m) for n, m in found if _is_sum_of_parts(n.text, m)), found[0])
    printed, where = f"{there['number']}辆", case.reading.named(right.paragraph)
    for normal, match in found:
        if match["number"] != there["number"]:
            message = f"公务用车在{where}是{printed}，这里是{match['number']}辆；核对"
            yield case.question(
                "CONTRADICTION", normal.span(*match.span()), message, printed, others=(right.span(*there.span()),),
            )  # fmt: skip


_LEAST_PLACES = 2


def _is_sum_of_parts(text: str, match: re.Match[str]) -> bool:
    """Whether the kinds told behind a number of vehicles come to it: 公务用车2辆，其中一般公务用车1辆、执法执勤用车1辆."""
    parts = _PARTS.match(text, match.end())
    counts = [int(n) for n in re.findall("(\\d{1,3})[辆台]", parts.group())] if parts else []
    return bool(counts) and sum(counts) == int(match["number"])


_PARTS = re.compile(
    "[，（：]其中：?[^。；\\d]{2,16}\\d{1,3}[辆台](?:[、，][^。；、，\\d]{2,16}\\d{1,3}[辆台]){1,8}"
)


def _vehicles(case: Case) -> Iterator[tuple[Normal, re.Match[str]]]:
    for normal in case.reading.written:
        for match in _VEHICLES.finditer(normal.text):
            before = normal.text[max(0, match.start() - 8) : match.start()]
            if (
                not re.search("上年|去年|年初|20\\d\\d年", before)
                or str(case.reading.year) in before
            ):
                yield normal, match


_GOVERNED = re.compile(
    "(?:辖|管辖|下辖|现辖|所辖|区划：|(?:现|共)有)[^，。；\\d]{0,6}(?P<number>\\d{1,3})个(?:行政|建制)?(?P<kind>村|社区)"
    "(?:[、，和及](?P<number2>\\d{1,3})个(?:行政|建制)?(?P<kind2>村|社区))?(?![（级组民])"
)
_ALL_OF_THEM = re.compile(
    "(?:全部|所有|全镇|全乡|全街道|辖区)(?P<number>\\d{1,3})个(?:行政|建制)?(?P<kind>村|社区)(?!居|社区|（|级|组)"
)
_ALL_TOGETHER = re.compile(
    "(?P<all>全部|所有|全镇|全乡|全街道|辖区)?(?P<number>\\d{1,3})个(?P<kind>村（社区）|村（居）|村居)(?(all)|(?=[^，。；\\d]{0,4}(?:全部|均|都)))"
)


@check("全部的村、社区就是所辖的那几个", "COUNT", ground="前后一致")
def all_villages_are_those_governed(case: Case) -> Findings:
    """辖12个村, and further down 覆盖全部13个村."""
    own: dict[str, tuple[str, Normal]] = {}
    for normal in case.reading.written:
        for match in _GOVERNED.finditer(normal.text):
            own[match["kind"]] = match["number"], normal
            own |= {match["kind2"]: (match["number2"], normal)} if match["kind2"] else {}
    together = str(sum(int(each) for each, _ in own.values()))
    for normal in case.reading.written if own else ():
        for match in _ALL_OF_THEM.finditer(normal.text):
            number, where = own.get(match["kind"], (match["number"], normal))
            if match["number"] not in {number, together}:
                yield _other_number(case, normal, match, f"{number}个{match['kind']}", where)
        for match in _ALL_TOGETHER.finditer(normal.text) if len(own) > 1 else ():
            if match["number"] != together:
                right, where = f"{together}个{match['kind']}", next(iter(own.values()))[1]
                yield _other_number(case, normal, match, right, where)


def _other_number(
    case: Case, normal: Normal, match: re.Match[str], right: str, where: Normal
) -> TextFinding:
    message = (
        f"{case.reading.named(where.paragraph)}写的是{right}，这里写全部{match['number']}个；核对"
    )
    return case.question("COUNT", normal.span(*match.span()), message, right)


CHECKS = (all_villages_are_those_governed, an_item_has_one_amount, vehicles_are_counted_once)
