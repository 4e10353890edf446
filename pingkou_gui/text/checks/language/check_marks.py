"""Checks of marks: half-width ones in Chinese text, pairs, stops too many or too few."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.source import TURNING, Span
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    WORDING,
    WRITTEN,
    Case,
    Edit,
    Findings,
    Severity,
    Told,
    check,
    check_each,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.source import Normal, Paragraph
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_HALF = re.compile(
    "(?<=[一-鿿”）])[,;:?!(](?=[一-鿿“（])|\\((?=[一-鿿]{1,30}\\))|(?<=[%一-鿿])[,;](?=[一-鿿])"
)
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_AROUND = 6
_TOLD = 3


def _written(case: Case) -> Iterator[tuple[int, Paragraph]]:
    """Yield the paragraphs in which somebody wrote words, as they are printed, with their index."""
    paragraphs = case.reading.source.paragraphs
    return ((normal.paragraph, paragraphs[normal.paragraph]) for normal in case.reading.written)


@check("文字照写的顺序显示", "FORMAT", ground="看到的就是写的")
def nothing_turns_the_letters_round(case: Case) -> Findings:
    """What nobody sees, and what shows the letters and figures behind it from right to left."""
    for at, paragraph in enumerate(case.reading.source.paragraphs):
        found = list(_TURNED.finditer(paragraph.text))
        if not found:
            continue
        start, end = found[0].start(), min(len(paragraph.text), found[0].end() + _AROUND)
        yield case.finding(
            "FORMAT", Span(at, start, end),
            "有看不见的控制字符，后面的字和数看起来次序会变；删去这个字符，再核对这里的字和数",
            "删去", severity=Severity.REMINDER,
            quote=_TURNED.sub("", paragraph.text[max(0, start - _AROUND) : end]),
            edits=tuple(Edit(Span(at, *each.span()), "") for each in found),
            deed="删去看不见的控制字符",
        )  # fmt: skip


_TURNED = re.compile(f"[{TURNING}]+")


@check("中文用全角标点", "FORMAT", ground="GB/T 15834")
def marks_are_full_width(case: Case) -> Findings:
    """Half-width brackets, commas and colons in Chinese text: told once, with their number."""
    edits = tuple(
        edit
        for at, paragraph in enumerate(case.reading.source.paragraphs)
        if not paragraph.is_cell
        for edit in _edits(paragraph.text, at)
    )
    if not edits:
        return
    spot = edits[0].span
    text = case.reading.source.paragraphs[spot.paragraph].text
    places = tuple(dict.fromkeys(edit.span.paragraph for edit in edits))
    where = "、".join(dict.fromkeys(case.reading.named(place) for place in places[:_TOLD]))
    more = "等" if len(places) > _TOLD else ""
    message = f"中文里夹着半角标点，共{len(edits)}处（{where}{more}）；改为全角"
    yield case.finding(
        "FORMAT", spot, message, "全角标点", severity=Severity.HINT, certainty=WORDING,
        quote=text[max(0, spot.start - _AROUND) : spot.end + _AROUND],
        edits=edits, deed="半角标点改为全角",
    )  # fmt: skip


def _edits(text: str, paragraph: int) -> Iterator[Edit]:
    """Yield the marks to be widened; with an opening bracket the one that closes it."""
    wide, before = text, ""
    while wide != before:  # a mark made wide may show its neighbour to be half-width
        before = wide
        wide = _widened(wide)
    for at, (old, new) in enumerate(zip(text, wide, strict=True)):
        if old != new:
            yield Edit(Span(paragraph, at, at + 1), new)


def _widened(text: str) -> str:
    marks = list(text)
    closing = _closing(text)
    for match in _HALF.finditer(text):
        marks[match.start()] = _FULL[match.group()]
        end = closing.get(match.start())
        if end is not None:
            marks[end] = _FULL[text[end]]
    return "".join(marks)


def _closing(text: str) -> dict[int, int]:
    """Return for every opening half-width bracket where a half-width one closes it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark in "(（":
            opened.append(at)
        elif mark in ")）" and opened:
            start = opened.pop()
            if mark == ")":
                found[start] = at
    return found


