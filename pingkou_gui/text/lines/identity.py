"""Genre, year and unit of a text."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.source import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal, SourceText

_OPENING = 16
"""The number of first paragraphs that may hold cover and title."""
_LONGEST_TITLE = 70


class Genre(StrEnum):
    """The genre of a text."""

    WHOLE = "整体支出绩效自评"
    PROJECT = "项目支出绩效自评"
    SHEET = "绩效评价表"
    BUDGET = "预算公开"
    ACCOUNTS = "决算公开"
    THREE_PUBLIC = "“三公”经费说明"
    UNKNOWN = "其他"


_GENRES = (
    (Genre.SHEET, re.compile("基础数据表|自评表|评分表|打分表|评价表")),
    (Genre.PROJECT, re.compile("项目(?:支出|资金)?[^整]{0,6}(?:绩效|自评|评价)|项目支出绩效|专项资金[^整]{0,6}(?:绩效|自评)")),
    (Genre.WHOLE, re.compile("整体支出|部门整体|绩效(?:评价)?自评|自评报告|绩效评价报告|单位整体")),
    (Genre.THREE_PUBLIC, re.compile("三公.{0,4}(?:经费|支出|决算|预算)")),
    (Genre.ACCOUNTS, re.compile("决算")),
    (Genre.BUDGET, re.compile("预算(?:公开|说明|编制|情况|安排)|20\\d\\d年(?:度)?(?:[省市县区镇乡]级)?(?:部门|单位)?预算(?!执行|完成)|(?:部门|单位)预算$")),
)  # fmt: skip
_WAY_HERE = re.compile("当前位置|您?所在位置|>>?[^>]{1,12}>|首页")
"""The breadcrumb line of a web page, no title."""
_BUDGET_TITLE = re.compile("(?<!超)(?<!超出)(?<!超过)预算(?!单位)")
_FINAL_TITLE = re.compile("决算|绩效|自评|支出情况|执行")


def genre_of(normals: Sequence[Normal]) -> Genre:
    """Return the genre of a text by its title, else by the words of its first 60 paragraphs."""
    opening = [n.text for n in normals[:_OPENING] if n.text and len(n.text) <= _LONGEST_TITLE]
    titles = [
        text
        for text in opening
        if not text.endswith(("。", "；")) and "、" not in text[:3] and not _WAY_HERE.search(text)
    ]
    joined = "".join(titles[:2])
    plans = _is_plan("\n".join(n.text for n in normals))
    for text in (*titles[:6], joined):
        genre = next((genre for genre, pattern in _GENRES if pattern.search(text)), None)
        if genre is Genre.THREE_PUBLIC and not _is_budget(text) and not plans:
            return genre
        if genre is Genre.THREE_PUBLIC or (genre is Genre.ACCOUNTS and _is_budget(text)):
            return Genre.BUDGET
        if genre is not None:
            return genre
    if plans:
        return Genre.BUDGET
    whole = "\n".join(n.text for n in normals[:60])
    found = next((g for g, pattern in _GENRES if pattern.search(whole)), Genre.UNKNOWN)
    return Genre.UNKNOWN if found is Genre.BUDGET and _FINALS.search(whole) else found


_PLANS = re.compile("预算(?!执行|管理|完成|法|绩效|单位|调整|编制)|安排情况")
_BUDGET_NAMES = re.compile(
    "一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算|公共财政预算|财政预算(?=拨款)"
)
_FINALS = re.compile(
    "决算|实际支出|执行数|执行率(?:为|达)?\\d|执行\\d|占(?:年初|全年)?预算(?:数|的)?\\d|预算(?:以内|之内|范围内)|超(?:出|过)?预算|完成(?:年初|全年|当年|调整)?预算|(?:当年|全年)(?:无|没有|未发生)支出|(?:当年|全年|本年)支出\\d|绩效(?!工资|奖)|自评|全年支出|支出共计\\d|本年支出|支出决算|[与比较]年初预算|[与比较](?:年初|全年)?预算(?:数|安排)?的?\\d|[与比较]预算数?(?:减少|增加|节[约省]|持平|下降|增长|相比|[少多低高超])"
)


_COMPARED = re.compile(
    "[比较与](?:上年|去年|20\\d\\d年)度?[^，。；]{0,6}(?:决算|执行|实际支出)数?字?|上年度?(?:决算|执行)数?"
)


def _is_plan(whole: str) -> bool:
    """Whether a text has words of planned spending and none of actual spending."""
    whole = _BUDGET_NAMES.sub("〇", _COMPARED.sub("", whole))
    return len(_PLANS.findall(whole)) >= 1 and _FINALS.search(whole) is None


def _is_budget(title: str) -> bool:
    """Whether a title is of a budget, the names of budgets aside: 一般公共预算“三公”经费支出说明."""
    title = _BUDGET_NAMES.sub("", title)
    return _BUDGET_TITLE.search(title) is not None and _FINAL_TITLE.search(title) is None


# --- the year ----------------------------------------------------------------------------------

_YEAR = re.compile("(?<!\\d)(20\\d\\d)年")
_OWN_YEAR = re.compile(
    "(?<![\\d比较与同和自从])(?<!将于)(?<!将在)(20\\d\\d)年(?!\\d{1,2}月|[上下]半年|第?[一二三四1-4]季度)"
)
"""A year that is no base of a comparison."""
_TITLE_YEAR = re.compile(
    "(20\\d\\d)(?:年度?)?[^。，]{0,40}?(?:绩效|自评|报告|支出|决算|预算|数据表|评价|三公|说明|情况)"
)
_OF_THE_YEAR = "{}年(?:度|末|底|我|全|本|部门|财政|“|三公|决算|预算|支出|收入|一般|实际|12月|[一二三四五六七八九十]|[，。：])"


_COLUMN_HEAD = re.compile(
    "[决预]算数|在职人数|完工项目|^20\\d\\d年度?(?:年初|全年|调整)?(?:[决预]算|支出|执行|完成)$"
)
_CHAPTER = re.compile(
    "第?[一二三四五六七八九十]{1,3}(?:、|部分|章)|（[一二三四五六七八九十]{1,3}）|\\d{1,2}[.．、](?!\\d)"
)


def report_year(normals: Sequence[Normal]) -> int | None:
    """Return the year a text is about, by its titles, else the latest of those named often; None without.

    Of two years in the titles it is the one that the text names more often as its own; not one that
    only a chapter on the next budget names: 一、2023年决算, 二、2024年预算.
    """
    whole = "\n".join(normal.text for normal in normals)
    titled: Counter[int] = Counter()
    final: set[int] = set()
    for normal in normals[:_OPENING]:
        match = _TITLE_YEAR.search(normal.text)
        row = len(set(_YEAR.findall(normal.text))) > 1 or _COLUMN_HEAD.search(normal.text)
        title = len(normal.text) <= _LONGEST_TITLE and not normal.text.endswith("。")
        if match and title and "〔" not in normal.text and not row:
            titled[int(match[1])] += 1
            chapter = _CHAPTER.match(normal.text) is not None and _is_budget(normal.text)
            if not chapter:
                final.add(int(match[1]))
    if final and genre_of(normals) is not Genre.BUDGET:
        titled = Counter({y: n for y, n in titled.items() if y in final})
    if len(titled) == 1:
        [year] = titled
        later = _count_own_year(whole, year + 1)
        return year + 1 if later >= _FREQUENT and later > 2 * _count_own_year(whole, year) else year
    if titled:
        return max(titled, key=lambda y: _count_own_year(whole, y))
    counted = Counter(int(y) for y in _OWN_YEAR.findall(whole) or _YEAR.findall(whole))
    often = max(counted.values(), default=0)
    return max((year for year, times in counted.items() if times * 2 >= often), default=None)


_FREQUENT = 4
"""So often a text names the year after that of its title, if the title is one of last year."""


def _count_own_year(whole: str, year: int) -> int:
    """Return how often a text names a year as its own, or compares with the year before."""
    named = re.findall(f"(?<![与比较同和至对]){_OF_THE_YEAR.format(year)}", whole)
    compared = re.findall(f"[与比较]{year - 1}年", whole)
    return len(named) + len(compared)


# --- the unit ----------------------------------------------------------------------------------

_ENDS = (
    "人民政府|街道办事处|办事处|管理委员会|委员会|办公室|人民法院|检察院|卫生院|卫生健康局|中心小学|小学校|小学|初级中学|高级中学|中学|学校|"
    "幼儿园|医院|管理局|总局|分局|局|科学技术协会|协会|联合会|联社|总工会|工会|共青团|妇联|管理所|事务所|研究所|服务中心|中心|纪念馆|图书馆|档案馆|"
    "文化馆|博物馆|馆|管理站|站|管理处|处|支队|大队|党校|党委|工委|学院|政协|人大|公司|街道|镇政府|乡政府|党派|所|院|校|部|委|部|社|[林农茶牧渔]场"
)
_NAME = f"(?P<unit>[一-鿿□■○〇]{{2,28}}?(?:（[一-鿿]{{1,4}}）[一-鿿]{{1,10}})?(?:{_ENDS}))(?![一-鿿]{{0,2}}(?:关于|部门整体|单位整体)?(?:局|院|府|委|会|校|所|站|处|部)(?!门))"
_LABELLED = re.compile(
    "^(?:(?:填报|填表|编制|(?:预算|项目)?主管|预算|评价|部门|项目|编报|申报|实施|自评|被评价|报送)?(?:部门|单位)?(?:、|/|和)?(?:单位|部门)?(?:全称|名称)?(?:（[^）]*）){0,2}(?:名称)?)：(?P<rest>[^：]{3,40})"
)
_LABEL_CELL = re.compile(
    "(?P<doer>实施单位)|(?P<own>(?:填报|预算|评价|编报|编制|自评|报送)?(?:部门|单位)?[、/和]?(?:单位|部门)?名称|填报单位|编制单位|编报单位|预算单位|预算部门|单位名称|部门$|单位$)"
)
_CELL_BRACKET = re.compile("（[^）]*）")
_WHOLE = re.compile(
    "^(?:关于)?(?:20\\d\\d年?度?)?(?P<unit>[一-鿿（）□■○〇]{3,30}?)(?:关于)?(?:20\\d\\d年?度?)?(?:的)?"
    "(?:部门|单位|县级|财政(?:拨款)?|机关)*(?:整体|三公|决算|预算|项目支出|支出绩效|绩效|基础|支出情况|农村(?!局|工作|办)|基本公共|概况|专项资金|一般公共预算|概述|基本情况|机关整体|村级)"
)
_NO_UNIT = re.compile(
    "(?:关于)?年?度?(?:部门|单位|预算单位|我镇|本部门|关于|整体支出|部门整体支出|支出|绩效|的)*|全?[一-鿿]{1,6}[县市区]|.*(?:年度|部门|单位|财政支出|财政预决算)|附件.*|第.部分.*"
)
_FULL = re.compile(f"[一-鿿]{{2,24}}?(?:{_ENDS})")
_STRIP = re.compile(
    "^(?:本?项目由|纳入|(?:实施|建设|承担)单位|关于|根据|按照|现将|现就|由|在|是|为|以及|和(?![平顺政静龙田林布硕县])|与|占|经|向|（|县级以上|加强|推进|支持|落实|开展|促进"
    "|保障)+|^20\\d\\d年?度?|^年?度"
)
_ISSUER = re.compile("(?:财政|审计|统计)局$|^(?:国家)?财政部$")
_PLACE = "[一-鿿]{1,8}?(?:自治县|自治区|省|市|州|盟|县|区|旗)"
_FULL_PLACE = re.compile(f"(?:{_PLACE}){{1,3}}[一-鿿]{{1,8}}?(?:镇|乡|街道)(?:人民政府|办事处)")


def unit_name(source: SourceText, normals: Sequence[Normal]) -> str:
    """Return the full name of the unit that wrote the text, or an empty string.

    Taken from a label (填报单位：…), else the title, the signature, the first sentences. A short name in
    the title (福鼓乡) is completed from the body.
    """
    labelled = _labelled_name(source, normals)
    if labelled:
        return labelled
    titled = _titled_name(normals)
    signed = _signed_name(normals)
    if signed and titled and signed != titled and (signed.endswith(titled) or titled in signed):
        return _full_name(normals, signed) or signed
    named = titled if _is_whole(titled) else ""
    found = named or _completed_name(normals, titled) or signed or titled
    usual = found == titled == signed and _is_most_frequent(normals, found)
    full = _with_its_county(normals, found) if usual else _full_name(normals, found)
    return full or _unbroken_name(normals, found) or found or _implementing_unit(normals)


_DOER = re.compile(
    f"(?:实施|建设|承担)单位(?:[为是系]|：)(?P<unit>[一-鿿]{{2,24}}?(?:{_ENDS}))(?=[，。；])"
)


def _implementing_unit(normals: Sequence[Normal]) -> str:
    """Return the unit that a sentence names as 实施单位, or an empty string."""
    found = (_DOER.search(normal.text) for normal in normals[:60])
    return next((match["unit"] for match in found if match is not None), "")


def _unbroken_name(normals: Sequence[Normal], name: str) -> str:
    """Return the longer name that most places print where a title is broken within it, or an empty string.

    中共白石县委 in the first line of a cover, 社会工作部 in the second.
    """
    if len(name) < _SHORTEST:
        return ""
    total = 0
    found: Counter[str] = Counter()
    for normal in normals[: _FAR_TITLES * 4]:
        for match in re.finditer(re.escape(name), normal.text):
            total += 1
            run = _HAN_RUN.match(normal.text, match.end())
            words = run.group() if run is not None else ""
            found.update(
                words[:end] for end in range(2, len(words) + 1) if _ENDED.search(words[:end])
            )
    always = [
        more for more, times in found.items() if times >= _FREQUENT and times * 4 >= total * 3
    ]
    return name + max(always, key=len) if always else ""


_HAN_RUN = re.compile("[一-鿿]{2,12}")
_ENDED = re.compile(f"(?:{_ENDS})$")


def _full_name(normals: Sequence[Normal], short: str) -> str:
    """Return the most frequent full name of a short one, or an empty string.

    寻甸县农业农村局 in the title, 寻甸回族彝族自治县农业农村局 in the text: the letters of the short
    name stand in the long one in their order.
    """
    counted = fuller_names(normals, short)
    return max(counted, key=lambda name: (counted[name], len(name)), default="")


def fuller_names(normals: Sequence[Normal], short: str) -> Counter[str]:
    """Return the longer names with the characters of a short one in their order, with their counts."""
    counted: Counter[str] = Counter()
    if len(short) < _SHORTEST or re.search("(?:镇|乡|街道)$", short):
        return counted
    for normal in normals[:60]:
        for run in _HAN.finditer(normal.text):
            counted.update(_longer_names(run.group(), short))
    named = [name for name in counted if _is_name(name) and not _NO_BODY_NAME.search(name)]
    return Counter({name: counted[name] for name in named})


def _with_its_county(normals: Sequence[Normal], town: str) -> str:
    """Return a township's name with its county, if the text prints one; else an empty string."""
    if _FULL_PLACE.fullmatch(town):
        return ""
    fuller = [n for n in fuller_names(normals, town) if n.endswith(town)]
    whole = [name for name in fuller if _FULL_PLACE.fullmatch(name)]
    return whole[0] if len(whole) == 1 == len(fuller) else ""


