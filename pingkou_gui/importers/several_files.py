"""Several files as one proposal: last year's report, this year's accounts, targets, projects.

What two files say of one place is held together: the same value counts once, two values are a
conflict, shown with both. Words of last year's report give way to this year's own.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.errors import KnownError, UnusableFileError, file_reader
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import Place, Source, SourceKind
from pingkou_gui.importers.docx_package import is_docx
from pingkou_gui.importers.docx_text import read_docx
from pingkou_gui.importers.last_report import read_report, with_sheet_head
from pingkou_gui.importers.sheets import find_tables
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.importers.targets import find_blocks, grids_of, read_targets
from pingkou_gui.importers.workbook import read_workbook, workbook_year
from pingkou_gui.importers.workbook_cells import address
from pingkou_gui.importers.workbook_file import read_sheets
from pingkou_gui.report.carried import FOLLOWING_YEAR
from pingkou_gui.report.checks_units import with_units_in_doubt
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed, Unplaced
from pingkou_gui.report.report import Draft
from pingkou_gui.text.lines.identity import report_year
from pingkou_gui.text.lines.source import Paragraph, SourceText, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pingkou_gui.form.values import Value
    from pingkou_gui.importers.last_report_model import Years
    from pingkou_gui.importers.workbook_cells import Sheet
    from pingkou_gui.report.report import Report
    from pingkou_gui.scheme.scheme import Scheme


# Which kind of file this is, by its first bytes and its contents.


WORKBOOK, TARGETS, REPORT = "workbook", "targets", "report"
_SPREADSHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".csv", ".ods"})
_PROSE = 1500
"""Characters outside tables from which on a Word file is a report and no form."""
_JUDGED = frozenset({"actual", "score"})
"""Columns that only a table of what was reached has: it tells of the year, and declares nothing."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@file_reader
def kind_of(path: Path) -> str:
    """Return `workbook`, `targets` or `report` for a file, by its content where it can be read.

    A file that no reader can use goes to the one its name speaks for: that reader's refusal says
    what is wrong with it.
    """
    try:
        if is_docx(path):
            return _kind_of_docx(path)
        if _is_spreadsheet(path):
            return _kind_of_sheets(read_sheets(path))
    except UnusableFileError:
        pass
    return WORKBOOK if path.suffix.lower() in _SPREADSHEETS else REPORT


def _is_spreadsheet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        return False
    if head.startswith(b"PK"):
        return True
    return head.startswith(_COMPOUND) and path.suffix.lower() not in {".doc", ".wps"}


def _kind_of_sheets(sheets: tuple[Sheet, ...]) -> str:
    if find_tables(sheets):
        return WORKBOOK
    return TARGETS if _has_indicators(sheets) else WORKBOOK


def _kind_of_docx(path: Path) -> str:
    paragraphs = read_docx(path)
    prose = [p.text for p in paragraphs if not p.table]
    whole = "".join(prose)
    if len(whole) > _PROSE or any("自评报告" in text for text in prose[:5]):
        return REPORT
    blocks = [block for sheet in grids_of(paragraphs) for block in find_blocks(sheet)]
    evaluated = any(_JUDGED & block.columns.keys() for block in blocks)
    return TARGETS if blocks and not evaluated else REPORT


def _has_indicators(sheets: Iterable[Sheet]) -> bool:
    return any(find_blocks(sheet) for sheet in sheets)


# Attachments of a report kept as sheets of a workbook: 基础数据表, 自评表 read like their Word form.


_ATTACHMENT = re.compile(r"基础数据表|绩效自评表|自评表|财政供养人员|编制数")
_HEAD_ROWS = 12