_ENDS_IN_POINT = re.compile("(?<=[一-鿿”）%])\\.(?=\\s*$|[\\s]*[一-鿿])")
_MARK_BEFORE_FIGURE = re.compile(
    "(?:共计|合计|总计|共有|共|支出|增加|减少|下降|增长|完成|达到|为)(?P<mark>[，,、])"
    "(?=\\d+(?:\\.\\d+)?(?:万元|元|%|个|人|户|公里|亩|%)(?!为|是|系|属|用于|用在))"
)
_CALLED_BEHIND = re.compile("\\d(?:万元|元|亿元)(?:[都均]?[是为系]|属于?)[^，。；\\d]{0,10}$")
"""120万元为基本支出，80万元为项目支出: the name closes its clause."""
_LIST_WITHOUT_STOP = re.compile(
    "(?P<before>(?:\\d%|\\d万元|\\d元|\\d人))(?P<list>其中)(?=[：:，,]|[一-鿿“])"
)
_AROUND_MARK = 10
_CALLED_FAR = 18
_QUOTES = re.compile('[“”"]')


@check("句子用中文句号结尾", "FORMAT", ground="GB/T 15834")
def sentences_end_with_a_full_stop(case: Case) -> Findings:
    """再立项.: a half-width point at the end of a sentence; told once a paragraph."""
    for at, paragraph in _written(case):
        found = [
            place
            for m in _ENDS_IN_POINT.finditer(paragraph.text)
            if (place := _ended(paragraph.text, m))
        ]
        if not found:
            continue
        start, end = found[0]
        words = paragraph.text[start : end - 1]
        more = f"，本段共{len(found)}处" if len(found) > 1 else ""
        edits = tuple(Edit(Span(at, stop - 1, stop), "。") for _, stop in found)
        yield case.question(
            "FORMAT", Span(at, start, end), f"“{words}.”的句号是半角的点，改为“{words}。”{more}", f"{words}。", certainty=WORDING, edits=edits, deed="“.”改为“。”",
        )  # fmt: skip


