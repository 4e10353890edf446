"""Checks of what is counted and then listed, or listed and then counted: as many as said.

A list is read in any of its shapes: names in a row, names with their amounts, 一是…二是…, lines
with numbers. What stands within a name (和, a mark in quotes) is given the benefit of the doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lines.gaps import clause_start
from pingkou_gui.text.lines.outline import chinese_number, chinese_numeral
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    WRITTEN,
    Case,
    Findings,
    Severity,
    Told,
    check,
    check_each,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_ORDINALS = "一二三四五六七八九十"
_COUNT = f"(?<![\\d.第{_ORDINALS}])(?P<count>\\d{{1,3}}|[两{_ORDINALS}]{{1,3}})(?![\\d.]|[万亿]?元)"
_MEASURE = "大类|大项|个|家|所|项|条|类|方面|名|大|处|座|场|件|种|点|期"
_OPENER = "(?:分别|即|包括|包含|含|具体|主要|如下|各)(?:是|为|有)?(?:如下)?：?|[为是有]：?|："
_SAID = re.compile(
    f"{_COUNT}(?P<measure>{_MEASURE})?(?P<noun>[^，。；：、（）\\d]{{0,14}})"
    "(?P<gap>(?:（[^（）、]{0,16}）)?(?:[，、][^，。；：、\\d]{0,20}\\d[\\d.]{0,12}(?:[万亿]?元|%)[^，。；：、\\d]{0,8})?)"
    f"(?P<opener>，?(?:{_OPENER})|[，。；](?=1[.、．]|（1）|①|（一）|一是|第一，|一方面)|（|[。；]?$)"
)
_END_OF_NOUN = re.compile("(?:分别|即|包括|包含|含|具体|主要|如下|以下)?[为是有]?$")
_ANOTHER = re.compile(
    "(?:\\d|[一二三四五六七八九十])个[^，。；]{0,14}[、和及，与]?[^，。；、\\d]{0,6}$"
)
_COUNTED_TWICE = re.compile(f"[两{_ORDINALS}\\d](?:{_MEASURE})")
_BOUND = re.compile("(?:不少于|不低于|至少|超过|多于|每|近|约|前)$")
_UNITS = re.compile("机构|科室|股室|单位|中心|站|所|部门|办公室|学校|室")
_ABOUT = re.compile(f"[两{_ORDINALS[:-1]}]{{2,3}}")
"""三四个: no one number."""
_NO_LIST = re.compile("规定|小康|确保|保障|严禁|意识|自信")
"""八项规定, 三保: names with a numeral in them."""
_STOP = re.compile(
    "，(?!以及|和|及)|。|；|均为|等(?=\\d|$|内设|机构|部门|单位|站|中心|股|室)|共\\d"
)
_TAIL = re.compile("^以及|^和|^及")
_JOINER = re.compile("以及|及|和|与")
_LONGEST = 400
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list behind its count: how few and how many there are, and where its names end.

    Attributes:
        word: what shows how it was counted: names, amounts, 一是, 1.
    """

    low: int
    high: int
    end: int
    word: str


@check("写几个就列几个", "COUNT", ground="计数")
def as_many_listed_as_named(case: Case) -> Findings:
    """7个机构 and then seven names; 5个项目 and five names with amounts, five lines, 一是 to 五是."""
    for at, normal in enumerate(case.reading.normals):
        text = normal.text
        if case.reading.source.paragraphs[normal.paragraph].is_cell and len(text) < _SHORTEST:
            continue
        for match in _counts(text):
            said = chinese_number(match["count"])
            if not 2 <= said <= _MOST:
                continue
            lines = case.reading.normals[at + 1 : at + 1 + _LIST_LINES]
            listed = _list_behind(text, match, lines)
            if listed is None or listed.low == said:
                continue
            least = listed.low
            if listed.word == "names":
                least -= _within_names(case, normal.span(match.start(), listed.end))
            if least <= said <= listed.high or _goes_on(text, listed, said):
                continue
            if listed.low - said == 1 and _is_named_before(text, match, listed):
                continue
            yield _other_count(case, normal, match, listed)


