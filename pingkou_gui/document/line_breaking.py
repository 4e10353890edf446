"""Breaking text into lines as Word does, with the widths of the official fonts; long titles by sense."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pingkou_gui.document.tree import BLANK, xml_safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


# Where a line of Chinese text ends, and where its characters stand: no screen, no font files.
#
# Advances of characters come from whoever knows the fonts (`FontMetrics`), so that the same rules
# hold for a window, a printer, and a machine without any of them. Lengths are in twips.
#
# Two programs set the same file by different rules (measured on the same fonts): LibreOffice
# leaves a gap between a Chinese character and a figure, which the file switches off and Word
# obeys; and it takes the quotation marks, dashes and dots for Latin where they follow Latin.


class FontMetrics(Protocol):
    """What is known of fonts by name; all results in parts of the size (em)."""

    def advances(self, family: str, *, bold: bool) -> Mapping[str, float]:
        """Return the advance of every character; any character may be asked for."""

    def extent(self, family: str, *, bold: bool) -> tuple[float, float]:
        """Return how far the font reaches above and below its baseline."""


class TextLook(NamedTuple):
    """The form of characters: fonts by script, weight, size and spacing in twips."""

    chinese: str
    latin: str
    bold: bool
    size: int
    spacing: int = 0
    missing: bool = False
    """A placeholder, marked to the eye."""

    def family(self, *, asian: bool) -> str:
        """Return the font of a script."""
        return self.chinese if asian else self.latin


class Typesetter(Enum):
    """Whose rules the lines follow."""

    WORD = "Word"
    LIBREOFFICE = "LibreOffice"


class Portion(NamedTuple):
    """Characters from `start` on that share one look and one script."""

    start: int
    asian: bool
    look: TextLook


class Piece(NamedTuple):
    """Characters `start` to `stop` of a text, standing `x` to the right of the indent."""

    start: int
    stop: int
    x: float
    width: float


class SetLine(NamedTuple):
    """A line: more than one piece only where tabs part it. `ends` where nothing is stretched."""

    pieces: tuple[Piece, ...]
    indent: float
    """From the left edge of the text to where the first piece may begin."""
    ends: bool


NEVER_FIRST = frozenset(
    """:!),.;?]}¢'"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏～￠々‖•·ˇˉ―-′’”%"""
)
"""Marks that no line begins with (LibreOffice's list for zh-CN)."""
NEVER_FIRST_IN_WORD = NEVER_FIRST | frozenset("…‰′″℃％＇＂")
NEVER_LAST = frozenset("$(<[{£¥‘“〈《「『【〔〖〝﹙﹛＄（．［｛￡￥")
"""Marks that no line ends with."""
_CLOSING = frozenset("，、。）》」』】〕〗”’")
_BEFORE_NUMBER = frozenset("+±×÷=<>≥≤~.,:;%)")
_LATIN_LIMIT = 0x2000
_ROUNDING = 0.001
_GAP = 5
"""A gap is a fifth of the size."""
_DASH = "—"
_TAB = 420
"""Where no stop is set, tabs stand every two characters of a table."""


def is_asian(character: str) -> bool | None:
    """Return the script LibreOffice gives a character, None where it follows the one before."""
    code = ord(character)
    if code < _LATIN_LIMIT:
        return None if character in " \xa0\t\n" else False
    if 0x2E80 <= code <= 0xA4CF or 0xF900 <= code <= 0xFAFF:
        return True
    if 0xFE30 <= code <= 0xFE4F or 0xFF00 <= code <= 0xFFEF:
        return True
    return True if code >= 0x20000 else None


def may_break(before: str, after: str, never_first: frozenset[str] = NEVER_FIRST) -> bool:
    """Return whether a line may end between two neighbours."""
    if after == " " or after in never_first or before in NEVER_LAST:
        return False
    if before == " ":
        return True
    if before == after == _DASH:
        return False
    latin = _in_word(before)
    if _in_word(after):
        return not (latin or before in _CLOSING or before in _BEFORE_NUMBER)
    return not (latin and after in "/([")


def _in_word(character: str) -> bool:
    return ord(character) < _LATIN_LIMIT and (character.isalnum() or character == "_")