def _is_most_frequent(normals: Sequence[Normal], name: str) -> bool:
    """Whether a name is printed more often than any longer one."""
    fuller = fuller_names(normals, name)
    return sum(n.text.count(name) for n in normals) > max(fuller.values(), default=0)


def _longer_names(run: str, short: str) -> Iterator[str]:
    """Yield the names in a run of characters that have those of a short one in their order."""
    tail, ends = short[-1], "员会" if short[-1] == "委" else ""
    for end, mark in enumerate(run):
        if mark != tail or (ends and not run.startswith(ends, end + 1)):
            continue
        at = end
        for letter in reversed(short[:-1]):
            at = run.rfind(letter, max(0, at - _GAP), at)
            if at < 0:
                break
        if at < 0:
            continue
        place = _PLACE_BEFORE.search(run[:at])
        start = place.start() if place is not None else at
        long = _trimmed(run[start : end + 1 + len(ends)])
        if _is_longer_enough(long, short):
            yield long


def _is_longer_enough(long: str, short: str) -> bool:
    """Whether a name is longer by 3 to 18 characters, or by 县, 市 or 区 alone."""
    more = len(long) - len(short)
    return _MORE <= more <= 2 * _GAP or (
        more == 1 and re.sub("[县市区]", "", long, count=1) == short
    )


