"""Checks of counts: as many named as said, people against their parts, products."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.check_changes import as_printed, two_places
from pingkou_gui.text.finding import LIKELY, PROVED, Case, Findings, Severity, check
from pingkou_gui.text.gaps import clause_start
from pingkou_gui.text.outline import chinese_number
from pingkou_gui.text.printed_numbers import MONEY
from pingkou_gui.text.slips import is_slip
from pingkou_gui.text.tokens import amount_of, plain

if TYPE_CHECKING:
    from pingkou_gui.text.printed_numbers import PrintedNumber
    from pingkou_gui.text.source import Normal, Span

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)

_COUNT = "(?<![\\d.一二三四五六七八九十])(?P<count>\\d{1,3}|[一二三四五六七八九十]{1,3})(?![\\d.]|[万亿]?元)"
_NAMED = re.compile(
    f"{_COUNT}(?P<measure>个|家|所|项|条|类|方面|名|大)?(?P<noun>[^，。；、：\\d（）]{{0,14}}?)"
    "(?:（[^（）]{0,16}）)?(?:[^，。；、：\\d]{0,6})?(?:，)?(?P<colon>分别(?:是|为|有)?：?|即：?|包括：?|分别：|具体[是为]：?|为：?|：)(?:[^，。；、：\\d]{2,16}：)?(?P<list>[^。；：\\n]{3,400})"
)
_ANOTHER = re.compile(
    "(?:\\d|[一二三四五六七八九十])个[^，。；]{0,14}[、和及，与]?[^，。；、\\d]{0,6}$"
)
_UNITS = re.compile("机构|科室|股室|单位|中心|站|所|部门|办公室|学校|室")
_END = re.compile("，(?!以及|和|及)|。|；|均为|等(?=\\d|$|内设|机构|部门|单位|站|中心|股|室)|共\\d")
_TAIL = re.compile("^以及|^和|^及")
_JOINER = re.compile("以及|及|和|与")
_RATE = re.compile(
    "(?:控制率|编制使用率|在编率|满编率)(?:为|是|达到?|：)*+(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%"
)


@check("写几个就列几个", "COUNT", ground="计数")
def as_many_listed_as_named(case: Case) -> Findings:
    """7个机构 and then seven names: 和 inside the last name is given the benefit."""
    for normal in case.reading.written:
        for match in _NAMED.finditer(normal.text):
            if not match["measure"] and not (
                match["count"].isdigit() or _UNITS.match(match["noun"])
            ):
                continue
            if normal.text[match.end("count") : match.end("count") + 1] in {".", "、", "是"}:
                continue
            named = _number(match["count"])
            listed = _listed(match["list"]) if _is_plain(normal.text, match) else None
            if listed is None or not 2 <= named <= 40:
                continue
            low, high = listed
            least = low - _within_names(case, normal.span(*match.span()))
            if least <= named <= high or _goes_on_after_a_comma(match["list"], named - low):
                continue
            if match["colon"] == "分别" and not _UNITS.search(match["noun"]):
                continue  # 3批共3人分别赴…: what is listed is another thing
            first = clause_start(normal.text, match.start())
            spot = normal.span(first, match.start("list") + _length(match["list"]))
            message = (
                f"这里写{match['count']}个{match['noun']}，后面列出的是{low}个；核对数目或补全名单"
            )
            yield case.finding("COUNT", spot, message, str(low))


def _is_plain(text: str, match: re.Match[str]) -> bool:
    """Not the second of two counts with one list for both; after a bare colon, only units.

    六小建设： is a name with a numeral in it: what counts has a measure word, or is a unit itself.
    """
    before = text[max(0, match.start() - 24) : match.start()]
    if _ANOTHER.search(before) and not before.endswith("的"):
        return False
    if match["colon"] != "：":
        return True
    if match["measure"]:
        return _UNITS.search(match["noun"] + before[-8:]) is not None
    return _UNITS.match(match["noun"]) is not None


def _goes_on_after_a_comma(text: str, more: int) -> bool:
    """Whether further names stand behind a comma that parts them like the others."""
    end = _END.search(text)
    if end is None or end.group() != "，" or more < 1:
        return False
    names = re.split("[、，]", re.split("[。；]", text[end.end() :])[0])
    return len(names) == more and all(_SHORT_NAME.fullmatch(name) for name in names)


_SHORT_NAME = re.compile("[一-鿿（）]{2,12}")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


def _length(text: str) -> int:
    end = _END.search(text)
    return end.start() if end else len(text)


def _within_names(case: Case, spot: Span) -> int:
    """Return how many marks part no names: they stand in one, as in “办公室、财务科”、服务部."""
    said = case.reading.source.paragraphs[spot.paragraph].text[spot.start : spot.end]
    return sum(len(re.findall("[、，]", name)) for name in re.findall("“([^”]*)”", said))


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
    for normal in case.reading.written:
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
    for normal in case.reading.written:
        for match in _HEAD_COUNT.finditer(normal.text):
            yield from _parts_of(case, normal, match)
        for match in _CLOSING.finditer(normal.text):
            total = int(match["first"]) + int(match["second"])
            if total != int(match["total"]):
                message = f"总数写的是{match['total']}，{match['first']}+{match['second']} = {total}；核对"
                yield case.finding("COUNT", normal.span(*match.span()), message, str(total))


_RUN = re.compile(
    f"(?P<items>(?:[一-鿿]{{1,8}}\\d{{1,6}}(?:{_UNIT})[、，和]?){{2,6}}?)[，、]?(?:一共|总共|合计|共计|共)(?P<total>\\d{{1,6}})(?P<unit>{_UNIT})(?![一-鿿]{{0,4}}，?其中)"
)
_ONE_OF_RUN = re.compile(f"(?P<label>[一-鿿]{{1,8}})(?P<count>\\d{{1,6}})(?P<unit>{_UNIT})")


@check("连着数的几样加起来是后面的总数", "COUNT", ground="计数")
def what_is_counted_in_a_row_adds_up(case: Case) -> Findings:
    """新建6座、改造15座，共20座: counts of one unit, and at once what they come to."""
    for normal in case.reading.written:
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
    at = end = match.end()
    while found := _ITEM.match(normal.text, at):
        if (
            found["unit"] not in {"", unit}
            or (parts and sum(parts) == total)
            or not _is_part(found["label"])
        ):
            break
        parts.append(int(found["count"]))
        end = found.end()
        if (named := _NAMED_THERE.match(normal.text, end)) is not None:
            end = named.end()
        if normal.text[end : end + 1] not in {"、", "，", "和", "及"}:
            break
        at = end + 1
    if len(parts) < 2 or sum(parts) == total or normal.text[end : end + 2].startswith("等"):
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
        "退休|离休|编外|聘用|比|较|减少|增加|共|另|实有|在职|年末|累计|同比|上年", label
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


@check("户数乘标准等于总额", "SUM")
def products_come_out(case: Case) -> Findings:
    """补贴120户，每户500元，共计6.5万元."""
    for normal in case.reading.written:
        for match in _PRODUCT.finditer(normal.text):
            factor = {"元": Decimal(1), "万元": Decimal(10000)}
            right = Decimal(match["count"]) * Decimal(match["each"]) * factor[match["unit"]]
            step = (
                Decimal(1).scaleb(-len(match["total"].partition(".")[2])) * factor[match["unit2"]]
            )
            if abs(right - Decimal(match["total"]) * factor[match["unit2"]]) < step:
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
    "(?P<done>\\d{1,7})(?P=unit)，[^，。；\\d]{0,6}率(?:为|达|达到|是)?(?P<rate>\\d{1,3}(?:\\.\\d{1,3})?)%"
)


@check("完成率由完成数和计划数算出", "PCT", ground="计数")
def completion_follows_from_counts(case: Case) -> Findings:
    """21.3万页，为计划20万页的106.5%; 确定38项指标，完成37项，完成率97.4%."""
    for normal in case.reading.written:
        for pattern in (_OF_A_PLAN, _DONE_OF):
            for match in pattern.finditer(normal.text):
                done, plan = Decimal(match["done"]), Decimal(match["plan"])
                rate = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
                if plan <= 0 or abs(done / plan * _HUNDRED - rate.value) < rate.step:
                    continue
                right = as_printed(done / plan * _HUNDRED, rate)
                message = f"完成率印的是{match['rate']}%，{match['done']} ÷ {match['plan']} = {right}；核对"
                yield case.finding("PCT", normal.span(*match.span()), message, right)


_ORDINALS = "一二三四五六七八九十"
_THINGS = re.compile(
    f"(?P<count>[{_ORDINALS}两]|\\d{{1,2}})(?P<noun>件(?:大|实)?事|个方面|方面(?:工作|问题)|项(?:重点)?(?:工作|措施|任务|举措)|[个点](?:主要|突出)?(?:问题|特点|着力点|不足|建议|原因|经验|做法|措施)|点(?=[：，])|大(?:类|任务|举措))"
    "(?:的?[^，。；：、\\d]{0,8})?[：，；。]?(?=一是)"
)
_ORDER = re.compile(f"(?:^|[：；。，])([{_ORDINALS}])是")


@check("说几件事就写几件事", "COUNT", ground="计数")
def as_many_things_told_as_said(case: Case) -> Findings:
    """重点抓了四件事：一是…二是…三是…."""
    for normal in case.reading.written:
        for match in _THINGS.finditer(normal.text):
            said = 2 if match["count"] == "两" else _number(match["count"])
            told = 0
            for order in _ORDER.finditer(normal.text, match.end() - 1):
                if _ORDINALS.index(order[1]) != told:
                    break
                told += 1
            if told < 2 or told == said:
                continue
            words = f"{'两' if told == 2 else _ORDINALS[told - 1]}{match['noun']}"
            message = f"这里写{match['count']}{match['noun']}，后面写了{told}项（一是到{_ORDINALS[told - 1]}是）；核对"
            yield case.finding(
                "COUNT", normal.span(match.start(), match.end("noun")), message, words,
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


_LISTED_FIRST = re.compile(
    "(?<![一-鿿、])(?P<list>(?:[一-鿿]{1,8}(?P<noun>村|社区|乡|镇|街道|站|所|股|科|室|中心)、)"
    "(?:[一-鿿]{1,8}(?P=noun)[、和]){0,14}[一-鿿]{1,8}(?P=noun))(?:等|共|这)?"
    "(?P<count>\\d{1,3}|[一二三四五六七八九十]{1,3})个(?:行政|自然)?(?P=noun)"
)


@check("列了几个就写几个", "COUNT", ground="计数")
def as_many_said_as_listed_before(case: Case) -> Findings:
    """新圩村、双庙村、孙岗村、许塘村5个村: four are named, and no 等 leaves any out."""
    for normal in case.reading.written:
        for match in _LISTED_FIRST.finditer(normal.text):
            behind = normal.text[match.end("list") : match.end("list") + 1]
            listed = len(re.split("[、和]", match["list"]))
            said = _number(match["count"])
            if behind == "等" or listed == said:
                continue
            words = f"{listed}个{match['noun']}"
            message = f"这里列出{listed}个，后面写的是{said}个；写成{words}，或补上漏写的"
            yield case.finding("COUNT", normal.span(*match.span()), message, words)


_PER_GUEST = re.compile(
    "(?P<people>\\d{1,7})人次?，人均(?:支出|费用|消费|开支|花费)?(?:为|约)?(?P<mean>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit>万元|元)"
)
_MONEY_BEFORE = re.compile("(?P<number>\\d{1,9}(?:\\.\\d{1,6})?)万元")
_TEN_THOUSAND = Decimal(10000)


@check("人均用对了单位", "UNIT", ground="金额 ÷ 人数")
def means_are_in_their_unit(case: Case) -> Findings:
    """接待费9.55万元，1094人次，人均87.29万元: 87.29 is what the division gives in 元."""
    for normal in case.reading.written:
        for match in _PER_GUEST.finditer(normal.text):
            people, mean = Decimal(match["people"]), Decimal(match["mean"])
            wrong = match["unit"] == "万元"
            factor = _TEN_THOUSAND if wrong else Decimal(1)
            first = max(0, match.start() - 200)
            amounts = [
                Decimal(m["number"])
                for m in _MONEY_BEFORE.finditer(normal.text, first, match.start())
            ]
            if not people or not any(_is_mean(a * factor / people, mean) for a in amounts if a):
                continue
            amount = _odd_one(case, normal, match)
            if not wrong and amount is not None:
                told = f"{amount.amount.text}元"
                message = (
                    f"{amount.amount.text}万元和旁边以元计的数差得太远，按人数和人均算应为{told}"
                )
                spot = normal.span(amount.start, amount.end)
                yield case.finding("UNIT", spot, message, told)
                continue
            right = f"{match['mean']}{'元' if wrong else '万元'}"
            message = f"“人均{match['mean']}{match['unit']}”的单位不对，按金额和人数算应为{right}"
            yield case.finding("UNIT", normal.span(*match.span()), message, right)


def _odd_one(case: Case, normal: Normal, match: re.Match[str]) -> PrintedNumber | None:
    """Return the only amount in 万元 before a mean, where all others are printed in 元."""
    numbers = case.reading.numbers.get(normal.paragraph, [])
    before = [n for n in numbers if n.kind == MONEY and n.end <= match.start()]
    odd = [n for n in before if n.amount.unit == "万元"]
    return odd[0] if len(odd) == 1 and len(before) > 2 else None


def _is_mean(right: Decimal, printed: Decimal) -> bool:
    return abs(right - printed) <= max(printed / 200, _CENT / 2)


CHECKS = (
    as_many_listed_as_named,
    as_many_said_as_listed_before,
    means_are_in_their_unit,
    control_rate_follows_from_people,
    counts_add_up,
    what_is_counted_in_a_row_adds_up,
    kinds_of_staff_add_up,
    products_come_out,
    completion_follows_from_counts,
    as_many_things_told_as_said,
)