@dataclass(slots=True)
class MeasuredText:
    """A text with the place of every character, were it all on one line."""

    text: str
    portions: tuple[Portion, ...]
    lefts: list[float]
    """Where a character begins, the gap before it left out of it."""
    rights: list[float]
    """Where it ends; the spacing after it is left out."""
    rules: Typesetter

    def width(self, start: int, stop: int) -> float:
        """Return the width of a line of these characters; blanks at its end do not count."""
        while stop > start and self.text[stop - 1] == " ":
            stop -= 1
        return self.rights[stop - 1] - self.lefts[start] if stop > start else 0.0

    def script_at(self, place: int) -> bool:
        """Return whether a character is set as a Chinese one."""
        found = bisect_right(self.portions, place, key=lambda p: p.start) - 1
        return self.portions[found].asian

    def portions_in(self, start: int, stop: int) -> list[tuple[int, int, Portion]]:
        """Return the portions of a stretch, each with where it begins and ends there."""
        result = []
        first = bisect_right(self.portions, start, key=lambda p: p.start) - 1
        for number in range(max(first, 0), len(self.portions)):
            portion = self.portions[number]
            following = number + 1 < len(self.portions)
            end = self.portions[number + 1].start if following else len(self.text)
            if portion.start >= stop:
                break
            result.append((max(portion.start, start), min(end, stop), portion))
        return result

    def stretches(self, start: int, stop: int) -> list[int]:
        """Return the characters of a line after which justifying leaves room.

        After every Chinese character, at each change to one and after blanks; never inside a
        number or a Latin word.
        """
        places: list[int] = []
        for begin, end, portion in self.portions_in(start, stop):
            if portion.asian:
                places += range(begin, min(end, stop - 1))
            else:
                last = min(end, stop - 1)
                places += [k for k in range(begin, last) if self.text[k] == " "]
                turns = end < stop and self.script_at(end)
                if turns and end - 1 not in places[-1:]:
                    places.append(end - 1)
        return places


def measured(
    parts: Sequence[tuple[str, TextLook]], metrics: FontMetrics, rules: Typesetter
) -> MeasuredText:
    """Return a text with its advances; `parts` are its runs in order."""
    in_word = rules is Typesetter.WORD
    text = "".join(part for part, _ in parts)
    portions: list[Portion] = []
    lefts: list[float] = []
    rights: list[float] = []
    x, before, asian, spacing = 0.0, "", False, 0
    place = 0
    for part, look in parts:
        faces = tuple(
            metrics.advances(look.family(asian=way), bold=look.bold) for way in (False, True)
        )
        fresh = True
        for character in part:
            if in_word:
                turned = character >= "\x80"
            else:
                script = is_asian(character)
                turned = asian if script is None else script
            if fresh or turned is not asian:
                if not in_word:  # the last character of a portion takes no spacing
                    x -= spacing
                    if turned is not asian and character.isalnum() and before.isalnum():
                        x += look.size / _GAP
                portions.append(Portion(place, turned, look))
                asian, fresh = turned, False
            advance = faces[asian][character]
            if character == _DASH and (before == _DASH or text[place + 1 : place + 2] == _DASH):
                advance = 1.0  # two of them are one sign of two characters
            lefts.append(x)
            x += advance * look.size
            rights.append(x)
            spacing = look.spacing
            x += spacing
            before = character
            place += 1
    return MeasuredText(text, tuple(portions), lefts, rights, rules)


def break_lines(
    content: MeasuredText, width: float, *, first: float = 0, left: float = 0
) -> list[SetLine]:
    r"""Return the lines of a paragraph; an empty one has a single empty line.

    Args:
        content: The text; `\n` ends a line.
        width: From the left edge of the text to its right edge.
        first: The indent of the first line, from `left`; negative hangs.
        left: The indent of all lines.
    """
    lines: list[SetLine] = []
    start, text = 0, content.text
    while True:
        stop = text.find("\n", start)
        stop = stop if stop >= 0 else len(text)
        while True:
            indent = left + (0 if lines else first)
            end = _line_end(content, start, stop, width - indent)
            ends = end == stop
            piece = Piece(start, end, 0.0, content.width(start, end))
            lines.append(SetLine((piece,), indent, ends))
            start = end
            if ends:
                break
        if stop >= len(text):
            return lines
        start = stop + 1


def _line_end(content: MeasuredText, start: int, stop: int, room: float) -> int:
    """Return where a line that begins at `start` ends."""
    if start >= stop:
        return stop
    text = content.text
    edge = content.lefts[start] + room + _ROUNDING
    over = bisect_right(content.rights, edge, start, stop)
    while over < stop and text[over] == " ":
        over += 1
    if over >= stop:
        return stop
    in_word = content.rules is Typesetter.WORD
    never_first = NEVER_FIRST_IN_WORD if in_word else NEVER_FIRST
    end = over
    while end > start and not may_break(text[end - 1], text[end], never_first):
        end -= 1
    return end if end > start else max(over, start + 1)


