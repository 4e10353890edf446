"""Sheets of a workbook as cells: opened within limits, titles, units, heads and columns found."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TYPE_CHECKING, Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from pingkou_gui.errors import UnusableFileError, file_reader
from pingkou_gui.form.kinds import half_width, printable, rounded, squeezed
from pingkou_gui.importers.headers import states_unit, unit_in_head, unit_line
from pingkou_gui.importers.xls_process import (
    XlsDamagedError,
    XlsProtectedError,
    XlsTooLargeError,
    read_xls,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


# Whose workbook it is, and of which year.


_OWNER = re.compile(
    r"(?:公开部门|公开单位|编制单位|编制部门|填报单位|填报部门|部门名称|单位名称|部门|单位)"
    r"(?:[(][^)]*[)])?[:：](.*)"
)
_MONEY = re.compile(r"[(]?(?:人民币)?(?:亿|百万|千|万)?元[)]?")
_YEAR_WORD = re.compile(r"(20\d\d)年度|(20\d\d)年(?!\d{1,2}月|初|末|底)")
_FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ASIDE = re.compile(r"[(][^)]*[)]|\s|本级$|机关$|部门$")
_ROWS = 8


def owner_in(sheet: Sheet, top: int = 1) -> str:
    """Return the unit that a sheet names above its heads, empty where it names none."""
    for row in range(max(1, top - 2), top + _ROWS):
        for column in range(1, sheet.columns + 1):
            found = _OWNER.match(sheet[row, column].words)
            if not found:
                continue
            name = found[1] or sheet[row, column + 1].words
            name = re.split(r"(?:金额)?单位[:：]|20\d\d年", name)[0]
            if name and not _MONEY.fullmatch(name):
                return name
    return ""


def same_unit(first: str, second: str) -> bool:
    """Return whether both names mean one unit: the county may be left out."""
    one, other = (_ASIDE.sub("", half_width(name)) for name in (first, second))
    if min(len(one), len(other)) < 3:
        return one == other
    return one.endswith(other) or other.endswith(one)


def year_of(sheets: Iterable[Sheet], file_name: str) -> int | None:
    """Return the year of the accounts: what most sheets say, else the file's name."""
    counted = Counter(year for sheet in sheets for year in set(_years(sheet)))
    if counted:
        (best, times), *rest = counted.most_common(2)
        if rest and rest[0][1] == times:
            return None
        return best
    named = {int(found) for found in _FILE_YEAR.findall(file_name)}
    return named.pop() if len(named) == 1 else None


def _years(sheet: Sheet) -> Iterator[int]:
    """Yield the years in titles and unit lines; in heads of columns other years stand too."""
    for (row, _), cell in sheet.cells.items():
        if row <= _ROWS and cell.number is None and len(cell.words) < 60:
            if re.search(r"决算数|预算数|上年|月", cell.words):
                continue
            for found in _YEAR_WORD.finditer(cell.words):
                yield int(found[1] or found[2])


# Refusing what is no workbook, or no harmless one, before the library gets to see it.