def _counts(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a text that count something; one within the words behind a year is one as well."""
    at = 0
    while (match := _SAID.search(text, at)) is not None:
        counts = not _is_no_count(text, match)
        if counts:
            yield match
        at = match.end() if counts else match.end("count")


_SHORTEST = 12
_LIST_LINES = 24
_BESIDE_IT = re.compile("(?P<name>[一-鿿]{2,3})(?:本级)?(?:和|及|与|以及|、|，)$")


def _is_named_before(text: str, match: re.Match[str], listed: _Listed) -> bool:
    """Whether the list names once more what stands beside the count: 由局机关和3个单位组成，分别是局机关、…."""
    beside = _BESIDE_IT.search(text, max(0, match.start() - 12), match.start())
    return beside is not None and beside["name"] in text[match.end() : listed.end]


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number with words behind it counts nothing that is listed: 八项规定, 12月."""
    if _ABOUT.fullmatch(match["count"]) or _NO_LIST.match(match["noun"]) or text[match.end("count") : match.end("count") + 1] in {
        ".", "、", "是", "年", "月", "日", "%", "级", "届",
    }:  # fmt: skip
        return True
    before = text[max(0, match.start() - 2) : match.start()]
    if _COUNTED_TWICE.search(match["gap"]) or (
        before.endswith("分") and before not in {"共分", "划分", "细分", "可分"}
    ):
        return True
    if _BOUND.search(text, max(0, match.start() - 4), match.start()):
        return True
    return not match["measure"] and not (match["count"].isdigit() or _UNITS.match(match["noun"]))


def _list_behind(text: str, match: re.Match[str], lines: Sequence[Normal]) -> _Listed | None:
    """Return the list that follows a count, in the first shape that it has; None where it has none."""
    start = match.end()
    numbered = _numbered(text[start:], lines) if match["measure"] else 0
    if numbered > 1:
        return _Listed(numbered, numbered, start, "1")
    told = _told_in_order(text, start) if match["measure"] else 0
    if told > 1:
        return _Listed(told, told, start, "一是")
    if not match["opener"] or match["opener"][0] in "。；" or match["opener"] == "，":
        return None
    if match["opener"] == "（":
        close = text.find("）", start, start + _LONGEST)
        inside = text[start:close] if close > 0 and match["measure"] else ""
        return _named_alike(inside, start) or _plain_names(inside, start)
    with_amounts = _with_amounts(text, start) if match["measure"] else None
    with_counts = _with_counts(text, match) if match["measure"] and not with_amounts else None
    return with_amounts or with_counts or _two_names(text, match) or _names(text, match)


# ---- names in a row ------------------------------------------------------------------------------


def _names(text: str, match: re.Match[str]) -> _Listed | None:
    """Return the names behind a count; None where it is no plain list, or may be of another thing."""
    if re.search("\\d", match["gap"]):
        return None
    start = match.end()
    again = _LED_IN_AGAIN.match(text, start)
    start = again.end() if again else start
    body = re.split("[。；：\\n]", text[start : start + _LONGEST])[0]
    alike = _named_alike(body, start)
    if alike is None:
        body = body.partition("，")[0]
        alike = _named_alike(body, start)
    if alike is not None and alike.low > 2:
        names = re.split("[、，]", _BRACKETS.sub("", body).rstrip("。；"))
        kind = _shared_end(names)
        before = text[max(0, match.start() - _NEAR) : match.start()]
        noun = match["noun"] or before  # 5个村开展筛查：甲村、…; 新建专科4个：甲科、…
        named = noun.endswith(kind[-2:]) or noun.startswith(kind)
        own = not _ANOTHER.search(before)
        return alike if _is_asked(text, match) or (named and own and len(noun) > 1) else None
    body = re.split("[。；：\\n]", text[start : start + _LONGEST])[0]
    end = _STOP.search(body)
    if end is not None and end.group().startswith("等"):
        return None
    listed = body[: end.start()] if end else body
    names = [_TAIL.sub("", name) for name in re.split("、|，", _BRACKETS.sub("", listed))]
    if len(names) < 2 or any(not 2 <= len(name) <= 26 or re.search("\\d", name) for name in names):
        return None
    if not _is_asked(text, match) or "等" in names[-1][1:]:
        return None
    joined = len(_JOINER.findall(names[-1]))
    return _Listed(len(names), len(names) + joined, start + len(listed), "names")


_BRACKETS = re.compile("（[^（）]{1,60}）")
"""What is added to a name, other names among it: 经济办（挂统计办、商务办牌子）."""
_NEAR = 6
_TWO_ALIKE = re.compile(
    "[^、，和与及\\d]{1,12}(?P<end>[组队站所室局办村乡镇校院厂场库])[和与及][^、，和与及\\d]{1,12}(?P=end)"
)


def _two_names(text: str, match: re.Match[str]) -> _Listed | None:
    """Return the list of two bodies alike, with no mark between: 分别是核查组和踏勘组."""
    end = match.end()
    body = re.split("[，。；：\\n]", text[end : end + _LONGEST])[0]
    led = match["measure"] and "分别" in match["noun"] + match["opener"]
    return _Listed(2, 2, end + len(body), "names") if led and _TWO_ALIKE.fullmatch(body) else None


_LED_IN_AGAIN = re.compile("[^，。；、：\\d]{2,16}：")
"""What leads in the names a second time: 12个科室，分别为：内设科室为：."""


def _is_asked(text: str, match: re.Match[str]) -> bool:
    """Whether what is counted is what is listed: of units always, of others where the words say so."""
    before = text[max(0, match.start() - 24) : match.start()]
    if _ANOTHER.search(before) and not before.endswith("的"):
        return False  # the second of two counts with one list for both
    units = _UNITS.search(match["noun"] + before[-8:]) is not None
    bare = match["opener"].lstrip("，") in {"：", "为", "是", "有"}
    bare = bare and not _LED.search(match["noun"])
    if match["opener"].lstrip("，") == "分别":
        return units  # 3批共3人分别赴…: what is listed is another thing
    if not bare:
        return True
    whole = _FULL_LIST.match(text, match.end("opener")) and match["opener"].endswith("：")
    parallel = whole and match["measure"] and _are_parallel(text, match.end("opener"))
    if whole and (_THINGS.search(match["noun"]) or parallel):
        return True
    if match["noun"] in {"村", "行政村", "社区"} and _PLACES.match(text, match.end("opener")):
        return True
    return units if match["measure"] else _UNITS.match(match["noun"]) is not None


def _are_parallel(text: str, at: int) -> bool:
    """Whether phrases in a row are of one length: 打击非法采砂、整治占道经营、清理河道垃圾."""
    listed = re.split("[。；\n]", text[at : at + _LONGEST])[0]
    return len({len(name) for name in listed.split("、")}) == 1


_FULL_LIST = re.compile("[一-鿿“”（）]{3,16}(?:、[一-鿿“”（）]{3,16}){2,12}[。；\\n]")
_PLACES = re.compile("[一-鿿]{2,4}(?:、[一-鿿]{2,4}){3,20}[。；]")
_THINGS = re.compile(
    "工作|任务|项目|工程|制度|办法|措施|机制|指标|目标|活动|行动|内容|实事|问题|服务|业务|经费|资金|费用|职责|职能|领域|方面|环节|方向|层面|原则|举措"
)
"""What is told by its names alone, where a colon leads them in and a full stop ends them."""
_LED = re.compile("(?:分别|具体|依次)(?:是|为|有)?$")


def _named_alike(body: str, start: int) -> _Listed | None:
    """Return a list all of whose names end alike: 和 within the last of them joins no two names."""
    body_ = _BRACKETS.sub("", body)
    names = [_TAIL.sub("", name) for name in re.split("[、，]", body_.rstrip("。；"))]
    if len(names) < 2 or any(not 2 <= len(name) <= 20 or re.search("\\d", name) for name in names):
        return None
    if names[-1].endswith("等") or "等" in {name[-1] for name in names}:
        return None
    kind = _shared_end(names)
    if not kind:
        return None
    count = sum(
        len([part for part in _JOINER.split(name) if part.endswith(kind)]) for name in names
    )
    return _Listed(count, count, start + len(body), "names")


_PLAIN_NAME = re.compile("[一-鿿“”]{2,10}")


def _plain_names(body: str, start: int) -> _Listed | None:
    """Return the plain names in a bracket behind a count, three of them at least."""
    names = body.split("、")
    if len(names) <= _LEAST_ITEMS or not all(map(_PLAIN_NAME.fullmatch, names)):
        return None
    if re.match("不?含|包[括含]|其中|如", body) or "等" in names[-1][1:]:
        return None
    joined = len(_JOINER.findall(names[-1]))
    return _Listed(len(names), len(names) + joined, start + len(body), "names")


def _shared_end(names: Sequence[str]) -> str:
    """Return what all names end with: two letters, or one that places and bodies are called by."""
    for size in (3, 2):
        ends = {name[-size:] for name in names}
        if len(ends) == 1 and all(len(name) > size for name in names):
            return ends.pop()
    ends = {name[-1] for name in names}
    return ends.pop() if len(ends) == 1 and ends <= _KINDS else ""


_KINDS = frozenset("村乡镇站所股科室局办院校中部")


def _within_names(case: Case, spot: Span) -> int:
    """Return how many marks part no names: they stand in one, as in “办公室、财务科”、服务部."""
    said = case.reading.source.paragraphs[spot.paragraph].text[spot.start : spot.end]
    return sum(len(re.findall("[、，]", name)) for name in re.findall("“([^”]*)”", said))


def _goes_on(text: str, listed: _Listed, said: int) -> bool:
    """Whether further names stand behind a comma that parts them like the others."""
    more = said - listed.low
    if listed.word != "names" or text[listed.end : listed.end + 1] != "，" or more < 1:
        return False
    names = re.split("[、，]", re.split("[。；]", text[listed.end + 1 :])[0])
    if _OF_THEM_ALL.match(names[0]):
        return False
    return len(names) == more and all(_SHORT_NAME.fullmatch(name) for name in names)


_OF_THEM_ALL = re.compile("均|都|已|全部|共|总|现|目前|主要|用于|承担|负责")
_SHORT_NAME = re.compile("[一-鿿（）]{2,12}")


# ---- names with their amounts ---------------------------------------------------------------------

_WITH_AMOUNT = re.compile(
    "(?:和|及|以及|另有)?(?P<name>[一-鿿（）A-Za-z“”]{2,26}?)(?:项目)?(?:为|投入|支出|资金|安排|：|共|计)*\\d{1,9}(?:\\.\\d{1,6})?(?P<unit>万元|元|亿元)"
    "(?:（[^（）]{1,20}）|，占(?:比)?[^，。；、]{0,12}\\d[\\d.]*%)?"
)
_NO_ITEM = re.compile(
    "合计|总计|共计|小计|其余|其他|其它|结余|剩余|总投资|比上年|较上年|其中|预算|到位|两项|三项|四项|等"
)
_LEAST_ITEMS = 2


def _with_amounts(text: str, start: int) -> _Listed | None:
    """Return the items of a list each of which has its amount: 路灯维修12.00万元、河道清淤35.50万元."""
    at, count = start, 0
    names: set[str] = set()
    while (item := _WITH_AMOUNT.match(text, at)) is not None:
        if item["name"] in names:
            return None  # 甲3万元，上年2万元；乙4万元，上年5万元: what is told of each is no item
        if _NO_ITEM.search(item["name"]):
            break
        names.add(item["name"])
        count += 1
        at = item.end()
        if text[at : at + 1] not in {"、", "，", "；"}:
            break
        at += 1
    rest = text[at : at + 8]
    if count < _LEAST_ITEMS or re.match("等|其余|其他|其它|其中|另", rest):
        return None
    closed = text[at - 1 : at] in {"、", "，", "；"} and not re.match(
        "合计|总计|共计|总|[两三四五六七八九十]项|以上|均|全部|共", rest
    )
    return None if closed and rest else _Listed(count, count, at, "amounts")


_WITH_COUNT = re.compile("[一-鿿（）]{2,20}\\d[\\d.]{0,8}万?[一-鿿]{1,3}(?:以上)?")


def _with_counts(text: str, match: re.Match[str]) -> _Listed | None:
    """Return the items of a list each of which has its number: 新建公厕10座、维修道路8公里、安装路灯120盏."""
    if not re.search("分别|如下|：|即|为$", match["opener"]):
        return None
    body = re.split("[，。；：]", text[match.end() : match.end() + _LONGEST])[0]
    items = body.split("、")
    if len(items) < _LEAST_ITEMS + 1 or not all(_WITH_COUNT.fullmatch(item) for item in items):
        return None
    parts = [re.search(f"(\\d{{1,4}}){match['measure']}$", item) for item in items]
    kinds = _KINDS_BEFORE.search(text, max(0, match.start() - 8), match.start())
    if kinds is not None or all(parts):
        return None  # 3类9个项目，分别为道路类4个、…: the numbers are parts of the nine
    return _Listed(len(items), len(items), match.end() + len(body), "amounts")


_KINDS_BEFORE = re.compile(f"[两{_ORDINALS}\\d](?:大?类|种|方面)(?:共|、)?$")


# ---- items in their order ---------------------------------------------------------------------------

_ORDER = re.compile(f"(?:^|[：；。，])([{_ORDINALS}])是")
_MARKS = (
    "[①-⑳]", "（\\d{1,2}）", "（[一二三四五六七八九十]{1,2}）", "\\d{1,2}[、.．](?!\\d)", f"[{_ORDINALS}]是",
)  # fmt: skip
"""How the items of a list are numbered."""


def _told_in_order(text: str, start: int) -> int:
    """Return how many things are told as 一是…二是… from a place on, 0 for none."""
    if text.startswith("一方面", start):
        sides = text[start : text.find("。", start) % (len(text) + 1)]
        return (
            2
            if sides.count("方面，") == sides.count("一方面") == 2 and not _THIRD.search(sides)
            else 0
        )
    if not text.startswith(("一是", "第一，"), start):
        return 0
    told, marks = 0, _ORDER if text.startswith("一是", start) else _FIRSTLY
    for order in marks.finditer(text, max(0, start - 1)):
        if _ORDINALS.index(order[1]) != told:
            break
        told += 1
    return told


_FIRSTLY = re.compile(f"(?:^|[：；。，])第([{_ORDINALS}])，")
_THIRD = re.compile("同时|此外|另外|再者|还有|再一方面")


def _numbered(rest: str, lines: Sequence[Normal]) -> int:
    """Return how many items are numbered one after another from 1 on, here and in the lines below."""
    texts = [rest, *(line.text for line in lines)] if rest else [line.text for line in lines]
    if not texts:
        return 0
    style = next((mark for mark in _MARKS if re.match(mark, texts[0])), None)
    if style is None:
        return 0
    wanted = 1
    for text in texts:
        begins = re.match(style, text)
        if begins is not None and _order(begins.group()) != wanted:
            break
        if begins is None:
            if _HEAD.match(text):
                break
            continue  # what is said of the item above
        for match in re.finditer(f"(?:^|(?<=[；。，、]))(?:{style})", text):
            if _order(match.group()) == wanted:
                wanted += 1
    return wanted - 1


_HEAD = re.compile(
    f"[{_ORDINALS}]{{1,3}}、|第[{_ORDINALS}]{{1,3}}[部章节]|（[{_ORDINALS}]{{1,3}}）"
)
"""A line that begins another section: no list goes on behind it."""


def _order(mark: str) -> int:
    """Return the number that a mark of a list stands for."""
    if "①" <= mark[0] <= "⑳":
        return ord(mark[0]) - ord("①") + 1
    digits = re.search("\\d+", mark)
    if digits:
        return int(digits.group())
    words = re.search("[一二三四五六七八九十]+", mark)
    return chinese_number(words.group()) if words else 0


# ---- what is said of it ------------------------------------------------------------------------------


def _in_words(count: int) -> str:
    """Return a count in Chinese numerals as it stands before a measure word: 两 for 2."""
    return "两" if count == 2 else chinese_numeral(count)


_NOT_NAMED = re.compile("(?:^|(?<=方面))的.*")


def _other_count(case: Case, normal: Normal, match: re.Match[str], listed: _Listed) -> TextFinding:
    noun = _END_OF_NOUN.sub("", match["noun"])
    measure = match["measure"] or ""
    count = str(listed.low) if match["count"].isdigit() else _in_words(listed.low)
    words = f"{count}{measure}{_NOT_NAMED.sub('', noun)}"
    if listed.word == "names":
        words = count if count.isdigit() else f"{count}{measure}"
    message = f"这里写{match['count']}{measure}{noun}，后面列出的是{listed.low}{measure or '个'}；核对数目，或补全名单"
    if listed.word == "names":
        spot = normal.span(clause_start(normal.text, match.start()), listed.end)
    else:
        spot = normal.span(match.start(), match.end("noun") - len(match["noun"]) + len(noun))
    sure = listed.word == "names" and _UNITS.search(
        match["noun"] + normal.text[max(0, match.start() - 8) : match.start()]
    )
    return case.finding(
        "COUNT", spot, message, words,
        severity=Severity.ERROR if sure else Severity.REMINDER,
        certainty=PROVED if sure else LIKELY,
    )  # fmt: skip


# ---- the list before its count -----------------------------------------------------------------------

_LISTED_FIRST = re.compile(
    "(?<![一-鿿、])(?P<list>(?:[一-鿿]{1,8}(?P<noun>村|社区|乡|镇|街道|站|所|股|科|室|中心)、)"
    "(?:[一-鿿]{1,8}(?P=noun)[、和]){0,14}[一-鿿]{1,8}(?P=noun))(?:等|共|这)?"
    "(?P<count>\\d{1,3}|[一二三四五六七八九十]{1,3})个(?:行政|自然)?(?P=noun)(?!室)"
)


@check_each(_LISTED_FIRST, "列了几个就写几个", "COUNT", ground="计数", among=WRITTEN)
def as_many_said_as_listed_before(case: Case, normal: Normal, match: Match) -> Told:
    """新圩村、双庙村、孙岗村、许塘村5个村: four are named, and no 等 leaves any out."""
    behind = normal.text[match.end("list") : match.end("list") + 1]
    listed = len(re.split("[、和]", match["list"]))
    said = chinese_number(match["count"])
    if listed == said or (behind == "等" and listed < said):
        return None
    words = f"{listed}个{match['noun']}"
    message = f"这里列出{listed}个，后面写的是{said}个；写成{words}，或补上漏写的"
    return case.finding("COUNT", normal.span(*match.span()), message, words)


_BEFORE_COUNT = re.compile(
    "(?:设立?|下设|内设|设置|设有|辖|下辖|管辖|涉及|覆盖|分布在|惠及|(?<=个)[一-鿿]{2,8}?(?:和|、|，))(?P<list>[一-鿿（）]{2,20}(?:、[一-鿿（）]{2,20}){1,24})(?<![和及与、两一二三四五六七八九])"
    "(?P<count>\\d{1,2}|[一二三四五六七八九十]{1,3})个(?=(?P<noun>[一-鿿]{1,8}?)(?:[，。；、和及（）]|$))"
)


@check_each(_BEFORE_COUNT, "列了几个机构就写几个", "COUNT", ground="计数", among=WRITTEN)
def as_many_bodies_as_listed(case: Case, normal: Normal, match: Match) -> Told:
    """设党政、经发、社会、城建、平安6个办公室: five are listed."""
    names = match["list"].split("、")
    joined = sum(names[-1].count(word) for word in ("和", "及", "与"))
    said = chinese_number(match["count"])
    unsure = re.search("等|其中|个|的", match["list"]) or _ABOUT.fullmatch(match["count"])
    if unsure or len(names) <= said <= len(names) + joined:
        return None
    message = f"这里列出{len(names)}个，后面写的是{said}个{match['noun']}；核对数目，或补全名单"
    return case.question(
        "COUNT", normal.span(match.start("list"), match.end("noun")), message, f"{len(names)}个",
    )  # fmt: skip


_ET_CETERA = re.compile(
    "(?P<list>[一-鿿（）]{2,14}(?:、[一-鿿（）]{2,8}){2,24}(?P<last>(?:和|及|以及)[一-鿿]{2,8})?)等(?P<count>\\d{1,2}|[两三四五六七八九十])(?P<measure>[个家所项名处座条])(?P<noun>行政村|村|社区|乡镇|镇|乡|街道|[一-鿿]{2,8}?(?=[，。；、（）]|$)|)"
)


@check_each(_ET_CETERA, "等几个，列的不比它多", "COUNT", ground="计数", among=WRITTEN)
def no_more_listed_than_counted(case: Case, normal: Normal, match: Match) -> Told:
    """石湾、沙口、龙潭、麻溪等3个村: 等 may leave some out, but four are no part of three."""
    listed = match["list"].count("、") + 1 + bool(match["last"])
    if chinese_number(match["count"]) >= listed or re.search(
        "的|等", match["list"].partition("、")[2]
    ):
        return None
    right = str(listed) if match["count"].isdigit() else _in_words(listed)
    words = f"{right}{match['measure']}{match['noun']}"
    message = f"这里列出{listed}个名称，却写“等{match['count']}{match['measure']}”；核对数目，或删去多列的"
    last = match.end("measure") + len(match["noun"])
    return case.question("COUNT", normal.span(match.start("list"), last), message, words)


# ---- names in brackets, each group behind its count -------------------------------------------------

_BRACKETED = re.compile(
    "(?<![\\d.第])(?P<count>\\d{1,2})(?P<measure>[一-鿿])[一-鿿]{0,6}（(?P<names>[一-鿿]{2,12}(?:、[一-鿿]{2,12}){0,20})）"
)
_NO_NAMES = re.compile("含|其中|等|包括|同比|未|不|已|上年|较|比")


@check("括号里列几个名称，就写几个", "COUNT", ground="计数")
def bracketed_names_are_as_many(case: Case) -> Findings:
    """已完工4宗（甲、乙、丙、丁），在建2宗（戊）: where one count of the sentence fits its names, so must the other."""
    for normal in case.reading.counting:
        found = [m for m in _BRACKETED.finditer(normal.text) if not _NO_NAMES.search(m["names"])]
        for match in found:
            first, last = sentence_of(normal.text, match.start())
            beside = [m for m in found if first <= m.start() < last and m is not match]
            listed = match["names"].count("、") + 1
            fits = any(
                m["measure"] == match["measure"]
                and int(m["count"]) == m["names"].count("、") + 1 > 1
                for m in beside
            )
            if not fits or int(match["count"]) == listed:
                continue
            right = f"{listed}{match['measure']}"
            message = f"写的是{match['count']}{match['measure']}，括号里列的是{listed}个名称；核对数目，或补全名称"
            yield case.question("COUNT", normal.span(match.start(), match.end()), message, right)


# ---- lists that other words part from their counts ---------------------------------------------------

_FEW = "(?<![\\d.第一二三四五六七八九十])(?P<count>\\d{1,2}|[两一二三四五六七八九十]{1,3})"
_AGAIN = re.compile(
    f"{_FEW}(?P<measure>个|家|所|项|类|种|名|处|条)(?P<noun>[一-鿿]{{2,8}}?)(?:组成|构成|在内|参与|参加|纳入)?[，；：]"
    "(?:其中|其)?(?P=noun)(?:名称)?(?:分别|依次)?(?:为|是|有|即|包括|：)+(?P<names>[^。；：\\d，]{4,200})"
)
_NAME = "[一-鿿（）“”A-Za-z]{2,14}"
_BEFORE = re.compile(
    f"(?P<list>{_NAME}(?:、{_NAME}){{1,15}}?(?:(?:和|及|以及|与){_NAME}?)?)(?:这|共|总共|共计)?"
    "(?<![第一二三四五六七八九十等等])(?P<count>\\d{1,2}|[两三四五六七八九十])(?P<measure>家|类|大类|种|个方面|方面|项|个)(?P<noun>[一-鿿]{0,6})"
)
_TITLES = re.compile(
    "(?P<list>《[^《》]{2,40}》(?:（[^（）]{2,30}）)?(?:[、和及与，]{0,2}《[^《》]{2,40}》(?:（[^（）]{2,30}）)?){1,20})(?P<etc>等)?(?:共|这)?"
    "(?P<count>\\d{1,2}|[两二三四五六七八九十]{1,2})(?P<measure>个|项|部|份|件|条|册|本)(?P<noun>[一-鿿]{0,6})"
)
_TITLES_BEHIND = re.compile(
    f"{_FEW}(?P<measure>个|项|部|份|件|册|本)(?P<noun>(?:[一-鿿]{{0,6}}?)(?:文件|制度|办法|规定|方案|通知|细则|规程|报告))(?:，?(?:分别|包括|包含|即|具体|含|主要)?(?:为|是|有)?：?)"
    "(?P<list>《[^《》]{2,40}》(?:（[^（）]{2,30}）)?(?:[、和及与，]{0,2}《[^《》]{2,40}》(?:（[^（）]{2,30}）)?){1,20})(?P<etc>等)?"
)
_LEAST = 3
_NO_NOUN = re.compile("村|社区|乡|镇|街道|站|所|股|科|室|中心|百分|月|年|小时|多|不")

_IN_ORDER = re.compile(
    "一是[^。]{2,400}?(?:，|。|；)(?:以上|上述|这|通过)?(?P<count>[两二三四五六七八九十])(?P<measure>项|个方面|方面|个|条|点|大)(?P<noun>措施|举措|工作|任务|做法|机制|问题|制度|工程|目标)"
)
_ORDINAL = re.compile("(?:^|[：；。，])([一二三四五六七八九十])是")


@check_each(_IN_ORDER, "一是到几是就写几项", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_told_in_order(case: Case, normal: Normal, match: Match) -> Told:
    """一是建制度，二是抓监控，三是强应用，四项措施齐头并进: three."""
    told = 0
    for order in _ORDINAL.finditer("：" + normal.text[match.start() : match.start("count")]):
        if "一二三四五六七八九十".index(order[1]) != told:
            return None
        told += 1
    if told < 2 or told == chinese_number(match["count"]):
        return None
    words = f"{_in_words(told)}{match['measure']}{match['noun']}"
    message = f"前面列的是一是到{chinese_numeral(told)}是，这里写{match['count']}{match['measure']}{match['noun']}；核对数目，或补全"
    return case.question("COUNT", normal.span(match.start("count"), match.end()), message, words)


_ABOVE = re.compile(
    "(?:以上|上述|前述)(?P<count>\\d{1,2}|[两二三四五六七八九十])(?P<measure>项|个方面|方面|个|条|点)(?P<noun>[一-鿿]{0,4})"
)
_RUNS = (
    re.compile("（([一二三四五六七八九十])）"), re.compile("([①-⑨])"), re.compile("(?:^|(?<=[；。：]))(\\d)[、.．](?!\\d)"),
    re.compile("（(\\d)）"),
)  # fmt: skip


@check_each(_ABOVE, "以上几项就是前面列的几项", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_listed_above(case: Case, normal: Normal, match: Match) -> Told:
    """（一）…；（二）…；（三）…。上述四条建议: three."""
    text = normal.text[: match.start()]
    listed = next((n for mark in _RUNS if (n := _run(mark.findall(text))) > 1), 0)
    if not listed:
        lines = [
            n.text
            for n in case.reading.normals[max(0, normal.paragraph - _LINES) : normal.paragraph]
        ]
        first = next((mark for mark in _RUNS if lines and mark.match(lines[-1])), None)
        marks: list[str] = []
        for line in reversed(lines if first is not None else []):
            begins = first.match(line) if first is not None else None
            if begins is None:
                break
            marks.insert(0, begins[1])
            if begins[1] in "一①1":
                break
        listed = _run(marks)
    said = chinese_number(match["count"])
    if listed < 2 or listed == said or abs(listed - said) > 2:
        return None
    right = str(listed) if match["count"].isdigit() else _in_words(listed)
    words = f"{right}{match['measure']}{match['noun']}"
    message = f"前面列的是{listed}{match['measure']}，这里写“{match.group()}”；核对数目，或补全"
    return case.question("COUNT", normal.span(*match.span()), message, words)


def _run(marks: list[str]) -> int:
    """Return how many marks count on from the first one, all of them; 0 where they do not."""
    orders = [
        "一二三四五六七八九十".find(m) + 1
        or "①②③④⑤⑥⑦⑧⑨".find(m) + 1
        or (int(m) if m.isdigit() and m < "①" else 0)
        for m in marks
    ]
    return len(orders) if orders == list(range(1, len(orders) + 1)) else 0


_LINES = 12


def _told(case: Case, normal: Normal, match: Match, listed: int, part: str = "list") -> TextFinding:
    count = match["count"]
    right = str(listed) if count.isdigit() else _in_words(listed)
    measure, noun = match["measure"], match["noun"]
    words = f"{right}{measure}{noun}"
    message = f"这里写{count}{measure}{noun}，列出的是{listed}{measure}；核对数目，或补全名单"
    first = min(match.start("count"), match.start(part))
    first = min(first, clause_start(normal.text, match.start("count")))
    last = max(match.end("noun"), match.end(part))
    return case.question("COUNT", normal.span(first, last), message, words)


@check_each(_AGAIN, "写几个就列几个（名称再说一遍）", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_said_when_named_again(case: Case, normal: Normal, match: Match) -> Told:
    """由局机关和4个下属单位组成，下属单位分别是甲站、乙站、丙站: three."""
    names = [name for name in match["names"].split("、") if name]
    said = chinese_number(match["count"])
    joined = len(_JOINER.findall(names[-1])) if names else 0
    if len(names) < 2 or "等" in names[-1][-6:]:
        return None
    own = normal.text[max(0, match.start() - 8) : match.start()]
    more = sum(name[:3] in own for name in names)
    if len(names) - more <= said <= len(names) + joined:
        return None
    return _told(case, normal, match, len(names) - more, "names")


@check_each(_BEFORE, "列了几样就写几样", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_listed_before(case: Case, normal: Normal, match: Match) -> Told:
    """数量、质量、时效、成本、满意度六类指标: five are named."""
    names = match["list"].split("、")
    last = names[-1]
    said = chinese_number(match["count"])
    joined = len(_JOINER.findall(last))
    total = len(names) + (1 if joined and _JOINER.split(last)[-1] else 0)
    plain = all(
        len(name) <= 12 and not re.search("的|等|[一二三四五六七八九十]个", name)
        for name in names[1:]
    )
    if len(names) < _LEAST or not plain or _NO_NOUN.match(match["noun"]):
        return None
    if match["measure"] == "个" and not match["noun"]:
        return None
    if match["count"] == "两":
        return None  # 低保、特困供养、残疾人两项补贴: the last of the names has the number in it
    if not 0 < abs(said - total) <= 1 or len(names) <= said <= len(names) + joined:
        return None
    return _told(case, normal, match, total)


_PERSONS = re.compile(
    "(?P<list>[一-鿿]{2,12}(?:长|书记|主任|委员|主席|干事|专干|会计|出纳|站长|组长)(?:、[一-鿿]{2,12}(?:长|书记|主任|委员|主席|干事|专干|会计|出纳)){1,8})"
    "(?:共|计)?(?P<count>\\d{1,2}|[两二三四五六七八九])(?P<measure>人|名)(?P<noun>)(?=[任为担组参，。、])"
)


@check_each(_PERSONS, "列了几个人就写几人", "COUNT", ground="计数", among=WRITTEN)
def as_many_persons_as_listed(case: Case, normal: Normal, match: Match) -> Told:
    """镇长、人大主席、财政所所长4人任副组长: three are named."""
    names, said = match["list"].split("、"), chinese_number(match["count"])
    if "等" in match["list"] or said == len(names) or any(map(_JOINER.search, names)):
        return None
    return _told(case, normal, match, len(names))


_TOLD_AGAIN = re.compile(
    f"(?P<list>{_NAME}(?:、{_NAME}){{1,15}}(?:(?:和|及|以及|与){_NAME}?)?)等(?P<count>\\d{{1,2}}|[两三四五六七八九十])(?P<measure>[个项家所类种件处条])(?P<noun>[一-鿿]{{1,8}})(?=[，：。；])"
)
_FAR_AGAIN = 400


@check_each(_TOLD_AGAIN, "等几项，后面又一一说到的就是几项", "COUNT", ground="计数", among=WRITTEN)
def as_many_as_told_one_by_one(case: Case, normal: Normal, match: Match) -> Told:
    """甲办法、乙细则和丙制度等四项制度：甲办法…，乙细则…，丙制度…: 等 leaves none out where each is told again."""
    names = [n for n in re.split("、|以及|和|及|与", match["list"]) if n]
    said, behind = (
        chinese_number(match["count"]),
        normal.text[match.end() : match.end() + _FAR_AGAIN],
    )
    first = names[0]
    own = next((first[at:] for at in range(len(first) - 2) if first[at:] in behind), "")
    again = [own, *names[1:]]
    if (
        said <= len(names)
        or not own
        or not all(re.search(f"(?:^|[，。；：、]){n}", behind) for n in again)
    ):
        return None
    last = max(behind.index(n) for n in again)
    clauses = re.split("[，。；：]", behind[: last + len(again[-1])])
    others = [c for c in clauses if c and not any(c.startswith(n) for n in again)]
    if len(others) > len(names):
        return None  # so much is said between them that another may be among it
    return _told(case, normal, match, len(names))


@check_each(_TITLES, "列了几个文件就写几个", "COUNT", ground="计数", among=WRITTEN)
def as_many_titles_as_said(case: Case, normal: Normal, match: Match) -> Told:
    """《甲办法》《乙办法》《丙办法》4项制度: three titles."""
    return _of_titles(case, normal, match)


@check_each(_TITLES_BEHIND, "写几个文件就列几个", "COUNT", ground="计数", among=WRITTEN)
def as_many_titles_as_counted(case: Case, normal: Normal, match: Match) -> Told:
    """出台3个文件：《甲办法》《乙办法》: two titles."""
    return _of_titles(case, normal, match)


def _of_titles(case: Case, normal: Normal, match: Match) -> Told:
    titles, said = match["list"].count("《"), chinese_number(match["count"])
    behind = normal.text[match.end() : match.end() + 1]
    if match["etc"] or titles == said or behind == "等" or said < 2:
        return None
    return _told(case, normal, match, titles)


CHECKS = (
    as_many_listed_as_named,
    as_many_said_as_listed_before,
    as_many_bodies_as_listed,
    no_more_listed_than_counted,
    bracketed_names_are_as_many,
)
LAST_CHECKS = (
    as_many_as_said_when_named_again,
    as_many_as_listed_before,
    as_many_persons_as_listed,
    as_many_as_told_one_by_one,
    as_many_as_told_in_order,
    as_many_as_listed_above,
    as_many_titles_as_said,
    as_many_titles_as_counted,
)