def tabbed_lines(
    content: MeasuredText, width: float, stops: tuple[int, ...], *, left: float = 0
) -> list[SetLine]:
    """Return the lines of a paragraph with tabs: each part of a line begins at a stop."""
    lines: list[SetLine] = []
    start = 0
    for line in content.text.split("\n"):
        pieces: list[Piece] = []
        x, place = 0.0, start
        for part in line.split("\t"):
            if place > start:
                x = next((s for s in stops if s > x), (x // _TAB + 1) * _TAB)
            stop = place + len(part)
            while place < stop:
                end = _line_end(content, place, stop, width - left - x)
                size = content.width(place, end)
                pieces.append(Piece(place, end, x, size))
                if end < stop:
                    lines.append(SetLine(tuple(pieces), left, ends=True))
                    pieces, x = [], 0.0
                else:
                    x += size
                place = end
            place = stop + 1
        lines.append(SetLine(tuple(pieces), left, ends=True))
        start += len(line) + 1
    return lines


def places_of(content: MeasuredText, piece: Piece, spare: float = 0.0) -> list[float]:
    """Return where the characters of a piece begin, `spare` twips stretched out over it."""
    base = content.lefts[piece.start] - piece.x if piece.stop > piece.start else 0.0
    places = [x - base for x in content.lefts[piece.start : piece.stop]]
    if spare <= 0:
        return places
    end = piece.start + len(content.text[piece.start : piece.stop].rstrip(" "))
    gaps = content.stretches(piece.start, end)
    if not gaps:
        return places
    each, shift, following = spare / len(gaps), 0.0, iter([*gaps, -1])
    following_gap = next(following)
    for place in range(piece.start, piece.stop):
        places[place - piece.start] += shift
        if place == following_gap:
            shift += each
            following_gap = next(following)
    return places


# Widths of the official fonts, for a layout on a machine that has none of them.
#
# The Chinese fonts of a report set every character on a full square, and figures and letters are in
# Times New Roman, whose widths are those of the metric-compatible free fonts. With these a layout
# needs neither Qt nor a font file: the written file is verified on it anywhere.


_LATIN = "Times New Roman"
_PLAIN = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 "
    "722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 "
    "444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 "
    "200 480 541"
)
_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 "
    "722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 "
    "444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 "
    "220 394 520"
)
"""Thousandths of the size, from the blank (U+0020) to the tilde (U+007E)."""
_SIGNS = {"·": 0.25, "×": 0.564, "±": 0.549, "÷": 0.549, "°": 0.4}
_QUOTES = {"“": 0.444, "”": 0.444, "‘": 0.333, "’": 0.333}
_FIRST, _HALF, _WHOLE = 0x20, 0.5, 1.0


class _Widths(dict[str, float]):
    """Widths by character; one that is not listed takes a full square, or half of one."""

    def __missing__(self, character: str) -> float:
        return _HALF if character.isascii() else _WHOLE


def _table(widths: str) -> dict[str, float]:
    listed = {chr(_FIRST + n): int(width) / 1000 for n, width in enumerate(widths.split())}
    return {**listed, **_SIGNS, **_QUOTES, "\n": 0.0, "\t": 0.0}


class OfficialWidths:
    """`FontMetrics` of the fonts that the standard's reports are set in."""

    def __init__(self) -> None:
        """Know the widths by heart."""
        self._latin = {False: _Widths(_table(_PLAIN)), True: _Widths(_table(_BOLD))}
        self._chinese = _Widths({"\n": 0.0, "\t": 0.0})

    def advances(self, family: str, *, bold: bool) -> Mapping[str, float]:
        """Return the advance of every character in em; every font but Times counts as Chinese."""
        return self._latin[bold] if family == _LATIN else self._chinese

    def extent(self, family: str, *, bold: bool) -> tuple[float, float]:  # noqa: ARG002
        """Return the reach above and below the baseline in em; it moves no line."""
        return (0.891, 0.216) if family == _LATIN else (0.859, 0.141)


# Where a long title is broken: by sense, into as few and as even lines as may be.