_SHORTEST = 4
_GAP = 9
_MORE = 3
"""Fewer additional characters may be a typing slip: 第二湖幼儿园."""
_HAN = re.compile("[一-鿿]{6,}")
_PLACE_BEFORE = re.compile(
    "(?:中共)?(?:[一-鿿]{1,7}(?:自治县|自治州|省|市|州|县|区))?[一-鿿]{1,7}?(?:自治县|市|县|区)$"
)


def _labelled_name(source: SourceText, normals: Sequence[Normal]) -> str:
    """Return the name behind a label or beside it in a table, or an empty string."""
    found = ""
    for at, normal in enumerate(normals):
        short = len(normal.text) <= _LONGEST_TITLE and at < _FAR_TITLES
        printed = source.paragraphs[at].text if short else ""
        lined = _LINED.search(printed) or _BARRED.match(printed)
        if lined is not None and _is_name(_without_brackets(lined["name"])):
            return _without_brackets(lined["name"])
        paragraph = source.paragraphs[at]
        if paragraph.is_cell:
            label = _LABEL_CELL.match(normal.text)
            if label is None or len(normal.text) > _LONGEST_LABEL or at + 1 >= len(normals):
                continue
            value = _without_brackets(normals[at + 1].text)
            if source.paragraphs[at + 1].row != paragraph.row or not _is_name(value):
                continue
            if label["doer"]:
                return value
            found = found or value
        else:
            value = _name_behind_label(normals, at, _GAP_BEHIND.split(paragraph.text.strip())[0])
            if value and "主管" not in normal.text[:_LONGEST_LABEL]:
                return value
            found = found or value
    return found


