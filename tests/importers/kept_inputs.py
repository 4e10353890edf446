"""Small inputs kept as text, and all that the importers make of each, written out line by line.

A case begins with `=== what it is about`; `reader:` and `report:` say who reads it and into what;
then the input, and below `--- gives` what came of it when it was looked at. A workbook is cells
between bars, `# name` begins a sheet; a report is its lines, rows of a table between bars; `## name`
begins another file.
"""

import difflib
import io
import re
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import xlwt
from word_files import package, relations, word

from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import NIL, Place
from pingkou_gui.importers import last_report, several_files, targets, workbook
from pingkou_gui.importers.clipboard import grid_of
from pingkou_gui.importers.clipboard import written as written_cells
from pingkou_gui.importers.docx_numbering import count_as_printed
from pingkou_gui.importers.docx_text import read_word
from pingkou_gui.importers.last_report_model import shortened
from pingkou_gui.importers.pasted_outline import outline_rows
from pingkou_gui.importers.pasted_rows import match_rows
from pingkou_gui.importers.sheets import find_tables
from pingkou_gui.importers.tracked_changes import corrected_copy
from pingkou_gui.importers.workbook_cells import Sheet, SheetCell, address, covered_by, words_cell
from pingkou_gui.importers.workbook_file import read_sheets
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import Paragraph, SourceText, Span
from pingkou_gui.text.reasoning.finding import Edit

FOLDER = Path(__file__).parent / "kept"
GIVES = "--- gives"


@dataclass
class Case:
    """One input with what it gave."""

    title: str
    reader: str
    report: list[str]
    body: list[str]
    gave: list[str]


