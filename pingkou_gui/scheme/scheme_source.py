"""A scheme file as text: decoded, its shape checked, the line of every key, slots in its words."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.scheme.scheme import SLOTS, TITLES, SchemeError, SchemeProblem

if TYPE_CHECKING:
    from pathlib import Path as Path_

    from pingkou_gui.scheme.scheme_reader import TomlTable


# Titles, cover and fixed words of a scheme, with what may stand in braces in them.


TEXT_MOST = 2000
"""Characters of a text of the county's own."""
COVER_MOST = 8
"""Lines of a cover, so that it stays one page."""
_SLOT = re.compile(r"\{([^{}]*)\}")


def read_titles(file: TomlTable) -> dict[str, str]:
    """Return the titles, each with the words in braces that it needs."""
    table = file.table("titles")
    titles = {}
    for key, needed in TITLES.items():
        title = titles[key] = table.text(key)
        slots = check_slots(table, key, title, "标题", project=key == "attachment3")
        for slot in needed:
            if title and slot not in slots:
                table.fault(key, f"标题里缺少 {{{slot}}}", f"在该出现的地方写 {{{slot}}}")
    table.close()
    return titles


def check_slots(
    table: TomlTable, key: str, text: str, what: str, *, project: bool = False
) -> list[str]:
    """Return the slots of a text; one that would be printed raw is a fault of its line."""
    known = [slot for slot in SLOTS if project or slot != "project"]
    slots = _SLOT.findall(text)
    for slot in slots:
        if slot not in known:
            usable = "、".join(f"{{{name}}}" for name in known)
            table.fault(key, f"{what}里的 {{{slot[:40]}}} 程序不认识", f"只能用 {usable}")
    if re.search("[{}]", _SLOT.sub("", text)):
        table.fault(key, f"{what}里的花括号不成对", "写成 {year} 这样")
    return slots


def read_cover(file: TomlTable) -> tuple[str, ...]:
    """Return the lines below the title on the cover; without any the report has no cover."""
    table = file.table("cover", required=False)
    lines = table.texts("lines")
    for line in lines:
        check_slots(table, "lines", line, "封面")
    if len(lines) > COVER_MOST:
        table.fault("lines", f"封面有 {len(lines)} 行", f"减到 {COVER_MOST} 行以内")
    table.close()
    return lines[:COVER_MOST]


def read_attachments(file: TomlTable) -> tuple[str, bool]:
    """Return the fixed words in 说明 of 附件1, and whether each project is an attachment."""
    table = file.table("attachments", required=False)
    note = table.text("note", required=False, most=TEXT_MOST)
    check_slots(table, "note", note, "说明")
    apart = table.flag("one_per_project", default=False)
    table.close()
    return note, apart


# In which line of a TOML file a key stands; tomllib itself does not tell.


Path = tuple[str | int, ...]

_NAME = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$"
_KEY = rf"\s*({_DOTTED})\s*="
STRING = (
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)'
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|\'[^\'\n]*\'?|#[^\n]*'
)
"""A string or a comment; one that is not closed runs to the end, so that time stays linear."""
_TOKEN = rf"{STRING}|[\[\]{{}}]|\n"


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def _starts(text: str) -> list[bool]:
    """Return for every line whether it begins outside all strings and brackets."""
    starts, depth = [True], 0
    for token in re.finditer(_TOKEN, text, re.DOTALL):
        word = token[0]
        if word == "\n":
            starts.append(not depth)
        elif word[0] in "\"'":
            starts += [False] * word.count("\n")
        elif word in "[{":
            depth += 1
        elif word in "]}":
            depth -= 1
    return starts


def _numbered(names: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Return the path of one more table of a list of that name."""
    index = counts.get(names, 0)
    counts[names] = index + 1
    return (*names, index)


class LineIndex:
    """The lines of the keys and tables of a TOML text."""

    def __init__(self, text: str) -> None:
        """Take the text; it is gone through when a line is asked for, which few schemes need."""
        self._text = text

    @cached_property
    def _found(self) -> dict[Path, int]:
        """Where each key and each table begins."""
        found: dict[Path, int] = {}
        counts: dict[Path, int] = {}
        at: Path = ()
        plain = self._text.replace("\r\n", "\n")
        for number, (line, fresh) in enumerate(
            zip(plain.split("\n"), _starts(plain), strict=False), 1
        ):
            if not fresh:
                continue
            if header := re.match(_HEADER, line):
                names = _names(header[2])
                found.setdefault(names, number)
                at = _numbered(names, counts) if header[1] == "[[" else names
                found.setdefault(at, number)
            elif key := re.match(_KEY, line):
                found.setdefault((*at, *_names(key[1])), number)
        return found

    def of(self, path: Path) -> int:
        """Return the line of a key or table, that of what holds it where it has none, else 0."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 0)


# From a file to text that may be read: size, encoding and shape, before anything is parsed.


LARGEST = 1024 * 1024
"""Bytes, and characters, of the largest file that is read; the default has some 15 thousand."""
_LINES_MOST = 20_000
_DOTS_MOST = 60
"""Dots of one line outside strings; a key of many thousands takes minutes to parse."""
_DEEPEST = 8
"""Brackets within brackets."""
_STRING = re.compile(STRING, re.DOTALL)
_SIGN = re.compile(r"[\[\]{}.\n]")
_TOO_LARGE = SchemeProblem(0, "这个文件太大，不是方案", "核对选的文件")


def taken(path: Path_) -> bytes:
    """Return the bytes of a file, no more than a scheme may have.

    Raises:
        SchemeError: It cannot be opened or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        problem = SchemeProblem(0, "打不开", "核对文件是否还在、是否有权限打开")
        raise SchemeError(path.name, [problem]) from None
    if len(data) > LARGEST:
        raise SchemeError(path.name, [_TOO_LARGE])
    return data


def decoded(data: bytes, name: str = "") -> str:
    """Return the text of UTF-8 bytes, with or without a mark at the beginning.

    Raises:
        SchemeError: The bytes are no text, or text in another encoding.
    """
    if b"\0" in data:
        raise SchemeError(name, [SchemeProblem(0, "这不是文本文件", "选县里发的方案文件")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = SchemeProblem(0, "文字编码不是 UTF-8", "用记事本打开，另存为时编码选 UTF-8")
        raise SchemeError(name, [problem]) from None


def check_shape(text: str, name: str = "") -> None:
    """Refuse text that no person wrote as a scheme and that would take long to parse.

    Raises:
        SchemeError: It is too long, has a key of unusual length or brackets within brackets.
    """
    if len(text) > LARGEST or text.count("\n") > _LINES_MOST:
        raise SchemeError(name, [_TOO_LARGE])
    if not text.strip():
        raise SchemeError(name, [SchemeProblem(0, "文件是空的", "核对选的文件")])
    line = _odd_line(_STRING.sub(lambda found: "\n" * found[0].count("\n"), text))
    if line:
        raise SchemeError(name, [SchemeProblem(line, "这一行不像方案的写法", "删去或改正这一行")])


def _odd_line(bare: str) -> int:
    """Return the first line with too many dots or brackets, strings left out; 0 for none."""
    line, depth, dots = 1, 0, 0
    for sign in _SIGN.finditer(bare):
        match sign[0]:
            case "\n":
                line, dots = line + 1, 0
            case ".":
                dots += 1
            case "[" | "{":
                depth += 1
            case _:
                depth -= 1
        if depth > _DEEPEST or dots > _DOTS_MOST:
            return line
    return 0