SAVE_AS = "用WPS或Excel打开，选“另存为”，类型选“Excel工作簿（*.xlsx）”，再读入那个文件"
_AGAIN = "用WPS或Excel打开看看，能打开就另存为xlsx再读入；打不开就换一份"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIMIT = 30 * 1024 * 1024
_UNPACKED = 80 * 1024 * 1024
_PARTS = 3000
_RATIO = 400
_SMALL = 2 * 1024 * 1024
MAX_CELLS = 40_000
"""Filled cells: an accounts workbook has some three thousand."""
MAX_AREA = 2_000_000
"""Cells of the rectangle around what is filled, which the library lays out in memory."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.(?:xml|bin)", re.IGNORECASE)
_ROW = re.compile(r"\d{1,7}")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def check_file(path: Path) -> bool:
    """Return whether a file, safe as far as can be seen, is to be read in another process.

    So is every .xls, and an xlsx with a cell or row that does not say where it stands: the
    library then makes room for wherever it takes it to be.

    Raises:
        UnusableFileError: missing, empty, protected, damaged, with macros, far too large, or
            another kind of file; what it is decides its content, not its name.
    """
    head, size = _look(path)
    if size > _LIMIT:
        raise too_large(path, f"有{size // (1024 * 1024)}MB")
    if head.startswith(b"PK"):
        return not _check_zip(path)
    if head.startswith(_COMPOUND):
        _check_compound(path)
        return True
    raise _other_kind(path, head)


def too_large(path: Path, what: str) -> UnusableFileError:
    """Return the refusal of a file larger than any accounts workbook."""
    return UnusableFileError(
        f"“{path.name}”{what}，太大了，不像决算公开表",
        "只留下决算公开表和申报表，删去图片和多余的行列，另存为xlsx再读入",
    )


def damaged(path: Path) -> UnusableFileError:
    """Return the refusal of a file that cannot be read."""
    return UnusableFileError(f"“{path.name}”损坏了，读不出表格", _AGAIN)


def protected(path: Path) -> UnusableFileError:
    """Return the refusal of a file under a password."""
    return UnusableFileError(f"“{path.name}”设了打开密码", "输入密码打开它，去掉密码后保存，再读入")


def _look(path: Path) -> tuple[bytes, int]:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return file.read(4096), size
    except OSError as fault:
        raise UnusableFileError(
            f"打不开文件“{path.name}”", "检查文件是否还在、是否被别的程序占用"
        ) from fault


def _other_kind(path: Path, head: bytes) -> UnusableFileError:
    name, start = f"“{path.name}”", head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return UnusableFileError(f"{name}是空的", "换一个文件")
    if start.startswith(b"%pdf"):
        return UnusableFileError(f"{name}是PDF文件，不是表格", "找到它的Excel原件再读入")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<table", b"mime-version")):
        return UnusableFileError(f"{name}其实是网页文件，不是Excel表格", SAVE_AS)
    if b"\0" not in head:
        return UnusableFileError(f"{name}其实是文本文件，不是Excel表格", SAVE_AS)
    return UnusableFileError(f"{name}不是Excel表格", SAVE_AS)


def _check_compound(path: Path) -> None:
    raw = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise protected(path)
    if "WordDocument".encode("utf-16-le") in raw:
        raise UnusableFileError(f"“{path.name}”是旧版Word文件，不是表格", "选Excel表格")
    if "_VBA_PROJECT".encode("utf-16-le") in raw:
        raise _macros(path)


def _macros(path: Path) -> UnusableFileError:
    return UnusableFileError(f"“{path.name}”里有宏，为了安全没有读", SAVE_AS)


def _check_zip(path: Path) -> bool:
    """Return whether every cell says where it stands, within what this program reads."""
    try:
        with zipfile.ZipFile(path) as file:
            _check_entries(path, file.infolist())
            return _check_area(path, file)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as fault:
        raise damaged(path) from fault


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename.lower() for entry in entries}
    if any(name.startswith("word/") for name in names):
        raise UnusableFileError(f"“{path.name}”是Word文件，不是表格", "选Excel表格")
    if not any(name.startswith("xl/") for name in names):
        raise UnusableFileError(f"“{path.name}”不是Excel表格", SAVE_AS)
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise _macros(path)
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(path)
    dense = any(e.file_size > _SMALL and e.file_size > _RATIO * e.compress_size for e in entries)
    if dense or len(entries) > _PARTS or sum(e.file_size for e in entries) > _UNPACKED:
        raise too_large(path, "展开后")


def _check_area(path: Path, file: zipfile.ZipFile) -> bool:
    """Refuse sheets with a stray cell far out: what is around it would not fit in memory.

    Returns:
        Whether every cell and row says where it stands.
    """
    count, plain = 0, True
    for entry in file.infolist():
        if not _SHEET.fullmatch(entry.filename) or entry.filename.endswith(".bin"):
            continue
        lowest = rightmost = 0
        for row, column in _places(path, file, entry):
            plain = plain and row > 0
            lowest, rightmost, count = max(lowest, row), max(rightmost, column), count + 1
            if count > MAX_CELLS:
                raise too_large(path, "里填了几万格以上")
        if lowest * rightmost > MAX_AREA:
            raise too_large(path, "里的表格")
    return plain


def _places(path: Path, file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[int, int]]:
    """Yield row and column of every filled cell; 0, 0 for one, or a row, that does not say them."""
    tags = ("{*}c", "{*}row")
    with file.open(entry) as part:
        cells = etree.iterparse(
            part, tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, cell in cells:
                if etree.QName(cell).localname == "row":
                    if not _ROW.fullmatch(cell.get("r") or ""):
                        yield 0, 0
                    continue
                found = _REFERENCE.fullmatch(cell.get("r") or "")
                if found is None:
                    yield 0, 0
                elif len(cell):
                    yield int(found[2]), _column_number(found[1])
                cell.clear()
        except etree.XMLSyntaxError as fault:
            raise damaged(path) from fault


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


# Sheets as cells: words and exact numbers at their addresses, merged cells filled.


_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_BLANKS = re.compile(r"\s+")
_NOISE_PLACES = 6
"""Binary fractions of a workbook are exact to here in 元 and 万元 alike."""
_LARGEST = Decimal(10) ** 15
_MAX_SHEETS = 120


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell; `number` where it is one, also where it was typed as words."""

    text: str
    number: Decimal | None = None
    words: str = field(init=False)
    """The words without blanks, in half-width signs."""

    def __post_init__(self) -> None:
        """Tidy the words once: they are asked for at every step."""
        object.__setattr__(self, "words", _BLANKS.sub("", half_width(self.text)))


