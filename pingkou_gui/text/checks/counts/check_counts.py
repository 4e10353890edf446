"""Checks of counts: people and things against their parts, products, completion, means."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import as_printed
from pingkou_gui.text.checks.counts.check_stocks import CAME_IN, WENT_OUT
from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    PERCENT,
    POINTS,
    is_swap,
    numbers_in,
    sentence_of,
)
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import amount_of, plain
from pingkou_gui.text.reading.statements import LAST_YEAR
from pingkou_gui.text.reading.wholes import AT_ONCE
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)

_RATE = re.compile(
    "(?:控制率|编制使用率|在编率|满编率)(?:为|是|达到?|：)*+(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%"
)


@check("在职人员控制率 = 在职人数 ÷ 编制数", "PCT")
def control_rate_follows_from_people(case: Case) -> Findings:
    """The rate printed beside the two counts of the same paragraph."""
    for normal in case.reading.counting:
        match = _RATE.search(normal.text)
        people = _people(case, normal, match) if match else None
        if match is None or people is None:
            continue
        establishment, headcount = people
        printed = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
        right = headcount / establishment * 100
        if abs(printed.value - right) > printed.step:
            other = _other_headcount(case, normal, establishment, printed)
            if other is not None:
                yield _not_so_many(case, normal, headcount, other, match["rate"])
                continue
            expected = as_printed(right, printed)
            message = f"控制率印的是{match['rate']}%，{headcount} ÷ {establishment} = {expected}"
            yield case.finding("PCT", normal.span(*match.span()), message, expected)


def _other_headcount(
    case: Case, normal: Normal, establishment: Decimal, rate: Amount
) -> Decimal | None:
    """Return the headcount that is printed elsewhere and gives the printed rate; None where none does."""
    told = {
        s.amount.value for s in case.reading.statements
        if s.key == "headcount" and s.amount and s.span.paragraph != normal.paragraph
    }  # fmt: skip
    told |= {cell.amount.value for cell in case.reading.cells if cell.key == "headcount"}
    fitting = {n for n in told if abs(n / establishment * 100 - rate.value) <= rate.step}
    return fitting.pop() if len(fitting) == 1 else None


def _not_so_many(
    case: Case, normal: Normal, printed: Decimal, right: Decimal, rate: str
) -> TextFinding:  # fmt: skip
    here = [n for n in numbers_in(normal) if n.value == printed and n.kind in _PERSONS]
    first, last = (here[0].start - len(here[0].words), here[0].end) if here else (0, None)
    unit = here[0].kind if here else "人"
    message = f"这里写{plain(printed)}{unit}，别处是{plain(right)}{unit}，控制率{rate}%也是按{plain(right)}{unit}算的；应为{plain(right)}{unit}，核对"
    spot = normal.span(first, last or len(normal.text))
    return case.finding("CONTRADICTION", spot, message, f"{plain(right)}{unit}")


_PERSONS = frozenset("人名")


def _people(case: Case, normal: Normal, match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
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
        terms = case.reading.terms.get(normal.paragraph, [])
        return people_of(terms, sentence_of(normal.text, match.start()))
    return establishment.pop(), headcount.pop()


_POSTS = re.compile("编制(?:总?数|人数|控制数|名额)?(?:为|是|共|有|：)*$")
_THERE = re.compile(
    "(?:在职|在编|在岗|实有)(?:在?[职编]|人员|人数|干部|职工|实有|总数)*(?:为|是|共|有|：)*$"
)


def people_of(terms: Sequence[Term], place: tuple[int, int]) -> tuple[Decimal, Decimal] | None:
    """Return the posts and the persons told between two places; None where either is not told once."""
    own = [t for t in terms if t.kind == "人" and place[0] <= t.number.start < place[1]]
    posts = {t.value for t in own if _POSTS.search(t.words)}
    there = {t.value for t in own if _THERE.search(t.words) and "编外" not in t.words}
    once = len(posts) == len(there) == 1 and min(posts) > 0
    return (posts.pop(), there.pop()) if once else None


_UNIT = "个|户|辆|人次|人|名|项|所|处|宗|件|台|套|家|座|口|亩|次|批次|场|份|头|株|条|间|栋"
_HEAD_COUNT = re.compile(
    f"(?P<total>\\d{{1,9}})(?P<unit>{_UNIT})[^，。；：、（）\\d]{{0,10}}(?:，[^，。；\\d]{{0,16}}[\\d.]+%[，；])?[，（：]?(?P<word>其中|包括|分别是|分别为|含)[：，]?"
)
_ITEM = re.compile(
    "(?P<label>[^，。；：、（）\\d]{1,20}?)(?P<count>\\d{1,9})(?P<unit>[一-鿿]{0,2}?)(?=[，。；、（）和及]|$)"
)
_CLOSING = re.compile(
    f"(?P<first>\\d{{1,6}})(?:个|名|所|户)(?P<noun1>[一-鿿]{{1,6}})(?:、|和|，)(?P<second>\\d{{1,6}})(?:个|名|所|户)(?P<noun2>[一-鿿]{{1,6}})[，、]"
    f"(?:一共|总共|合计|共计|共)(?:有)?(?P<total>\\d{{1,6}})(?:{_UNIT})"
)


@check("总数等于分项之和", "COUNT", ground="计数")
def counts_add_up(case: Case) -> Findings:
    """公务用车8辆，其中一般公务用车4辆、执法执勤用车2辆; 12个村、2个社区，共15个."""
    for normal in case.reading.counting:
        for match in _HEAD_COUNT.finditer(normal.text):
            yield from _parts_of(case, normal, match)
        for match in _CLOSING.finditer(normal.text):
            total = int(match["first"]) + int(match["second"])
            if total != int(match["total"]):
                message = f"总数写的是{match['total']}，{match['first']}+{match['second']} = {total}；核对"
                end = match.end() + len(_noun_behind(normal.text, match.end()))
                yield case.finding("COUNT", normal.span(match.start(), end), message, str(total))


_NOUN = re.compile("[一-鿿]{1,10}(?=[，。；、：（]|$)")


def _noun_behind(text: str, end: int) -> str:
    """Return what was counted, as it stands behind its total: 共15个|行政村."""
    match = _NOUN.match(text, end)
    return match.group() if match else ""


_RUN = re.compile(
    f"(?P<items>(?:[一-鿿]{{1,8}}\\d{{1,6}}(?:{_UNIT})[、，和]?){{2,6}}?)[，、]?(?:一共|总共|合计|共计|共)(?P<total>\\d{{1,6}})(?P<unit>{_UNIT})(?![一-鿿]{{0,4}}，?其中)"
)
_ONE_OF_RUN = re.compile(f"(?P<label>[一-鿿]{{1,8}})(?P<count>\\d{{1,6}})(?P<unit>{_UNIT})")


@check("连着数的几样加起来是后面的总数", "COUNT", ground="计数")
def what_is_counted_in_a_row_adds_up(case: Case) -> Findings:
    """新建6座、改造15座，共20座: counts of one unit, and at once what they come to."""
    for normal in case.reading.counting:
        for match in _RUN.finditer(normal.text):
            found = list(_ONE_OF_RUN.finditer(match["items"]))
            units = {item["unit"] for item in found} | {match["unit"]}
            if len(units) != 1 or not all(_is_part(item["label"]) for item in found):
                continue
            parts, total = [int(item["count"]) for item in found], int(match["total"])
            if sum(parts) == total or any(part > total for part in parts):
                continue
            message = f"总数写的是{total}{match['unit']}，{'+'.join(map(str, parts))} = {sum(parts)}；核对"
            message += _other_counts(total, parts)
            yield case.finding(
                "COUNT", normal.span(match.end("items"), match.end()), message, f"{sum(parts)}{match['unit']}",
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


def _parts_of(case: Case, normal: Normal, match: re.Match[str]) -> Findings:
    total, unit = int(match["total"]), match["unit"]
    parts: list[int] = []
    labels: list[str] = []
    at = end = match.end()
    while found := _ITEM.match(normal.text, at):
        if (
            found["unit"] not in {"", unit}
            or (parts and sum(parts) == total)
            or not _is_part(found["label"])
        ):
            break
        parts.append(int(found["count"]))
        labels.append(found["label"])
        end = found.end()
        if (named := _NAMED_THERE.match(normal.text, end)) is not None:
            end = named.end()
        if normal.text[end : end + 1] not in {"、", "，", "和", "及"}:
            break
        at = end + 1
    if len(parts) < 2 or sum(parts) == total or normal.text[end : end + 2].startswith("等"):
        return
    if all(map(AT_ONCE.match, labels)):
        return
    over = sum(parts) > total
    if not over and sum(parts) * 3 < total * 2:
        return
    sure = over or unit in {"人", "名"}
    message = (
        f"总数写的是{total}{unit}，分项{'+'.join(map(str, parts))} = {sum(parts)}；核对总数和分项"
        + _other_counts(total, parts)
    )
    start = 1 + max(normal.text.rfind(mark, 0, match.start()) for mark in "，。；：")
    yield case.finding(
        "COUNT", normal.span(start, end), message, str(sum(parts)),
        severity=Severity.ERROR if over else Severity.REMINDER,
        certainty=PROVED if sure and over else LIKELY,
    )  # fmt: skip


# ---- counts of one list, each beside others -------------------------------------------------

_OPENS = re.compile("(?P<loose>其中|[一-鿿]中[：，])|(?P<strict>包括|包含|分别|：|，[即为系]|分为)")
_OPENER = re.compile("^(?:[一-鿿]{2,6}中|其中|包括|包含|分别[是为]?|即|分为|有|为|系)+")
_NO_PART = re.compile(
    "[比较每]|上年|去年|同期|20\\d\\d年$|均|单价|标准|目标|计划|合计|共计|总计|累计|其中|含|增加|减少|增长|下降|招录|调[入出]|由|从|[到至各]$"
)
_OF_ALL = re.compile("总数|总人数|合计|总计|共有?$")
_OTHERS = re.compile("退休|离休|遗属|聘|编外|控制数|临时|另")
"""Persons of another kind, who may stand behind a list they are not counted in."""
_NO_KIND = frozenset({MONEY, PERCENT, POINTS, "分", "岁", "倍", "天"})
_MOST_HEADS = 3
_HEAD_FAR = 40


@check("各项的件数加起来是前面的总数", "COUNT", ground="计数")
def counts_of_each_item_come_to_those_before(case: Case) -> Findings:
    """32批次、241人次，其中上级20批次、150人次，兄弟乡镇12批次、64人次: each kind for itself."""
    for normal in case.reading.counting:
        if len(normal.text) > _LONGEST:
            continue
        numbers = numbers_in(normal)
        for at, first in enumerate(numbers[1:], 1):
            joint = normal.text[numbers[at - 1].end : first.start]
            if "。" in joint or len(joint) > _HEAD_FAR:
                continue
            opens = _OPENS.search(joint)
            compared = _COMPARES.search(first.words) is not None  # 共11辆，比上年末的12辆少1辆
            plain_list = (
                joint.startswith("，") and _OF_ALL.search(numbers[at - 1].words) and not compared
            )
            if opens is None and not plain_list:
                continue
            items = _items(normal, numbers, at)
            kinds = {_kind(n) for n in items[0]} if items else set()
            columns = [
                (head, [n for item in items for n in item if _kind(n) == _kind(head)])
                for head in _heads(normal, numbers, at, kinds)
            ]
            whole = any(sum(n.value for n in column) == head.value for head, column in columns)
            strict = whole or opens is None or (opens["strict"] is not None and "主要" not in joint)
            for head, column in columns:
                yield from _against_head(case, normal, head, column, strict=strict)


_COMPARES = re.compile("^[^，。；]{0,6}?(?:比|较)[^，。；]{0,12}$")
_LONGEST = 6000
_MOST_PARTS = 30
"""Nobody tells more parts of a count one by one."""


def _kind(number: PrintedNumber) -> str:
    return {"名": "人", "批次": "批"}.get(number.kind, number.kind)


def _heads(
    normal: Normal, numbers: list[PrintedNumber], at: int, kinds: set[str]
) -> list[PrintedNumber]:
    """Return the numbers right before a list that are counted as its items are, one of each kind."""
    found: list[PrintedNumber] = []
    for number in reversed(numbers[max(0, at - _MOST_HEADS) : at]):
        between = normal.text[number.end : numbers[at].start]
        if "。" in between or "；" in between or len(between) > _HEAD_FAR:
            break
        if _kind(number) in kinds - {_kind(n) for n in found} - _NO_KIND and not number.is_hedged:
            found.append(number)
    return found


def _items(normal: Normal, numbers: list[PrintedNumber], at: int) -> list[list[PrintedNumber]]:
    """Return the numbers of each item of a list whose items all count the same things, in one order."""
    text = normal.text
    run: list[PrintedNumber] = []
    for number in numbers[at : at + _MOST_PARTS + 1]:
        joint = text[run[-1].end : number.start] if run else ""
        if (run and re.search("[。；（）]|其中|比|较|上年|另|此外", joint)) or number.is_hedged:
            break
        run.append(number)
    if _SO_ON.match(text, run[-1].end if run else 0) or not 0 < len(run) <= _MOST_PARTS:
        return []
    kinds = [_kind(n) for n in run]
    size = next((n for n in range(1, len(kinds)) if kinds[n] == kinds[0]), 0)
    if not size:
        return []
    items = [run[n : n + size] for n in range(0, len(run), size)]
    whole = next(
        (n for n, item in enumerate(items) if [_kind(x) for x in item] != kinds[:size]), len(items)
    )
    if whole < len(items) and _kind(items[whole][0]) not in {MONEY, PERCENT}:
        return []  # 人均63.35元 is no item any more; another kind of thing may be one
    items = items[:whole]
    words = [_OPENER.sub("", item[0].words)[-8:] for item in items]
    named = all(each and not _NO_PART.search(each) for each in words)
    return items if named else []


_SO_ON = re.compile("[^，。；]{0,6}等")


def _go_both_ways(parts: list[PrintedNumber]) -> bool:
    """Whether some of the persons listed came and others went: they are not added up."""
    return all(any(re.search(way, p.words) for p in parts) for way in (CAME_IN, WENT_OUT))


def _against_head(
    case: Case, normal: Normal, head: PrintedNumber, parts: list[PrintedNumber], *, strict: bool
) -> Findings:
    total, added = int(head.value), sum(int(part.value) for part in parts)
    if (
        added == total
        or head.value != total
        or any(part.value != int(part.value) for part in parts)
    ):
        return
    if len(parts) < 2 or _holds_otherwise(total, parts) or _go_both_ways(parts):
        return
    ways = [(head, str(added)), *((p, str(int(p.value) + total - added)) for p in parts)]
    near = [(n, right) for n, right in ways if int(right) > 0 and is_slip(n.amount.text, right)]
    swap = any(is_swap(n.amount.text, right) for n, right in near)
    if not near or (added < total and not (strict or swap)):
        return
    unit = head.kind
    terms = "+".join(part.amount.text for part in parts)
    told = "，或".join(f"{n.amount.text}应为{right}" for n, right in near)
    message = f"“{head.words}{head.amount.text}{unit}”，所列各项{terms} = {added}；核对：{told}"
    chosen = next(((n, r) for n, r in near if is_swap(n.amount.text, r)), near[0])
    first = min((head, parts[0]), key=lambda n: n.start)
    start = max(0, first.start - len(first.words))
    end = max(head.end, parts[-1].end)
    end += len(_noun_behind(normal.text, end)) if end == head.end else 0
    yield case.finding(
        "COUNT", normal.span(start, end), message, f"{chosen[1]}{unit}",
        severity=Severity.REMINDER, certainty=LIKELY,
    )  # fmt: skip


def _holds_otherwise(total: int, parts: list[PrintedNumber]) -> bool:
    """Whether a part is the sum of those behind it, or the last is of persons of another kind."""
    values = [int(part.value) for part in parts]
    nested = any(
        value in islice(accumulate(values[at + 1 :]), 1, None) and sum(values) - value == total
        for at, value in enumerate(values)
    )
    own = [int(part.value) for part in parts if not _OTHERS.search(part.words)]
    return nested or (0 < len(own) < len(values) and sum(own) == total)


_IN_BRACKETS = re.compile("（[^（）]*）")
_TOTAL_BEHIND = re.compile(
    "(?:合计|共计|总计|总数|共)(?:为|是|有)?$|^(?:以上|全年|年内)?(?:合计|共计|总计|一共|总共|共)[一-鿿]{2,6}$"
)


@check("件数的合计是前面各项之和", "COUNT", ground="计数")
def counts_before_a_total_come_to_it(case: Case) -> Findings:
    """行政编制25名、事业编制38名、工勤编制2名，编制共计63名: 65."""
    for normal in case.reading.counting:
        numbers = numbers_in(normal) if len(normal.text) <= _LONGEST else []
        for at, total in enumerate(numbers):
            if not _TOTAL_BEHIND.search(total.words) or _kind(total) in _NO_KIND:
                continue
            parts = _row_before(normal, numbers, at)
            ends = {part.words[-2:] for part in parts}
            if len(parts) > 1 and (len(ends) == 1 or len(parts) == 2):
                yield from _against_head(case, normal, total, parts, strict=True)


_AMONG = re.compile(
    "(?<=[。；，])(?P<whose>[一-鿿]{2,6}?)(?:人员|干部|职工|教师)?(?:总数)?(?:中|当中|里)(?=[，：]?[^，。；\\d]{1,12}\\d)"
)
_LOOK_BACK = 12


@check("其中各项加起来不多于前面的总数", "COUNT", ground="计数")
def counts_among_a_number_come_to_it(case: Case) -> Findings:
    """在编71人，编制72名…在编人员中行政28人、事业45人: 73 of 71."""
    for normal in case.reading.counting:
        matches = list(_AMONG.finditer(normal.text)) if len(normal.text) <= _LONGEST else []
        numbers = numbers_in(normal) if matches else []
        for match in matches:
            at = next((n for n, number in enumerate(numbers) if number.start > match.end()), 0)
            items = _items(normal, numbers, at) if at else []
            parts = [item[0] for item in items]
            heads = [
                n for n in numbers[max(0, at - _LOOK_BACK) : at]
                if n.end <= match.start() and n.words.endswith((match["whose"], f"{match['whose']}人员"))
            ]  # fmt: skip
            if heads and parts and _kind(heads[-1]) == _kind(parts[0]):
                yield from _against_head(case, normal, heads[-1], parts, strict=False)


def _row_before(normal: Normal, numbers: list[PrintedNumber], at: int) -> list[PrintedNumber]:
    """Return the numbers of one kind that stand in a row right before a total."""
    parts: list[PrintedNumber] = []
    behind = numbers[at]
    for number in reversed(numbers[max(0, at - _MOST_PARTS - 1) : at]):
        joint = _IN_BRACKETS.sub("", normal.text[number.end : behind.start])
        if "）" in joint and "（" not in joint:
            continue  # told within a bracket of a part
        if re.search("[。；：（）]", joint) or _kind(number) != _kind(behind) or number.is_hedged:
            break
        if not number.words or _NO_PART.search(_OPENER.sub("", number.words)[-8:]):
            return []
        parts.insert(0, number)
        behind = number
    return parts if len(parts) <= _MOST_PARTS else []


def _other_counts(total: int, parts: list[int]) -> str:
    """Return what each part would have to be, were the total right."""
    ways = [(part, part + total - sum(parts)) for part in parts]
    ways = [(part, right) for part, right in ways if right > 0]
    near = [(part, right) for part, right in ways if is_slip(str(part), str(right))]
    ways = ways if len(ways) <= _FEW_WAYS else near
    if not 0 < len(ways) <= _FEW_WAYS:
        return ""
    told = "，或".join(f"{part}应为{right}" for part, right in ways)
    return f"（总数若不错，可能是{told}）"


_FEW_WAYS = 6
_NAMED_THERE = re.compile("（[^（）]{1,200}）(?=[，、；。])")
"""What is counted, named behind its count: 行政单位7个（党政办公室、财政所）."""


def _is_part(label: str) -> bool:
    """Whether a label names a part of a count, and not another count that follows."""
    return not re.search(
        "退休|离休|编外|聘用|比|较|减少|增加|共|另|实有|在职|年末|累计|同比|上年|不[低少高小大多超]|至少",
        label,
    )


_KINDS_OF_STAFF = re.compile(
    "^(?:其中：?)?(?:其他)?(?:行政|事业|工勤|机关工勤|公务员|参公|参照公务员法?管理|全额事业|差额事业|管理|专业技术|工勤技能|专技|机关)(?:单位|编制|人员|岗位|编|员)*$"
)


@check("在职人员等于各类人员之和", "COUNT", ground="计数")
def kinds_of_staff_add_up(case: Case) -> Findings:
    """年末在职81人，其中管理人员12人、专业技术人员9人、工勤技能人员20人: all kinds there are."""
    for items in case.reading.lists:
        whole = case.reading.statements[items.parent] if items.parent >= 0 else None
        parts = [case.reading.statements[at] for at in items.items]
        if whole is None or whole.amount is None or len(parts) < 2:
            continue
        counts = [s.amount.value for s in parts if s.amount is not None and s.unit_is_people]
        kinds = all(_KINDS_OF_STAFF.match(s.label) for s in parts)
        if not kinds or len(counts) < len(parts) or not whole.unit_is_people:
            continue
        added = sum(counts, Decimal(0))
        if added >= whole.amount.value or added * 2 < whole.amount.value:
            continue  # more than there are is told with the sums; so few are some of them only
        terms = "+".join(plain(count) for count in counts)
        message = f"“{whole.label}”写的是{whole.amount.text}，各类人员{terms} = {plain(added)}；核对总数和各类人数"
        message += _other_counts(int(whole.amount.value), [int(count) for count in counts])
        spot = (
            whole.span
            if whole.span.paragraph != parts[-1].span.paragraph
            else whole.span.cover(parts[-1].span)
        )
        yield case.finding(
            "COUNT", spot, message, plain(added), severity=Severity.REMINDER, certainty=LIKELY
        )


_PRODUCT = re.compile(
    "(?P<count>\\d{1,7})(?:户|人|名|个|亩|座|盏|台|公里|场|次)[^。；]{0,12}?每(?:户|人|名|个|亩|座|盏|台|公里|场|次)(?:每年)?(?:补助|补贴|奖补|投入|发放)?"
    "(?P<each>\\d{1,8}(?:\\.\\d{1,4})?)(?P<unit>元|万元)[^。；\\d]{0,8}?(?:共计|合计|共|总计|计)(?:发放|补助|投入|支出|需)?(?:资金)?"
    "(?P<total>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit2>元|万元)"
)


@check("户数乘标准等于总额", "SUM", "UNIT")
def products_come_out(case: Case) -> Findings:
    """补贴120户，每户500元，共计6.5万元."""
    for normal in case.reading.counting:
        for match in _PRODUCT.finditer(normal.text):
            factor = {"元": Decimal(1), "万元": Decimal(10000)}
            right = Decimal(match["count"]) * Decimal(match["each"]) * factor[match["unit"]]
            step = (
                Decimal(1).scaleb(-len(match["total"].partition(".")[2])) * factor[match["unit2"]]
            )
            if abs(right - Decimal(match["total"]) * factor[match["unit2"]]) < step:
                continue
            if match["unit2"] == "元" and right == Decimal(match["total"]) * factor["万元"]:
                message = f"{match['count']} × {match['each']}{match['unit']} = {match['total']}万元，这里的单位写成了元"
                yield case.finding(
                    "UNIT", normal.span(*match.span()), message, f"{match['total']}万元"
                )
                continue
            expected = f"{plain(right / factor[match['unit2']])}{match['unit2']}"
            message = (
                f"{match['count']} × {match['each']}{match['unit']} = {expected}，"
                f"这里印的是{match['total']}{match['unit2']}；核对"
            )
            yield case.finding("SUM", normal.span(*match.span()), message, expected)


_OF_A_PLAN = re.compile(
    "(?P<done>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit>万?[一-鿿]{1,2}?)，?(?:为|占|达|是|完成了?|达到)(?:年度|全年|年初|原定|既定)?(?:计划|目标|任务)(?:数|的)?"
    "(?P<plan>\\d{1,9}(?:\\.\\d{1,4})?)(?P=unit)的(?P<rate>\\d{1,4}(?:\\.\\d{1,3})?)%"
)
_DONE_OF = re.compile(
    "(?P<plan>\\d{1,7})(?P<unit>项|个|件|户|处|场|次|人|家)(?P<what>[^。；，\\d]{0,12})，(?:全年|年内|已|共|累计|按期|实际)*(?:完成|办结|整改|验收|建成|达标)(?:了)?"
    "(?P<done>\\d{1,7})(?P=unit)，(?P<name>[^，。；\\d]{0,6})率(?:为|达|达到|是)?(?P<rate>\\d{1,3}(?:\\.\\d{1,3})?)%"
)


@check("完成率由完成数和计划数算出", "PCT", ground="计数")
def completion_follows_from_counts(case: Case) -> Findings:
    """21.3万页，为计划20万页的106.5%; 确定38项指标，完成37项，完成率97.4%."""
    for normal in case.reading.counting:
        for pattern in (_OF_A_PLAN, _DONE_OF):
            for match in pattern.finditer(normal.text):
                done, plan = Decimal(match["done"]), Decimal(match["plan"])
                rate = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
                if plan <= 0 or abs(done / plan * _HUNDRED - rate.value) < rate.step:
                    continue
                if _IN_WAY.search(match.groupdict().get("name") or ""):
                    continue
                right = as_printed(done / plan * _HUNDRED, rate)
                message = f"完成率印的是{match['rate']}%，{match['done']} ÷ {match['plan']} = {right}；核对"
                yield case.finding("PCT", normal.span(*match.span()), message, right)


_IN_WAY = re.compile("按[期时]|及时|质量|优良|满意|合格|提前|一次")
"""按期办结率 is of what was done in time, not of what was done."""

_MEAN = re.compile(
    "(?P<of>人|户|亩|车|次|校|村|生|批|场|单车|每车|辆)(?:均|(?<=[单每]车))[一-鿿]{0,8}?(?:为|约|是)?(?P<mean>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit>万元|元)"
)
_COUNTED_AS = {
    "人": "人次|人|名", "户": "户", "亩": "亩", "车": "辆|台", "单车": "辆|台", "每车": "辆|台", "辆": "辆|台", "次": "批次|次|批",
    "校": "所", "村": "个", "生": "人|名", "批": "批次|批", "场": "场|次",
}  # fmt: skip
_MEAN_FAR = 120
_TEN_THOUSAND = Decimal(10000)


@check("平均数用对了单位", "UNIT", "SUM", ground="金额 ÷ 数量")
def means_are_in_their_unit(case: Case) -> Findings:
    """接待费9.55万元，1094人次，人均87.29万元: 元; 14.30万元，8辆，车均1.79元: 万元; 12.56万元，4辆，车均3.41万元: 3.14."""
    for normal in case.reading.counting:
        for match in _MEAN.finditer(normal.text) if len(normal.text) <= _LONGEST else ():
            numbers = numbers_in(normal, max(0, match.start() - _MEAN_FAR), match.start("mean"))
            units = _COUNTED_AS[match["of"]].split("|")
            counted = [n for n in numbers if n.kind in units][-2:]
            amounts = [n for n in numbers if n.kind == MONEY and n.value]
            if not counted and match["of"] == "人" and amounts:
                yield from _mean_of_the_staff(case, normal, match, amounts[-1])
                continue
            mean = Decimal(match["mean"]) / (1 if match["unit"] == "万元" else _TEN_THOUSAND)
            pairs = [(a, n) for a in amounts for n in counted if n.value]
            if not pairs or any(_is_mean(a.value / n.value, mean) for a, n in pairs):
                continue
            yield from _wrong_mean(case, normal, match, pairs)


def _mean_of_the_staff(
    case: Case, normal: Normal, match: re.Match[str], amount: PrintedNumber
) -> Findings:
    """公用经费223.32万元，人均2.72元 where 82 persons are told elsewhere: 2.72万元."""
    other = {"万元": "元", "元": "万元"}.get(amount.amount.unit, "")
    first, _ = sentence_of(normal.text, match.start())
    staff = {
        s.amount.value for s in case.reading.statements
        if s.key == "headcount" and s.amount and s.amount.value and s.measure != LAST_YEAR
    }  # fmt: skip
    clause = _CLAUSE.split(normal.text[first : match.start()])[-1]
    words = f"{clause}{match.group()}"
    if match["unit"] != other or amount.start < first or re.search("[每月日]", words):
        return
    printed = Decimal(match["mean"])
    if any(_is_mean(Decimal(amount.amount.text) / number, printed) for number in staff):
        told = f"{match['mean']}{amount.amount.unit}"
        message = f"“{match.group()}”：按前面的金额和在职人数算，单位应是{amount.amount.unit}，即{told}；核对"
        yield case.question("UNIT", normal.span(*match.span()), message, told)


_CLAUSE = re.compile("[，。；：（]")


def _wrong_mean(
    case: Case,
    normal: Normal,
    match: re.Match[str],
    pairs: list[tuple[PrintedNumber, PrintedNumber]],
) -> Findings:
    """Tell which of an amount's unit, the mean's unit and the mean's digits is wrong."""
    spot, printed = normal.span(*match.span()), Decimal(match["mean"])
    first, _ = sentence_of(normal.text, match.start())
    if "每" in _CLAUSE.split(normal.text[first : match.start()])[-1]:
        return  # of something that is not counted here: 每餐伙食人均成本2.72元
    for amount, number in pairs:
        raw = Decimal(amount.amount.text) / number.value
        other = {"万元": "元", "元": "万元"}.get(amount.amount.unit, "")
        if (
            match["unit"] == other
            and _is_mean(raw, printed)
            and _others_in(normal, amount, match.start("mean"), other)
        ):
            right = f"{amount.amount.text}{other}"
            message = f"“{amount.words}{amount.amount.text}{amount.amount.unit}”的单位不对，按{match.group()}算应为{right}"
            yield case.finding("UNIT", normal.span(amount.start, amount.end), message, right)
            return
    wrong = match["unit"] == "万元"
    factor = _TEN_THOUSAND if wrong else 1 / _TEN_THOUSAND
    for amount, number in pairs:
        if _is_mean(amount.value / number.value * (factor if wrong else 1), printed):
            told = f"{match['mean']}{'元' if wrong else '万元'}"
            message = f"“{match.group()}”的单位不对，按金额和数量算应为{told}"
            if max(amount.start, number.start) < first:
                yield case.question("UNIT", spot, f"{message}；核对", told)
                return
            yield case.finding("UNIT", spot, message, told)
            return
    places = Decimal(1).scaleb(-len(match["mean"].partition(".")[2]))
    shown = [
        f"{(a.value / n.value * (1 if wrong else _TEN_THOUSAND)).quantize(places, ROUND_HALF_UP):f}"
        for a, n in pairs
    ]
    swaps = [text for text in shown if is_swap(text, match["mean"])]
    if len(set(swaps)) == 1:
        told = f"{swaps[0]}{match['unit']}"
        message = f"“{match.group()}”和前面的金额、数量对不上，按它们算是{told}；核对"
        yield case.finding("SUM", spot, message, told, severity=Severity.REMINDER, certainty=LIKELY)


def _others_in(normal: Normal, amount: PrintedNumber, mean: int, unit: str) -> bool:
    """Whether the other amounts of a paragraph, but for the mean, are printed in that unit."""
    others = [
        n for n in numbers_in(normal) if n.kind == MONEY and n.start not in {amount.start, mean}
    ]
    return sum(n.amount.unit == unit for n in others) * 2 > len(others)


def _is_mean(right: Decimal, printed: Decimal) -> bool:
    return abs(right - printed) <= printed / 200


CHECKS = (
    means_are_in_their_unit,
    control_rate_follows_from_people,
    counts_add_up,
    what_is_counted_in_a_row_adds_up,
    kinds_of_staff_add_up,
    products_come_out,
    completion_follows_from_counts,
)
LAST_CHECKS = (
    counts_among_a_number_come_to_it,
    counts_of_each_item_come_to_those_before,
    counts_before_a_total_come_to_it,
)