def _ended(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the last words of a sentence with its point; None where it is the number of an item."""
    before = _LAST_WORDS.search(text[max(0, match.start() - 12) : match.start()])
    if before is None or re.search("[一二三四五六七八九十]$", before.group()):
        return None
    return match.start() - len(before.group()), match.end()


_LAST_WORDS = re.compile("(?:[一-鿿]{2,8}[”）]?|[\\d.]{1,8}%)$")


@check("引号成对", "FORMAT", ground="GB/T 15834")
def quotation_marks_go_in_pairs(case: Case) -> Findings:
    """中央“八项规定“: the second mark must close; 三公”: the first is missing."""
    for at, paragraph in enumerate(case.reading.source.paragraphs):
        opened, start = False, 0
        for match in _QUOTES.finditer(paragraph.text):
            mark, here = match.group(), match.start()
            near = here - start <= _LONGEST_QUOTED
            if mark == "”" and not opened and not paragraph.is_cell:
                yield from _never_opened(case, at, paragraph.text, here)
            elif mark in '“"' and opened and near:
                words = paragraph.text[start : here + 1]
                right = f"{words[:-1]}”"
                yield case.question(
                    "FORMAT", Span(at, start, here + 1), f"“{words[1:-1]}”后面的引号写错了，应为{right}", right, certainty=WORDING, edits=(Edit(Span(at, here, here + 1), "”"),), deed="改为后引号",
                )  # fmt: skip
                opened = False
                continue
            opened = mark == "“" or (mark == '"' and opened)
            start = here


def _never_opened(case: Case, at: int, text: str, here: int) -> Findings:
    """A closing mark alone: before the name that it closes the opening one is missing."""
    name = next((name for name in _QUOTED_NAMES if text[:here].endswith(name)), "")
    right = f"“{name}”" if name else "补上“"
    start = here - (len(name) or min(here, 4))
    message = f"“{text[start:here]}”后面有引号，前面没有，应为{right}"
    edits = (Edit(Span(at, here - len(name), here - len(name)), "“"),) if name else ()
    yield case.question(
        "FORMAT", Span(at, start, here + 1), message, right, certainty=WORDING, edits=edits, deed="补上前引号" if name else "",
    )  # fmt: skip


_QUOTED_NAMES = (
    "三公",
    "八项规定",
    "四风",
    "两会",
    "放管服",
    "互联网+",
    "一卡通",
    "三重一大",
    "十四五",
)
_LONGEST_QUOTED = 24
"""A quoted name is no longer."""


@check("数字前后的标点不多不少", "FORMAT", ground="GB/T 15834")
def marks_around_figures(case: Case) -> Findings:
    """共计，0个: a mark too many; 28%其中：: one too few."""
    for normal in case.reading.written:
        if case.reading.source.paragraphs[normal.paragraph].is_cell:
            continue
        for match in _MARK_BEFORE_FIGURE.finditer(normal.text):
            mark_at = match.start("mark")
            if _CALLED_BEHIND.search(normal.text[max(0, mark_at - _CALLED_FAR) : mark_at]):
                continue
            tail = re.match(
                "\\d+(?:\\.\\d+)?(?:万元|元|%|个|人|户|公里|亩)", normal.text[match.end() :]
            )
            words = match.group() + (tail.group() if tail else "")
            right = words.replace(match["mark"], "", 1)
            spot = normal.span(match.start(), match.end() + (tail.end() if tail else 0))
            mark = normal.span(*match.span("mark"))
            whole = _printed_whole(case, words[mark_at - match.start() + 1 :])
            if whole:
                message = f"“{words}”像是漏了逗号前面的数字，别处写的是{whole}；核对"
                yield case.question("FORMAT", spot, message, whole)
                continue
            yield case.question(
                "FORMAT", spot, f"“{words}”中间多了一个标点，应为“{right}”", right, certainty=WORDING, edits=(Edit(mark, ""),), deed=f"删去“{match['mark']}”",
            )  # fmt: skip
        for match in _LIST_WITHOUT_STOP.finditer(normal.text):
            start = max(0, match.start() - _AROUND_MARK)
            place = normal.span(match.start("list"), match.end("list"))
            right = f"{match['before']}。其中"
            yield case.question(
                "FORMAT", normal.span(start, match.end()), f"“其中”前面漏了标点，应为“{right}”，或用逗号", right, edits=(Edit(Span(place.paragraph, place.start, place.start), "。"),), deed="补上“。”",
            )  # fmt: skip


def _printed_whole(case: Case, behind: str) -> str:
    """Return the number that ends in what stands behind a comma, where its first digits are printed elsewhere.

    Of 867.48万元 it is 1,867.48万元; empty where the digits are no group of three, or none is printed.
    """
    if re.match("\\d{3}(?!\\d)", behind) is None:
        return ""
    longer = re.compile(f"(?<![\\d.])\\d{{1,3}}(?:,\\d{{3}})*,{re.escape(behind)}")
    printed = (longer.search(p.text) for p in case.reading.source.paragraphs)
    return next((match.group() for match in printed if match), "")


_TWO_POINTS = re.compile(
    "(?<![\\d.])(?P<first>\\d{1,9})\\.(?P<second>\\d{1,4})\\.(?P<third>\\d{1,4})(?=万元|亿元|元|%|人|公里|亩)"
)


@check_each(_TWO_POINTS, "一个数只有一个小数点", "FORMAT", ground="数字的写法", among=WRITTEN)
def numbers_have_one_point(case: Case, normal: Normal, match: Match) -> Told:
    """2.10.45万元: one of the two points is too many, or a comma was meant."""
    if _CELLS.search(case.reading.quote(normal.span(*match.span()))):
        return None  # two cells of a line of plain text
    one = f"{match['first']}{match['second']}.{match['third']}"
    other = f"{match['first']}.{match['second']}{match['third']}"
    message = f"“{match.group()}”有两个小数点，可能是{one}，也可能是{other}；核对后改"
    return case.finding(
        "FORMAT", normal.span(*match.span()), message, f"{one}或{other}",
        severity=Severity.ERROR, certainty=LIKELY,
    )  # fmt: skip


_COMMA_FOR_POINT = re.compile("(?<![\\d.，])(?P<whole>\\d{1,6})，(?P<rest>\\d{1,2})(?=万元|亿元|%)")


@check_each(_COMMA_FOR_POINT, "小数点没有印成逗号", "FORMAT", ground="数字的写法", among=WRITTEN)
def numbers_have_a_point_for_a_comma(case: Case, normal: Normal, match: Match) -> Told:
    """上年7,20万元: no group of three stands behind the comma, so a point was meant."""
    if "分别" in normal.text[max(0, match.start() - _NEAR_NUMBER) : match.start()]:
        return None
    right = f"{match['whole']}.{match['rest']}"
    spot = normal.span(*match.span())
    mark = normal.span(match.end("whole"), match.start("rest"))
    printed = case.reading.quote(spot)
    return case.question(
        "FORMAT", spot, f"“{printed}”像是把小数点印成了逗号，应为“{right}”；核对", right,
        edits=(Edit(mark, "."),), deed="“，”改为“.”",
    )  # fmt: skip


_STOP_FOR_POINT = re.compile(
    "(?<![\\d.])(?P<whole>\\d{1,6})。(?P<rest>\\d{1,4})(?=万元|亿元|元|%|个百分点|[，；]|$)"
)


@check_each(_STOP_FOR_POINT, "小数点没有印成句号", "FORMAT", ground="数字的写法", among=WRITTEN)
def numbers_have_a_point_for_a_stop(case: Case, normal: Normal, match: Match) -> Told:
    """4。8万元: a sentence neither ends nor begins so."""
    right = f"{match['whole']}.{match['rest']}"
    mark = normal.span(match.end("whole"), match.start("rest"))
    message = f"“{match.group()}”像是把小数点印成了句号，应为“{right}”；核对"
    return case.question(
        "FORMAT", normal.span(*match.span()), message, right,
        edits=(Edit(mark, "."),), deed="“。”改为“.”",
    )  # fmt: skip


_GROUPED = re.compile(
    "(?<![\\d.,，])(?P<groups>\\d{1,3}(?:[,，]\\d{3})*[,，]\\d{4,6})(?P<rest>\\.\\d{1,2})?(?=万?元)"
)


@check("千分号分得对", "FORMAT", ground="数字的写法")
def groups_of_digits_have_three(case: Case) -> Findings:
    """3,8915.50元: behind a comma stand three digits."""
    for at, paragraph in enumerate(case.reading.source.paragraphs):
        for match in _GROUPED.finditer(paragraph.text):
            digits = re.sub("[,，]", "", match["groups"])
            rest = match["rest"] or ""
            right = f"{int(digits):,}{rest}"
            message = (
                f"“{match.group()}”的逗号位置不对，三位一分是{right}；核对有没有多打、漏打数字"
            )
            yield case.question(
                "FORMAT",
                Span(at, match.start(), match.end()),
                message,
                f"{right}（{digits}{rest}）",
            )


_NEAR_NUMBER = 12
_CELLS = re.compile("\\d[ \u3000\t]+\\d")

_PAIRS = {"）": "（", "》": "《", "〕": "〔"}
_EVEN_MARKS = str.maketrans({"(": "（", ")": "）", "[": "〔", "]": "〕", "【": "〔", "】": "〕"})
_ITEM_MARK = re.compile("(?:^|[，。；：、\\s（])(?:\\d{1,2}|[a-zA-Z一二三四五六七八九十])$")
"""1）: the number of an item, whose bracket closes only."""
_STATES = {"（": "括号", "《": "书名号", "〔": "六角括号"}


@check("括号成对", "FORMAT", ground="GB/T 15834")
def brackets_go_in_pairs(case: Case) -> Findings:
    """（比上年减少1万元。, 川财行2020〕189号: a bracket or title mark whose other half is missing."""
    for at, paragraph in enumerate(case.reading.source.paragraphs):
        if paragraph.is_cell or not 4 < len(paragraph.text) <= _LONGEST_PARAGRAPH:
            continue
        text = paragraph.text.translate(_EVEN_MARKS)
        if "|" in text:
            continue
        if len(text) < _LEAST_PROSE // 2 and not re.search("[。，；]", text):
            continue  # a cell that stands over two lines
        found = list(_halves(text))
        if len(found) == 1:  # of more nobody can say which belong together
            yield _half(case, at, text, found[0])


def _halves(text: str) -> Iterator[int]:
    """Yield the places of marks without their other half."""
    opened: list[int] = []
    for place, mark in enumerate(text):
        if mark in _STATES:
            opened.append(place)
        elif mark in _PAIRS:
            if opened and text[opened[-1]] == _PAIRS[mark]:
                opened.pop()
            elif not _ITEM_MARK.search(text[max(0, place - 3) : place]):
                yield place
    yield from opened


def _half(case: Case, at: int, text: str, place: int) -> TextFinding:
    mark = text[place]
    kind = _STATES.get(mark) or _STATES[_PAIRS[mark]]
    closes = {opening: closing for closing, opening in _PAIRS.items()}
    if mark in closes:
        start, end, other = place, min(len(text), place + _AROUND_MARK + 4), closes[mark]
        fault, whole = "没有后一半", ""
    else:
        start, end, other = max(0, place - _AROUND_MARK - 4), place + 1, _PAIRS[mark]
        year = _CITED.search(text[start:place])
        fault = "没有前一半"
        whole = f"，应为“{other}{year.group()}{mark}”" if year and mark == "〕" else ""
    words = text[start:end]
    return case.question(
        "FORMAT", Span(at, start, end), f"“{words}”的{kind}{fault}{whole or f'，补上“{other}”'}", f"补上“{other}”", certainty=WORDING,
    )  # fmt: skip


_CITED = re.compile("20\\d\\d$")
_LONGEST_PARAGRAPH = 4000
_LISTED = re.compile("[（(](?P<items>[一-鿿、]{6,200}。[一-鿿、]{6,200})[）)]")
_LEAST_LISTED = 3


@check("括号里并列的几项用顿号隔开", "FORMAT", ground="GB/T 15834")
def items_in_brackets_are_parted_alike(case: Case) -> Findings:
    """（财政所、党建办。规划办、执法办）: a full stop among items that 、 parts."""
    for at, paragraph in _written(case):
        for match in _LISTED.finditer(paragraph.text):
            items, start = match["items"], match.start("items")
            stop = items.index("。")
            if (
                items.count("、") < _LEAST_LISTED
                or "、" not in items[:stop]
                or "、" not in items[stop:]
            ):
                continue
            first, last = items.rfind("、", 0, stop) + 1, items.find("、", stop)
            yield case.question(
                "FORMAT", Span(at, start + first, start + last), f"“{items[first:last]}”中间是句号，前后各项都用顿号隔开；改为“、”", "、", certainty=WORDING, edits=(Edit(Span(at, start + stop, start + stop + 1), "、"),),
            )  # fmt: skip


@check("段落以句号结尾", "FORMAT", ground="GB/T 15834")
def paragraphs_end_with_a_stop(case: Case) -> Findings:
    """A paragraph of prose before a heading that ends without a stop, or in a comma."""
    normals, source = case.reading.normals, case.reading.source
    heads = {heading.paragraph for heading in case.reading.headings if heading.number}
    prose = [n for n in normals if _is_prose(n.text) and not source.paragraphs[n.paragraph].is_cell]
    ended = sum(1 for normal in prose if normal.text[-1] in "。！？；：")
    if len(prose) < _ENOUGH or ended * 10 < len(prose) * 8:
        return  # lines broken at the edge of a page, or another habit
    for normal in prose:
        last = normal.text[-1]
        follows = normal.paragraph + 1
        if last in _ENDS or (follows < len(normals) and follows not in heads):
            continue
        if follows < len(normals) and last not in "，、" and not "一" <= last <= "鿿":
            continue
        words = normal.text[-_AROUND_MARK:]
        right = f"{words.rstrip('，、')}。"
        yield case.finding(
            "FORMAT", normal.span(len(normal.text) - len(words), len(normal.text)),
            f"这一段的末尾“{words}”没有句号，应为“{right}”", right,
            severity=Severity.HINT, certainty=WORDING,
        )  # fmt: skip


def _is_prose(text: str) -> bool:
    return len(text) >= _LEAST_PROSE and "，" in text


_ENOUGH = 5
_LEAST_PROSE = 30
_ENDS = "。！？；：）”》…"


_WITHOUT_UNIT = re.compile(
    "[比较与](?:上年度?|去年|20\\d\\d年度?)(?:决算数?|支出|同期)?的?(?P<number>\\d{1,9}\\.\\d{1,6})"
    "(?=(?:减少|增加|下降|增长|降低|上升)了?\\d{1,9}(?:\\.\\d{1,6})?(?P<unit>万元|元))"
)


@check_each(_WITHOUT_UNIT, "金额后面有单位", "FORMAT", ground="用字用词", among=WRITTEN)
def amounts_compared_have_their_unit(case: Case, normal: Normal, match: Match) -> Told:
    """比2021年31.66减少1.39万元: the base lost its unit."""
    right = f"{match['number']}{match['unit']}"
    message = f"“{match['number']}”后面漏了单位；应为{right}"
    return case.question("FORMAT", normal.span(*match.span()), message, right, certainty=WORDING)


CHECKS = (
    nothing_turns_the_letters_round,
    items_in_brackets_are_parted_alike,
    brackets_go_in_pairs,
    paragraphs_end_with_a_stop,
    marks_are_full_width,
    sentences_end_with_a_full_stop,
    quotation_marks_go_in_pairs,
    marks_around_figures,
    numbers_have_one_point,
    numbers_have_a_point_for_a_comma,
    numbers_have_a_point_for_a_stop,
    groups_of_digits_have_three,
    amounts_compared_have_their_unit,
)
