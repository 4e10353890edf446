import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText


@pytest.mark.parametrize("kind", [TextLabel, WrappedText])
def test_markup_in_a_text_stays_text(theme, qtbot, kind):
    label = kind("<b>村道</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_text_follows_the_type_setting(theme, qtbot):
    label = TextLabel("平口镇", TypeRole.HEAD)
    qtbot.addWidget(label)
    theme.set_percent(200)
    assert label.font().pixelSize() == theme.font(TypeRole.HEAD).pixelSize() == 31


def test_a_fixed_width_grows_with_its_words(theme, qtbot):
    label = TextLabel("款", width=8.9)
    qtbot.addWidget(label)
    assert label.width() == theme.em(8.9)
    label.setText("公务用车购置及运行维护费（含租用）")
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


@pytest.mark.skipif(not hasattr(QFont.Tag, "fromString"), reason="PySide6 6.7 sets no features")
def test_a_full_width_quote_at_the_start_of_a_short_label_is_set_tight(theme, qtbot):
    label = TextLabel("“三公”经费")
    qtbot.addWidget(label)
    assert label.font().featureValue(QFont.Tag("palt")) == 1
    label.setText("会议费")
    assert not label.font().isFeatureSet(QFont.Tag("palt"))


def test_a_wrapping_text_takes_one_line_with_room_and_more_without(theme, qtbot):
    label = WrappedText("本年决算 44.80 与决算公开表的 244.80 不一致，差 200.00")
    qtbot.addWidget(label)
    one = label.heightForWidth(label.sizeHint().width())
    assert one <= theme.em(1.5)
    assert label.heightForWidth(label.sizeHint().width() // 2) > one


def test_the_same_words_again_lay_nothing_out(theme, qtbot, monkeypatch):
    label = TextLabel("款", width=8.9)
    qtbot.addWidget(label)
    dressed = []
    monkeypatch.setattr(label, "apply_theme", lambda: dressed.append(label.text()))
    for words in ("款", "项", "项"):
        label.setText(words)
    assert dressed == ["项"]