_GAP_BEHIND = re.compile("(?<![：:\\s])(?:\u3000|\\s{2,})")
"""A wide blank between two labels on one line."""


def _name_behind_label(normals: Sequence[Normal], at: int, printed: str) -> str:
    """Return the name behind a label, on this line or the next, or an empty string."""
    if _LABEL_LINE.fullmatch(normals[at].text) and at + 1 < len(normals):
        value = _without_brackets(normals[at + 1].text)
    elif at < _OPENING and (match := _LABELLED.match(normalise(printed).text)) is not None:
        value = _without_brackets(match["rest"])
    else:
        return ""
    return value if _is_name(value) else ""


_LABEL_LINE = re.compile(
    "(?:项目)?(?:实施|填报|预算|自评)单位(?:名称)?(?:（[^）]*）)?：?|单位名称：?"
)
_LINED = re.compile(
    "(?:实施单位|填报单位|填表单位|编制单位|编报单位|预算单位|单位名称|部门名称|项目单位)(?:（[^）]*）|\\([^)]*\\))?[\\s|：:]+(?:\\d{3,9}[-－—])?(?P<name>[一-鿿（）()]{4,30})"
)
_BARRED = re.compile(
    "^\\s*\\|?\\s*(?:预算)?(?:部门|单位)(?:名称)?\\s*\\|\\s*(?P<name>[一-鿿（）]{4,30}?)\\s*(?:\\||$)"
)
_LONGEST_LABEL = 16


