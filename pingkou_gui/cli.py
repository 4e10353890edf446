"""The command line: arguments, output, and which function serves each command.

Every refusal is one Chinese sentence and exit code 2.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, Protocol, Self

from pingkou_gui.errors import KnownError, TargetError, UnusableFileError
from pingkou_gui.paths import FILE_TYPES
from pingkou_gui.store.backups import open_reports
from pingkou_gui.store.database import Access, DataFolderLock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from types import TracebackType
    from typing import TextIO

    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.report.json_format import Record
    from pingkou_gui.store.reports import ReportStore


# What a command is, and what it is given to work with.


class WrittenPdf(Protocol):
    """What the console tells of a PDF that was written; made by the room that knows Qt."""

    @property
    def target(self) -> Path:
        """Where it was written."""

    @property
    def pages(self) -> int:
        """The number of its pages."""

    @property
    def substitutes(self) -> tuple[str, ...]:
        """Sentences on the fonts that stand in for those of the county."""

    @property
    def lacking(self) -> str:
        """Characters that no font here has."""

    @property
    def status(self) -> ReportStatus:
        """Findings, gaps and blank cells of the report it was made of."""


class PdfExport(Protocol):
    """Writes a report, or a part of it, as PDF."""

    def __call__(
        self, record: Record, target: Path, part: str | None, *, written: datetime
    ) -> WrittenPdf:
        """Write it as made at `written`; KnownError or TargetError where it cannot be written."""


DONE, FINDINGS, UNUSABLE = 0, 1, 2
"""Exit codes: done, something is left for a person to see to, input that cannot be used."""
EXIT_CODES = (
    "退出码：0 完成；1 有要处理的：必须改的、没填的、读到却存疑的、没交的；2 给的东西用不了。"
)


class CommandContext:
    """The data folder of one run; the database opens when it is first needed, for reading only."""

    def __init__(self, folder: Path, pdf: PdfExport | None = None) -> None:
        """Work in `folder`; `pdf` writes pages as PDF, which needs Qt and is not known here."""
        self.folder = folder
        self._pdf = pdf
        self._store: ReportStore | None = None
        self._lock: DataFolderLock | None = None

    def __enter__(self) -> Self:
        """Return the context itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        if self._store is not None:
            self._store.close()
        if self._lock is not None:
            self._lock.release()

    @property
    def store(self) -> ReportStore:
        """The reports of the data folder."""
        if self._store is None:
            self._store = open_reports(self.folder, Access.READ)
        return self._store

    def export_pdf(
        self, record: Record, target: Path, part: str | None, *, written: datetime
    ) -> WrittenPdf:
        """Write a report, or the part of that name, as PDF made at `written`.

        Raises:
            KnownError: This program cannot draw pages here, or the report has no such part.
        """
        if self._pdf is None:
            raise KnownError("这里不能写出 PDF", "改为导出 Word：文件名以 .docx 结尾")
        return self._pdf(record, target, part, written=written)

    def begin_writing(self) -> ReportStore:
        """Take the data folder and return its reports, to be changed; there is one writer at most.

        Raises:
            KnownError: A window, or another command, has the folder.
        """
        if self._lock is None:
            self._lock = DataFolderLock.acquire(self.folder)
            if self._lock is None:
                raise KnownError(
                    f"窗口或另一个命令正在用“{self.folder}”里的报告，没有改动",
                    "先关掉窗口再执行；只看不改的命令不用关",
                )
            if self._store is not None:
                self._store.close()
            self._store = open_reports(self.folder)
        return self.store

    def record(self, number: str) -> tuple[int, Record]:
        """Return the report with that number; `last` is the one opened last.

        Raises:
            KnownError: There is no such report.
        """
        known = self.store.summaries()
        wanted = str(known[0].id) if number == "last" and known else number
        if wanted not in {str(summary.id) for summary in known}:
            raise KnownError(f"没有编号为 {number} 的报告", "用 list 查看已有的报告")
        return int(wanted), self.store.load(int(wanted))


class Command(NamedTuple):
    """A word of the command line: `arguments` as (name, help), `flags` as (--name, help).

    A name in brackets may be left out, a name or flag that ends in … may be given more than once.
    A flag whose help names a 〈value〉 takes one.
    """

    name: str
    help: str
    arguments: tuple[tuple[str, str], ...] = ()
    flags: tuple[tuple[str, str], ...] = ()


# Every command with its help; `actions` has the function behind each.


_REPORT = ("REPORT", "编号")
_JSON = ("--json", "以 json 列出")