# A unit or a year is said in one breath, and so is what the report is about.
_BEST = re.compile(
    "(?<=人民政府)|(?<=办事处)|(?<=委员会)|(?<=服务中心)|(?=部门整体支出)|(?<!部门)(?=整体支出)"
    "|(?=项目支出)"
)
_GOOD = re.compile(
    "(?<=年度)|(?<=[州盟旗县市区镇乡局站所队院校园])(?![州盟旗县市区镇乡])|(?=关于)|(?<=[、，的和])"
    "|(?=绩效)|(?=自评)|(?=评价)|(?=情况)|(?=报告)|(?=基础)"
)
_WORDS = (
    "委员会 办公室 办事处 资金 经费 补助 补贴 奖励 弥补 缺口 建设 整治 治理 "
    "改造 维修 维护 养护 修缮 管理 服务 保障 运行 运转 发展 产业 农村 农业 "
    "农田 水利 人居 环境 生态 公路 道路 安全 饮水 基础 设施 设备 购置 综合 "
    "平台 中心 社会 事务 事业 公益 村级 集体 经济 组织 债务 化解 移民 后期 "
    "扶持 库区 专项 项目 工程 信息 系统 文化 教育 医疗 卫生 健康 养老 救助 "
    "救灾 应急 消防 防汛 抗旱 退役 军人 便民 社区 街道 政府 人民 办公 党建 "
    "宣传 纪检 监察 巡察 财政 税收 协税 征管 收入 返还 支出 上级 中央 省级 "
    "市级 县级 乡镇 部门 联合 行政 执法 大队 自然 资源 林业 畜牧 国土 规划 "
    "住房 城乡 市场 监督 交通 运输 人力 民政 残疾 妇女 儿童 统计 审计 电子 "
    "政务 数据 会议 培训 接待 车辆 公务 招商 引资 园区 企业 扶贫 乡村 振兴 "
    "巩固 衔接 推进 示范 试点 提升 工作 整体 绩效 自评 评价 报告"
)
"""Words that names of units and projects are made of: a line ends beside them, never inside."""
_INSIDE = re.compile(r"[0-9A-Za-z.%％]")
_NEVER_FIRST = "）》”、，。；：？！…"
_NEVER_LAST = "（《“"
_LINE, _RAGGED = 10.0, 6.0
"""What a line more costs, and a line that is all but empty."""
_AT_BEST, _AT_GOOD, _BESIDE_WORD, _ANYWHERE, _IN_WORD, _FORBIDDEN = (
    0.0,
    2.0,
    4.0,
    24.0,
    60.0,
    1000.0,
)
"""What it costs to break a line there."""


def measure(text: str) -> float:
    """Return the width of the text in full-width characters."""
    return sum(0.5 if character.isascii() else 1 for character in text)


@lru_cache(maxsize=1024)
def broken(title: str, room: int) -> str:
    """Return the title with a newline at each break; `room` is the characters of a line.

    A title that brings its own newlines keeps them.
    """
    lines = [line.strip(BLANK) for line in xml_safe_text(title).split("\n") if line.strip(BLANK)]
    return "\n".join(part for line in lines for part in _parts(line, room))


def _parts(line: str, room: int) -> list[str]:
    """Return the line in the parts that cost least together."""
    if measure(line) <= room:
        return [line]
    seams = _seams(line)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(line) + 1):
        best.append(min(_last_lines(line, room, end, best, seams)))
    cuts = [len(line)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return [line[a:b].strip(BLANK) for a, b in pairwise(reversed(cuts))]


def _last_lines(
    line: str, room: int, end: int, best: list[tuple[float, int]], seams: list[float]
) -> Iterator[tuple[float, int]]:
    """Yield what the line up to `end` costs, and where its last part begins."""
    width = 0.0
    for start in range(end - 1, -1, -1):
        width += measure(line[start])
        if width > room:
            return
        ragged = _RAGGED * (1 - width / room) ** 2
        yield best[start][0] + _LINE + ragged + seams[end], start


def _seams(line: str) -> list[float]:
    """Return what it costs to break before each character of a line."""
    costs = [_ANYWHERE] * (len(line) + 1)
    for word in re.finditer(_WORDS.replace(" ", "|"), line):
        costs[word.start()] = min(costs[word.start()], _BESIDE_WORD)
        costs[word.end()] = _BESIDE_WORD
        for inside in range(word.start() + 1, word.end()):
            costs[inside] = _IN_WORD
    for cost, sense in ((_AT_GOOD, _GOOD), (_AT_BEST, _BEST)):
        for found in sense.finditer(line):
            if costs[found.start()] != _IN_WORD:
                costs[found.start()] = cost
    for place in range(1, len(line)):
        costs[place] = costs[place] if _allowed(line, place) else _FORBIDDEN
    return [*costs[:-1], 0.0]


def _allowed(line: str, place: int) -> bool:
    before, after = line[place - 1], line[place]
    whole = bool(_INSIDE.match(before) and _INSIDE.match(after))
    return not whole and after not in _NEVER_FIRST and before not in _NEVER_LAST
