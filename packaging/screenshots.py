"""Pictures of every screen from the sample report.

`python packaging/screenshots.py FOLDER [LOOK…] [SCREEN…]`: light, dark and high contrast at
100 %, light at 125, 150 and 200 %, as on a screen of 1366 x 768; words pick looks (`dark-100`),
screens (`imports`) and another screen (`1280x720`), without them all are taken. With
`QT_QPA_PLATFORM=xcb` they are taken as the system draws them.
"""

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

LOOKS = (
    (Appearance.LIGHT, 100),
    (Appearance.DARK, 100),
    (Appearance.CONTRAST, 100),
    (Appearance.LIGHT, 125),
    (Appearance.LIGHT, 150),
    (Appearance.LIGHT, 200),
)
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
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    speak_chinese(app)
    install_theme(app, Appearance.LIGHT)
    with tempfile.TemporaryDirectory() as data:
        window = MainWindow(Path(data), Settings(Path(data)))
        window.show()
        window.show_start()
        stage = Stage(window, folder, Path(data))
        stage.size = next((SIZES[word] for word in sys.argv[2:] if word in SIZES), stage.size)
        if _wanted("start", set(SCREENS)):
            stage.look = "first-run"
            stage.shoot("start")
        stage.report = window.store.create(read_record(asset(SAMPLE)), "示例")
        for appearance, percent in LOOKS:
            stage.look = f"{appearance.name.lower()}-{percent}"
            if _wanted(stage.look, {f"{a.name.lower()}-{p}" for a, p in LOOKS}):
                theme().set_appearance(appearance)
                theme().set_percent(percent)
                _shoot_all(stage)
        window.close()


def _shoot_all(stage: Stage) -> None:
    for name, shoot in SCREENS.items():
        if _wanted(name, set(SCREENS)):
            shoot(stage)


def _wanted(name: str, known: set[str]) -> bool:
    """Return whether the command line names it, or none of its kind."""
    named = known.intersection(sys.argv[2:])
    return not named or name in named


if __name__ == "__main__":
    main()
