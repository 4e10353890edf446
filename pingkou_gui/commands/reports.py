"""Commands on the reports of the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.assets import asset
from pingkou_gui.commands.command import DONE, FINDINGS, Desk
from pingkou_gui.commands.output import complain, say, say_json
from pingkou_gui.commands.paths import source, target
from pingkou_gui.county.returns import read_package
from pingkou_gui.document.target import write_safely
from pingkou_gui.domain.record import LARGEST, from_json, to_json
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.file_types import RETURN_PACKAGE
from pingkou_gui.opening import open_word

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from pingkou_gui.domain.record import Record

SAMPLE_FILE = "sample/pingkou-2023.json"


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


def sample(desk: Desk, _args: Namespace) -> int:
    """Make a report of the sample and print its number."""
    say(str(desk.store.create(from_json(read_text(asset(SAMPLE_FILE))), "示例")))
    return DONE


def list_reports(desk: Desk, args: Namespace) -> int:
    """Print the reports, the last one opened first."""
    summaries = desk.store.summaries()
    if args.json:
        say_json(
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
        say(f"{summary.id}\t{summary.title}")
    return DONE


def dump(desk: Desk, args: Namespace) -> int:
    """Write all the data of a report into a json file."""
    path = target(args.file, ".json")
    _, record = desk.record(args.report)
    write_safely(path, to_json(record).encode())
    return DONE


def load(desk: Desk, args: Namespace) -> int:
    """Make a report of a file that carries one and print its number; 1 where its words differ."""
    path = source(args.file)
    record, edited = _carried_by(path)
    say(str(desk.store.create(record)))
    if edited:
        complain(f"写出后在 Word 里改过 {edited} 处，没有读入。用 import 查看，在报告里照改")
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