COMMANDS: tuple[Command, ...] = (
    Command("sample", "载入示例报告，显示它的编号"),
    Command("list", "列出报告", flags=(_JSON,)),
    Command(
        "export",
        "写出 Word 文件，或者 PDF 文件",
        (_REPORT, ("FILE", "docx 或 pdf 文件")),
        (
            ("--part", "〈report或附件号〉PDF 只要正文（report）或一个附件（1、2、3…）"),
            ("--public", "Word 文件里不带报告数据，用于公开"),
            ("--overwrite", "旧文件写出后在 Word 里改过也照样换掉"),
        ),
    ),
    Command("dump", "把报告的全部数据写成 json", (_REPORT, ("FILE", "json 文件"))),
    Command(
        "load",
        "载入 json、本程序写出的 Word 或上报包，显示新报告的编号",
        (("FILE", "json、docx 或 jxbg 文件"),),
    ),
    Command(
        "check",
        "检查报告（编号），或体检一份 docx、txt",
        (("REPORT", "编号或文件"),),
        (
            _JSON,
            ("--corrected", "〈docx 文件〉体检 docx 时，把能逐字改的以修订写进这个副本"),
        ),
    ),
    Command(
        "import",
        "列出文件里读到的内容；加 --apply 采用没有冲突的",
        (("FILE…", "上年报告、决算表、目标申报表"),),
        (
            ("--into", "〈编号〉读入这份报告，不写就新建"),
            _JSON,
            ("--apply", "采用没有冲突的；由本程序写出的 Word 原样恢复"),
        ),
    ),
    Command(
        "new-year",
        "由上年报告新建下一年的报告，显示编号",
        (_REPORT,),
        (("--again", "已经有同单位同年度的报告，也再建一份"),),
    ),
    Command(
        "package",
        "打成上报包：Word、数据、检查结果在一个文件里",
        (_REPORT, ("FILE", "上报包文件")),
        (("--reason", "〈原因〉还有必改、还差时，写明为什么现在就要上报"),),
    ),
    Command(
        "collect",
        "把各单位的上报包和 Word 汇总成一个工作簿",
        (("FOLDER…", "文件夹"),),
        (
            ("--to", "〈xlsx 文件〉汇总表写到这里"),
            ("--sqlite", "〈db 文件〉同时写一个 SQLite 文件"),
            ("--scheme…", "〈方案文件〉按其中的单位名单和截止日核对；几个县的，写几次"),
            ("--status", "〈xlsx 文件〉报送情况另写一个表，可以发给各单位"),
            ("--year", "〈年度〉不写就按收到最多的年度"),
            ("--thorough", "逐份重新核对检查结果和包里的 Word，较慢"),
            _JSON,
        ),
    ),
    Command(
        "backup",
        "备份全部报告，窗口开着也可以",
        (),
        (("--to", "〈db 文件〉写到这个文件，不写就放进备份文件夹"),),
    ),
    Command("backups", "列出备份", flags=(_JSON,)),
    Command(
        "restore",
        "恢复一份备份的全部报告；加 --report 只恢复一份，放在现有报告旁边",
        (("BACKUP", "备份的编号或文件"),),
        (("--report", "〈编号〉只恢复备份里的这份报告，显示新编号"),),
    ),
    Command("doctor", "检查数据文件和备份；损坏了就救出能读的内容"),
)
"""Every command, in the order of the help."""


# Read the command line; every refusal is one Chinese sentence and exit code 2.


_VALUE = re.compile("〈[^〉]*〉")
OPEN = "open"
"""The word before a file in what the installers register for a double click."""

