"""Commands on reports: list, export, check, package, collect, dump, load, new-year, import."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import is_zipfile

from pingkou_gui.cli import (
    DONE,
    FINDINGS,
    CommandContext,
    print_error,
    print_json,
    print_line,
    source_path,
    target_path,
)
from pingkou_gui.cli_backups import backup, doctor, list_all, restore
from pingkou_gui.county.collect import CollectionRequest, collect, sentence, with_scheme
from pingkou_gui.county.package import REASON_RULE, lacks_reason, look_over, read_package, send
from pingkou_gui.county.summary_workbook import SendingState
from pingkou_gui.document.publish import publish
from pingkou_gui.document.status import open_words, points_one_by_one, report_status
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError, TargetError, UnusableFileError, file_reader
from pingkou_gui.form.form import FORM, PAGE_TITLES
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.importers.several_files import REPORT, kind_of, look_at, read_known, read_together
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.paths import RETURN_PACKAGE, asset, database_in
from pingkou_gui.reopen import SAMPLE, OpenedWord, guard_hand_edits, open_word
from pingkou_gui.report.checks import class_of, page_of
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.report.json_format import LARGEST, Record, from_json, to_json
from pingkou_gui.report.new_year import new_year as turned
from pingkou_gui.report.progress import MISSING
from pingkou_gui.report.proposal import Proposal, State, accept
from pingkou_gui.report.report import Change, Draft, Report
from pingkou_gui.report.row_names import asked
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.store.backups import Reason, make_backup

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from pingkou_gui.county.collect import Outcome
    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.form.values import Place, Value
    from pingkou_gui.report.proposal import Proposed
    from pingkou_gui.text.lines.source import SourceText
    from pingkou_gui.text.reasoning.finding import TextFinding


# Commands on the reports of the data folder.


@file_reader
def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        UnusableFileError: It is not there, cannot be read, is too large or is no text.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnusableFileError(f"“{path.name}”太大，不是一份报告的数据", "核对选的文件")
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise UnusableFileError(f"没有找到“{path}”", "核对文件名和文件夹") from None
    except OSError:
        raise UnusableFileError(f"没能读“{path}”", "核对它是不是文件、有没有读的权限") from None
    except UnicodeDecodeError:
        raise UnusableFileError(
            f"“{path.name}”不是文本文件", "选由本程序导出的 json 文件"
        ) from None


def sample(context: CommandContext, _args: Namespace) -> int:
    """Make a report of the sample and print its number."""
    print_line(str(context.begin_writing().create(from_json(read_text(asset(SAMPLE))), "示例")))
    return DONE


def list_reports(context: CommandContext, args: Namespace) -> int:
    """Print the reports, the last one opened first."""
    summaries = context.store.summaries()
    if args.json:
        print_json(
            [
                {
                    "id": s.id,
                    "unit": s.unit,
                    "year": s.year,
                    "name": s.name,
                    "changed_at": s.changed_at,
                }
                for s in summaries
            ]
        )
        return DONE
    for summary in summaries:
        print_line(f"{summary.id}\t{summary.title}")
    return DONE


def dump(context: CommandContext, args: Namespace) -> int:
    """Write all the data of a report into a json file."""
    path = target_path(args.file, ".json")
    _, record = context.record(args.report)
    write_safely(path, to_json(record).encode())
    return DONE


def load(context: CommandContext, args: Namespace) -> int:
    """Make a report of a file that carries one and print its number; 1 where its words differ."""
    path = source_path(args.file)
    record, edited = _carried_by(path)
    print_line(str(context.begin_writing().create(record)))
    if edited:
        print_error(f"写出后在 Word 里改过 {edited} 处，没有读入。用 import 查看，在报告里照改")
    return FINDINGS if edited else DONE


def _carried_by(path: Path) -> tuple[Record, int]:
    """Return the report in a json file, return package or Word file, and what was edited since."""
    if path.suffix.lower() == RETURN_PACKAGE.extension:
        return from_json(read_package(path).data), 0
    if path.suffix.lower() != ".docx":
        return from_json(read_text(path)), 0
    opened = open_word(path)
    if opened.record is None:
        raise UnusableFileError(f"“{path.name}”里没有随带报告数据", "用 import 读入它的内容")
    return opened.record, len(opened.differences)


# Write a report as Word or PDF.


def export(context: CommandContext, args: Namespace) -> int:
    """Write a report and say what its proof found; 1 where it is still a draft."""
    if Path(args.file).suffix.lower() == ".pdf":
        return _export_pdf(context, args)
    if args.part is not None:
        raise KnownError("--part 只用于 PDF", "把文件名写成以 .pdf 结尾，或者去掉 --part")
    path = target_path(args.file, ".docx")
    number, record = context.record(args.report)
    if not args.overwrite:
        guard_hand_edits(path)
    moment = context.store.changed_at(number)
    published = publish(record, path, moment, with_data=not args.public)
    print_line(f"已写出{'草稿' if published.draft else ''}：{published.target}")
    print_line(str(published.proof))
    for item in published.proof.failures:
        print_error(f"{item.label}：{item.detail}")
    found = published.status
    _complain_of_draft(found)
    return FINDINGS if published.draft or not published.proof.holds else DONE


def _export_pdf(context: CommandContext, args: Namespace) -> int:
    """Write a report or a part of it as PDF; 1 where it is still a draft or a character lacks."""
    path = target_path(args.file, ".pdf")
    number, record = context.record(args.report)
    moment = context.store.changed_at(number)
    written = context.export_pdf(record, path, args.part, written=moment)
    found = written.status
    print_line(f"已写出{'草稿' if found.draft else ''}：{written.target}（{written.pages}页）")
    if written.substitutes:
        print_line(f"这台电脑缺的字体：{'；'.join(written.substitutes)}")
    if written.lacking:
        print_error(f"这台电脑的字体里没有“{written.lacking}”，PDF 里显示为方框")
    _complain_of_draft(found)
    return FINDINGS if found.draft or written.lacking else DONE


def _complain_of_draft(found: ReportStatus) -> None:
    if found.draft:
        print_error(f"{open_words(len(found.must), found.missing)}，用 check 逐处查看")


# Check a report of the data folder, or a Word or text file from outside.


def findings_as_json(record: Record) -> list[dict[str, Any]]:
    """Return what is missing and what does not hold in a report, as data for JSON."""
    facts = Facts(record.report, scheme_of(record.scheme))
    found = report_status(facts)
    points = tuple(points_one_by_one(facts, found))
    missing = [
        _point("MISSING", MISSING, point.page.page.title, asked(facts, gap), str(gap.place))
        for point in points
        if (gap := point.gap) and point.page and point.finding is None
    ]
    findings = [_found(point.finding, point.weight) for point in points if point.finding]
    closed = [_found(x, x.severity.value) for x in found.findings if not x.open]
    return [*missing, *findings, *closed]


def _found(finding: Finding, severity: str) -> dict[str, Any]:
    place = str(finding.places[0]) if finding.places else ""
    page = PAGE_TITLES.get(page_of(finding), "")
    point = _point(class_of(finding), severity, page, finding.message, place)
    return point | {
        "quote": finding.numbers,
        "expected": finding.expected,
        "reason": finding.reason,
    }


def _point(class_: str, severity: str, page: str, message: str, place: str) -> dict[str, Any]:
    return {
        "class": class_,
        "severity": severity,
        "where": page,
        "place": place,
        "message": message,
        "quote": "",
        "expected": "",
        "reason": "",
    }


_SETTLED = "已写原因"
"""What the window calls what was closed with a reason: it waits for nothing any more."""


def _must_mend(point: dict[str, Any]) -> bool:
    return not point.get("reason") and point["severity"] in (MISSING, Severity.ERROR.value)


def _check_file(path: Path) -> list[dict[str, Any]]:
    from pingkou_gui.text.reasoning.finding import as_json  # noqa: PLC0415 - lexicons load

    return as_json(_examined(path)[1])


@file_reader
def _examined(path: Path) -> tuple[SourceText, tuple[TextFinding, ...]]:
    """Return the text of a file and what is wrong with it."""
    from pingkou_gui.text.proofread import examine  # noqa: PLC0415 - lexicons load

    source = read_source(path)
    return source, examine(source)


def _write_corrected(path: Path, target: Path) -> None:
    """Write what can be mended letter by letter into a copy, and say what was and was not.

    Raises:
        UnusableFileError: The file is no docx.
        TargetError: The copy cannot be written, or would replace the file itself.
    """
    from pingkou_gui.importers.tracked_changes import corrected_copy  # noqa: PLC0415 - lxml
    from pingkou_gui.text.corrections import corrections, told_of_rest  # noqa: PLC0415 - lexicons load

    if target.exists() and target.samefile(path):
        raise TargetError("改正稿不能写在原文件上", "换一个文件名")
    if not is_zipfile(path):
        raise UnusableFileError(f"“{path.name}”不是 docx 文件，写不出改正稿", "另存为 docx 再体检")
    source, wrong = _examined(path)
    found = corrections(source, wrong)
    taken = {finding: each for finding, each in found.items() if each.plain}
    edits = [edit for each in taken.values() for edit in each.edits]
    copy = corrected_copy(path, edits, datetime.now().astimezone())
    write_safely(target, copy.data)
    left = {edit for edit, _ in copy.left}
    kept = sum(not left.isdisjoint(each.edits) for each in taken.values())
    parts = [f"共 {len(wrong)} 处，以修订写进 {len(taken) - kept} 处"]
    parts += [f"{kept} 处没有写进去"] if kept else []
    rest = told_of_rest(wrong, found, taken, "要先看过原文，没有改")
    print_error(f"改正稿：{target}，{'；'.join((*parts, *rest))}")
    for edit, why in copy.left:
        print_error(f"没有写进去\t{source.paragraphs[edit.span.paragraph].locator}\t{why}")
    if len(taken) < len(found):
        print_error("数字要逐处看的在窗口里体检，逐处看过再采用")


def _is_file(name: str) -> bool:
    return not name.isdecimal() and name != "last"


def check(context: CommandContext, args: Namespace) -> int:
    """Print what is missing and what does not hold; return 1 where something must be mended."""
    if _is_file(args.report):
        points = _check_file(source_path(args.report))
    elif args.corrected:
        raise KnownError("--corrected 只用于体检 docx 文件", "写上文件名，或者去掉 --corrected")
    else:
        points = findings_as_json(context.record(args.report)[1])
    if args.json:
        print_json(points)
    else:
        for point in points:
            reason = point.get("reason", "")
            weight = _SETTLED if reason else point["severity"]
            parts = (weight, point["where"], point["message"], point["quote"])
            told = "\t".join(part for part in parts if part)
            print_line(f"{told}\t原因：{reason}" if reason else told)
        settled = sum(bool(point.get("reason")) for point in points)
        more = f"，另有 {settled} 处{_SETTLED}" if settled else ""
        print_line(f"共 {len(points) - settled} 处{more}")
    if args.corrected:
        _write_corrected(source_path(args.report), target_path(args.corrected, ".docx"))
    return FINDINGS if any(_must_mend(point) for point in points) else DONE


# Pack a report to be sent to the county.


def package(context: CommandContext, args: Namespace) -> int:
    """Write the return package of a report; 1 where something is open and no reason is given."""
    path = target_path(args.file, RETURN_PACKAGE.extension)
    _, record = context.record(args.report)
    ready = look_over(record)
    reason = args.reason or ""
    refused = lacks_reason(ready, reason)
    for finding in (*(ready.open if refused else ()), *ready.carried):
        print_line(f"{finding.severity}\t{finding.page}\t{finding.message}")
    if refused:
        print_error(
            f"{ready.open_words}。改好再打包，或用 --reason 写明为什么现在就要上报，{REASON_RULE}"
        )
        return FINDINGS
    written = send(ready, path, datetime.now().astimezone(), despite=reason)
    print_line(f"已打包：{written}")
    return DONE


# Collect what the units sent into one workbook.


def collect_folders(_context: CommandContext, args: Namespace) -> int:
    """Collect folders into a workbook; 1 where someone is missing, late or has open findings."""
    outcome = collect(_collection_request(args))
    if args.json:
        print_json(collection_as_json(outcome))
    else:
        for line in describe_collection(outcome):
            print_line(line)
    trouble = (
        outcome.missing or outcome.late or outcome.with_open or outcome.unreadable
        or outcome.alike or outcome.clocks
    )  # fmt: skip
    return FINDINGS if trouble else DONE


def _collection_request(args: Namespace) -> CollectionRequest:
    if not args.to:
        raise KnownError("没有写汇总表写到哪里", "加上 --to 汇总.xlsx")
    wanted = CollectionRequest(
        tuple(Path(folder) for folder in args.folder),
        target_path(args.to, ".xlsx"),
        Path(args.sqlite) if args.sqlite else None,
        thorough=bool(args.thorough),
        status=target_path(args.status, ".xlsx") if args.status else None,
    )
    for scheme in args.scheme:
        wanted = with_scheme(wanted, Path(scheme))
    return replace(wanted, year=_year(args.year)) if args.year else wanted


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise KnownError(f"--year 写的“{text}”不是年度", "写成四位数字，例如 2023")
    return int(text)


def collection_as_json(outcome: Outcome) -> dict[str, object]:
    """Return what came of it as data for JSON."""
    return {
        "workbook": str(outcome.workbook),
        "year": outcome.year,
        "counts": outcome.counts,
        "missing": outcome.missing,
        "late": outcome.late,
        "with_open": outcome.with_open,
        "unreadable": [{"file": file, "why": why} for file, why in outcome.unreadable],
        "alike": [list(units) for units in outcome.alike],
        "clocks": [{"file": file, "why": why} for file, why in outcome.clocks],
        "status": [asdict(status) | {"state": status.state.value} for status in outcome.statuses],
    }


def describe_collection(outcome: Outcome) -> list[str]:
    """Return what came of it in lines."""
    lines = [f"{file}\t{why}" for file, why in outcome.unreadable]
    lines += [
        "\t".join(filter(None, ("未交", status.unit, "；".join(status.notes))))
        for status in outcome.statuses
        if status.state is SendingState.MISSING
    ]
    lines += [f"数字不同\t{s.unit}\t{s.changed}" for s in outcome.statuses if s.changed]
    lines += [f"迟交\t{unit}" for unit in outcome.late]
    lines += [f"像同一个单位\t{'、'.join(units)}" for units in outcome.alike]
    lines += [f"{file}\t{why}" for file, why in outcome.clocks]
    return [*lines, sentence(outcome), f"已写出：{outcome.workbook}"]


# Read files into a report, and begin the next year from last year's.


STEP = "读入文件"
"""What the menu calls the one step of the history."""


@dataclass(frozen=True, slots=True)
class _ReadFiles:
    """A file's proposal, the report it was made for, and what is taken of it."""

    proposal: Proposal
    before: Report
    taken: tuple[Proposed, ...]
    unread: int = 0
    """How many of several files could not be read."""

    @property
    def left(self) -> int:
        """How many values wait for the clerk: in doubt, or against what is there."""
        changed = [i for i in self.proposal.items if i.state(self.before) is not State.SAME]
        return len(changed) - len(self.taken)


