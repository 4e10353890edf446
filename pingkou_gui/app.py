"""The composition root: read the command line, run a command or open the window."""

# ruff: noqa: PLC0415 - the window waits for nothing that only a command needs, nor the other way

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from pingkou_gui.commands.window_start import WindowStart, window_start
from pingkou_gui.data_folder import default_data_folder
from pingkou_gui.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pingkou_gui.commands.command import WrittenPdf
    from pingkou_gui.domain.record import Record


def main(words: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 done, 1 findings that must be mended, 2 unusable input.

    A window ends the process with its own.
    """
    given = sys.argv[1:] if words is None else words
    start = window_start(given)
    if start is not None:
        _open_window(start)
    return _run(given)


def _open_window(start: WindowStart) -> NoReturn:
    from pingkou_gui.qt_loading import load_qt

    gc.disable()  # nothing that start-up makes is garbage; `run_window` begins to look again
    load_qt()
    from pingkou_gui.ui.application import run_window

    folder = start.data or default_data_folder()
    _end(run_window(folder, quit_after_show=start.quit_after_show, opened=start.opened))


def _end(code: int) -> NoReturn:
    """End the process at once: all is saved, the rest would only be taken apart piece by piece."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a windowed program on Windows has no console
            stream.flush()
    os._exit(code)


def _run(words: Sequence[str]) -> int:
    from pingkou_gui.commands.command import DONE, UNUSABLE, Desk
    from pingkou_gui.commands.output import complain, say
    from pingkou_gui.commands.parser import parse, usage
    from pingkou_gui.exchange.readers.word import SECOND_READER

    if list(words) == [SECOND_READER]:
        _serve()
    try:
        args = parse(words)
        if args.help or args.version:
            from pingkou_gui import __version__

            say(usage() if args.help else __version__)
            return DONE
        if args.selftest:
            from pingkou_gui.selftest import selftest

            return int(selftest())
        if not args.command:
            _open_window(WindowStart(args.data, args.quit_after_show, args.opened))
        with Desk(args.data or default_data_folder(), _export_pdf) as desk:
            return int(args.run(desk, args))
    except KnownError as error:
        complain(str(error))
        return UNUSABLE


def _export_pdf(record: Record, target: Path, part: str | None) -> WrittenPdf:
    try:
        from pingkou_gui.ui.pdf_export import export_pdf
    except ImportError as error:  # a bare server lacks what Qt draws with
        raise KnownError(
            "这台电脑缺少画页面用的系统库，没有写出 PDF",
            "装上 libegl1、libgl1、libxkbcommon0、libfontconfig1 后再试，或者导出 Word",
        ) from error
    return export_pdf(record, target, part)


def _serve() -> NoReturn:
    from pingkou_gui.exchange.readers.serving import serve

    try:
        if sys.stdin is not None and sys.stdout is not None:
            serve(sys.stdin.buffer, sys.stdout.buffer)
    finally:  # its other thread may still listen, and must not be waited for
        _end(0)


if __name__ == "__main__":
    sys.exit(main())
