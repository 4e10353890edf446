"""The meaning of the words in tables: heads of columns, labels of rows, totals, numbering."""

from __future__ import annotations

import re
from functools import lru_cache

from pingkou_gui.text.lines.vocabulary import vocabulary
from pingkou_gui.text.reading.statements import (
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
    PEOPLE,
)

FIGURE = re.compile("(?P<number>-?\\d{1,15}(?:\\.\\d{1,8})?)(?P<unit>%|万元|元|人)?")
"""A cell that is a figure and nothing else."""
BLANK = re.compile("[-—－/\\\\无*]{0,4}")
PAIR = re.compile(
    "(?P<label>(?:其中：)?[^：；。，\\d][^：；。，]{1,30})：(?P<number>-?\\d{1,15}(?:\\.\\d{1,8})?)(?P<unit>%|万元|元|人)?"
)
"""A cell that holds a label and its figure: 基本支出：600."""
RATES = frozenset({"execution_rate", "control_rate", "size_rate", "investment_rate"})
MAY_BE_PERCENT = RATES | {
    "",
    "target",
    "actual",
    "reason",
    "rule",
    "ground",
    "share",
    "change_percent",
    "rate",
}
_COLUMNS = (
    ("both", re.compile("(?:权重|分值|满分)[/|（](?:自评)?得分|得分/(?:权重|分值)")),
    ("reason", re.compile("原因|改进措施")),
    ("size_rate", re.compile("规模控制率")),
    ("investment_rate", re.compile("投资(?:概算)?控制率")),
    ("approved_size", re.compile("^批[复准](?:规模|面积)")),
    ("actual_size", re.compile("^实际(?:规模|面积)")),
    ("planned_investment", re.compile("^预算投资|^概算投资|^计划投资")),
    ("actual_investment", re.compile("^实际投资")),
    ("establishment", re.compile("^编制数|^核定编制|^人员编制")),
    ("headcount", re.compile("实际在职|在职人数|实有|(?<!上)年末在职")),
    (
        "change_percent",
        re.compile("增[减长][^额]{0,6}[%率幅]|增[减长](?:比例|幅度)|^(?:比上年)?增[减长]%"),
    ),
    (
        "budget_change",
        re.compile(
            "(?:[比较与]|-)(?:年初|全年|调整)?预算数?(?:相比)?(?:增减|差额|差异)|(?:比|较)(?:年初|全年)?预算数?(?:增加|减少)|决算数?[-－—减]预算|^[比较](?:年初|全年|本年|调整)?预算数?$"
        ),
    ),
    (
        "change",
        re.compile(
            "增减(?:额|数|情况|变化)?(?:（万元）)?$|^(?:比上年)?增[加长减][额数]"
            "|^(?:20\\d\\d年?度?)?[比较](?:20\\d\\d年?度?|上年度?|去年)(?:数|多|少)?$"
        ),
    ),
    ("share", re.compile("占比|比重|比例|占[^，]{0,12}%")),
    ("execution_rate", re.compile("^(?:预算|资金|支出|年度|全年)*(?:执行|完成)(?:率|进度)")),
    ("control_rate", re.compile("^(?:在职人员)?控制率")),
    ("rate", re.compile("[率%]$")),
    ("last_year_budget", re.compile("(?:上年|去年).*预算")),
    (LAST_YEAR, re.compile("(?:上年|去年)(?!度?结[转余])")),
    ("year_final", re.compile("20\\d\\d年度?(?:[^预]{0,6})(?:决算|支出|执行|实际)")),
    ("year_budget", re.compile("20\\d\\d年度?(?:[^决]{0,6})预算")),
    (
        INITIAL_BUDGET,
        re.compile(
            "年初预算|本年.*预算数|(?:本|当)年度?预算(?:数|额|金额)?(?:（[^）]*）)?$|^(?:本)?年初|申请"
        ),
    ),
    (
        FULL_YEAR_BUDGET,
        re.compile("全年预算|调整.*预算|^预算数|^预算$|^预算（|预算(?:数|额|金额)(?:（[^）]*）)?$"),
    ),
    (
        OUTTURN,
        re.compile(
            "执行数|决算数|实际支出|支出数|本年.*决算|全年执行|^决算|^执行(?!情况)|支出金额"
        ),
    ),
    ("points", re.compile("^(?:标准|指标|自评)?(?:分值|权重|满分|标准分)")),
    ("rule", re.compile("(?:评[分价]|计分|得分|打分|赋分|扣分)(?:标准|办法|方法|规则|细则)")),
    ("ground", re.compile("计分依据|评分依据|评价依据|得分依据|扣分(?:原因|说明)|评价过程")),
    ("score", re.compile("^(?:自评|评价|实际|最终)?得分|^评分|^自评分|^自评（")),
    ("sign", re.compile("^指标性质|^性质$|^指标方向")),
    ("measure_unit", re.compile("度量单位|计量单位|^单位$")),
    ("target", re.compile("指标值|目标值|^计划值|^年度目标值|^预期值")),
    ("actual", re.compile("完成值|实际值|完成情况|^实际完成|^完成数")),
    ("code", re.compile("编码|代码|^序号|^编号|^科目$")),
    ("indicator", re.compile("^[一二三]级指标|^指标名称|^考核指标|^评价指标")),
)
OTHER_WORDS = frozenset({"target", "actual", "reason", "rule", "ground", "sign", "measure_unit"})
"""Keys of columns whose words do not name the row: ≥95%, 合规."""
SCORED = frozenset({"points", "score", "both"})
MONEY = frozenset(
    {
        INITIAL_BUDGET, FULL_YEAR_BUDGET, OUTTURN, LAST_YEAR, "last_year_budget", "year_final",
        "year_budget", "approved_size", "actual_size", "planned_investment", "actual_investment", "",
    }
)  # fmt: skip
"""Columns that may hold amounts."""
_NUMBERED = (
    ("一", re.compile("[一二三四五六七八九十]{1,3}[、.．]")),
    ("（一）", re.compile("（[一二三四五六七八九十]{1,3}）、?")),
    ("1", re.compile("\\d{1,2}(?:[、.．](?!\\d))")),
    ("（1）", re.compile("（?\\d{1,2}）、?")),
    ("①", re.compile("[①-⑳]、?")),
)
CODE = re.compile("[23]\\d{2}(?:\\d{2}){0,2}")
"""The number of an account: 301, 30201; 201, 20106, 2010601."""
CODED = re.compile("([23]\\d{2}(?:\\d{2}){0,2})(?=[^\\d.年])")
OF_WHICH = re.compile("其中：?")
YEAR = re.compile("(20\\d\\d)年")
AMOUNT = re.compile("^(?:支出|收入)?金额|^数额|^人数|^数量")
LEAD = re.compile("^(?:其中|[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.]|[①-⑳]|：|按[^：]{2,8}分)+")
_ALIASES = {
    "公务接待": "official_reception", "接待费": "official_reception", "公务接待费": "official_reception",
    "因公出国": "overseas_travel", "因公出国（境）": "overseas_travel", "公车购置": "vehicle_purchase",
    "公务用车购置": "vehicle_purchase", "公车运行": "vehicle_running", "公务用车运行维护": "vehicle_running",
    "公务用车运维费": "vehicle_running", "支出合计": "total_spending", "支出总计": "total_spending",
    "本年支出合计": "total_spending", "收入合计": "total_income", "收入总计": "total_income",
}  # fmt: skip
"""Labels that only a table uses."""
_PUBLIC_ALIASES = {
    "出国（境）": "overseas_travel", "出国": "overseas_travel", "出国（境）费": "overseas_travel",
    "车辆购置": "vehicle_purchase", "车辆购置费": "vehicle_purchase", "购置费": "vehicle_purchase",
    "车辆运行": "vehicle_running", "车辆运行费": "vehicle_running", "运行维护费": "vehicle_running",
    "车辆运行维护费": "vehicle_running", "公务用车": "official_vehicles",
}  # fmt: skip
"""Labels that mean a part of the three public expenses in their table alone."""
TOTAL = re.compile(
    "(?:本年)?(?:收入|支出|收支)?(?:合计|总计|总额|共计)|小计|(?:年度)?资金总额|总额|总分|合计（[^）]*）|总计（[^）]*）"
)
HEAD_LENGTH = 28


