"""What the dialogs share: a body that scrolls, a line of buttons, lists of words."""

from pingkou_gui.ui.dialog.dialog import Dialog
from pingkou_gui.ui.dialog.fitting import fitted
from pingkou_gui.ui.dialog.listing import Listing
from pingkou_gui.ui.dialog.words import WordList, WordsDelegate, framed

__all__ = ["Dialog", "Listing", "WordList", "WordsDelegate", "fitted", "framed"]
