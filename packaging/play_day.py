"""The clerk's day played again with real keys, counted: `python packaging/play_day.py [WAY…]`.

Ways: `blank` (the first year, typed and pasted into an empty report), `stored` (last year's report is in the program), `files` (last year's is a Word file from
elsewhere), `word` (a copy of last year's Word file is retyped; counted, not played). Needs Xvfb,
openbox and xdotool. What comes out is compared with the report that was aimed at.
"""

import argparse
import os
import sys
import tempfile
import threading
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["QT_QPA_PLATFORM"] = "xcb"

from clerks_day.days_reports import two_years
from clerks_day.played_ways import Day, from_blank, from_files, from_store
from clerks_day.real_keys import Hands, Screen, missing_tools
from clerks_day.word_copy import places_to_retype
from PySide6.QtWidgets import QApplication

from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import Appearance, install_theme, speak_chinese
from pingkou_gui.ui.window.main_window import MainWindow

WAYS = {"blank": from_blank, "stored": from_store, "files": from_files}


def main() -> int:
    """Play the ways named, all without a name, and print what was counted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "ways", nargs="*", metavar="WAY", help=f"{', '.join(WAYS)} or word; all without one"
    )
    wanted = parser.parse_args().ways or [*WAYS, "word"]
    if unknown := set(wanted) - {*WAYS, "word"}:
        parser.error(f"no such way: {', '.join(sorted(unknown))}")
    lacking = missing_tools()
    if lacking:
        sys.exit(f"not installed here: {', '.join(lacking)}")
    years = two_years()
    copy = places_to_retype(years)
    print(f"word: {copy.places} places to retype, {copy.actions} actions at least")
    screen = Screen()
    try:
        app = QApplication(sys.argv[:1])
        speak_chinese(app)
        install_theme(app, Appearance.LIGHT)
        for name in [way for way in wanted if way in WAYS]:
            with tempfile.TemporaryDirectory() as folder:
                _play(app, name, Day(Path(folder), years, first=name == "blank"), copy.actions)
    finally:
        screen.close()
    return 0


def _play(app: QApplication, name: str, day: Day, copied: int) -> None:
    day.prepare(stored=name == "stored")
    window = MainWindow(day.data, Settings(day.data))
    hands = Hands()

    def work() -> None:
        try:
            WAYS[name](hands, window, day)
        except Exception:  # noqa: BLE001 - told, and the day is over
            traceback.print_exc()
        finally:
            hands.ask(app.quit)

    window.show()
    window.begin()
    player = threading.Thread(target=work, daemon=True)
    player.start()
    app.exec()
    player.join(30)
    counted = ", ".join(f"{what} {number}" for what, number in sorted(hands.counted.items()))
    share = hands.actions / copied
    print(f"{name}: {hands.actions} actions ({counted}), {share:.0%} of the copy's")
    for line in day.compared():
        print(f"  {line}")
    window.close()


if __name__ == "__main__":
    sys.exit(main())
