"""Pictures of every screen from the sample report: `python packaging/screenshots.py FOLDER`.

Light, dark and high contrast at 100 %, light at 150 and 200 %; each 1366 x 697, what a small
office screen leaves to a program.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pingkou_gui.assets import asset
from pingkou_gui.spec.form import FORM
from pingkou_gui.ui.main_window.files import SAMPLE, read_record
from pingkou_gui.ui.main_window.places import OVERVIEW
from pingkou_gui.ui.main_window.settings import Settings
from pingkou_gui.ui.main_window.window import REPORTS, MainWindow
from pingkou_gui.ui.theme import Appearance, install_theme, theme
from pingkou_gui.ui.theme.chinese import speak_chinese

SIZE = (1366, 697)
LOOKS = (
    (Appearance.LIGHT, 100),
    (Appearance.DARK, 100),
    (Appearance.CONTRAST, 100),
    (Appearance.LIGHT, 150),
    (Appearance.LIGHT, 200),
)
_SETTLING = 250


def shoot(window: MainWindow, target: Path) -> None:
    """Write a picture of the window as it is."""
    window.resize(*SIZE)
    QTest.qWait(_SETTLING)
    window.grab().save(str(target))
    print(target)


def shoot_all(window: MainWindow, folder: Path, look: str) -> None:
    """Write a picture of the start screen, the list, every page and the overview."""
    window.show_start()
    shoot(window, folder / f"{look}-0-start.png")
    window.shell.show_page(REPORTS)
    shoot(window, folder / f"{look}-0-reports.png")
    window.open_report(window.store.summaries()[0].id)
    for number, page in enumerate(FORM.pages, 1):
        window.shell.show_page(page.key)
        if page.sections[0].fields and not page.sections[0].repeated():
            window.report.jump(page.sections[0].fields[0].at())
            QTest.qWait(1500)
        shoot(window, folder / f"{look}-{number}-{page.key}.png")
    window.shell.show_page(OVERVIEW)
    shoot(window, folder / f"{look}-7-overview.png")


def main() -> None:
    """Write all pictures into the folder given, `screenshots` without one."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    wanted = sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    speak_chinese(app)
    install_theme(app, Appearance.LIGHT)
    with tempfile.TemporaryDirectory() as data:
        window = MainWindow(Path(data), Settings(Path(data)))
        window.show()
        window.show_start()
        shoot(window, folder / "first-run.png")
        window.store.create(read_record(asset(SAMPLE)), "示例")
        for appearance, percent in LOOKS:
            look = f"{appearance.name.lower()}-{percent}"
            if wanted and look not in wanted:
                continue
            theme().set_appearance(appearance)
            theme().set_percent(percent)
            shoot_all(window, folder, look)
        window.close()


if __name__ == "__main__":
    main()