EMPTY = SheetCell("")
At = tuple[int, int]
"""Row and column, from 1 and 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `cells` holds what is filled, `covered` the cells hidden under a merged one."""

    name: str
    number: int
    cells: dict[At, SheetCell]
    covered: dict[At, At] = field(default_factory=dict)
    hidden: bool = False
    rows: int = field(init=False)
    """The last filled row."""
    columns: int = field(init=False)
    """The last filled column."""

    def __post_init__(self) -> None:
        """Measure the sheet once: it is asked for at every step."""
        object.__setattr__(self, "rows", max((row for row, _ in self.cells), default=0))
        object.__setattr__(self, "columns", max((column for _, column in self.cells), default=0))

    def __getitem__(self, at: At) -> SheetCell:
        """Return the cell itself, empty where nothing stands."""
        return self.cells.get(at, EMPTY)

    def shown(self, at: At) -> SheetCell:
        """Return what is seen there: a merged cell shows over all it covers."""
        return self.cells.get(self.covered.get(at, at), EMPTY)


def column_letters(column: int) -> str:
    """Return A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(at: At) -> str:
    """Return C23 for row 23, column 3."""
    return f"{column_letters(at[1])}{at[0]}"


@file_reader
def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of an xlsx or xls, hidden ones included.

    Raises:
        UnusableFileError: not a workbook, protected, damaged, with macros or far too large.
    """
    if check_file(path):
        return tuple(_sheets_by_process(path))
    try:
        book = CalamineWorkbook.from_path(path)
        return tuple(_sheets(path, book))
    except PasswordError as fault:
        raise protected(path) from fault
    except UnusableFileError:
        raise
    except BaseException as fault:
        if "assword" in str(fault):
            raise protected(path) from fault
        # The library is compiled: what it cannot read may also surface as a panic.
        known = isinstance(fault, (CalamineError, ValueError, OSError, OverflowError))
        if known or type(fault).__name__ == "PanicException":
            raise damaged(path) from fault
        raise