def import_files(context: CommandContext, args: Namespace) -> int:
    """Print what files propose; with --apply take what has no conflict, in one step."""
    paths = [source_path(name) for name in args.file]
    if args.apply:
        context.begin_writing()
    if not args.into and len(paths) == 1:
        opened = _own_word(paths[0])
        if opened is not None and opened.record is not None:
            return _restore(context, args, opened, opened.record)
    number, record = context.record(args.into) if args.into else (None, Record(Report(), ""))
    read, change = _read_files(context, paths, number, record)
    done = {}
    if args.apply:
        done = {"report": _keep(context, number, record, change)}
    _print(args, read, done)
    return FINDINGS if read.left or read.unread else DONE


def new_year(context: CommandContext, args: Namespace) -> int:
    """Make the next year's report of one and print its number, once unless asked `again`.

    Raises:
        KnownError: The unit has a report of that year already.
    """
    store = context.begin_writing()
    _, record = context.record(args.report)
    following = turned(record)
    unit, year = (following.report[field.at()] for field in (Unit.name, Unit.year))
    known = next(
        (s for s in store.summaries() if (s.unit, s.year) == (unit or "", str(year))), None
    )
    if known is not None and not args.again:
        raise KnownError(
            f"已经有“{known.title}”，编号 {known.id}", "接着填那一份，或者加 --again 再建一份"
        )
    print_line(str(store.create(following)))
    return DONE


