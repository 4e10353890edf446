"""Checks of what is said of all, of none and of every one, against what the text tells otherwise of the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.counts.check_claims import planned_and_spent
from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    NUMBER,
    numbers_in,
    part_of,
    rounds_to,
    sentence_of,
)
from pingkou_gui.text.lexing.tokens import UP, in_unit_of
from pingkou_gui.text.lines.outline import chinese_number, chinese_numeral
from pingkou_gui.text.reasoning.finding import RUNNING, Case, Findings, Told, check, check_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_THAN = re.compile("[比较]|同比")
_DIGIT = re.compile("\\d")
_NOT_NOW = re.compile("未|没有|上年|去年")
_SEMICOLON = re.compile("；")
_COMMAS = re.compile("[，；]")
_HALVES = re.compile("[。；]")
_A_YEAR = re.compile("20\\d\\d(?=年)|[上去]年")
_CLAUSE = re.compile("[，。；]")
_NOT = "(?:没有|未|无|不再|均未|也未|也没有)(?:再|新|曾)?"
_ZERO = "(?:全年)?(?:支出|决算)?(?:零支出|零开支|为零|[为是]?0(?:\\.0{1,2})?(?:万元|元)?)"
_COUNT = "(?P<count>[1-9]\\d{0,4})"
_END = "(?=[，。；、（）]|$)"
_OTHER_TIME = re.compile(
    "上年|去年|上期|往年|前年|历年|预算(?!拨款|收|支|财政)|计划|拟|安排|编制数|核定|目标|标准|控制在|以内|不超过|同期|年初|[比较]|下年|次年"
)


_Place = tuple["Normal", re.Match[str]]
"""Words in their paragraph."""


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
            f"(?:购置|新购|更新|购买|购入)(?:了)?(?:公务用车|公务车|公车|车辆|执法(?:执勤)?用?车|轿车|小汽车|越野车)?(?:数|数量)?(?:为|是|共)?{_COUNT}(?P<unit>辆)(?!次)|(?:公务用车|公务车|公车|车辆)购置费?[^。；]{{0,16}}，(?:本年|当年|全年|年内)?(?:更新|购置|新购)[^，。；、\\d]{{0,8}}车(?P<car>[1-9]\\d?)辆(?P<price>[，（][^，。；\\d]{{0,8}}\\d[\\d.]*万?元)?"
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
    clause = _CLAUSE.split(clause)[-1]
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


# ---- all of it done, and some of it not -----------------------------------------------------------

_DOINGS = (
    "完成|完工|竣工|建成|实施完毕|实施",
    "整改|销号",
    "发放|兑现|拨付|支付|到账|发到",
    "验收",
    "办结|化解|答复|回复|处理",
    "移交",
    "达标|达到|实现",
    "签订|公示|公开|安装|通水|通电|入户|通过|建立|登记|覆盖|落实|履行",
)
"""Things that are done to many, by families of one meaning."""
_SINGLE = len(_DOINGS) - 1
"""The last of them is none: each of its doings stands for itself."""
_UNDER_WAY = (
    "在建|施工|建设",
    "整改",
    "发放|拨付",
    "验收",
    "办理|处理|化解",
    "移交|办理移交",
    "实现",
    "安装",
)
_DONE = "|".join(_DOINGS)
_NUMERAL = "\\d{1,4}|[一两二三四五六七八九十]"
_MEASURE = "[个户项件处名人笔宗家起条座口村辆套类]"
_ALL_OF_IT = re.compile(
    f"(?P<said>(?:(?P<count>\\d{{1,4}})(?P<measure>{_MEASURE}))?(?P<subject>[^，。；：、（）\\d]{{0,16}}?)(?:已经|已|现已|目前)?(?:全部|均|全都|都|全)(?:已经|已)?(?:按期|如期|按时|及时|顺利|圆满|足额|到位)*(?:通过|组织|办理|完成(?=支付|拨付|验收|整改|移交))?(?:竣工|完工)?(?P<verb>{_DONE})(?:到位|入住|[一-鿿]{{0,4}}(?:台账|档案|制度|协议|合同)|完毕|完成|合格|销号|到户|到人|使用|目标值?|年初目标值?|年度目标值?|任务|了(?:(?P<object>[一-鿿]{{2,12}})(?=[，。；、）]|$))?|并[一-鿿]{{2,8}}?(?=[，。；、）]|$))*)"
    "(?P<none>，(?:无|没有)一(?P<each>[户个项件处名人笔宗家起条])(?:遗漏|漏发|拖欠|超期|未[一-鿿]{2})?)?(?=[，。；、）]|$)"
)
_NEXT_YEAR = "(?:预计|计划|将|拟)(?:于|在|到)?(?:次年|下年|20\\d\\d年)(?:\\d{1,2}月|[上下]半年)?(?:初|底|末|前|内)*(?:全部|才能?)?(?:完工|竣工|完成|建成)|跨年度?(?:实施|建设|施工)|(?:结转|顺延|推迟)(?:到|至)?(?:下年|次年|20\\d\\d年)(?:继续)?(?:实施|建设|施工|完成)"
_NOT_ALL = re.compile(
    f"(?P<said>(?:(?:仍|还|尚|另)?有|余下|剩余|其余|其中|，|^)?(?P<count>{_NUMERAL})(?P<measure>{_MEASURE})(?P<noun>[^，。；：、（）\\d]{{0,22}}?)"
    f"(?:(?P<no>尚未|仍未|还未|至今未|未能|未|没有|还没有|没)(?:按期|如期|按时|及时|全部|组织|通过|办理)?(?P<verb>{_DONE}|开工|启动|领取)|(?P<late>逾期|超期|延迟|延期)(?P<lately>{_DONE})|(?P<way>正在|仍在|还在|尚在|正)(?:抓紧|推进|进行)?(?P<doing>整改|办理|处理|施工|建设|验收|发放|化解|移交|安装)|(?P<built>在建|{_NEXT_YEAR})))"
    "(?![的，]?原因|的(?!有)|而)"
)
_NAMED_NOT = re.compile(
    f"(?:^|(?<=[，。；]))(?P<said>(?:其中)?(?P<noun>[一-鿿“”]{{2,16}}?)(?:项目|工程|指标|目标|问题|资金|补贴)?(?:(?:因[^，。；]{{2,16}}?，?)?(?:尚未|仍未|至今未|还未|未能|还没有|未)(?:按期|如期|按时|及时|全部|组织|通过|办理)?(?P<verb>{_DONE}|开工|启动)|(?:因[^，。；]{{2,16}}?，?)?(?:，?[^，。；\\d]{{0,8}}\\d{{1,2}}(?:\\.\\d{{1,2}})?%，)?(?P<built>{_NEXT_YEAR})))(?![的，]?原因|的|而)"
)
_OTHERWISE = re.compile(
    "上年|去年|往年|以前年度|[一二三]季度|上半年|年中|前期|当时|此前|曾|原来|如|若|凡|对(?!象)|(?<![对反响])应|将|不得|防止|避免|拟|计划于|之前|是否|下年|次年|为什么"
)
_BUT_SOME = re.compile(
    "除|其余|其他|剩余|部分|基本|未|不|外|非|力争|确保|要求|应|将|争取|待|若|如|前"
)
_STILL = re.compile("仍|尚|还|余下|剩余|正在|其中")
_FAR_SENTENCES = 1


@check("说全部都做了的，没有一个没做", "CONTRADICTION", ground="前后一致")
def what_all_have_none_lacks(case: Case) -> Findings:
    """17个问题…余下2个正在整改；全部问题均已整改到位; 指标全部完成, and 农村改厕指标未完成."""
    lacking = list(_lacking(case))
    for normal in case.reading.running if lacking else ():
        for match in _ALL_OF_IT.finditer(normal.text):
            lead = _CLAUSE.split(normal.text[: match.start()])[-1]
            words = lead + match["said"].replace("目前", "")
            if _BUT_SOME.search(words) or not _is_of_this_year(case, normal, match):
                continue
            found = next((each for each in lacking if _denies((normal, match), each)), None)
            if found is not None:
                yield _denied(case, (normal, match), found)
                break


def _is_of_this_year(case: Case, normal: Normal, match: re.Match[str]) -> bool:
    """Whether the words of a sentence before a match name no other year."""
    first, _ = sentence_of(normal.text, match.start())
    years = _A_YEAR.findall(normal.text[first : match.start()])
    return not years or years[-1] == str(case.reading.year)


def _lacking(case: Case) -> Iterator[_Place]:
    """Yield where a text says that some have not been done, now and for certain."""
    for pattern in (_NOT_ALL, _NAMED_NOT):
        for normal, match in _told(case, pattern):
            first, _ = sentence_of(normal.text, match.start())
            lead = _HALVES.split(normal.text[max(first, match.start() - _NEAR) : match.start()])[-1]
            if (
                _is_of_this_year(case, normal, match)
                and not _OTHERWISE.search(re.sub(_NEXT_YEAR, "", lead + match["said"]))
                and match["noun"][:1] not in {"的", "以"}
                and not _is_done_by_now(case, match)
            ):
                yield normal, match


def _is_done_by_now(case: Case, match: re.Match[str]) -> bool:
    """Whether what was to be finished was to be so within the year of the text: 预计2023年10月完工."""
    years = re.findall("20\\d\\d(?=年)", match.groupdict().get("built") or "")
    return case.reading.year is not None and any(int(y) <= case.reading.year for y in years)


def _family(match: re.Match[str]) -> frozenset[int]:
    """Return which families the doing of a match is of."""
    told = match.groupdict()
    verb, doing = told.get("verb") or told.get("lately") or "", told.get("doing") or ""
    found = {at for at, words in enumerate(_DOINGS) if verb in words.split("|")}
    found |= {at for at, words in enumerate(_UNDER_WAY) if doing in words.split("|")}
    return frozenset(found | ({0} if told.get("built") or verb in {"开工", "启动"} else set()))


def _denies(all_: _Place, some: _Place) -> bool:
    """Whether some that are told of are of those of whom all is said."""
    (normal, match), (there, lacks) = all_, some
    verb, own = _family(match), _family(lacks)
    goal = {0, 6}
    if not (verb & own or (verb & goal and own & goal and "指标" in match["said"] + lacks["said"])):
        return False
    if match["object"] and not there.text.startswith(match["object"], lacks.end("said")):
        return False
    if lacks.groupdict().get("late") and not _IN_TIME.search(match["said"]):
        return False
    if _SINGLE in verb & own and match["verb"] != lacks.groupdict().get("verb"):
        return False
    subject = _subject(normal, match)
    counted, said = lacks.groupdict().get("measure"), lacks["said"]
    same_thing = any(word in f"{_before(there, lacks)}{said}" for word in _things(subject))
    if there is normal:
        sentences = abs(
            normal.text[: match.start()].count("。") - normal.text[: lacks.start()].count("。")
        )
        later = lacks.start() > match.start()
        fits = same_thing or (counted is not None and counted in subject) or said.startswith("其中")
        return sentences <= _FAR_SENTENCES and fits and (later or _STILL.search(said) is not None)
    goes_on = said.startswith("其中") and there.paragraph == normal.paragraph + 1
    named = counted is None and (
        goes_on or lacks["noun"].endswith("村") or any(aim in said for aim in _AIMS)
    )
    counts = counted is not None and (match["count"] is None or counted == match["measure"])
    return (same_thing or goes_on) and (named or counts)


_IN_TIME = re.compile("按[期时]|及时|如期")


def _subject(normal: Normal, match: re.Match[str]) -> str:
    """Return the words of what all is said of: its clause, and the one before where that has no noun."""
    first, _ = sentence_of(normal.text, match.start())
    clauses = _COMMAS.split(normal.text[first : match.start("verb")])
    return clauses[-1] if len(clauses[-1]) > _SHORT else "".join(clauses[-2:])


_SHORT = 5
_THINGS = re.compile(
    "指标|目标|项目|问题|资金|补贴|补助|任务|工程|隐患|信访|案件|合同|农户|村|对象|台账|事项|款项|工资|指标值"
)


def _things(subject: str) -> frozenset[str]:
    """Return the things of which a clause tells, by the words that a township counts them with."""
    found = frozenset(_THINGS.findall(subject))
    return found | _AIMS if found & _AIMS else found


_AIMS = frozenset({"目标", "指标", "任务"})


def _before(normal: Normal, match: re.Match[str]) -> str:
    """Return the words of the sentence before a match, from its half on."""
    first, _ = sentence_of(normal.text, match.start())
    return _SEMICOLON.split(normal.text[max(first, match.start() - _NEAR) : match.start()])[-1]


def _denied(case: Case, all_: _Place, some: _Place) -> TextFinding:
    (normal, match), (there, lacks) = all_, some
    where = "同一段" if there is normal else case.reading.named(there.paragraph)
    words = lacks["said"].lstrip("，")
    message = f"这里写“{match['said']}”，{where}写的却是“{words}”；核对哪一处写错" + _rest(
        match, lacks
    )
    spot = there.span(lacks.end("said") - len(words), lacks.end("said"))
    return case.question(
        "CONTRADICTION", normal.span(*match.span("said")), message, words, others=(spot,)
    )


def _rest(match: re.Match[str], lacks: re.Match[str]) -> str:
    """Return how many are done if those that are told of are not; '' where either is not counted."""
    all_, some = match.groupdict(), lacks.groupdict()
    one = some.get("count") is None and some.get("noun", "").endswith("村") and "村" in all_["said"]
    if not all_.get("count") or not (one or all_["measure"] == some.get("measure")):
        return ""
    left = int(all_["count"]) - (1 if one else chinese_number(some["count"]))
    return f"（若后一处不错，做完的是{left}{all_['measure']}）" if left > 0 else ""


# ---- none has happened, and one has --------------------------------------------------------------------

_HAPPENS = "事故|案件|火灾|火情|上访|事件|投诉|疫情|举报|纠纷|险情|差错|疑点|退件"
_NONE_HAPPENED = re.compile(
    f"(?P<said>(?:未|没有|无|零)(?:发生|出现|收到|接到)?(?:过|任何|一起|1起|一例)?(?P<kind>[一-鿿]{{0,10}}?)(?P<what>{_HAPPENS}))(?=[，。；、）]|$)"
)
_ONE_HAPPENED = re.compile(
    f"(?P<said>(?:发生|出现|收到|接到|受理)[了的]?(?:(?P<count>[1-9]\\d*|[一两二三四五六七八九])[起次件例宗处](?P<kind>[一-鿿]{{0,10}}?)(?P<what>{_HAPPENS})(?!{_HAPPENS})|(?P<kind2>[一-鿿]{{0,10}}?)(?P<what2>{_HAPPENS})(?:共|计|为)?(?P<count2>[1-9]\\d*|[一两二三四五六七八九])[起次件例宗处]))"
)
_OF_SOME_KIND = re.compile(
    "责任|重大|较大|特大|以上|群体|越级|进京|赴省|恶性|重复|规模|有效|亡人|死亡|食品|交通|火灾|森林|刑事|网络|非正常"
)


@check("说没有发生的，一起也没有", "CONTRADICTION", ground="前后一致")
def what_did_not_happen_did_not_once(case: Case) -> Findings:
    """全年未发生安全生产事故, and 三季度发生一起机械伤害事故."""
    happened = [
        (n, m) for n, m in _told(case, _ONE_HAPPENED)
        if not _is_of_another(case, n, m) and not _NOT_NOW.search(_before(n, m))
    ]  # fmt: skip
    for normal, match in _told(case, _NONE_HAPPENED) if happened else ():
        for there, some in happened:
            what, kind = some["what"] or some["what2"], some["kind"] or some["kind2"] or ""
            kinds = set(_OF_SOME_KIND.findall(match["kind"])) - set(_OF_SOME_KIND.findall(kind))
            if what == match["what"] and not kinds and not _is_of_another(case, normal, match):
                yield _denied(case, (normal, match), (there, some))
                break


# ---- no body below, and so many -----------------------------------------------------------------------

_NO_UNITS = re.compile(
    "(?P<said>(?:不设|没有|无|未设)(?:下属|二级|所属|下级)(?:预算|事业)?(?:单位|机构))(?=[，。；、]|$)"
)
_UNITS = re.compile(
    "(?P<said>(?:下属|所属|下设|下辖)(?:的)?[1-9两二三四五六七八九]\\d?[个家](?:二级|基层)?(?:预算|事业)?(?:单位|机构)|[1-9两二三四五六七八九]\\d?[个家](?:下属|二级|所属)(?:预算|事业)?(?:单位|机构))"
)
_DOUBT = re.compile("上年|去年|如|若|应|将|以前年度|其他|除|县|全[县市]|部分")


@check("说没有下属单位的，别处也没有", "CONTRADICTION", ground="前后一致")
def a_body_has_no_others_below_it(case: Case) -> Findings:
    """本单位不设下属单位, and 所属3个二级单位."""
    said, against = (
        next(
            ((n, m) for n, m in _told(case, pattern) if not _DOUBT.search(_lead(n, m) + m["said"])),
            None,
        )
        for pattern in (_NO_UNITS, _UNITS)
    )
    if said is not None and against is not None:
        yield _denied(case, against, said)


def _lead(normal: Normal, match: re.Match[str]) -> str:
    return _CLAUSE.split(normal.text[max(0, match.start() - 16) : match.start()])[-1]


# ---- all fall, and one rises ------------------------------------------------------------------------

_ALL_FALL = re.compile(
    "(?P<said>(?:实现)?(?:了)?(?:双下降|双降|双减|三下降|全面下降|逐项下降|全部下降|均(?:有所)?(?:下降|减少)|都(?:有所)?(?:下降|减少)|只减不增|零增长))"
)
_RISEN = re.compile(f"(?P<word>{UP})(?:了)?$")


@check("说都下降的，没有一项增加", "CONTRADICTION", ground="比较")
def what_falls_on_all_sides_rises_on_none(case: Case) -> Findings:
    """“三公”经费和会议费实现双下降：…减少0.60万元；会议费…增加0.15万元."""
    for normal, match in _told(case, _ALL_FALL):
        first, last = sentence_of(normal.text, match.start())
        if last < len(normal.text) and not _DIGIT.search(normal.text[match.end() : last]):
            last = sentence_of(normal.text, last + 1)[1]
        subject = _COMMAS.split(normal.text[first : match.start()])[-1]
        name = ""
        for term in case.reading.terms.get(normal.paragraph, []):
            if not first <= term.number.start < last:
                continue
            risen = _RISEN.search(term.words)
            own = _THAN.split(term.words[: risen.start()])[0] if risen else ""
            name = (
                (own if len(own) > 1 else name) if risen else _NAME_OF.sub("", term.words) or name
            )
            listed = normal.text.startswith("：", match.end())
            listed = listed or ("三公" in subject and _ONE_OF_THREE.search(name) is not None)
            if risen and term.value and len(name) > 1 and (listed or name[-_NAME_ENDS:] in subject):
                words = f"{name}{risen['word']}{term.text}{term.unit}"
                message = f"这里写“{match['said']}”，{'后面' if term.number.start > match.start() else '前面'}的“{name}”却{risen['word']}{term.text}{term.unit}；核对哪一处写错"
                yield case.question(
                    "CONTRADICTION", normal.span(*match.span("said")), message, words
                )
                break


_ONE_OF_THREE = re.compile("接待|用车|公车|出国")
_NAME_OF = re.compile("(?:支出|决算|实际|全年|本年|为|是|共|数)+$|^其中")
_NAME_ENDS = 3

# ---- all of it, and more --------------------------------------------------------------------------

_ALL = re.compile(
    "(?P<whose>[一-鿿（）“”]{0,12}?)(?P<said>(?:全部|全额|均|都|仅|只|全)(?:为|是|系|来自|来源于|属于|有)(?P<one>[一-鿿（）]{2,18}?)(?:一[项类种])?)"
    f"[，。；、：]{{1,2}}(?P<more>(?:另外?|此外)(?:还)?(?:有|含|安排|收到|获得|得到|取得|支出|列支|发生)?(?P<other>[一-鿿（）]{{2,18}}?)(?:为|是|共|计)?(?P<number>{NUMBER})(?P<unit>万元|元|亿元|[名人辆台]))"
)
_HEADS = (
    "收入",
    "支出",
    "资金",
    "拨款",
    "经费",
    "补助",
    "费用",
    "费",
    "人员",
    "编制",
    "用车",
    "车辆",
)
_OF_ALL = re.compile(
    "(?:^|[本全当]年度?|20\\d\\d年度?|我[镇乡局院校办]|本?单位|部门|来源|总)(?:总|部门)?(?P<head>收入|支出|资金|经费)(?:来源|合计|总计|总额|构成)?$"
)


@check_each(_ALL, "说全部是的，没有另外的", "CONTRADICTION", ground="前后一致", among=RUNNING)
def what_is_all_has_nothing_beside(case: Case, normal: Normal, match: Match) -> Told:
    """全部为一般公共预算拨款收入，另有政府性基金收入120.00万元: then it is not all."""
    if not Decimal(match["number"]):
        return None
    own, other = _head(match["one"]), _head(match["other"])
    whose = _OF_ALL.search(match["whose"])
    if not other or match["one"] == match["other"]:
        return None
    if own != other and not (whose and whose["head"] == other):
        return None
    if (
        whose is None
        and match["whose"]
        and _head(match["whose"]) == other
        and match["whose"] != other
    ):
        return None  # 基本支出全部为…支出，另有项目支出: beside it stands another whole
    message = (
        f"前面写“{match['said']}”，后面又写“{match['more']}”；核对是没有这一笔，还是前面不是“全部”"
    )
    return case.question(
        "CONTRADICTION", normal.span(match.start("said"), match.end("more")), message, f"没有{match['other']}",
    )  # fmt: skip


def _head(words: str) -> str:
    return next((head for head in _HEADS if words.endswith(head)), "")


_LEVEL = "中央|省级|省|市级|市|县级|县|区级|区|镇级|乡级|上级|本级"
_ONE_LEVEL = re.compile(
    f"(?P<said2>(?P<level2>{_LEVEL})(?:财政|资金)?全额(?:安排|保障|拨款|承担|负担))[，。；：]|"
    f"(?P<said>(?:全部|均|都)(?:为|是|系|来自|来源于)(?P<level>{_LEVEL})(?:财政)?(?:预算|拨款|安排|专项|补助|配套|预算内)*(?:资金|拨款|补助|经费))[，。；：]"
)
_WITH_LEVEL = re.compile(
    f"(?:^|[，。；：、中])(?P<level>{_LEVEL})(?:财政)?(?:专项|补助|配套|安排|拨款|拨付|资金|投入)+(?:为|是|共)?(?P<number>{NUMBER})万?元"
)
_ABOVE = frozenset({"中央", "省", "市"})


@check_each(
    _ONE_LEVEL, "说全部是一级的钱，没有别级的", "CONTRADICTION", ground="前后一致", among=RUNNING
)
def money_of_one_level_is_of_no_other(case: Case, normal: Normal, match: Match) -> Told:
    """均为县级财政资金，其中上级补助40.00万元."""
    _, last = sentence_of(normal.text, match.start())
    said, level_ = match["said"] or match["said2"], match["level"] or match["level2"]
    own = level_.removesuffix("级")
    for other in _WITH_LEVEL.finditer(normal.text, match.end() - 1, last):
        level = other["level"].removesuffix("级")
        if level == own or not Decimal(other["number"]) or "本" in (level, own):
            continue
        if (own == "上" and level in _ABOVE) or (level == "上" and own in _ABOVE):
            continue
        words = other.group().lstrip("，。；：、中")
        message = f"前面写“{said}”，后面却有“{words}”；核对资金来源"
        return case.question(
            "CONTRADICTION",
            normal.span(match.start(), other.end()),
            message,
            f"不全是{level_}资金",
        )
    return None


# ---- for years none ---------------------------------------------------------------------------------

_FOR_YEARS = re.compile(
    "(?:[自从](?P<first>20\\d\\d)年(?:起|以来|开始)，?)?(?P<name>[一-鿿（）]{2,12}?)?(?:[自从](?P<since>20\\d\\d)年(?:起|以来|开始))?，?(?:已|均|都)?连续(?P<years>\\d{1,2}|[两二三四五六七八九十]{1,2})(?:个)?年(?:均|都)?"
    "(?P<none>(?:支出|开支)?(?:为零|为0|零支出|零开支|未发生|没有发生|无支出|没有支出|为0万元))?"
)


@check_each(
    _FOR_YEARS,
    "连续几年算得对，连续为零的没有数",
    "COUNT",
    "CONTRADICTION",
    ground="前后一致",
    among=RUNNING,
)
def years_in_a_row_are_as_many(case: Case, normal: Normal, match: Match) -> Told:
    """自2020年起连续三年为零 in 2023: four; 连续三年零支出 and 1.20万元."""
    year, said = case.reading.year, chinese_number(match["years"])
    since = match["first"] or match["since"]
    if since and year is not None and match["none"]:
        right = year - int(since) + 1
        if 0 < right != said and abs(right - said) <= 3:
            shown = str(right) if match["years"].isdigit() else chinese_numeral(right)
            message = f"从{since}年到{year}年是{right}年，这里写的是连续{match['years']}年；核对"
            return case.question("COUNT", normal.span(*match.span()), message, f"连续{shown}年")
    name = (match["name"] or "").removeprefix("其中").removeprefix("全年")
    if not match["none"] or len(name) < 3:
        return None
    found = next(_amounts_of(case, name, (normal.paragraph, *match.span())), None)
    return None if found is None else _denied_by(case, (normal, *match.span()), found)


def _amounts_of(
    case: Case, name: str, own: tuple[int, int, int], *, more: str = ""
) -> Iterator[_Place]:
    """Yield where a text prints an amount of this year for a name, other than nothing."""
    pattern = re.compile(
        f"{re.escape(name)}{more}(?:支出|费用|决算|决算数|总额|合计)*(?:为|是|共|：)*(?P<number>{NUMBER})(?:万元|元)"
    )
    for normal, match in _told(case, pattern):
        there = normal.paragraph == own[0] and own[1] <= match.start() < own[2]
        if Decimal(match["number"]) and not there and not _is_of_another(case, normal, match):
            yield normal, match


_NONE_OF = re.compile(
    "(?:^|(?<=[，。；：）度年位门局镇乡校院]))(?:本年度?|当年|全年)?(?P<said>(?:没有|无|未安排|未发生|不存在|未列支|没有安排|没有发生)(?P<name>政府性基金|国有资本经营|社会保险基金|[一-鿿]{2,8}?)(?:预算)?(?:财政拨款)?(?P<side>收支|收入|支出|费用|费|(?<=政府采购)))(?=[，。；、）]|$)"
)


@check_each(_NONE_OF, "说没有的收支，别处没有数", "CONTRADICTION", ground="前后一致", among=RUNNING)
def what_there_is_none_of_has_no_amount(case: Case, normal: Normal, match: Match) -> Told:
    """无政府性基金预算收支 and 政府性基金支出120.00万元."""
    name, side = match["name"], match["side"]
    if _is_of_another(case, normal, match) or _TOLD_ELSEWHERE.search(name):
        return None
    sides = {
        "": "(?:支出)?(?:总额|金额|预算)?",
        "收支": "(?:收入|支出)",
        "费用": "(?:费用|费|支出)",
        "费": "费",
    }.get(side, side)
    more = f"(?:预算)?(?:财政拨款)?(?:本年)?{sides}"
    found = next(_amounts_of(case, name, (normal.paragraph, *match.span()), more=more), None)
    return None if found is None else _denied_by(case, (normal, *match.span("said")), found)


_TOLD_ELSEWHERE = re.compile("接待|购置|出国|车|新增|其他|违")
"""What is told with its number of times and things, not with its money alone."""


def _denied_by(case: Case, said: tuple[Normal, int, int], found: _Place) -> TextFinding:
    """Return a question about what is said not to be, and is printed elsewhere."""
    (normal, start, end), (there, some) = said, found
    message = f"这里写“{normal.text[start:end]}”，{case.reading.named(there.paragraph)}写的却是“{some.group()}”；核对哪一处写错"
    return case.question(
        "CONTRADICTION", normal.span(start, end), message, some.group(), others=(there.span(*some.span()),),
    )  # fmt: skip


# ---- all of it spent, and some left ---

_ALL_SPENT = re.compile(
    "(?P<said>(?:资金|指标|款项)?(?:已)?全(?:部|额)(?:支付|支出|使用|拨付|执行|用)(?:完毕|完|到位)?(?:，(?:年末)?(?:无|没有)结余)?|(?:年末)?(?:无|没有)(?:资金)?结余)(?=[，。；）]|$)"
)
_PAID = re.compile("(?:支付|支出|使用|执行|拨付)率(?:为|是|达到?|：)*$")
_WHOLE_RATE = Decimal(100)
_LEFT = re.compile(f"(?:结余|结转)(?:下年|资金|额)*(?:使用)?(?:为|共|有)?(?P<number>{NUMBER})万?元")


@check_each(_ALL_SPENT, "说全部用完的，没有剩下的", "CONTRADICTION", ground="前后一致")
def what_is_all_spent_leaves_nothing(case: Case, normal: Normal, match: Match) -> Told:
    """下达资金60.00万元，支付51.80万元，支付率86.33%，资金全部支付完毕，无结余: 8.20 are left."""
    first, last = sentence_of(normal.text, match.start())
    before = numbers_in(normal, max(0, first - 120), match.start())
    beside = [n for n in numbers_in(normal, first, last) if n.kind == MONEY]
    pair = planned_and_spent(beside) if len(beside) == _PAIR else None
    left = _LEFT.search(normal.text, match.end(), last)
    if left is not None and "结余" in match["said"] and Decimal(left["number"]):
        message = f"这里写“{match['said']}”，后面却写“{left.group()}”；核对哪一处写错"
        return case.question(
            "CONTRADICTION", normal.span(*match.span("said")), message, left.group()
        )
    if pair is not None and pair[1].value < pair[0].value and not pair[0].is_hedged:
        return _left_over(case, normal, match, pair[1], pair[0])
    if not before or before[-1].start < first or not _PAID.search(before[-1].words):
        return None
    rate, money = before[-1], [n for n in before if n.kind == MONEY]
    pairs = [
        (part, whole)
        for part in money[-1:]
        for whole in money[:-1]
        if whole.value > part.value and rounds_to(part_of(part, whole), rate.amount)
    ]
    if not pairs or rate.value >= _WHOLE_RATE:
        return None
    return _left_over(case, normal, match, *pairs[-1])


_PAIR = 2


def _left_over(
    case: Case, normal: Normal, match: Match, part: PrintedNumber, whole: PrintedNumber
) -> TextFinding:
    """Return a question about what is said to be all spent, and was not."""
    left = in_unit_of(whole.value - part.value, part.amount)
    message = f"{whole.amount.text}只支付了{part.amount.text}，还剩{left}，这里却写“{match['said']}”；核对，或改写"
    return case.question(
        "CONTRADICTION", normal.span(*match.span()), message, f"结余{left}{part.amount.unit}"
    )


CHECKS = (what_is_not_is_not_counted,)
LAST_CHECKS = (
    a_body_has_no_others_below_it,
    what_all_have_none_lacks,
    what_did_not_happen_did_not_once,
    what_falls_on_all_sides_rises_on_none,
    what_is_all_has_nothing_beside,
    money_of_one_level_is_of_no_other,
    years_in_a_row_are_as_many,
    what_there_is_none_of_has_no_amount,
    what_is_all_spent_leaves_nothing,
)