def attachments_in(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets that hold an attachment of a report."""
    return tuple(sheet for sheet in sheets if _is_attachment(sheet))


def _is_attachment(sheet: Sheet) -> bool:
    if re.search("基础数据|自评表", sheet.name):
        return True
    return any(
        row <= _HEAD_ROWS and _ATTACHMENT.search(cell.words)
        for (row, _), cell in sheet.cells.items()
        if len(cell.words) < 60
    )


def read_attachments(
    sheets: Sequence[Sheet], name: str, report: Report, *, years: Years = "auto"
) -> Proposal:
    """Return what the sheets propose, as their tables in a Word file would.

    Args:
        sheets: The sheets.
        name: The file they stand in.
        report: The report it is read into.
        years: Whose year their figures are, see `read_report`.
    """
    proposal = read_report(as_text(sheets, name), report, years=years)
    items = (
        replace(item, source=item.source._replace(kind=SourceKind.WORKBOOK))
        if item.source.kind is SourceKind.REPORT
        else item
        for item in proposal.items
    )
    titles = "、".join(dict.fromkeys(_title(sheet) for sheet in sheets))
    return replace(proposal, title=titles, items=tuple(items))


def as_text(sheets: Iterable[Sheet], name: str) -> SourceText:
    """Return the sheets as paragraphs and cells; what stands alone above a table is a paragraph."""
    return SourceText(
        tuple(
            paragraph
            for number, sheet in enumerate(sheets, 1)
            for paragraph in _paragraphs(sheet, number)
        ),
        name,
    )


def _title(sheet: Sheet) -> str:
    found = (c.text for _, c in sorted(sheet.cells.items()) if _ATTACHMENT.search(c.words))
    first = next(found, sheet.name)
    return first if len(first) <= 30 else sheet.name


def _paragraphs(sheet: Sheet, number: int) -> Iterator[Paragraph]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.text:
            rows.setdefault(row, {})[column] = cell.text
    in_table = False
    for row, cells in rows.items():
        in_table = in_table or len(cells) > 1
        for column, text in cells.items():
            where = f"{sheet.name} {address((row, column))}"
            at = (number, row, column) if in_table else (0, 0, 0)
            yield Paragraph(text, where, *at)


_RANK = {WORKBOOK: 0, TARGETS: 1, REPORT: 2}
"""Which source counts where two speak of one place: the accounts, then what was declared."""
_ALL = "几份文件"
_MOST_FILES = 20


# One file, by the reader for its kind.


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as far as it has to be known before it is read into a report."""

    path: Path
    kind: str
    """`workbook`, `targets` or `report`."""
    year: int | None
    """The year it speaks of, None where it does not say."""
    text: SourceText | None = None
    """The words of a report."""


def look_at(path: Path) -> KnownFile:
    """Return what kind of file this is and of which year it speaks.

    Raises:
        UnusableFileError: No reader can use it; the sentence says how to save it.
    """
    kind = kind_of(path)
    if kind == REPORT:
        text = read_source(path)
        paragraphs = tuple(normalise(p.text, at) for at, p in enumerate(text.paragraphs))
        return KnownFile(path, kind, report_year(paragraphs), text)
    year = workbook_year(path) if kind == WORKBOOK else None
    return KnownFile(path, kind, year)


def read_known(file: KnownFile, report: Report, *, scheme: Scheme | None = None) -> Proposal:
    """Return what a file proposes for a report.

    Args:
        file: The file.
        report: The report it is read into.
        scheme: The county's scheme, whose names of indicator levels are used.

    Raises:
        UnusableFileError: No reader can use it.
    """
    if file.kind == REPORT:
        return read_report(file.text or read_source(file.path), report)
    if file.kind == TARGETS:
        targets = read_targets(file.path, report, scheme=scheme)
        source = read_source(file.path) if is_docx(file.path) else _sheets_text(file.path)
        return with_sheet_head(targets, source, report)
    return _read_workbook(file, report, scheme)


def _sheets_text(path: Path) -> SourceText:
    return as_text(read_sheets(path), path.name)


def _read_workbook(file: KnownFile, report: Report, scheme: Scheme | None) -> Proposal:
    """Return what a workbook proposes: accounts, lists of projects, targets, attachments."""
    sheets = read_sheets(file.path)
    known = {table.sheet.number for table in find_tables(sheets)}
    rest = tuple(sheet for sheet in sheets if sheet.number not in known)
    attachments = attachments_in(rest)
    merging = _Merging(report, None)
    found = [read_workbook(file.path, report, again=True)] if known or not attachments else []
    for proposal in found:
        merging.add(file, file.path.name, proposal)
    if found and any(find_blocks(sheet) for sheet in rest):
        found.append(read_targets(file.path, merging.report, scheme=scheme))
        merging.add(file, file.path.name, found[-1])
    if attachments:
        found.append(read_attachments(attachments, file.path.name, merging.report))
        merging.add(file, file.path.name, found[-1])
    return found[0] if len(found) == 1 else _as_one_proposal(found, merging, sheets, rest)


_TELLING = 6
"""Words of so many letters that one reader has proposed are not left over by another."""


def _as_one_proposal(
    found: list[Proposal], merging: _Merging, sheets: tuple[Sheet, ...], rest: tuple[Sheet, ...]
) -> Proposal:
    """Return several proposals of one workbook as one; what one of them read is not left over."""
    attachments = attachments_in(rest)
    read = {f"{sheet.name}（第{sheet.number}张表）" for sheet in attachments}
    others = {sheet.name for sheet in sheets if sheet not in rest or sheet in attachments}
    words = {
        item.value
        for proposal in found
        for item in proposal.items
        if isinstance(item.value, str) and len(item.value) >= _TELLING
    }
    unplaced = (
        each
        for proposal in found
        for each in proposal.unplaced
        if each.where not in read
        and (each.text or each.where not in others)
        and not (each.where.partition(" ")[0] in others and any(w in each.text for w in words))
    )
    return replace(
        found[0],
        title="、".join(proposal.title for proposal in found),
        items=merging.proposed(),
        rows=tuple(merging.rows.values()),
        unplaced=tuple(unplaced),
        notes=tuple(dict.fromkeys(note for proposal in found for note in proposal.notes)),
        caution="；".join(dict.fromkeys(p.caution for p in found if p.caution)),
    )


# What comes of several files.


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One of several files: what it is, and what it gave.

    `name` is how sources call it; two files of one name are told apart by their folders.
    """

    path: Path
    name: str
    title: str
    """What it was taken for: 2023年度临溪县柳林乡人民政府自评报告, 部门决算公开表."""
    year: int | None = None
    values: int = 0
    """How many values it gave that no file before had given."""
    repeated: int = 0
    """How many it gave that another file gives as well."""
    outdated: int = 0
    """How many words of last year's gave way to this year's file."""
    error: KnownError | None = None
    """Why it could not be read; the others were."""
    text: SourceText | None = None
    """The words of a report, for looking at the source of a value."""

    @property
    def note(self) -> str:
        """One sentence about the file."""
        if self.error is not None:
            return f"{self.name}：没有读，{self.error.happened}，{self.error.remedy}"
        parts = [f"{self.name}：{self.title}，读到 {self.values} 个值"]
        if self.repeated:
            parts.append(f"另有 {self.repeated} 个与别的文件相同")
        if self.outdated:
            parts.append(f"{self.outdated} 处上年的文字让位给今年的文件")
        return "，".join(parts)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place of which files say different things; the first of `claims` is proposed."""

    place: Place
    claims: tuple[Proposed, ...]

    @property
    def note(self) -> str:
        """Both values with their files."""
        field_ = FORM.field_at(self.place)
        files = {c.source.file for c in self.claims}
        parts = (
            f"“{c.source.file if len(files) > 1 else c.source.where}”写"
            f"{field_.show(c.value) if field_ else c.value}"
            for c in self.claims
        )
        return "，".join(parts)


@dataclass(frozen=True, slots=True)
class SeveralFiles:
    """Several files read together: one proposal, each file, and what they contradict."""

    proposal: Proposal
    files: tuple[ReadFile, ...]
    """In the order in which they were given."""
    conflicts: tuple[Conflict, ...]


def read_together(
    paths: Sequence[Path],
    report: Report,
    *,
    scheme: Scheme | None = None,
    own_year: int | None = None,
) -> SeveralFiles:
    """Return what several files propose for one report, as one proposal.

    A file that cannot be read does not hold up the others: its error stands in `files`. Rows of
    one name in several files are one row. Notes tell each file for what it is.

    Args:
        paths: The files, in any order.
        report: The report they are read into.
        scheme: The county's scheme.
        own_year: The year of the report where it does not say so itself; else the latest year
            of a workbook, or the year after that of the report of last year.

    Raises:
        UnusableFileError: There are no files, too many, or none could be read.
    """
    _check_count(paths)
    names = _names(paths)
    known, failed = _look_at_all(paths, names)
    year = _year_of(report, known, own_year)
    merging = _Merging(report, year)
    if year is not None:
        merging.set_year(year, next((f for f in known if f.year == year), None), names)
    # what is carried on from the years before is that of the latest
    for file in sorted(known, key=lambda f: (_RANK[f.kind], -(f.year or 0))):
        try:
            proposal = read_known(file, merging.report, scheme=scheme)
        except KnownError as error:
            failed[file.path] = ReadFile(file.path, names[file.path], "", error=error)
        else:
            merging.add(file, names[file.path], proposal)
    if not merging.files:
        raise _nothing(list(failed.values()))
    found = merging.files | failed
    return merging.result(tuple(found[path] for path in dict.fromkeys(paths)))


def _check_count(paths: Sequence[Path]) -> None:
    if not paths:
        raise UnusableFileError("没有选文件", "选去年的报告、决算公开表、申报表或项目表")
    if len(paths) > _MOST_FILES:
        raise UnusableFileError(
            f"一次选了 {len(paths)} 个文件", f"一次最多 {_MOST_FILES} 个，只选这份报告用得着的"
        )


def _nothing(failed: list[ReadFile]) -> KnownError:
    errors = [(file.name, file.error) for file in failed if file.error is not None]
    if len(errors) == 1:
        return errors[0][1]
    each = (
        f"{'' if name in error.happened else f'{name}：'}{error.happened}，{error.remedy}"
        for name, error in errors
    )
    return UnusableFileError(f"{len(errors)} 个文件都没有读", "\n".join(each))


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return what each file is called; those of one name with their folders."""
    names = [path.name for path in dict.fromkeys(paths)]
    return {
        path: path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}"
        for path in paths
    }


def _look_at_all(
    paths: Sequence[Path], names: dict[Path, str]
) -> tuple[list[KnownFile], dict[Path, ReadFile]]:
    """Return the files that can be read, and those that cannot; a copy is not read twice."""
    known: list[KnownFile] = []
    failed: dict[Path, ReadFile] = {}
    seen: dict[bytes, str] = {}
    for path in dict.fromkeys(paths):
        try:
            file = look_at(path)
            content = hashlib.sha256(path.read_bytes()).digest()
        except KnownError as error:
            failed[path] = ReadFile(path, names[path], "", error=error)
            continue
        if content in seen:
            again = UnusableFileError(f"与“{seen[content]}”是同一个文件", "只读了一次")
            failed[path] = ReadFile(path, names[path], "", error=again)
            continue
        seen[content] = names[path]
        known.append(file)
    return known, failed


def _year_of(report: Report, known: Iterable[KnownFile], own_year: int | None) -> int | None:
    """Return the year the report is, or is to be, of."""
    stated = report[Unit.year.at()]
    if isinstance(stated, int):
        return stated
    if own_year is not None:
        return own_year
    accounts = [f.year for f in known if f.kind == WORKBOOK and f.year is not None]
    reports = [f.year for f in known if f.kind == REPORT and f.year is not None]
    if accounts:
        return max(accounts)
    return max(reports) + 1 if reports else None


@dataclass(slots=True)
class _Merging:
    """Puts one proposal after the other onto a copy of the report, so that rows find each other."""

    original: Report
    year: int | None
    report: Report = field(init=False)
    """The report with all that was proposed before: rows are matched in it by name."""
    items: dict[Place, Proposed] = field(default_factory=dict)
    rows: dict[int, NewRow] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    files: dict[Path, ReadFile] = field(default_factory=dict)
    claims: dict[Place, list[Proposed]] = field(default_factory=dict)
    gave_year: str = ""
    """The file that the year was taken from before it was read, by its name."""

    def __post_init__(self) -> None:
        self.report = self.original

    def set_year(self, year: int, file: KnownFile | None, names: dict[Path, str]) -> None:
        """Propose the year of the report where it has none; called before any file is added."""
        place = Unit.year.at()
        if self.original[place] is not None:
            return
        name = names[file.path] if file is not None else ""
        self.gave_year = name
        kind = SourceKind.WORKBOOK if name else SourceKind.REPORT
        self.items[place] = Proposed(
            place, year, Source(kind, name, "" if name else FOLLOWING_YEAR)
        )
        draft = Draft(self.original)
        draft.put(Unit.year, year)
        self.report = self.original.apply(draft.change)

    def add(self, file: KnownFile, name: str, proposal: Proposal) -> None:
        """Take in what one file proposes."""
        draft = Draft(self.report)
        numbers = self._add_rows(draft, proposal)
        counted: Counter[str] = Counter()
        for item in proposal.items:
            row = numbers.get(item.place.row, item.place.row)
            self._enter(draft, item, row)
            own = replace(
                item,
                place=item.place._replace(row=self._outside(row)),
                source=item.source._replace(file=name),
            )
            counted[self._claim(own)] += 1
        if name == self.gave_year:
            counted["values"] += 1
            counted["repeated"] -= any(item.place == Unit.year.at() for item in proposal.items)
        self.report = self.report.apply(draft.change)
        self.unplaced += [replace(each, where=f"{name} {each.where}") for each in proposal.unplaced]
        self.notes += [f"{name}：{note}" for note in proposal.notes]
        self.cautions += [f"{name}：{proposal.caution}"] if proposal.caution else []
        self.files[file.path] = ReadFile(
            file.path,
            name,
            proposal.title,
            file.year,
            counted["values"],
            counted["repeated"],
            counted["outdated"],
            text=file.text,
        )

    def _add_rows(self, draft: Draft, proposal: Proposal) -> dict[int, int]:
        numbers: dict[int, int] = {}
        for new in proposal.rows:
            parent = numbers.get(new.parent, new.parent)
            numbers[new.row] = row = draft.add(FORM.sections[new.section], parent)
            self.rows[row] = NewRow(new.section, self._outside(row), self._outside(parent))
        return numbers

    def _outside(self, row: int) -> int:
        """Return the number of a row in the proposal: negative where the report has it not."""
        last = self.original.last_row
        return last - row if row > last else row

    def _enter(self, draft: Draft, item: Proposed, row: int) -> None:
        """Let a row be known by what is said of it, for the files that follow."""
        field_ = FORM.field_at(item.place)
        place = item.place._replace(row=row)
        if field_ is not None and draft.entry(place) is None:
            draft.put(field_, item.value, row, item.source)

    def _claim(self, item: Proposed) -> str:
        """Hold a value to what was said before of its place; return how it counts."""
        before = self.items.get(item.place)
        if before is None:
            self.items[item.place] = item
            return "values"
        if _compared(before.value) == _compared(item.value):
            if before.doubt and not item.doubt:
                self.items[item.place] = item
            return "repeated"
        if item.source.kind is SourceKind.CARRIED:
            return "outdated"
        self.claims.setdefault(item.place, [before]).append(item)
        return "repeated"

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the places of which different things were said."""
        return tuple(Conflict(place, tuple(claims)) for place, claims in self.claims.items())

    def proposed(self) -> tuple[Proposed, ...]:
        """Return the items; one in conflict has a doubt that names both values."""
        items = dict(self.items)
        for each in self.conflicts():
            first, other = each.claims[0], each.claims[1]
            items[each.place] = replace(first, doubt=each.note, instead=other.value)
        return tuple(items.values())

    def result(self, files: tuple[ReadFile, ...]) -> SeveralFiles:
        """Return the one proposal; a place in conflict has a doubt that names both."""
        conflicts = self.conflicts()
        notes = [file.note for file in files]
        if conflicts:
            notes.append(f"{len(conflicts)} 处几份文件写得不一样，排在最前面，逐处选一个")
        proposal = Proposal(
            f"{_ALL}（{len(files)} 个）",
            "、".join(file.name for file in files),
            self.proposed(),
            tuple(self.rows.values()),
            tuple(self.unplaced),
            (*notes, *dict.fromkeys(self.notes)),
            "；".join(self.cautions),
        )
        return SeveralFiles(with_units_in_doubt(proposal, self.original), files, conflicts)


_MARKS = re.compile(r"[\s“”\"'‘’，,。.；;：:、（）()]")


def _compared(value: Value) -> Value:
    """Return what two files are compared by: amounts to the cent, words but for their marks."""
    if isinstance(value, Decimal):
        return rounded(value, 2)
    return _MARKS.sub("", value) if isinstance(value, str) else value