def read_file(path: Path, report: Report) -> Proposal:
    """Return what a file proposes, by the reader for its kind.

    Raises:
        UnusableFileError: No reader can use it; the sentence says how to save it.
    """
    return read_known(look_at(path), report)


def _own_word(path: Path) -> OpenedWord | None:
    """Return a Word file taken apart, None for a file of another kind."""
    try:
        with path.open("rb") as file:
            archive = file.read(2) == b"PK"
    except OSError:
        return None
    if not archive or kind_of(path) != REPORT:
        return None
    return open_word(path)


def _read_files(
    context: CommandContext, paths: list[Path], number: int | None, record: Record
) -> tuple[_ReadFiles, Change]:
    """Return what the files propose together, and the change of what is taken of it."""
    report = record.report
    unread = 0
    if len(paths) == 1:
        proposal = read_file(paths[0], report)
    else:
        scheme = scheme_of(record.scheme) if record.scheme else None
        together = read_together(paths, report, scheme=scheme, own_year=_year_of_reports(paths))
        proposal = together.proposal
        unread = sum(file.error is not None for file in together.files)
    taken = proposal.without_conflict(report)
    free = 1 if number is None else context.store.next_row(number)
    draft = Draft(report, first_free_row=max(free, report.last_row + 1))
    accept(draft, proposal, taken)
    return _ReadFiles(proposal, report, taken, unread), draft.change