def _without_brackets(text: str) -> str:
    """Return a name without brackets and without what follows it on its line."""
    words = re.split("单位：|日期|年|单位负责人|\\d", _PART.sub("", text))[0]
    return _CELL_BRACKET.sub("", words).strip("：。， ")


def _is_name(text: str) -> bool:
    """Whether a text is nothing but the name of a unit."""
    name = re.fullmatch(f"[一-鿿（）]{{2,30}}(?:{_ENDS})", text) is not None
    return name and not _NAMES_NOBODY.search(text)


_NAMES_NOBODY = re.compile("网站$|^(?:事业|管理|综合|公共)?(?:管理|服务)中心$")
"""What a page leads to, and the rest of a name that was broken over two lines."""


def _titled_name(normals: Sequence[Normal]) -> str:
    """Return the full or short name of the unit in a title, or an empty string."""
    body = next((at for at, n in enumerate(normals) if _FIRST_CHAPTER.match(n.text)), _OPENING)
    above = _name_in_titles(normals, min(body, _OPENING))
    return above if re.search(f"(?:{_ENDS})$", above) else _name_in_titles(normals, _OPENING)


_FIRST_CHAPTER = re.compile("一、")


def _name_in_titles(normals: Sequence[Normal], first: int) -> str:
    """Return the unit named by a title among the first paragraphs or by that of a part (第一部分)."""
    lines = [
        _PART.sub("", n.text)
        for at, n in enumerate(normals)
        if (at < first or (at < _FAR_TITLES and _PART.match(n.text)))
        and 2 <= len(n.text) <= _LONGEST_TITLE
    ]
    opening = [
        t
        for t in lines
        if t and not (t.endswith(("。", "；", "！")) or "〔" in t or ">" in t or _OF_PAGE.match(t))
    ]
    found: list[str] = []
    for at, text in enumerate(opening):
        following = opening[at + 1] if at + 1 < len(opening) else ""
        for words in (text, text + following if _may_continue(text, following) else ""):
            match = _WHOLE.match(words)
            if match and not _NO_UNIT.fullmatch(name := _trimmed(match["unit"])):
                found.append(name)
        alone = re.sub("^20\\d\\d年?度?", "", text).removeprefix("（").removesuffix("）")
        if _is_name(alone) and not _ISSUER.search(alone):
            found.append(alone)
    named = [
        name for name in found if re.search(f"(?:{_ENDS})$", name) and not _NO_NAME.search(name)
    ]
    best = (named or [name for name in found if not _NO_NAME.search(name)] or [""])[0]
    return max((name for name in named if name.endswith(best)), key=len, default=best)


