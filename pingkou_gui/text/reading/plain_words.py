"""Splits a clause into words by their role: year, stage, name, number, comparison."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.lexing.tokens import DOWN, UP
from pingkou_gui.text.lines.gaps import lead_pattern
from pingkou_gui.text.lines.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.vocabulary import Vocabulary

THIS, LAST, OTHER, TWO = "this", "last", "far", "two"
"""The years a word may name, relative to that of the text; TWO is 两年."""
PLAN, INITIAL, FULL, SPENT, NEUTRAL = "plan", "initial", "full", "spent", "neutral"
"""The stages a word may name; 支出 alone is NEUTRAL."""

_MANY = "(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})"
_PLACE = "(?:我|全|本|该|我们)?(?:[镇乡局院校县办委馆所站会]|单位|部门|街道|中心)里?"
_YEARS = (
    (TWO, "(?:这|近|连续)?两年"),
    (OTHER, "前年|往年|历年"),
    (LAST, "(?:上一?年度?|去年度?)(?:同期|年[末底]|[末底])?"),
    (THIS, "本年度?内?|今年|当年|全年度?(?!预算|总预算)|年内|年[末底]|本期|期末"),
)
_YEAR = (
    "|".join(f"(?P<{name}>{body})" for name, body in _YEARS)
    + "|(?:截[至止])?(?P<said>20\\d\\d)年度?(?:12月31日|年?[末底]|同期)?"
)
_PLANNED = "(?:部门|支出|人代会|县里?|财政)*(?:预算|核定|核给|批复|批准|安排|计划|所?报|下达|编列|控制|确定|定)+"
_TAIL = "的?(?:数|额度?|指标|盘子|控制数|限额|规模)*"
_STAGES = (
    (FULL, f"全年(?:总)?预算{_TAIL}|(?:调整|调增|调减|追加|追减|变更)后的?(?:全年)?(?:预算)?{_TAIL}|调整(?:的)?预算{_TAIL}"),
    (SPENT, (
        "(?:支出)?决算(?:支出)?数?|预算(?:执行|完成)数?(?!率|情况|进度)|实际(?:支出|发生|执行|使用|列支|开支|花费|采购|完成)?数?"
        "|(?:列支|开支|实支|执行|完成|支付|发生|花费|花销|采购)(?!率|进度|情况|总|金|支|预|合)(?:数额?)?|花的?[了去掉]?|用[了去掉](?=\\d)|用(?=\\d)|支出数"
    )),
    (INITIAL, f"年初(?:{_PLANNED}{_TAIL}|数)"),
    (PLAN, f"(?:支出|经费|费用|采购)?(?:预算(?!单位)(?:支出|安排|批复|核定|控制|总|资金|金额|编列|下达|采购)*|(?<=购)计划){_TAIL}"),
    ("opening", "年初"),
    (NEUTRAL, "收支(?=[均都各]?[为是])|支出|安排|使用|投入"),
)  # fmt: skip
_STAGE = "|".join(f"(?P<{name}>{body})" for name, body in _STAGES)
_ITEMS = "(?:个|项|笔)"
_KIND = "(?:部门预算|部门|预算|专项|特定目标类|其他运转类|运转类|镇级|镇本级|乡级|本级|财政)"
PROJECTS = (
    f"(?:{_KIND}[、和及])*(?:{_MANY}{_ITEMS}(?:{_KIND}|支出)*项目(?:支出)?"
    f"|{_KIND}*项目(?:支出|资金|经费|预算|实施)*(?:共|有)?{_MANY}{_ITEMS}|{_KIND}+项目(?:支出|资金|经费)*"
    f"|专项(?:业务)?(?:资金|经费)(?:（项目）)?(?:支出)?|项目(?:资金|经费)(?:支出)?|专项支出|专项{_MANY}{_ITEMS})"
)
"""The projects of a unit as a whole: 5个项目, 特定目标类项目3个."""
_TURNS = (
    "(?:净|再|又|只|共)?(?:{turn}|[少多降增减升省]|剩余?|结余|节余)(?:了|支|花|用|开支|支出|的|额)*"
)
_CLASSIFIER = "批次|人次|批|辆|次|项|户|期|公里|条|台|场|天|所|处|座|间|亩|件|笔|块|类|号|家|株|套|组|吨|平方米|月|日"
_MONEY_UNIT = "万元|亿元|千元|元(?!/)|亿(?![一-鿿])|万(?![一-鿿])"
_TOTAL = (
    f"(?:以上|上述|这|前)?(?:各|{_MANY})?(?:项|笔|块|类|者|方面|部分|个项目)?(?:支出|费用|经费)?"
    "(?:合计|共计|总计|小计|加起来|加总|相加|之和|合起来|总共|一共|共|总额)(?:支出|费用|经费|金额|使用|花费|[为是计约])*"
)
_HEAD_FAR = 60
_ALL_MONEY = frozenset(
    {"total_spending", "total_income", "balance", "spent", "arranged", "carried_in", "carried_out"}
)
_LEAD_WORDS = (
    "(?:预算|支出|经费)?(?:控制|执行|使用|管理|安排|支出|变动|决算|完成|开支|总体|采购)*"
    "(?:情况)?(?:方面|情况|说明|这一?块|这一?项|这部分)(?:来看|看)?"
)
_TOKENS = (
    ("mark", "[，。；：（）！？\\n]"),
    ("percent", "-?\\d{1,6}(?:\\.\\d{1,6})?(?:%|个百分点)"),
    ("lead", f"{_LEAD_WORDS}(?=[，：。]|$)"),
    ("share", "占(?:了)?[^，。；：\\d]{0,10}?(?:[一二三四五六七八九]成[一二三四五六七八九半多]?|大头|多数|一半|小头)"),
    ("counts", "国内(?:公务)?接待(?:共)?(?=\\d{1,5}个?批)"),
    ("deal", "(?:实际)?(?:签约|成交|中标)(?:总?金?额|数额)?[为是]?(?=\\d)|合同(?:总金额|总额|金额)[为是]?(?=\\d)"),
    ("stage", _STAGE),
    ("year", _YEAR),
    ("name", "{names}"),
    ("scope", "{scopes}"),
    ("projects", PROJECTS),
    ("count", f"\\d{{1,9}}(?:\\.\\d{{1,4}})?(?:余)?(?:{_CLASSIFIER})|[一二两三四五六七八九十]项"),
    ("number", f"(?<![\\d.])(?P<digits>\\d{{1,15}}(?:\\.\\d{{1,8}})?)(?P<unit>{_MONEY_UNIT}|[人名个](?![一-鿿])|[人名个](?=其中|[比较的变减增降升到至和与、]))?"),
    ("to", "(?:压缩|压减|压降|下降|减少|增加|上升|增长|变化|回落|缩减|[降减升增压变调涨])[至到为成]"),
    ("total", _TOTAL),
    ("versus", "同比|相比较?|对比|低于|高于|少于|多于|不及|(?:没有|没|未)(?:超支|超过|超出|突破|超)|超过|超出|控制在|[比较与同跟]|和(?=上|去|年初|20\\d\\d年)"),
    ("turn", "{turns}"),
    ("respective", "(?:分别|依次)(?:支出|安排|列支|开支)?[为是]?"),
    ("all", "(?:全部|全|都|均|仅)(?:用于|属于|属|来自|[为是系])"),
    ("only", "(?:仅仅?|只|就)(?:有|是|剩)|仅为|只为"),
    ("from", "[由从自]"),
    ("part", "其中|其余|另外?|此外|还有|包括|包含|含"),
    ("short", "{short}"),
    ("source", "资金(?:来源|性质)|(?:资金|经费)?来源(?=[为是均全都]|单一)|以上(?:资金|支出|各项)?(?=全部|均|都)"),
    ("none", "没有|没|无|不涉及|未(?:发生|安排)?|不再?|用于|用在|加上|连同"),
    ("dead", "收入|结转|追加|追减|核减|调减|调增|调剂|结余|余额|收回|上缴|事业单位|行政单位|参公单位|参公|其他|下属|所属|直属"),
    ("and", "[、和与及]|以及"),
    ("fill", f"(?:{{lead}})|[^，。；：（）\\d只仅有是为]{{2,8}}以外的|一项，计|(?:以上|上述|前述|这)(?:各|{_MANY})[项者](?:支出|费用|经费)?|年中|执行(?:过程)?中|[一另]头是|另?一(?:块|方面|个)是|关于|故|按(?:部门|单位)?汇总|汇总|全部门|县?人(?:民)?代(?:表大)?会|属于?|而|实施|组织|办理?|干|做|落实|开展|只|仅|就|才|已|可|还|再|也|咱|们|[县市区乡镇村]里|口径|数据|数字|结果|最终|大约|额度|盘子|指标|钱|[这那款块头]|方面|以内|之内"),
    ("other", "[\\s\\S]"),
)  # fmt: skip
_SHORT_OF = (
    "overseas_travel", "vehicle_purchase", "vehicle_running", "official_vehicles",
    "official_reception", "procurement",
)  # fmt: skip
_NAME_ENDS = "(?=[，。；、（）：]|$|[中里全都只均没未由按控比较与])"
_WHOSE = f"(?:{_PLACE}|本年度?|当年|今年|全年|20\\d\\d年度?|全部|本级|的)*"


class Word(NamedTuple):
    """A word of a clause; `kind` is the name of its group in the pattern, see `words_of`."""

    kind: str
    text: str
    start: int
    end: int
    match: re.Match[str]


def _scopes(words: Vocabulary) -> str:
    return any_of(tuple(words.scopes))


@cache
def _word_pattern(words: Vocabulary) -> re.Pattern[str]:
    bodies = {
        "{names}": words.names,
        "{scopes}": _scopes(words),
        "{turns}": _TURNS.replace("{turn}", f"{UP}|{DOWN}"),
        "{short}": words.short_pattern_of(_SHORT_OF),
    }
    lead = lead_pattern()
    return re.compile(
        "|".join(
            f"(?P<{kind}>{bodies.get(body, body).replace('{lead}', lead)})"
            for kind, body in _TOKENS
        )
    )


def words_of(text: str, start: int, words: Vocabulary) -> Iterator[Word]:
    """Yield the words of normalised `text` from `start` on; words that are not understood are of kind `other`."""
    for match in _word_pattern(words).finditer(text, start):
        yield Word(match.lastgroup or "", match.group(), *match.span(), match)


@cache
def _name_behind_pattern(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        f"(?:的|属于?|都?[是为系]|即为?|就是){_WHOSE}(?P<name>{words.names})(?P<stage>(?:年初)?预算)?{_NAME_ENDS}"
        f"|(?:来自|属于?|由)(?P<scope>{_scopes(words)})"
    )


@cache
def _name_of_sum_pattern(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        f"，?(?:这|也)?(?:就是|即为?|便是|全部(?:列入|属于)|构成了?|[为是]){_WHOSE}(?P<name>{words.names})"
    )


def name_behind(text: str, end: int, words: Vocabulary) -> re.Match[str] | None:
    """Return the match of a name behind a number, or None: 612.30万元的基本支出, 612.30万元属基本支出."""
    return _name_behind_pattern(words).match(text, end)


def name_of_sum(text: str, end: int, words: Vocabulary) -> re.Match[str] | None:
    """Return the match of the name behind a sum, or None: 合计612.30万元，即为全镇基本支出."""
    return _name_of_sum_pattern(words).match(text, end)


@cache
def _sentence_head_pattern(words: Vocabulary) -> re.Pattern[str]:
    lead = lead_pattern()
    return re.compile(
        f"(?:\\A|[。；！？\\n])(?:{lead})*(?:(?P<name>{words.names})|{PROJECTS}|{_scopes(words)})(?:{_LEAD_WORDS})?[，：。](?:[^，。；：\\d]{{2,24}}，)?(?:{lead})*"
    )


def is_headed(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a sentence begins with a name alone, its subject: 基本支出方面，."""
    near = max(start, end - _HEAD_FAR)
    before = ("〇" if near > start else "") + text[near:end]
    at = max(
        before.rfind(mark, 0, max(before.rfind("，"), before.rfind("："))) for mark in "。；\n"
    )
    for since in {at, before.rfind("。", 0, max(at, 0))}:
        match = _sentence_head_pattern(words).fullmatch(before[max(since, 0) :])
        if match is not None:
            quantity = words.quantity(match["name"]) if match["name"] else None
            return match["name"] is None or (
                quantity is not None and quantity.key not in _ALL_MONEY and quantity.unit == "money"
            )
    return False


OF_INCOME = re.compile(
    "[（(]?[\\d一二三四五六七八九十]{0,3}[）)、.]?(?:20\\d\\d年度?|本年度?|当年|全年|部门|单位|财政|资金)*(?:总?收入|资金来源)(?:预算|决算|情况|构成|方面|说明)*[。：]"
)
"""The beginning of a line on income."""
ABOUT_PUBLIC = re.compile("三公|公务用车|公车|公务接待|因公出国")
"""Words a line needs before 接待 or 运行费 is a name."""
PLAN_BEHIND = re.compile(
    "的(?P<opening>年初)?(?:预算|盘子|控制数|限额|额度|指标)(?!执行|完成|单位)"
)
"""The stage behind a number: 没有超过10万元的预算."""
