"""The function behind each command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.commands.check import check
from pingkou_gui.commands.collect import collect_folders
from pingkou_gui.commands.export import export
from pingkou_gui.commands.importing import import_files, new_year
from pingkou_gui.commands.package import package
from pingkou_gui.commands.reports import dump, list_reports, load, sample

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from pingkou_gui.commands.command import Desk

ACTIONS: dict[str, Callable[[Desk, Namespace], int]] = {
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
}
"""By the word of the command; each returns the exit code."""