_OF_PAGE = re.compile(
    "\\|?\\[?(?:索引号|发布机构|发文机[关构]|成文日期|发布日期|公开部门|信息来源|来源)"
)
"""The labels that a web page prints above what it publishes."""
_BEGINS_NAME = re.compile(f"20\\d\\d|(?:省|市|州|县|区|旗|镇|乡|街道|关于|{_ENDS})$")


def _may_continue(text: str, following: str) -> bool:
    """Whether a title may continue on the next line."""
    if _BEGINS_NAME.search(text):
        return True
    own = _WHOLE.match(following)
    return own is None or not _is_whole(_trimmed(own["unit"]))


_PART = re.compile("^第[一二三四五六七八九十]{1,2}部分[：:、]?|^附件\\d?[：:]?")
_FAR_TITLES = 60
_NO_NAME = re.compile(
    "收支|万元|年初|情况|预算|决算|支出|收入|经费|部门|（三|（二|资金|项目|报告|说明|人员|目录|内设|下设|本年|第一|第二|公共|名词|解释|基金|[一二三四五]）"
    "|[省市县区本]级$"
)


def _trimmed(name: str) -> str:
    """Return a name without words and years around it; empty below three characters."""
    before = ""
    name = _PART.sub("", name)
    name = re.sub("（本级）$", "", name)
    name = re.sub("(?<=人民政府)(?:转移支付|专项资金|衔接资金|项目资金|资金)$", "", name)
    while before != name:
        before, name = name, _STRIP.sub("", name)
        name = re.sub("(?:关于|年度|的|20\\d\\d年?度?)$", "", name)
    return name if len(name) >= 3 else ""