def cases():
    """Return all cases by their titles."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for case in _cases(path.read_text(encoding="utf-8")):
            assert case.title not in found, case.title
            found[case.title] = case
    return found


def _cases(text):
    for piece in re.split(r"(?m)^=== ", text)[1:]:
        title, *lines = piece.rstrip("\n").split("\n")
        body, gave = _parted(lines, GIVES)
        heads = [line for line in body if re.match(r"(?:reader|report): ", line)]
        body = body[len(heads) :]
        (reader,) = (line[8:] for line in heads if line.startswith("reader"))
        yield Case(title, reader, [h[8:] for h in heads if h.startswith("report")], body, gave)


def _parted(lines, mark):
    at = lines.index(mark) if mark in lines else len(lines)
    return lines[:at], lines[at + 1 :]


def written(case):
    """Return a case as it is kept."""
    heads = [f"=== {case.title}", f"reader: {case.reader}", *(f"report: {r}" for r in case.report)]
    return "\n".join([*heads, *case.body, GIVES, *case.gave]) + "\n"


# Inputs.


def report_of(lines):
    """Return a report in which these fields are filled: `project.2.last = 5` is of the second row."""
    draft = Draft(Report())
    rows = {}
    for line in lines:
        where, _, text = line.partition(" = ")
        section, *number, name = where.split(".")
        row = 0
        if number:
            row = rows.get((section, number[0])) or draft.add(FORM.sections[section])
            rows[section, number[0]] = row
        draft.type_in(FORM.field_at(Place(section, 0, name)), text, row)
    return Report().apply(draft.change)


def files_of(body, usual):
    """Return the files of an input by name."""
    found = {}
    name = usual
    for line in body:
        if line.startswith("## "):
            name = line[3:]
        else:
            found.setdefault(name, []).append(line)
    return found


def sheets_of(lines):
    """Return the sheets that lines of cells are; `<` and `^` are covered by the cell beside or above."""
    sheets, name, hidden, rows = [], "Sheet1", False, []
    for line in [*lines, "# "]:
        if not line.startswith("# "):
            rows.append([cell.strip() for cell in line.split("|")])
            continue
        if rows:
            sheets.append(_sheet(name, len(sheets) + 1, rows, hidden))
        name, _, more = line[2:].partition(" / ")
        hidden, rows = more == "hidden", []
    return tuple(sheets)


def _sheet(name, number, rows, hidden):
    cells, covered, spans = {}, {}, {}
    for row, line in enumerate(rows, 1):
        for column, text in enumerate(line, 1):
            if text in {"<", "^"}:
                at = (row, column - 1) if text == "<" else (row - 1, column)
                top = next((a for a, s in spans.items() if at in s), at)
                spans.setdefault(top, {top}).add((row, column))
            elif cell := _cell(text):
                cells[row, column] = cell
    for (top, left), span in spans.items():
        bottom, right = max(r for r, _ in span), max(c for _, c in span)
        covered |= covered_by(top, left, bottom, right)
    return Sheet(name, number, cells, covered, hidden)


def _cell(text):
    if text.startswith("!"):
        return SheetCell("", trouble=text[1:])
    return words_cell(text.replace("\\n", "\n"))


def text_of(lines, name):
    """Return a report: paragraphs, and rows of tables between bars."""
    paragraphs, table, row, plain = [], 0, 0, 0
    for line in lines:
        if "|" not in line:
            row, plain = 0, plain + 1
            if line.strip():
                paragraphs.append(Paragraph(line, f"段{plain}"))
            continue
        table, row = table + (not row), row + 1
        for column, cell in enumerate(line.split("|"), 1):
            text = cell.strip().replace("\\n", "\n")
            if text:
                where = f"表{table}行{row}列{column}"
                paragraphs.append(Paragraph(text, where, table, row, column))
    return SourceText(tuple(paragraphs), name)


# Readers, by their names in the cases.


def read(case, folder, patch):
    """Return what the importer makes of a case, line by line."""
    name, _, about = case.reader.partition(" ")
    report = report_of(case.report)
    try:
        return [line.rstrip() for line in _READERS[name](case, about, report, folder, patch)]
    except KnownError as error:
        return f"refused: {error.happened} / {error.remedy}".split("\n")


def _text(case, about, report, folder, patch):
    source = text_of(case.body, "报告.docx")
    with_names = _named_findings(patch)
    yield from with_names(told(last_report.read_report(source, report, years=about or "auto")))


def _variants(case, about, report, folder, patch):
    """A text, then variants of it: `~~ name` and lines `old => new`; what each gives otherwise."""
    pieces = "\n".join(case.body).split("\n~~ ")
    with_names = _named_findings(patch)

    def gives(text):
        source = text_of(text.split("\n"), "报告.docx")
        return list(
            with_names(told(last_report.read_report(source, report, years=about or "auto")))
        )

    base = gives(pieces[0])
    for piece in pieces[1:]:
        name, *changes = piece.split("\n")
        text = pieces[0]
        for change in changes:
            old, _, new = change.replace("\\n", "\n").partition(" =>")
            assert old in text, old
            text = text.replace(old, new.removeprefix(" "))
        yield f"~~ {name}"
        yield from (
            line for line in difflib.ndiff(base, gives(text)) if line.startswith(("- ", "+ "))
        )


def _preview(case, about, report, folder, patch):
    """Cells around the places of the lines that begin with `@ `."""
    sheets = sheets_of([line for line in case.body if not line.startswith("@ ")])
    patch(workbook, "_tables", lambda path, changed: (find_tables(sheets), sheets))
    for where in (line[2:] for line in case.body if line.startswith("@ ")):
        found = workbook.preview_cells(folder / "表.xlsx", where)
        yield f"@ {where}" if found else f"@ {where}: none"
        if found:
            yield f"{found.title} {found.sheet} {found.number} {' '.join(found.columns)}"
            for at, (row, cells) in enumerate(zip(found.rows, found.cells, strict=True)):
                marks = [column for top, column in found.marked if top == at]
                yield f"{row}: {' | '.join(cells)} {marks or ''}"


def _counts(case, about, report, folder, patch):
    for style in case.body:
        numbers = (0, 1, 2, 9, 10, 11, 12, 19, 20, 21, 26, 27, 50, 52, 53, 60, 61, 99, 100, 101, 110,
                   209, 780, 781, 1000, 1010, 3999, 4000, 9999, 10000)  # fmt: skip
        yield f"{style}: " + " ".join(str(count_as_printed(style, n)) for n in numbers)


def _tracked(case, about, report, folder, patch):
    """The markup of a copy with edits: `! paragraph start end words` or `! … end` to take away."""
    path = word(folder / "报告.docx", "".join(x for x in case.body if not x.startswith("! ")))
    edits = []
    for line in case.body:
        if line.startswith("! "):
            at, start, end, *words = line[2:].split(" ")
            span = Span(int(at), int(start), int(end))
            edits.append(Edit(span, " ".join(words)))
    written = datetime(2025, 3, 18, 9, 30)  # noqa: DTZ001 - stored as it stands
    copy = corrected_copy(path, edits, written)
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        markup = archive.read("word/document.xml").decode()
    body = markup.partition("<w:body>")[2].partition("</w:body>")[0]
    yield from body.replace("</w:p>", "</w:p>\n").rstrip().split("\n")
    yield from (f"made: {edit.span} {edit.text}" for edit in copy.made)
    yield from (f"left: {edit.span} {edit.text} {why}" for edit, why in copy.left)


def _named_findings(patch):
    """Let what the check of the text says stand by its class at the value it doubts, and nowhere else."""
    names, notes = {}, set()
    check = last_report.proofread_reading

    def checked(reading):
        found = check(reading)
        names.update({f"?? {shortened(f.message)}": f"?? {f.class_}" for f in found})
        notes.update(f"{f.where}：{f.message}" for f in found)
        return found

    def named(lines):
        for line in lines:
            known = next((words for words in names if words in line), "")
            told = re.match(r"note: (?:[^ ：]*：)?另有\d+处文字", line)
            if not told and not any(line.endswith(note) for note in notes):
                yield line.replace(known, names[known]) if known else line

    patch(last_report, "proofread_reading", checked)
    return named


def _workbook(case, about, report, folder, patch):
    ((name, lines),) = files_of(case.body, "决算.xlsx").items()
    patch(workbook, "read_sheets", lambda path: sheets_of(lines))
    year = int(about) if about else None
    return told(workbook.read_workbook(folder / name, report, year=year))


def _targets(case, about, report, folder, patch):
    ((name, lines),) = files_of(case.body, "申报表.xlsx").items()
    patch(targets, "read_sheets", lambda path: sheets_of(lines))
    project = int(about) if about else None
    return told(targets.read_targets(folder / name, report, project=project))


def _files(case, about, report, folder, patch):
    own = int(about) if about else None
    given = files_of(case.body, "报告.txt")
    sheets = {name: sheets_of(lines) for name, lines in given.items() if name.endswith("x")}
    for module in (workbook, targets, several_files):
        patch(module, "read_sheets", lambda path: sheets[path.name])
    paths = []
    for name, lines in given.items():
        path = folder / name
        head = "PK " if name.endswith("x") else ""
        path.write_text(head + "\n".join(lines), encoding="utf-8")
        paths.append(path)
    with_names = _named_findings(patch)
    found = several_files.read_together(paths, report, own_year=own)
    yield from with_names(told(found.proposal))
    for conflict in found.conflicts:
        yield f"conflict: {conflict.place} {conflict.note}"
    for file in found.files:
        yield f"file: {file.note}"


def _paste(case, about, report, folder, patch):
    section, *start = about.split()
    rows = ([cell.replace("\\n", "\n") for cell in line.split("|")] for line in case.body)
    grid = grid_of(written_cells(rows))
    own = FORM.sections[section]
    if section == "key_work":
        return pasted(outline_rows(grid, own))
    return pasted(match_rows(grid, own.fields, start=int(*start or [0])))


def _html(case, about, report, folder, patch):
    for row in grid_of("", "\n".join(case.body)):
        yield " | ".join(cell.replace("\n", "\\n") for cell in row)


def _word(case, about, report, folder, patch):
    parts = files_of(case.body, "body")
    more = {key: "".join(lines) for key, lines in parts.items() if key != "body"}
    source = read_word(word(folder / "报告.docx", "".join(parts["body"]), **more))
    for p in source.paragraphs:
        text = p.text.replace("\n", "\\n")
        yield f"{p.locator}: {text}"
    for each in source.unread:
        yield f"unread: {each.kind.value} {each.locator} before {each.paragraph} {each.words}"
    yield from (f"remark: {remark}" for remark in source.remarks)


def _xlsx(case, about, report, folder, patch):
    """The parts of a workbook: sheets by `## sheet name`, other parts by their own names."""
    given = files_of(case.body, "sheet 甲")
    sheets = {name[6:]: lines for name, lines in given.items() if name.startswith("sheet ")}
    related = [f"worksheet xl/sheets/{n}.xml" for n in range(1, len(sheets) + 1)]
    parts = {}
    for name in ("sharedStrings", "styles"):
        if name in given:
            related.append(f"{name} xl/{name}.xml")
            parts[f"xl/{name}.xml"] = _SPREADSHEET.format(name[:3], "".join(given[name]))
    listed = ""
    for number, (name, lines) in enumerate(sheets.items(), 1):
        own, _, state = name.partition(" / ")
        state = f' state="{state}"' if state else ""
        listed += f'<sheet name="{own}" sheetId="{number}" r:id="r{number - 1}"{state}/>'
        parts[f"xl/sheets/{number}.xml"] = _SPREADSHEET.format("worksheet", "".join(lines))
    pairs = [tuple(each.split(" ")) for each in related]
    parts["xl/workbook.xml"] = _SPREADSHEET.format(
        "workbook", f"<workbookPr {about}/><sheets>{listed}</sheets>"
    )
    parts["xl/_rels/workbook.xml.rels"] = relations(*((k, f"/{t}") for k, t in pairs))
    parts["_rels/.rels"] = relations(("officeDocument", "xl/workbook.xml"))
    return sheets_told(read_sheets(package(folder / "表.xlsx", parts)))


_SPREADSHEET = (
    '<{0} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{1}</{0}>'
)


def _xls(case, about, report, folder, patch):
    """Cells between bars, written by xlwt; `=1+1` is a formula, `5{0.00%}` a number with a format."""
    book = xlwt.Workbook()
    for sheet in sheets_of(case.body):
        page = book.add_sheet(sheet.name)
        page.visibility = int(sheet.hidden)
        for (row, column), cell in sheet.cells.items():
            page.write(row - 1, column - 1, *_of_xls(cell))
        for top in dict.fromkeys(sheet.covered.values()):
            area = [at for at, over in sheet.covered.items() if over == top]
            rows, columns = [r for r, _ in area], [c for _, c in area]
            page.merge(top[0] - 1, max(rows) - 1, top[1] - 1, max(columns) - 1)
    path = folder / "表.xls"
    book.save(str(path))
    return sheets_told(read_sheets(path))


def _of_xls(cell):
    if cell.text.startswith("="):
        return (xlwt.Formula(cell.text[1:]),)
    shown, _, code = cell.text.partition("{")
    if code:
        return float(shown), xlwt.easyxf(num_format_str=code.rstrip("}"))
    return (cell.text if cell.number is None else float(cell.number),)


def _page(case, about, report, folder, patch):
    path = folder / "表.xls"
    path.write_bytes("\n".join(case.body).replace("\\t", "\t").encode(about or "utf-8"))
    return sheets_told(read_sheets(path))


def sheets_told(sheets):
    """Yield sheets line by line: what stands in the cells, and what merged ones cover."""
    for sheet in sheets:
        yield f"sheet {sheet.number} {sheet.name}{' hidden' if sheet.hidden else ''}"
        for at, cell in sorted(sheet.cells.items()):
            number = "" if cell.number is None else f" = {cell.number:f}{cell.unit}"
            trouble = f" ?? {cell.trouble}" if cell.trouble else ""
            yield f"{address(at)}: {shown(cell.text)}{number}{trouble}"
        for at, over in sorted(sheet.covered.items()):
            yield f"{address(at)} under {address(over)}"


_READERS = {
    "variants": _variants,
    "preview": _preview,
    "counts": _counts,
    "tracked": _tracked,
    "xlsx": _xlsx,
    "xls": _xls,
    "page": _page,
    "text": _text,
    "workbook": _workbook,
    "targets": _targets,
    "files": _files,
    "paste": _paste,
    "html": _html,
    "word": _word,
}


# What came of it.


def told(proposal):
    """Yield a proposal line by line: all that it holds."""
    yield f"title: {proposal.title} / {proposal.file}"
    yield from (f"note: {note}" for note in proposal.all_notes)
    for new in proposal.rows:
        under = f" under {new.parent}" if new.parent else ""
        yield f"row: {new.section} {new.row}{under}"
    for item in proposal.items:
        place = ".".join(filter(None, map(str, item.place)))
        source = f"{item.source.kind.name} {item.source.file} {item.source.where}"
        original = f" “{item.source.original}”" if item.source.original else ""
        doubt = f" ?? {item.doubt}" if item.doubt else ""
        instead = f" -> {shown(item.instead)}" if item.instead is not None else ""
        yield f"{place} = {shown(item.value)}  <{source}{original}>{doubt}{instead}"
    for each in proposal.unplaced:
        text = each.text.replace("\n", "\\n")
        yield f"left: {each.where} / {text} / {each.why}"


def shown(value):
    """Return a value in one line."""
    if value is NIL:
        return "无"
    return f"{value:f}" if isinstance(value, Decimal) else str(value).replace("\n", "\\n")


def pasted(found):
    """Yield pasted rows line by line."""
    yield f"plain {found.plain}, headed {found.headed}, fits {found.fits}, unit {found.unit}, doubt {found.doubt}"
    for c in found.columns:
        name = c.field.name if c.field is not None else "-"
        flags = ("expected " if c.expected else "") + ("coded" if c.coded else "")
        yield f"column {c.at}: {c.head} -> {name} {c.why} {flags}"
    for row in found.rows:
        yield "row: " + " | ".join(f"{field.name}={shown(text)}" for field, text in row)
    yield from (f"left: {each.where} / {shown(each.words)}" for each in found.left_over)