@lru_cache(4096)
def column_of(words: str) -> str:
    """Return the key of a column by the words of its head, or an empty string."""
    if len(words) > HEAD_LENGTH:
        return ""
    return next((key for key, pattern in _COLUMNS if pattern.search(words)), "")


@lru_cache(4096)
def quantity_of(label: str, *, public: bool = False) -> tuple[str, str]:
    """Return key and scope of the quantity that a label names, else empty strings.

    Short names (运行维护费) hold only in a table of the three public expenses.
    """
    words = plain_label(label)
    if not 2 <= len(words) <= HEAD_LENGTH:
        return "", ""
    if words in _ALIASES:
        return _ALIASES[words], ""
    known = vocabulary().quantity(words) or vocabulary().quantity(_SUMMED.sub("", words))
    if known is None and public:
        if words in _PUBLIC_ALIASES:
            return _PUBLIC_ALIASES[words], ""
        known = vocabulary().short.get(words)
    return (known.key, known.scope) if known is not None else ("", "")


def quantity_key(label: str, *, public: bool = False) -> str:
    """Return the key of the quantity that a label names without a budget, or an empty string."""
    key, scope = quantity_of(label, public=public)
    return "" if scope else key


_MEASURED = re.compile("(?:年初|全年|本年)?(?:[预决]算|执行)数?$")
_SUMMED = re.compile("(?:合计|小计|(?<=支出)总额)$")
_LEAST_HEAD = 2