def _is_whole(name: str) -> bool:
    """Whether a name is complete: it ends as units do, and is no bare 镇 or 乡."""
    return re.search(f"(?:{_ENDS})$", name) is not None and not re.search("(?:镇|乡|街道)$", name)


def _signed_name(normals: Sequence[Normal]) -> str:
    """Return the first name alone on one of the last eight lines, or an empty string."""
    for normal in normals[-8:]:
        signs = len(normal.text) <= _SIGNATURE and not normal.text.endswith("。")
        text = _without_brackets(normal.text) if signs else ""
        if _is_name(text):
            return text
    return ""


_SIGNATURE = 30


def _completed_name(normals: Sequence[Normal], short: str) -> str:
    """Return the full name from the body, or an empty string: 桂岭县福鼓乡人民政府 for 福鼓乡."""
    core = re.sub("(?:人民政府|街道办事处|办事处|街道|镇|乡)$", "", short)
    counted: Counter[str] = Counter()
    for name in _names_in_body(normals):
        if core and core not in name:
            continue
        counted[name] += 1
    if not counted:
        return ""

    def rank(name: str) -> tuple[int, int]:
        return counted[name] + 2 * bool(_FULL_PLACE.fullmatch(name)), len(name)

    return max(counted, key=rank)


_NO_BODY_NAME = re.compile("的|(?<![附直下])属|经(?![济科贸信])|会议|批准|审议|通过")


def _names_in_body(normals: Sequence[Normal]) -> Iterator[str]:
    """Yield the names of units in the first 60 paragraphs."""
    for normal in normals[:60]:
        for match in _BODY_NAME.finditer(normal.text):
            name = _trimmed(match["name"])
            if name and not _ISSUER.search(name) and not _NO_BODY_NAME.search(name):
                yield name


_BODY_NAME = re.compile(
    "(?:^|[，。；：）（、由]|根据|现将20\\d\\d年度?|现将|\\d[.、])(?P<name>[一-鿿]{2,20}?(?:镇|乡)人民政府|[一-鿿]{2,20}?街道办事处"
    f"|[一-鿿]{{2,24}}?(?:{_ENDS})(?=20\\d\\d年|对(?:20|本|我|全|所|该|其)|组织(?!部|机构)|负责实施|是|系|归|隶属|属于|位于|核定|内设|负责|贯彻|本级|无下|下设|下属|现有|共有))"
)


def owner_pattern(unit: str) -> re.Pattern[str] | None:
    """Return a pattern for the names of a unit at the beginning of a clause; None below three characters."""
    if len(unit) < 3:
        return None
    words = {unit}
    place = re.search("(?:.*[县市区州旗])?(?P<own>[一-鿿]{1,8}?(?:镇|乡|街道))", unit)
    if place:
        words |= {
            place["own"],
            place["own"] + "人民政府",
            place["own"] + "政府",
            place["own"] + "办事处",
        }
    county = re.search("[县市区](?P<own>[一-鿿]{2,16})$", unit)
    if county and len(county["own"]) >= 3:
        words |= {county["own"], f"县{county['own']}", f"市{county['own']}", f"区{county['own']}"}
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("^(?:20\\d\\d年度?|[^一-鿿])*(?:" + "|".join(map(re.escape, ordered)) + ")")
