"""Pictures of every screen from the sample report.

`python packaging/screenshots.py FOLDER [LOOK…] [SCREEN…]`: light, dark and high contrast at
100 %, light at 125, 150 and 200 %, as on a screen of 1366 x 768; words pick looks (`dark-100`),
screens (`imports`) and another screen (`1280x720`), without them all are taken. With
`QT_QPA_PLATFORM=xcb` they are taken as the system draws them.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault(
    "QT_QPA_PLATFORM",
    "offscreen:configfile="
    + str(
        Path(__file__).parent
        / "pictures"
        / ("small-office-screen.json" if "1280x720" in sys.argv else "office-screen.json")
    ),
)

from pictures import dialogs, screens
from pictures.stage import SIZES, Stage
from PySide6.QtWidgets import QApplication

from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import Appearance, install_theme, speak_chinese, theme
from pingkou_gui.ui.window.main_window import MainWindow

LOOKS = {
    f"{appearance.name.lower()}-{percent}": (appearance, percent)
    for appearance, percent in (
        (Appearance.LIGHT, 100),
        (Appearance.DARK, 100),
        (Appearance.CONTRAST, 100),
        (Appearance.LIGHT, 125),
        (Appearance.LIGHT, 150),
        (Appearance.LIGHT, 200),
    )
}
SCREENS = {
    "readme": screens.readme,
    "start": screens.start,
    "year": screens.year,
    "help": dialogs.help_,
    "pages": screens.pages,
    "panes": screens.panes,
    "new-year": screens.new_year,
    "years": screens.years,
    "imports": screens.imports,
    "checkup": screens.checkup,
    "import-dialogs": dialogs.imports,
    "about": dialogs.about,
    "diagnosis": dialogs.diagnosis,
    "send": dialogs.send_package,
    "editor": dialogs.editor,
    "offer": dialogs.offer,
    "collect": dialogs.collect,
    "safety": dialogs.safety,
}


def main() -> None:
    """Write the pictures wanted into the folder given, `screenshots` without one."""
    words = _arguments()
    words.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    speak_chinese(app)
    install_theme(app, Appearance.LIGHT)
    with tempfile.TemporaryDirectory() as data:
        window = MainWindow(Path(data), Settings(Path(data)))
        window.show()
        window.show_start()
        stage = Stage(window, words.folder, Path(data))
        stage.size = next((SIZES[word] for word in words.wanted if word in SIZES), stage.size)
        screens = _chosen(words.wanted, list(SCREENS))
        if "start" in screens:
            stage.look = "first-run"
            stage.shoot("start")
        stage.report = window.store.create(read_record(asset(SAMPLE)), "示例")
        for look in _chosen(words.wanted, list(LOOKS)):
            stage.look = look
            appearance, percent = LOOKS[look]
            theme().set_appearance(appearance)
            theme().set_percent(percent)
            for name in screens:
                SCREENS[name](stage)
        window.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = [*LOOKS, *SCREENS, *SIZES]
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument(
        "wanted", nargs="*", metavar="WORD", help=f"what is taken: {', '.join(known)}"
    )
    words = parser.parse_args()
    if unknown := set(words.wanted) - set(known):
        parser.error(f"no such look, screen or size: {', '.join(sorted(unknown))}")
    return words


def _chosen(wanted: list[str], known: list[str]) -> list[str]:
    """Return those of the known that are wanted, all where none of them is."""
    return [name for name in known if name in wanted] or known


if __name__ == "__main__":
    main()