@lru_cache(4096)
def public_head(heading: str) -> str:
    """Return the key of the public expense that the heads above a column name, or an empty string.

    2024年三公经费预算数 | 公务用车购置及运行费 | 购置费, and the sums beside them: 合计, 小计.
    """
    words = _MEASURED.sub("", heading)
    bare = _SUMMED.sub("", words)
    ends = (bare[at:] for at in range(len(bare) - _LEAST_HEAD + 1))
    key = next((found for end in ends if (found := quantity_key(end, public=True))), "")
    whole = words != bare and "三公" in bare and key in {"", "three_public"}
    return "three_public" if whole else key


_WHEN = re.compile("^(?:20\\d\\d年度?|上年度?|去年|本年度?)?[年]?(?:末|底)?(?:数)?")


@lru_cache(4096)
def people_key(heading: str) -> str:
    """Return the key of the count of people that a head names, of any year, or an empty string: 2023年末在职."""
    words = plain_label(heading)
    for name in (words, _WHEN.sub("", words)):
        known = vocabulary().quantity(name) if len(name) > 1 else None
        if known is not None:
            return known.key if known.key in PEOPLE else ""
    return ""


def plain_label(label: str) -> str:
    """Return a label without its number, 其中, its unit and its colon."""
    words = LEAD.sub("", label)
    words = re.sub("（(?:万元|元|人|含[^）]*|本级|单位[^）]*)）", "", words)
    return words.rstrip("：")


@lru_cache(4096)
def is_head(text: str) -> bool:
    """Whether words can be the head of a column of figures."""
    known = column_of(text) or quantity_key(text) or YEAR.match(text)
    return bool(known) or AMOUNT.search(text) is not None


def marker_of(label: str) -> str:
    """Return the style of a label's numbering: 一, （一）, 1, （1）, ①, 其中, or an empty string."""
    if OF_WHICH.match(label):
        return "其中"
    return next((name for name, pattern in _NUMBERED if pattern.match(label)), "")
