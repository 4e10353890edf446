"""Editors: widgets tied to the values of the open report."""

from pingkou_gui.ui.editors.binding import Binding
from pingkou_gui.ui.editors.context import PageContext, Target
from pingkou_gui.ui.editors.derived import DerivedLabel
from pingkou_gui.ui.editors.editor_row import EditorRow
from pingkou_gui.ui.editors.field_editor import FieldEditor
from pingkou_gui.ui.editors.figure_words import figure_text, number_text
from pingkou_gui.ui.editors.moves import bring_into_sight, go_to
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.editors.words import FieldWords, title_of, words_of, words_of_figure

__all__ = [
    "Binding",
    "DerivedLabel",
    "EditorRow",
    "FieldEditor",
    "FieldWords",
    "PageContext",
    "Target",
    "TextEditor",
    "bring_into_sight",
    "figure_text",
    "go_to",
    "number_text",
    "title_of",
    "words_of",
    "words_of_figure",
]
