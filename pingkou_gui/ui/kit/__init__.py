"""Small widgets every page is made of; they follow the theme by themselves."""

from pingkou_gui.ui.kit.buttons import Button, ButtonKind, Check, MenuButton
from pingkou_gui.ui.kit.card import Band, Card
from pingkou_gui.ui.kit.combo import Combo
from pingkou_gui.ui.kit.cover import Cover
from pingkou_gui.ui.kit.field import Field
from pingkou_gui.ui.kit.flow import Flow
from pingkou_gui.ui.kit.group import Column, Group
from pingkou_gui.ui.kit.later import later
from pingkou_gui.ui.kit.lines import HorizontalLine, VerticalLine
from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.kit.message import Act, Message, MessageLine
from pingkou_gui.ui.kit.page_area import PageArea
from pingkou_gui.ui.kit.row import Row
from pingkou_gui.ui.kit.segments import Segments
from pingkou_gui.ui.kit.sign_label import SignLabel
from pingkou_gui.ui.kit.state import FieldState
from pingkou_gui.ui.kit.text import Side, Text, WrappedText
from pingkou_gui.ui.kit.text_box import TextBox

__all__ = [
    "Act",
    "Band",
    "Button",
    "ButtonKind",
    "Card",
    "Check",
    "Column",
    "Combo",
    "Cover",
    "Field",
    "FieldState",
    "Flow",
    "Group",
    "HorizontalLine",
    "MenuButton",
    "Message",
    "MessageLine",
    "PageArea",
    "Row",
    "Segments",
    "Side",
    "SignLabel",
    "Text",
    "TextBox",
    "VerticalLine",
    "WrappedText",
    "follow_theme",
    "later",
    "set_look",
]