def _sheets_by_process(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a workbook that another process reads."""
    try:
        found = read_xls(path)
    except XlsProtectedError as fault:
        raise protected(path) from fault
    except XlsTooLargeError as fault:
        raise too_large(path, "里的表格") from fault
    except XlsDamagedError as fault:
        raise damaged(path) from fault
    if len(found) > _MAX_SHEETS:
        raise too_large(path, f"有{len(found)}张表")
    filled = 0
    for number, sheet in enumerate(found, 1):
        if not sheet.is_worksheet:
            continue
        cells = {at: cell for at, v in sheet.cells.items() if (cell := _cell(v)) is not None}
        filled += len(cells)
        if filled > MAX_CELLS:
            raise too_large(path, "里填了几万格以上")
        yield Sheet(sheet.name, number, cells, _covered(list(sheet.merged)), not sheet.is_visible)


def _sheets(path: Path, book: CalamineWorkbook) -> Iterator[Sheet]:
    if len(book.sheets_metadata) > _MAX_SHEETS:
        raise too_large(path, f"有{len(book.sheets_metadata)}张表")
    filled = 0
    for number, about in enumerate(book.sheets_metadata, 1):
        if str(about.typ) != "SheetTypeEnum.WorkSheet":
            continue
        sheet = book.get_sheet_by_index(number - 1)
        if sheet.total_height * sheet.total_width > MAX_AREA:
            raise too_large(path, "里的表格")
        lines = sheet.to_python(skip_empty_area=False)
        cells = {
            (row, column): cell
            for row, line in enumerate(lines, 1)
            for column, value in enumerate(line, 1)
            if value != "" and (cell := _cell(value)) is not None
        }
        filled += len(cells)
        if filled > MAX_CELLS:
            raise too_large(path, "里填了几万格以上")
        hidden = about.visible != SheetVisibleEnum.Visible
        yield Sheet(about.name, number, cells, _covered(sheet.merged_cell_ranges or []), hidden)


def _covered(ranges: list[Any]) -> dict[At, At]:
    found: dict[At, At] = {}
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) > 10_000:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                found[row + 1, column + 1] = (top + 1, left + 1)
    return found


def _cell(value: object) -> SheetCell | None:
    if isinstance(value, bool):
        return SheetCell("是" if value else "否")
    if isinstance(value, int | float):
        return _number_cell(value)
    text = printable(str(value))[0].strip()
    if not text:
        return None
    plain = squeezed(text)
    return SheetCell(
        text, Decimal(plain) if _PLAIN_NUMBER.fullmatch(plain) and len(plain) < 20 else None
    )


def _number_cell(value: float) -> SheetCell | None:
    try:
        exact = Decimal(repr(value))
        if not exact.is_finite() or abs(exact) > _LARGEST:
            return SheetCell(repr(value))
        number = rounded(exact, _NOISE_PLACES).normalize()
    except InvalidOperation:
        return None
    return SheetCell(f"{number:f}", number)


# Columns of tables whose rows are functional classes (支出功能分类), and their rows.


_TOTAL = re.compile(r"(?:本年支出)?(?:合计|总计|小计)")
_CODE = re.compile(r"\d{1,7}")
_NAMES = re.compile(r"编码|代码|名称|科目|^类$|^款$|^项$|^项目$|栏次|行次|序号")

COLUMNS = {
    "carried_in": re.compile(r"年初(?:财政拨款)?结转|上年结转|年初余额"),
    "carried_out": re.compile(r"年末(?:财政拨款)?结转|结转下年|年末余额"),
    "income": re.compile(r"本年收入|^收入|财政拨款收入"),
    "initial": re.compile(r"年初预算"),
    "full_year": re.compile(r"全年预算|调整预算"),
    "basic": re.compile(r"基本支出"),
    "project": re.compile(r"项目支出"),
    "upward": re.compile(r"上缴上级"),
    "business": re.compile(r"^经营支出|/经营支出"),
    "subsidy": re.compile(r"附属单位"),
    "outturn": re.compile(r"支出|合计|小计|决算数"),
}
"""What a column holds, by its heads; the first that fits counts."""
SPENDING_PARTS = ("basic", "project", "upward", "business", "subsidy")


def amount_columns(table: SheetTable) -> dict[str, int]:
    """Return the column of each stage; of several the one of the whole, which comes first."""
    found: dict[str, int] = {}
    for column in table.columns:
        heads = table.heads(column)
        if not heads or _NAMES.search(heads[-1]):
            continue
        words = "/".join(heads)
        stage = next((name for name, p in COLUMNS.items() if p.search(words)), "")
        if stage and stage not in found:
            found[stage] = column
    return found


def total_row(table: SheetTable, before: int) -> int | None:
    """Return the row of the total; without one the only class at the top, if it is one."""
    for row in table.rows:
        if any(_TOTAL.fullmatch(table[row, column].words) for column in range(1, before)):
            return row
    tops = top_rows(table, before)
    return tops[0] if len(tops) == 1 else None


def codes(table: SheetTable, before: int) -> dict[int, str]:
    """Return the code of each row, joined where it is split over cells (201 | 03 | 01)."""
    found: dict[int, str] = {}
    above: list[str] = []
    for row in table.rows:
        parts = [table[row, column].words for column in range(1, before)]
        parts = [part if _CODE.fullmatch(part) else "" for part in parts]
        if any(parts):
            above = _completed(parts, above)
            found[row] = _joined(above)
            table.used.update((row, c) for c in range(1, before) if parts[c - 1])
    return found


def _completed(parts: list[str], above: list[str]) -> list[str]:
    """Return the parts of a split code; what is blank before them is that of the row above."""
    first = next(i for i, part in enumerate(parts) if part)
    last = max(i for i, part in enumerate(parts) if part)
    return [*above[:first], *([""] * (first - len(above[:first]))), *parts[first : last + 1]]


def _joined(parts: list[str]) -> str:
    code = ""
    for part in parts:
        code = part if code and part.startswith(code) else code + (part.zfill(2) if code else part)
    return code


def top_rows(table: SheetTable, before: int) -> tuple[int, ...]:
    """Return the rows under no other row: their sum is the total."""
    found = codes(table, before)
    values = set(found.values())
    return tuple(
        row
        for row, code in found.items()
        if not any(code[:length] in values for length in range(1, len(code)))
    )


# Tables found by their titles: the numbers 公开01 to 公开09 changed places over the years.


class TableKind(Enum):
    """The tables of the final accounts as they are made public, by their short names."""

    THREE_PUBLIC = "“三公”经费表"
    GOVERNMENT_FUNDS = "政府性基金表"
    STATE_CAPITAL = "国有资本经营表"
    BASIC = "基本支出决算表"
    PROJECT_LIST = "项目支出表"
    GENERAL = "一般公共预算支出决算表"
    FISCAL_TOTAL = "财政拨款收支总表"
    TOTAL = "收入支出总表"
    SPENDING = "支出决算表"
    INCOME = "收入决算表"
    RUNNING = "机构运行信息表"


_TITLES: tuple[tuple[TableKind, str], ...] = (
    (TableKind.RUNNING, r"机构运行信息表|机构运行.*信息"),
    (TableKind.THREE_PUBLIC, r"三公[\"”’']?经费.*(?<!预算)表"),
    (TableKind.GOVERNMENT_FUNDS, r"政府性基金.*决算(?:明细)?表"),
    (TableKind.STATE_CAPITAL, r"国有资本(?:经营)?.*决算(?:明细)?表"),
    (TableKind.BASIC, r"基本支出.*决算(?:明细)?表"),
    (TableKind.PROJECT_LIST, r"项目(?:支出|资金).*(?:决算|明细|情况).*表|项目支出表"),
    (TableKind.GENERAL, r"一般公共预算(?:财政拨款)?(?:收入)?支出.*决算(?:明细)?表"),
    (TableKind.FISCAL_TOTAL, r"财政拨款(?:收入支出|收支)决?算?总?表"),
    (TableKind.TOTAL, r"(?:收入支出|收支)决算(?:总|批复)?表"),
    (TableKind.SPENDING, r"支出决算(?:总)?表"),
    (TableKind.INCOME, r"收入决算表"),
)
_TABLE_TITLE = {kind: re.compile(pattern) for kind, pattern in _TITLES}
_NOISE = re.compile(r"公开\d+表|财决.*表|单位[:：]|^第?\d+页")
_TITLE_ROWS = 6
_POWERS = {"元": -4, "千元": -1, "万元": 0, "百万元": 2, "亿元": 4}
"""Powers of ten that lead to 万元."""


def kind_of_title(words: str) -> TableKind | None:
    """Return the table a title names, None where it names none."""
    plain = words.replace("“", '"').replace("”", '"')
    if len(plain) > 60:
        return None
    return next((kind for kind, pattern in _TABLE_TITLE.items() if pattern.search(plain)), None)


@dataclass(slots=True)
class SheetTable:
    """A table on a sheet: where it begins and ends, its heads, its unit, what was used of it."""

    kind: TableKind
    title: str
    sheet: Sheet
    top: int
    bottom: int
    first: int = 0
    """The first row below the heads."""
    head_top: int = 0
    unit: str = ""
    stated_unit: bool = False
    name: str = ""
    """The name that says to the clerk where a value stands."""
    used: set[At] = field(default_factory=set)
    _step: Decimal | None = None
    _heads: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, at: At) -> SheetCell:
        """Return a cell."""
        return self.sheet[at]

    @property
    def rows(self) -> range:
        """The rows below the heads."""
        return range(self.first, self.bottom + 1)

    @property
    def columns(self) -> range:
        """All columns."""
        return range(1, self.sheet.columns + 1)

    def where(self, *cells: At) -> str:
        """Return 基本支出决算表 C23."""
        return f"{self.name} {'+'.join(address(at) for at in cells)}"

    def heads(self, column: int) -> tuple[str, ...]:
        """Return the words above a column, outermost first."""
        if column not in self._heads:
            self._heads[column] = self._read_heads(column)
        return self._heads[column]

    def _read_heads(self, column: int) -> tuple[str, ...]:
        found: list[str] = []
        for row in range(self.head_top, self.first):
            words = self._head(row, column)
            if words and not _NOISE.search(words) and words not in found[-1:]:
                found.append(words)
        return tuple(found)

    def _head(self, row: int, column: int) -> str:
        """Return the head there; one that stands over several columns may be set unmerged."""
        cell = self.sheet.shown((row, column))
        at = column
        while not cell.words and at > 1 and self._has_head_below(row, column):
            at -= 1
            if self.sheet.covered.get((row, at), (row, at))[0] != row:
                return ""
            cell = self.sheet.shown((row, at))
        return "" if cell.number is not None or cell.words == "栏次" else cell.words

    def _has_head_below(self, row: int, column: int) -> bool:
        below = [self.sheet.shown((r, column)) for r in range(row + 1, self.first)]
        return any(cell.words and cell.number is None for cell in below)

    def amount(self, at: At) -> Decimal | None:
        """Return the amount there in 万元, None where the cell is blank or holds words."""
        number = self.sheet[at].number
        return None if number is None else number.scaleb(_POWERS[self.unit or "万元"])

    @property
    def step(self) -> Decimal:
        """The smallest step between its amounts, in 万元: what rounding may cost in a sum."""
        if self._step is None:
            self._step = self._measured_step()
        return self._step

    def _measured_step(self) -> Decimal:
        places = 0
        for row in self.rows:
            for column in self.columns:
                number = self.sheet[row, column].number
                if number is not None:
                    places = max(places, -int(number.normalize().as_tuple().exponent))
        return Decimal(1).scaleb(-min(places, 2) + _POWERS[self.unit or "万元"])


def find_tables(sheets: tuple[Sheet, ...]) -> tuple[SheetTable, ...]:
    """Return the tables of a workbook that are known, in their order."""
    found = [table for sheet in sheets for table in _on_sheet(sheet)]
    names: dict[str, int] = {}
    for table in found:
        name = table.kind.value
        names[name] = names.get(name, 0) + 1
        table.name = name if names[name] == 1 else f"{name}（{table.sheet.name}，{names[name]}）"
    return tuple(found)


def _on_sheet(sheet: Sheet) -> Iterator[SheetTable]:
    titles = list(_titles(sheet))
    if not titles and (
        kind := kind_of_title(sheet.name if "表" in sheet.name else sheet.name + "表")
    ):
        titles = [(1, kind, sheet.name)]
    if not titles:
        return
    ends = [row - 1 for row, _, _ in titles[1:]] + [sheet.rows]
    for (row, kind, title), end in zip(titles, ends, strict=True):
        table = SheetTable(kind, title, sheet, row, end)
        if _lay_out(table):
            yield table


def _titles(sheet: Sheet) -> Iterator[tuple[int, TableKind, str]]:
    """Yield rows that hold a title: at the top, or further down a row with nothing beside it."""
    last = 0
    for row in range(1, sheet.rows + 1):
        line = [sheet[row, column] for column in range(1, sheet.columns + 1)]
        words = [cell for cell in line if cell.words]
        if not words or any(cell.number is not None for cell in words) or len(words) > 4:
            continue
        for cell in words:
            kind = kind_of_title(cell.words)
            alone = len(words) <= 2 or row <= _TITLE_ROWS
            # A note below a table names it again; a title ends with its 表.
            ends = re.search(r"表(?:\([^)]*\))?$", cell.words)
            if kind and alone and ends and (not last or row > last + 2):
                last = row
                yield row, kind, cell.text
                break


def _lay_out(table: SheetTable) -> bool:
    """Find heads and unit; returns whether there is a table below the title."""
    table.unit = _find_unit(table)
    table.stated_unit = bool(table.unit)
    ordinal = [
        row
        for row in range(table.top, min(table.top + 14, table.bottom + 1))
        if any(table.sheet[row, c].words == "栏次" for c in table.columns)
    ]
    start = ordinal[-1] + 1 if ordinal else _first_figures(table)
    table.first = start
    table.head_top = _below_unit(table)
    return table.bottom > table.top


def _first_figures(table: SheetTable) -> int:
    for row in range(table.top + 1, table.bottom + 1):
        line = [table.sheet[row, c] for c in table.columns]
        figures = [cell for cell in line if cell.number is not None]
        if figures and not _counts_up(figures):
            return row
        words = [cell.words for cell in line if cell.words]
        if len(words) == 1 and re.fullmatch(r"合计|总计", words[0]) and row > table.top + 2:
            return row
    return table.bottom + 1


def _counts_up(cells: list[SheetCell]) -> bool:
    """Whether a row of numbers only numbers the columns: 1, 2, 3."""
    numbers = [cell.number for cell in cells]
    return len(numbers) > 2 and numbers == [Decimal(n) for n in range(1, len(numbers) + 1)]


def _below_unit(table: SheetTable) -> int:
    for row in range(min(table.top + 6, table.first - 1), table.top - 1, -1):
        if any(states_unit(table.sheet[row, c].words) for c in table.columns):
            return row + 1
    return min(table.top + 1, table.first)


def _find_unit(table: SheetTable) -> str:
    for row in range(max(1, table.top - 2), min(table.top + 7, table.bottom + 1)):
        if found := unit_line(table.sheet[row, c].words for c in table.columns):
            return found
    return _unit_in_heads(table)


def _unit_in_heads(table: SheetTable) -> str:
    """Return the unit that a head states in brackets: 决算数（万元）."""
    for row in range(table.top, min(table.top + 8, table.bottom + 1)):
        for column in table.columns:
            if found := unit_in_head(table.sheet[row, column].words):
                return found
    return ""
