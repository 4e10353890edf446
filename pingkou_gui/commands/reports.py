"""Commands on the reports of the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.assets import asset
from pingkou_gui.commands.command import DONE, Desk
from pingkou_gui.commands.output import say, say_json
from pingkou_gui.domain.record import LARGEST, from_json, to_json
from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from argparse import Namespace

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
    from pingkou_gui.document.target import write_safely  # noqa: PLC0415 - only when written

    _, record = desk.record(args.report)
    write_safely(Path(args.file), to_json(record).encode())
    return DONE


def load(desk: Desk, args: Namespace) -> int:
    """Make a report of a json file and print its number."""
    say(str(desk.store.create(from_json(read_text(Path(args.file))))))
    return DONE