def _year_of_reports(paths: list[Path]) -> int | None:
    """Return the latest year of files that are all reports: nothing says that one is of last year."""
    years: list[int] = []
    for path in paths:
        with suppress(KnownError):
            file = look_at(path)
            if file.kind != REPORT:
                return None
            years += [] if file.year is None else [file.year]
    return max(years, default=None)


def _keep(context: CommandContext, number: int | None, record: Record, change: Change) -> int:
    if number is None:
        return context.store.create(Record(record.report.apply(change), record.scheme))
    if change:
        make_backup(database_in(context.folder), Reason.IMPORT)
        context.store.save(number, change, STEP)
    return number


def _restore(context: CommandContext, args: Namespace, opened: OpenedWord, record: Record) -> int:
    """Bring back the report a Word file carries, and show what was edited in it since."""
    number = context.store.create(record) if args.apply else None
    edits = [{"where": d.where, "written": d.written, "found": d.found} for d in opened.differences]
    if args.json:
        unit, year = record.report[Unit.name.at()], record.report[Unit.year.at()]
        print_json({"unit": unit, "year": year, "report": number, "differences": edits})
    else:
        print_line("这个文件由本程序写出，带有全部填报数据")
        for edit in edits:
            print_line(f"{edit['where']}\t数据：{edit['written']}\t文件：{edit['found']}")
        print_line(f"写出后改动 {len(edits)} 处")
        print_line(f"已恢复为报告 {number}" if args.apply else "加 --apply 恢复")
    return FINDINGS if edits else DONE


