"""The composition root: read the command line, run a command or open the window."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from pingkou_gui import __version__
from pingkou_gui.cli import DONE, UNUSABLE, CommandContext, parse, print_error, print_line, usage
from pingkou_gui.desktop import missing_library, require_desktop, steady_hashes
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import default_data_folder
from pingkou_gui.store.database import DamagedBackupError, DamagedDatabaseError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pingkou_gui.cli import WrittenPdf
    from pingkou_gui.report.json_format import Record


_WASTE = 500_000
"""New objects after which a command looks for waste: what it reads and makes is kept until it ends,
and to go through all of that again and again takes a quarter of the time of a large report."""


def main(words: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 done, 1 findings that must be mended, 2 unusable input.

    A window returns its own.
    """
    given = sys.argv[1:] if words is None else list(words)
    try:
        return _run(parse(given))
    except KnownError as error:
        print_error(_sentences(error))
        return UNUSABLE


def _sentences(error: KnownError) -> str:
    """Return the sentences of an error as a command line says them, which has no menu."""
    if isinstance(error, DamagedDatabaseError) and not isinstance(error, DamagedBackupError):
        return f"{error.happened}。用 doctor 救出能读的内容，或者用 restore 恢复备份"
    return str(error)


def _run(args: Namespace) -> int:
    if args.help or args.version:
        print_line(usage() if args.help else __version__)
        return DONE
    if args.selftest:
        return _selftest()
    folder = args.data or default_data_folder()
    if not args.command:
        return _open_window(args, folder)
    from pingkou_gui.cli_reports import ACTIONS  # noqa: PLC0415 - a window needs none

    gc.set_threshold(_WASTE)
    with CommandContext(folder, _export_pdf) as context:
        return ACTIONS[args.command](context, args)


def _export_pdf(record: Record, target: Path, part: str | None, *, written: datetime) -> WrittenPdf:
    """Write PDF; Qt is loaded here, as for a window.

    Raises:
        KnownError: A library of the system that Qt needs is missing.
    """
    steady_hashes()
    try:
        from pingkou_gui.ui.pdf_export import export_pdf  # noqa: PLC0415 - see above
    except ImportError as error:  # a bare server lacks what Qt draws with
        known = missing_library(str(error))
        if known is None:
            raise
        raise KnownError("这台电脑缺少画页面用的系统库，没有写出 PDF", known.remedy) from error
    return export_pdf(record, target, part, written=written)


def _selftest() -> int:
    """Run the self-test; what it tries is loaded here, so that a window need not wait for it."""
    from pingkou_gui.selftest import selftest  # noqa: PLC0415 - see above

    return selftest(_export_pdf)


def _open_window(args: Namespace, folder: Path) -> int:
    """Open the window; Qt is loaded here, so that commands need neither it nor a desktop.

    Raises:
        KnownError: There is no desktop, or a library of the system that Qt needs is missing.
    """
    require_desktop()
    steady_hashes()
    gc.disable()  # what a start makes stays: looked through for waste once, when the page stands
    try:
        from pingkou_gui.ui.application import run_window  # noqa: PLC0415 - see above
    except ImportError as error:
        known = missing_library(str(error))
        if known is None:
            raise
        raise known from error
    return run_window(folder, quit_after_show=args.quit_after_show, opened=args.opened)


if __name__ == "__main__":
    sys.exit(main())