WINDOW_FLAGS = (
    ("--data", "〈文件夹〉程序写的一切都放在这个文件夹里"),
    ("--quit-after-show", "窗口可用后立即退出，用于测量启动时间"),
    ("--selftest", "自检：新建、填写、写出 Word 和 PDF、读回，然后退出"),
    ("--version", "显示版本号"),
    ("--help", "显示这些说明"),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise KnownError(_in_chinese(message), "用 --help 查看写法")


_SAYINGS = (
    (re.compile("arguments are required: (.+)"), "命令行少写了{}"),
    (re.compile("unrecognized arguments: (.+)"), "命令行里认不出“{}”"),
    (re.compile("invalid choice: '(.*?)'"), "认不出命令“{}”"),
    (re.compile("argument (--[^:]+): expected"), "{} 后面少写了内容"),
    (re.compile("argument (--[^:]+): ignored"), "{} 后面不写内容"),
)
"""What argparse says, and how a clerk reads it."""


def _in_chinese(message: str) -> str:
    for pattern, words in _SAYINGS:
        if found := pattern.search(message):
            return words.format(found[1].replace(", ", "、"))
    return "命令行写得不对"


def usage() -> str:
    """Return the help text."""
    lines = ["用法：pingkou-gui [--data 文件夹] [命令…]", "", "不写命令时打开窗口。", ""]
    for command in COMMANDS:
        words = [command.name, *(name for name, _ in command.arguments)]
        words += [f"[{_flag(flag, text)}]" for flag, text in command.flags]
        lines += [f"  {' '.join(words)}", f"      {command.help}"]
    lines.append("")
    lines += [f"  {_flag(flag, text):<24}{_VALUE.sub('', text)}" for flag, text in WINDOW_FLAGS]
    lines += ["", EXIT_CODES]
    return "\n".join(lines)


def _flag(flag: str, text: str) -> str:
    value = _VALUE.search(text)
    return f"{flag.rstrip('…')} {value[0]}{flag[len(flag.rstrip('…')) :]}" if value else flag


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return what the command line says; `command` is None for the window.

    Raises:
        KnownError: It says something that the program does not know.
    """
    parser = _Parser(prog="pingkou-gui", add_help=False, allow_abbrev=False)
    _add_flags(parser, WINDOW_FLAGS)
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)
    for command in (each for each in COMMANDS if each.name in words):
        below = commands.add_parser(command.name, add_help=False, allow_abbrev=False)
        _add_arguments(below, command)
    rest, opened = _own_file_in(list(words))
    found = parser.parse_args(rest)
    found.opened = opened
    if found.data is not None and not found.data.strip():
        raise KnownError("--data 后面的文件夹名是空的", "写上文件夹，或者去掉 --data")
    found.data = None if found.data is None else Path(found.data)
    return found


def _own_file_in(words: list[str]) -> tuple[list[str], Path | None]:
    """Return the words without the file to open in the window, and that file."""
    if not any(word in {command.name for command in COMMANDS} for word in words):
        for at, word in enumerate(words):
            if _is_own_file(word):
                start = at - 1 if at and words[at - 1] == OPEN else at
                return [*words[:start], *words[at + 1 :]], Path(word)
    return words, None


def _is_own_file(word: str) -> bool:
    """Tell whether a word names a file of a kind that the program opens in its window."""
    return word.lower().endswith(tuple(kind.extension for kind in FILE_TYPES))


def _add_arguments(parser: argparse.ArgumentParser, command: Command) -> None:
    for name, shown in command.arguments:
        plain = name.strip("[]…").lower()
        many = "*" if name.startswith("[") else "+"
        number = many if "…" in name else "?" if name.startswith("[") else None
        if number is None:
            parser.add_argument(plain, metavar=shown)
        else:
            parser.add_argument(plain, nargs=number, metavar=shown)
    _add_flags(parser, command.flags)


def _add_flags(parser: argparse.ArgumentParser, flags: tuple[tuple[str, str], ...]) -> None:
    for flag, text in flags:
        if flag.endswith("…"):
            parser.add_argument(flag.rstrip("…"), action="append", default=[])
        elif "〈" in text:
            parser.add_argument(flag)
        else:
            parser.add_argument(flag, action="store_true")


# Say things on the console, whatever code page it has.


def print_line(text: str) -> None:
    """Print a line for whoever runs the command."""
    _write(sys.stdout, text)


def print_error(text: str) -> None:
    """Print a line about what is wrong."""
    _write(sys.stderr, text)


def print_json(data: object) -> None:
    """Print data for another program."""
    print_line(json.dumps(data, ensure_ascii=False, indent=1))


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # a windowed program on Windows has no console
        return
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:  # whoever reads has read enough: `list | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


# Files as they are named on the command line.


def source_path(name: str) -> Path:
    """Return the file to read.

    Raises:
        UnusableFileError: No file is named.
    """
    if not name.strip():
        raise UnusableFileError("文件名是空的", "写上要读的文件")
    return Path(name)


def target_path(name: str, ending: str) -> Path:
    """Return the file to write; its name must say what it is.

    Another ending would open in the wrong program; one put on unasked would leave a file that
    nobody named.

    Raises:
        TargetError: The name is empty or ends otherwise.
    """
    if not name.strip():
        raise TargetError("文件名是空的", f"写上文件名，以 {ending} 结尾")
    path = Path(name)
    if path.suffix.lower() != ending:
        bare = path.stem.lower() == ending  # nothing stands before the point
        better = f"{'报告' if bare else path.stem}{ending}"
        raise TargetError(f"写出的文件以 {ending} 结尾，“{path.name}”不是", f"写成“{better}”")
    return path