def _print(args: Namespace, read: _ReadFiles, done: dict[str, int]) -> None:
    taken, left = len(read.taken), read.left
    if args.json:
        counts = {"taken": taken, "left": left}
        print_json({"files": [_as_data(read)], **(done | counts if done else {})})
        return
    _print_one(read)
    if done:
        print_line(f"报告 {done['report']}：已采用 {taken} 项，留下 {left} 项待核对")
    else:
        print_line(f"可直接采用 {taken} 项，待核对 {left} 项")


def _print_one(read: _ReadFiles) -> None:
    proposal = read.proposal
    print_line(f"{proposal.file} {proposal.title}".strip())
    for item in proposal.items:
        parts = (
            item.label,
            _shown(item.place, read.before[item.place]),
            "→",
            _proposed_words(item),
        )
        source = f"{item.source.where} {item.source.original}".strip()
        doubt = f"待核：{item.doubt}" if item.doubt else ""
        print_line("\t".join(part for part in (*parts, source, doubt) if part))
    for missed in proposal.unplaced:
        print_line(f"没有读入\t{missed.where}\t{missed.text}\t{missed.why}")
    for note in proposal.all_notes:
        print_line(f"说明\t{note}")


def _as_data(read: _ReadFiles) -> dict[str, Any]:
    proposal = read.proposal
    return {
        "file": proposal.file,
        "title": proposal.title,
        "items": [_item(item, read) for item in proposal.items],
        "unplaced": [{"where": u.where, "text": u.text, "why": u.why} for u in proposal.unplaced],
        "notes": list(proposal.all_notes),
    }


def _item(item: Proposed, read: _ReadFiles) -> dict[str, Any]:
    return {
        "field": str(item.place),
        "label": item.label,
        "now": _shown(item.place, read.before[item.place]),
        "proposed": _proposed_words(item),
        "state": item.state(read.before).value,
        "source": {"file": item.source.file, "where": item.source.where},
        "original": item.source.original,
        "doubt": item.doubt,
        "instead": _shown(item.place, item.instead),
    }


def _proposed_words(item: Proposed) -> str:
    return _shown(item.place, item.value)


def _shown(place: Place, value: Value | None) -> str:
    field = FORM.field_at(place)
    return "" if field is None else field.show(value)


# The function behind each command.


ACTIONS: dict[str, Callable[[CommandContext, Namespace], int]] = {
    "sample": sample,
    "list": list_reports,
    "export": export,
    "dump": dump,
    "load": load,
    "check": check,
    "import": import_files,
    "new-year": new_year,
    "package": package,
    "collect": collect_folders,
    "backup": backup,
    "backups": list_all,
    "restore": restore,
    "doctor": doctor,
}
"""By the word of the command; each returns the exit code."""
