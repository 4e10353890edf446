"""Read files into a report, and begin the next year from last year's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pingkou_gui.commands.command import DONE, FINDINGS, Desk
from pingkou_gui.commands.output import say, say_json
from pingkou_gui.commands.paths import source
from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.new_year import new_year as turned
from pingkou_gui.domain.proposal import Proposal, State, accept
from pingkou_gui.domain.record import Record
from pingkou_gui.domain.report import Change, Report
from pingkou_gui.importers.last_year import read_report
from pingkou_gui.importers.sniff import REPORT, TARGETS, kind_of
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.importers.targets import read_targets
from pingkou_gui.importers.workbook import read_workbook
from pingkou_gui.opening import OpenedWord, open_word
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.overview import Unit

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from pingkou_gui.domain.proposal import Proposed
    from pingkou_gui.spec.place import Place
    from pingkou_gui.spec.values import Value

STEP = "读入文件"
"""What the menu calls the one step of the history."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file's proposal, the report it was made for, and what is taken of it."""

    proposal: Proposal
    before: Report
    taken: tuple[Proposed, ...]

    @property
    def left(self) -> int:
        """How many values wait for the clerk: in doubt, or against what is there."""
        changed = [i for i in self.proposal.items if i.state(self.before) is not State.SAME]
        return len(changed) - len(self.taken)


def import_files(desk: Desk, args: Namespace) -> int:
    """Print what files propose; with --apply take what has no conflict, in one step."""
    paths = [source(name) for name in args.file]
    if not args.into and len(paths) == 1:
        opened = _own_word(paths[0])
        if opened is not None and opened.record is not None:
            return _restore(desk, args, opened, opened.record)
    number, record = desk.record(args.into) if args.into else (None, Record(Report(), ""))
    reads, change = _read_all(desk, paths, number, record.report)
    done = {}
    if args.apply:
        done = {"report": _keep(desk, number, record, change)}
    _print(args, reads, done)
    return FINDINGS if any(read.left for read in reads) else DONE


def new_year(desk: Desk, args: Namespace) -> int:
    """Make the next year's report of one and print its number."""
    _, record = desk.record(args.report)
    say(str(desk.store.create(turned(record))))
    return DONE


def read_file(path: Path, report: Report) -> Proposal:
    """Return what a file proposes, by the reader for its kind.

    Raises:
        UnusableFileError: No reader can use it; the sentence says how to save it.
    """
    kind = kind_of(path)
    if kind == REPORT:
        return read_report(read_source(path), report)
    return read_targets(path, report) if kind == TARGETS else read_workbook(path, report)


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


def _read_all(
    desk: Desk, paths: list[Path], number: int | None, report: Report
) -> tuple[list[_Read], Change]:
    """Return each file's proposal after those before it were taken, and the change of all."""
    free = 1 if number is None else desk.store.next_row(number)
    reads: list[_Read] = []
    whole = Change({}, {})
    for path in paths:
        proposal = read_file(path, report)
        taken = proposal.without_conflict(report)
        draft = Draft(report, first_free_row=max(free, report.last_row + 1))
        accept(draft, proposal, taken)
        reads.append(_Read(proposal, report, taken))
        whole, report = whole.then(draft.change), report.apply(draft.change)
    return reads, whole


def _keep(desk: Desk, number: int | None, record: Record, change: Change) -> int:
    if number is None:
        return desk.store.create(Record(record.report.apply(change), record.scheme))
    if change:
        desk.store.save(number, change, STEP)
    return number


def _restore(desk: Desk, args: Namespace, opened: OpenedWord, record: Record) -> int:
    """Bring back the report a Word file carries, and show what was edited in it since."""
    number = desk.store.create(record) if args.apply else None
    edits = [{"where": d.where, "written": d.written, "found": d.found} for d in opened.differences]
    if args.json:
        unit, year = record.report[Unit.name.at()], record.report[Unit.year.at()]
        say_json({"unit": unit, "year": year, "report": number, "differences": edits})
    else:
        say("这个文件由本程序写出，带有全部填报数据")
        for edit in edits:
            say(f"{edit['where']}\t数据：{edit['written']}\t文件：{edit['found']}")
        say(f"写出后改动 {len(edits)} 处")
        say(f"已恢复为报告 {number}" if args.apply else "加 --apply 恢复")
    return FINDINGS if edits else DONE


def _print(args: Namespace, reads: list[_Read], done: dict[str, int]) -> None:
    if args.json:
        files = [_as_data(read) for read in reads]
        counts = {"taken": sum(len(r.taken) for r in reads), "left": sum(r.left for r in reads)}
        say_json({"files": files, **(done | counts if done else {})})
        return
    for read in reads:
        _print_one(read)
    taken, left = sum(len(r.taken) for r in reads), sum(r.left for r in reads)
    if done:
        say(f"报告 {done['report']}：已采用 {taken} 项，留下 {left} 项待核对")
    else:
        say(f"可直接采用 {taken} 项，待核对 {left} 项")


def _print_one(read: _Read) -> None:
    proposal = read.proposal
    say(f"{proposal.file} {proposal.title}".strip())
    for item in proposal.items:
        parts = (item.label, _shown(item.place, read.before[item.place]), "→", _told(item))
        source = f"{item.source.where} {item.source.original}".strip()
        doubt = f"待核：{item.doubt}" if item.doubt else ""
        say("\t".join(part for part in (*parts, source, doubt) if part))
    for missed in proposal.unplaced:
        say(f"没有读入\t{missed.where}\t{missed.text}\t{missed.why}")
    for note in proposal.notes:
        say(f"说明\t{note}")


def _as_data(read: _Read) -> dict[str, Any]:
    proposal = read.proposal
    return {
        "file": proposal.file,
        "title": proposal.title,
        "items": [_item(item, read) for item in proposal.items],
        "unplaced": [{"where": u.where, "text": u.text, "why": u.why} for u in proposal.unplaced],
        "notes": list(proposal.notes),
    }


def _item(item: Proposed, read: _Read) -> dict[str, Any]:
    return {
        "field": str(item.place),
        "label": item.label,
        "now": _shown(item.place, read.before[item.place]),
        "proposed": _told(item),
        "state": item.state(read.before).value,
        "source": {"file": item.source.file, "where": item.source.where},
        "original": item.source.original,
        "doubt": item.doubt,
        "instead": _shown(item.place, item.instead),
    }


def _told(item: Proposed) -> str:
    return _shown(item.place, item.value)


def _shown(place: Place, value: Value | None) -> str:
    field = FORM.field_at(place)
    return "" if field is None else field.show(value)
