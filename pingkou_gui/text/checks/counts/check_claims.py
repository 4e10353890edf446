"""Checks of what words say of the numbers just printed: within the budget, balanced, so many times so much."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.counts.check_counts import people_of
from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    NUMBER,
    PERCENT,
    numbers_in,
    sentence_of,
)
from pingkou_gui.text.lexing.tokens import DOWN, UP, in_unit_of, opposite, plain
from pingkou_gui.text.lines.gaps import clause_start
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.reasoning.comparisons import comparisons_in, holds, turned_about
from pingkou_gui.text.reasoning.finding import RUNNING, Case, Findings, Told, check, check_each
from pingkou_gui.text.reasoning.systems import is_turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import Match

_OF_BUDGET = re.compile(
    "(?P<within>(?:未|没有?|均?不|并未)(?:超(?:出|过)?|突破|高于)(?:了)?(?:年初|全年|年度|批复的?)?(?:预算|控制数)"
    "|控制在(?:年初|全年|年度)?(?:预算|控制数|批复数|限额|指标|核定数)(?:范围)?(?:以|之)?内)"
    f"|(?<![未不没])(?P<over>(?:超出|超过|超)(?:了)?(?:年初|全年|年度|批复)?(?:预算|控制数)(?:数)?{NUMBER}(?:万元|元))"
)
_PLAN = re.compile("(?:预算|控制数)(?:数|额|安排|批复|资金|指标|为|是|：)*$")
_SPENT = re.compile("(?:决算|支出|实际|开支|执行|费|经费)(?:数|额|为|是|：|共|计)*$")


@check_each(_OF_BUDGET, "说没有超预算的没有超，说超了的超了", "CONTRADICTION", ground="前后一致")
def what_is_said_of_a_budget_is_so(case: Case, normal: Normal, match: Match) -> Told:
    """决算6.20万元，预算6.00万元，未超预算: 0.20 above it; 超出预算5.20万元。预算80.00万元，支出78.50万元: below it."""
    first, last = sentence_of(normal.text, match.start())
    first = max(first, normal.text.rfind("；", first, match.start()) + 1)
    before = [n for n in numbers_in(normal, first, match.start()) if n.kind == MONEY][-2:]
    behind = [n for n in numbers_in(normal, match.end(), last) if n.kind == MONEY][:2]
    earlier = [] if before else _of_the_sentence_before(normal, first)
    later = [] if before or behind else _of_the_sentence_behind(normal, last)
    pairs = (planned_and_spent(pair) for pair in (before, behind, earlier, later))
    plan, spent = next((pair for pair in pairs if pair is not None), (None, None))
    if plan is None or spent is None or not spent.value:
        return None
    side = "多" if match["within"] else "少"
    if (spent.value > plan.value) != (side == "多") or spent.value == plan.value:
        return None
    off = in_unit_of(abs(spent.value - plan.value), spent.amount)
    message = (
        f"{spent.amount.text}比预算{plan.amount.text}{side}{off}万元，这里却写“{match.group()}”；"
        "核对两个数，或改写"
    )
    spot = normal.span(*match.span())
    if match["within"]:
        return case.finding("CONTRADICTION", spot, message, f"超预算{off}万元")
    return case.question("CONTRADICTION", spot, message, "没有超出预算")


def planned_and_spent(pair: Sequence[PrintedNumber]) -> tuple[PrintedNumber, PrintedNumber] | None:
    """Return the budget and the spending of two amounts; None where they are not one of each."""
    plans = [n for n in pair if _PLAN.search(n.words)]
    spent = [n for n in pair if n not in plans and _SPENT.search(n.words)]
    return (plans[0], spent[0]) if len(plans) == len(spent) == 1 else None


def _of_the_sentence_behind(normal: Normal, at: int) -> list[PrintedNumber]:
    """Return the two amounts of the sentence behind a place, where it has no more."""
    first, last = sentence_of(normal.text, min(at + 1, len(normal.text)))
    money = [n for n in numbers_in(normal, max(first, at), last) if n.kind == MONEY]
    return money if len(money) == 2 else []


def _of_the_sentence_before(normal: Normal, at: int) -> list[PrintedNumber]:
    """Return the first plan and the first spending of the sentence before a place: 年初预算9.00万元，决算9.80万元."""
    first, last = sentence_of(normal.text, max(0, at - 1)) if at else (0, 0)
    money = [n for n in numbers_in(normal, first, last) if n.kind == MONEY][:2]
    return money if len(money) > 1 else []


_POSTS_OFF = re.compile("(?P<word>超编|空编|缺编)(?P<number>\\d{1,3})[人名]")
_OTHER_POSTS = {"超编": "空编", "空编": "超编", "缺编": "超编"}


@check_each(_POSTS_OFF, "空编还是超编", "CONTRADICTION", ground="计数")
def posts_are_free_or_overfilled(case: Case, normal: Normal, match: Match) -> Told:
    """编制52名，在职50人，超编2名: two posts are free."""
    before = [
        n for n in numbers_in(normal, max(0, match.start() - 200), match.start())
        if n.kind in {"人", "名"}
    ]  # fmt: skip
    off = int(match["number"])
    staff = before[-1] if before else None
    posts = [n for n in before[:-1] if staff is not None and abs(n.value - staff.value) == off]
    if staff is None or not posts or not off:
        return None
    named = re.search("编制", normal.text[max(0, posts[-1].start - 60) : posts[-1].start])
    if named is None or (staff.value > posts[-1].value) == (match["word"] == "超编"):
        return None
    right = f"{_OTHER_POSTS[match['word']]}{match['number']}名"
    message = f"编制{posts[-1].amount.text}，在职{staff.amount.text}，应为{right}，这里写的是{match.group()}；核对"
    return case.question("CONTRADICTION", normal.span(*match.span()), message, right)


_SIDE = re.compile("(?P<side>收入|支出)(?:总计|总预算)")


@check("收支总计等于收入总计和支出总计", "CONTRADICTION", ground="收支平衡")
def both_sides_come_to_the_total_told(case: Case) -> Findings:
    """收支总预算1687.00万元, where 收入总计 and 支出总计 are both 1678.00."""
    sides: defaultdict[tuple[bool, str], set[Decimal]] = defaultdict(set)
    year, planned = case.reading.year, case.reading.genre is Genre.BUDGET
    for s in case.reading.statements:
        side = _SIDE.fullmatch(s.label)
        if side is not None and s.amount is not None and s.year in {None, year}:
            sides["budget" in s.measure, side["side"]].add(s.amount.value)
    for cell in case.reading.cells:
        side = _SIDE.fullmatch(cell.label)
        if side is not None and cell.amount.unit != "%" and cell.year in {None, year}:
            budget = "budget" in cell.column_key or (planned and not cell.column_key)
            sides[budget, side["side"]].add(cell.amount.value * cell.factor)
    for s in case.reading.statements:
        told = s.key == "balance" or _BOTH.search(s.label) is not None
        found = [sides["budget" in s.measure, side] for side in ("收入", "支出")]
        total = found[0] | found[1]
        if not told or "财政" in s.label or s.year not in {None, year} or s.amount is None:
            continue
        if all(found) and len(total) == 1 and abs(s.amount.value - max(total)) >= s.amount.step:
            right = in_unit_of(max(total), s.amount)
            message = (
                f"这里的收支总计印的是{s.amount.text}，而收入总计和支出总计都是{right}；核对一致"
            )
            yield case.question("CONTRADICTION", s.amount.span, message, right)


_BOTH = re.compile("(?:收支|收、支|收入支出)总$")


_FREE_POSTS = re.compile(
    "(?:^|[，。；：])(?:一是|二是|三是|其中|目前|现有|现|仍|还|尚|全?[我本全](?:单位|[局镇乡院校站所])|人员|力量|不足|队伍)*"
    "(?P<said>(?:(?:在编|在职|实有)(?:在职|在编)?(?:人员|人数)?(?:数)?)?(?:[比较](?:核定)?的?编制(?:数|人数)?(?:还|尚|仍)*(?:少|缺)了?"
    "|(?:缺编|空编|空缺编制|编制空缺|编制缺口|空余编制|尚缺编?)(?:还|共|已|为|有|达|了)*)(?P<number>\\d{1,3})[人名个])"
)


@check_each(_FREE_POSTS, "空编数等于编制数减在职人数", "COUNT", ground="计数", among=RUNNING)
def free_posts_are_those_without_staff(case: Case, normal: Normal, match: Match) -> Told:
    """核定编制62名，在职57人 in one chapter and 在编人员比核定编制少15人 in another: five."""
    first, _ = sentence_of(normal.text, match.start("said"))
    beside = numbers_in(normal, first, match.start("said"))
    if "编制" not in match["said"] and any(n.kind in {"人", "名", "个"} for n in beside):
        return None  # held against the numbers beside it
    told = {
        key: {
            s.amount.value
            for s in case.reading.statements
            if key in {s.key, s.head}
            and s.amount is not None
            and s.year in {None, case.reading.year}
        }
        for key in ("establishment", "headcount")
    }
    if any(len(values) != 1 for values in told.values()):
        return None
    posts, there = (values.pop() for values in told.values())
    off = posts - there
    if off <= 0 or off == int(match["number"]):
        return None
    message = f"这里写{match['said']}，而编制{posts}、在职{there}，相差{off}；核对"
    return case.question("COUNT", normal.span(*match.span("said")), message, f"{off}人")


_NOT_OVER = re.compile(
    "(?P<said>(?:未|没有|不|无)(?:出现|存在)?(?:人员)?超编(?:现象|情况|问题)?)(?=[，。；、）]|$)"
)
_WHOLE_RATE = Decimal(100)
_CONTROL_RATE = re.compile(
    "(?:控制率|在编率|满编率)(?:为|是|达到?|：)*(?P<rate>\\d{1,3}(?:\\.\\d{1,4})?)%"
)
_OTHER_STAFF = re.compile("编外|聘|临时|工勤|劳务|目标")


@check_each(_NOT_OVER, "说没有超编的，没有超编", "CONTRADICTION", ground="计数")
def posts_said_to_be_kept_are(case: Case, normal: Normal, match: Match) -> Told:
    """编制51名，在职54人，未超编: three more than there may be; 控制率105.88%，未超编."""
    first, _ = sentence_of(normal.text, match.start())
    words = normal.text[first : match.start()]
    staff = people_of(case.reading.terms.get(normal.paragraph, []), (first, match.start()))
    rate = _CONTROL_RATE.search(words)
    if _OTHER_STAFF.search(words):
        return None
    told = f"{rate.group()}就是超编" if rate and Decimal(rate["rate"]) > _WHOLE_RATE else ""
    if staff is not None:
        posts, there = staff
        told = f"编制{posts}，在职{there}，超编{there - posts}人" if there > posts else ""
    if not told:
        return None
    message = f"{told}，这里却写“{match['said']}”；核对人数，或改写"
    return case.question("CONTRADICTION", normal.span(*match.span("said")), message, told)


_TOTALS = re.compile(
    "收入(?P<one>总[计额]|总预算|合计|计)?(?:为|是)?(?P<income>\\d{1,12}(?:\\.\\d{1,6})?)(?P<unit>万元|元)[，、；和](?:全年|本年)?支出(?P<other>总[计额]|总预算|合计|计)?(?:为|是)?"
    "(?P<spent>\\d{1,12}(?:\\.\\d{1,6})?)(?P=unit)(?P<said>，(?:收支(?:相抵(?!，?后?(?:略?有)?(?:结余|节余|结转|盈余|差额|余额|超支))|平衡|持平|相等)|当年收支平衡))?"
)


@check_each(_TOTALS, "收入总计等于支出总计，说收支平衡的两个数相等", "SUM", ground="收支平衡")
def both_sides_are_equal(case: Case, normal: Normal, match: Match) -> Told:
    """收入总计922.81万元、支出总计926.81万元; 收入1273.7万元，支出2173.7万元，收支平衡: one of them is wrong."""
    totals = match["one"] == match["other"] and (match["one"] or "").startswith("总")
    if Decimal(match["income"]) == Decimal(match["spent"]) or not (totals or match["said"]):
        return None
    message = f"收入是{match['income']}，支出是{match['spent']}，两个数应当相等；核对是哪一个写错"
    expected = f"{match['income']}或{match['spent']}"
    return case.finding("SUM", normal.span(*match.span()), message, expected)


_REASON = re.compile(
    "[，。；（]其?(?P<word>增加|增长|上升|提高|减少|下降|降低|压减)(?:的)?(?:主要)?原因"
)
_RISES = frozenset({"增加", "增长", "上升", "提高"})
_RISE, _FALL = (
    re.compile(f"(?:{UP})(?:了|额|数|幅)?(?:为)?$"),
    re.compile(f"(?:{DOWN})(?:了|额|数|幅)?(?:为)?$"),
)


@check_each(_REASON, "说的原因与前面的增减一致", "DIRECTION")
def reasons_follow_their_turns(case: Case, normal: Normal, match: Match) -> Told:
    """减少0.62万元，下降3.97%，增加的主要原因是…: nothing in the sentence rises."""
    first, _ = sentence_of(normal.text, match.start())
    first = max(first, normal.text.rfind("；", first, match.start()) + 1)
    numbers = numbers_in(normal, first, match.start())
    turns = [t for n in numbers if (t := _turn(n))]
    rises = match["word"] in _RISES
    at_last = bool(turns) and _turn(numbers[-1]) is not None
    if not at_last or re.search("\\d", normal.text[numbers[-1].end : match.start()]):
        return None
    if any((turn[0] > 0) == rises for turn in turns):
        return None
    if any(
        not holds(c) and holds(turned_about(c))
        for c in comparisons_in(normal, case.reading.year, numbers)
    ):
        return None  # then it is the change that is called by the wrong word
    words = [word for _, word in turns]
    whole = opposite(match["word"])
    other = words[-1] if whole not in words and len(words[-1]) > 1 else whole  # 减幅: 减少
    right = match.group()[1:].replace(match["word"], other, 1)
    message = f"前面写的是{'、'.join(dict.fromkeys(word for _, word in turns))}，后面却说“{match.group()[1:]}”；应为“{right}”"
    return case.finding("DIRECTION", normal.span(match.start() + 1, match.end()), message, right)


_WHY = re.compile(
    "[，。；（](?:其|[增减]加?少?|增长|上升|下降|变动|变化)?的?(?:主要)?(?:原因|系|因为?|由于|是)(?:主要)?[是为系因：]*(?P<why>[^。；）]{3,60})"
)
_THINGS = "人员|人数|编制|工资|津贴|补贴|标准|基数|任务|工作量|数量|面积|价格|单价|费用|支出|经费|项目|资金|批次|人次|次数|车辆|拨款|费"
_MORE_OF = re.compile(
    f"涨价|涨幅|上涨|上调|提标|调标|增资|新增|追加|(?:{_THINGS})(?:较[^，]{{1,6}})?(?:有所)?(?:增加|增多|提高|扩大|增长)|(?:增加|增购|扩大)了?(?:{_THINGS})"
)
_LESS_OF = re.compile(
    f"降价|跌价|下调|压减|压缩|缩减|取消|削减|精简|厉行节约|(?:{_THINGS})(?:较[^，]{{1,6}})?(?:有所)?(?:减少|下降|降低)|减少了?(?:{_THINGS})"
)
_OTHER_TIME = re.compile(
    "上一?年|去年|20\\d\\d年|以前|往年|原|改[为由用]|转[为由]|线上|视频|合并|统一"
)
_TURNED_ABOUT = re.compile("结余|结转|余额|缺口|差额|差异|负债|欠|未|逾期|收入|税|超支|节约")
_OPPOSITES = {
    "涨价": "降价", "上涨": "下降", "上调": "下调", "提标": "降低标准", "增资": "减资", "新增": "减少", "增加": "减少", "增多": "减少",
    "提高": "降低", "扩大": "缩小", "增长": "下降", "降价": "涨价", "下调": "上调", "减少": "增加", "下降": "上升", "降低": "提高",
}  # fmt: skip


@check_each(_WHY, "变动的原因与增减方向一致", "DIRECTION", ground="前后一致", among=RUNNING)
def reasons_tell_of_the_way_things_went(case: Case, normal: Normal, match: Match) -> Told:
    """支出减少73.61万元，下降5.04%，主要是检测试剂涨价: what costs more is no reason for less."""
    first, _ = sentence_of(normal.text, match.start())
    first = max(first, normal.text.rfind("；", first, match.start()) + 1)
    numbers = numbers_in(normal, first, match.start())
    turns = {t[0] > 0 for n in numbers if (t := _turn(n))}
    told = normal.text[first : match.end()]
    if len(turns) != 1 or numbers[-1].end != match.start() or _turn(numbers[-1]) is None:
        return None
    more, less = _MORE_OF.search(match["why"]), _LESS_OF.search(match["why"])
    wrong = more if turns == {False} else less
    if wrong is None or (more and less) or _OTHER_TIME.search(match["why"]):
        return None
    if _TURNED_ABOUT.search(told):
        return None
    pattern = _MORE_OF if wrong is more else _LESS_OF
    alone = len(pattern.findall(match["why"])) == 1
    word = next((w for w in _OPPOSITES if alone and w in wrong.group()), "")
    right = match["why"].replace(word, _OPPOSITES[word], 1) if word else "核对原因"
    _, turned = _turn(numbers[-1]) or (0, "")
    message = f"前面写的是{turned}，原因却是“{match['why'][:_SHOWN]}”，方向相反；核对增减和原因"
    return case.question("DIRECTION", normal.span(*match.span("why")), message, right)


_SHOWN = 24


def _turn(number: PrintedNumber) -> tuple[int, str] | None:
    """Return which way a change or percent goes, with its word; None for another number, and for none."""
    if number.kind not in {MONEY, PERCENT} or not number.value:
        return None
    for sign, pattern in ((1, _RISE), (-1, _FALL)):
        match = pattern.search(number.words)
        if match is not None:
            return sign, re.sub("[了额数幅为]+$", "", match.group())
    return None


_RATE = re.compile(
    "(?:^|(?<=[，。；：]))(?P<whose>(?:20\\d\\d年度?|全年|本年度?|我[镇乡局院校县办]|本单位|本部门|部门|整体|支出|的)*)"
    "预算执行率(?:为|是|达到?|达|：)*(?P<rate>\\d{1,3}(?:\\.\\d{1,4})?)%"
)
_ANY_RATE = re.compile("执行率(?:为|是|达到?|达|：)*(?P<rate>\\d{1,3}(?:\\.\\d{1,4})?)%")
_OF_ALL = re.compile("合计|总计|资金总额|整体|部门")


@check("说的预算执行率是别处算出的那个", "CONTRADICTION", ground="前后一致")
def the_rate_told_is_the_rate_worked_out(case: Case) -> Findings:
    """预算执行率88.5% in a sentence without amounts, where the amounts of all money give 99.95 %."""
    worked_out = _rates_worked_out(case)
    for normal in case.reading.running if worked_out else ():
        for match in _RATE.finditer(normal.text):
            first, last = sentence_of(normal.text, match.start())
            told = Decimal(match["rate"])
            amounts = any(n.kind == MONEY for n in numbers_in(normal, first, last))
            if amounts or any(_is_rounded(rate, match["rate"]) for rate, _ in worked_out):
                continue
            rate, spot = next((each for each in worked_out if each[1] is not None), worked_out[0])
            if told == rate:
                continue
            where = f"{case.reading.named(spot.paragraph)}" if spot is not None else "别处"
            message = f"这里写预算执行率{match['rate']}%，{where}算出的是{plain(rate)}%；核对"
            yield case.question(
                "CONTRADICTION", normal.span(match.start("whose"), match.end()), message, f"{plain(rate)}%",
            )  # fmt: skip


_RATE_OF_ONE = re.compile(
    "(?:预算|资金|支出)*执行率(?:仅|只|才|有|为|是|达到?|约|：)*(?P<rate>\\d{1,3}(?:\\.\\d{1,4})?)%"
)
_OTHER_STAGE = re.compile(
    "上年|去年|往年|季度|月|半年|年中|截至|目标|计划|要求|比|较|低于|高于|平均"
)
_ENDING = re.compile("(?:项目|专项|资金|经费|支出|补助|的)+$")
_LEAST_OF_NAME = 4


@check("说的项目执行率是表里的那个", "CONTRADICTION", ground="前后一致")
def the_rate_of_a_project_is_that_of_its_table(case: Case) -> Findings:
    """机耕路维修项目执行率仅为82.99%, where the sheet or the row of 南坪村机耕路维修 has 97.75 %."""
    known = _rates_of_projects(case)
    for normal in case.reading.running if known else ():
        for match in _RATE_OF_ONE.finditer(normal.text) if "执行率" in normal.text else ():
            told = normal.text[clause_start(normal.text, match.start()) : match.start()]
            years = set(re.findall("20\\d\\d", told)) - {str(case.reading.year)}
            other = years or _OTHER_STAGE.search(told)
            names = [] if other else _projects_called(told, known)
            rates = {rate for name in names for rate in known[name]}
            if len(names) != 1 or len(rates) != 1:
                continue
            (name,), (rate,) = names, rates
            if _is_rounded(rate, match["rate"]):
                continue
            message = f"这里写执行率{match['rate']}%，表里“{name}”的执行率是{plain(rate)}%；核对哪一处写错"
            spot = normal.span(match.start() - len(told), match.end())
            yield case.question("CONTRADICTION", spot, message, f"{plain(rate)}%")


def _projects_called(told: str, known: Iterable[str]) -> list[str]:
    """Return the projects that words before a rate name: in full, or by the end of the name."""
    bare = _ENDING.sub("", told)
    ends = {name: _ENDING.sub("", name) for name in known}
    full = [name for name, end in ends.items() if len(end) >= _LEAST_OF_NAME and bare.endswith(end)]
    if full:
        return [max(full, key=len)]
    return [
        name for name, end in ends.items() if len(bare) >= _LEAST_OF_NAME and end.endswith(bare)
    ]


def _rates_of_projects(case: Case) -> dict[str, set[Decimal]]:
    """Return the rates that tables print for a project: in its row, or on the sheet that names it."""
    found: defaultdict[str, set[Decimal]] = defaultdict(set)
    sheets = {
        grid.number: row[at + 1].text
        for grid in case.reading.grids
        for row in grid.rows
        for at, cell in enumerate(row[:-1])
        if cell.text == "项目名称" and not row[at + 1].is_figure
    }
    for cell in case.reading.cells:
        if cell.column_key == "execution_rate" and not cell.key:
            whole = cell.of_total or _OF_ALL.search(cell.label) is not None
            name = sheets.get(cell.table, "") if whole else cell.label
            if name and not _OF_ALL.search(name):
                found[name].add(cell.amount.value)
    return found


def _is_rounded(rate: Decimal, printed: str) -> bool:
    places = len(printed.partition(".")[2])
    return abs(rate - Decimal(printed)) < Decimal(1).scaleb(-places)


def _rates_worked_out(case: Case) -> list[tuple[Decimal, Span | None]]:
    """Return the rates printed beside their amounts; those of all money with their place, first.

    Those of tables explain a rate, but accuse none: a table may be of part of the money.
    """
    found: list[tuple[Decimal, Span | None]] = []
    for normal in case.reading.counting:
        for match in _ANY_RATE.finditer(normal.text) if "执行率" in normal.text else ():
            first, _ = sentence_of(normal.text, match.start())
            amounts = [n for n in numbers_in(normal, first, match.start()) if n.kind == MONEY]
            if len(amounts) > 1:
                whole = _OF_ALL.search(normal.text, first, match.start()) is not None
                found.append(
                    (Decimal(match["rate"]), normal.span(*match.span()) if whole else None)
                )
    rates = (c.amount.value for c in case.reading.cells if c.column_key == "execution_rate")
    found += ((rate, None) for rate in rates)
    return sorted(found, key=lambda each: each[1] is None) if any(spot for _, spot in found) else []


_FLAT = re.compile(
    "(?P<said>(?:决算数?|执行数|实际支出)与(?P<base>年初预算|全年预算|预算|上年度?|去年)(?:数|同期|决算数?|相比|支出)*(?:一致|持平|相等|相同|相符))"
)
_BASES = {
    "预": re.compile("预算(?:数|额|安排|批复|为|是|：)*$"),
    "上": re.compile("(?:上年|去年)[一-鿿]{0,8}$"),
}
_OWN_NUMBER = re.compile("(?:决算|支出|实际|执行|费|经费|本年)(?:数|额|为|是|：|共|计)*$")


@check_each(_FLAT, "说持平的两个数相等", "CONTRADICTION", ground="前后一致", among=RUNNING)
def what_is_level_is_equal(case: Case, normal: Normal, match: Match) -> Told:
    """决算数与预算数持平。年初预算数86.00万元，决算数88.50万元."""
    money = [t for t in case.reading.terms.get(normal.paragraph, []) if t.kind == MONEY]
    base = _BASES["上" if match["base"][0] in "上去" else "预"]
    near = [
        (one, other) for one, other in pairwise(money)
        if one.sentence == other.sentence and _is_near(one, other, match)
    ]  # fmt: skip
    named = [
        pair for pair in near
        if bool(base.search(pair[0].words)) != bool(base.search(pair[1].words))
        and any(_OWN_NUMBER.search(t.words) and not base.search(t.words) for t in pair)
        and not any(is_turned(t) for t in pair)
    ]  # fmt: skip
    if len(named) != 1:
        return None
    one, other = named[0]
    if abs(one.value - other.value) <= max(one.step, other.step):
        return None
    message = f"这里写“{match['said']}”，旁边的两个数是{one.text}和{other.text}，不相等；核对两个数，或改写"
    return case.question(
        "CONTRADICTION", normal.span(*match.span("said")), message, f"{one.text}和{other.text}不相等",
    )  # fmt: skip


def _is_near(one: Term, other: Term, match: Match) -> bool:
    """Whether two numbers stand right before some words, or right behind them."""
    before, behind = match.start() - other.number.end, one.number.start - match.end()
    return 0 <= before < _BESIDE or 0 <= behind < _BESIDE


_BESIDE = 14


# ---- the largest -------------------------------------------------------------------------------------

_LARGEST = re.compile(
    "(?P<name>[一-鿿（）]{2,12}?)(?:的)?(?:在[一-鿿]{0,8}中)?(?:所占|占)?(?:比重|比例|占比|支出|金额|数额|资金量)?(?:在[一-鿿]{0,8}中)?(?P<word>最大|最高|最多|居首|居第一位?|排第一|列第一|最小|最少|最低)"
)


@check_each(_LARGEST, "说最大的，是列出的最大的", "CONTRADICTION", ground="比较", among=RUNNING)
def the_largest_is_the_largest(case: Case, normal: Normal, match: Match) -> Told:
    """人员经费905.00万元，公用经费81.00万元，项目支出1200.00万元，其中人员经费占比最大."""
    name = re.sub("^.*(?:其中|由于|可见|支出中|资金中|经费中)|^[以因是]", "", match["name"])
    name = re.sub("(?:支出|经费|资金)$", "", name) if len(name) > 3 else name
    money = [t for t in case.reading.terms.get(normal.paragraph, []) if t.kind == MONEY]
    terms = [t for t in money if t.number.end <= match.start()] or [
        t for t in money if t.number.start >= match.end()
    ]
    if terms and terms[0].number.start >= match.end():
        terms = [t for t in terms if t.sentence == terms[0].sentence]
    if not terms:
        return None
    row = [t for t in terms if t.sentence == terms[-1].sentence and t.depth == terms[-1].depth]
    names = [
        t
        for t in row
        if _called(t).endswith(name) or (name.endswith(_called(t)) and len(_called(t)) > 1)
    ]
    whole = sum((t.value for t in row), Decimal(0))
    others = [
        t
        for t in row
        if t not in names
        and len(_called(t)) > 1
        and not _WHOLE.search(_called(t))
        and t.value * 2 != whole
    ]
    if (
        len(names) != 1
        or len(others) < 2
        or normal.text.count("。", *sorted((row[-1].number.end, match.start()))) > 2
    ):
        return None
    least = match["word"] in {"最小", "最少", "最低"}
    best = (min if least else max)((*names, *others), key=lambda t: t.value)
    if best is names[0] or best.value == names[0].value:
        return None
    message = f"“{_called(best)}{best.text}{best.unit}”比“{name}{names[0].text}{names[0].unit}”{'小' if least else '大'}，这里却说“{match.group()}”；核对"
    return case.question("CONTRADICTION", normal.span(*match.span()), message, _called(best))


_WHOLE = re.compile("合计|总|共|上年|去年|预算|其中|比|较|增|减")


def _called(term: Term) -> str:
    return re.sub("(?:为|是|共|计|达|支出|经费|资金)+$", "", term.words)


CHECKS = (
    what_is_level_is_equal,
    the_largest_is_the_largest,
    what_is_said_of_a_budget_is_so,
    posts_are_free_or_overfilled,
    free_posts_are_those_without_staff,
    both_sides_come_to_the_total_told,
    posts_said_to_be_kept_are,
    both_sides_are_equal,
    reasons_follow_their_turns,
    reasons_tell_of_the_way_things_went,
    the_rate_told_is_the_rate_worked_out,
    the_rate_of_a_project_is_that_of_its_table,
)
