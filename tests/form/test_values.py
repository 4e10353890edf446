"""Words that tell nothing where a reason or a text belongs."""

import pytest

from pingkou_gui.form.values import gives_no_reason, is_wordless, says_nothing


@pytest.mark.parametrize("words", ["", "无", " 无。", "略", "——", "（暂无）"])
def test_a_dash_or_none_tells_nothing(words):
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["无车", "略有结余", "3"])
def test_what_has_a_word_or_a_figure_tells_something(words):
    assert not says_nothing(words)


@pytest.mark.parametrize("words", ["86", "91。", "3.5%", "五十", "五十%", "（12）"])
def test_figures_without_a_letter_are_no_words(words):
    assert is_wordless(words)


@pytest.mark.parametrize("words", ["86人", "五十人", "修渠", "", "——"])
def test_a_letter_beside_the_figures_or_no_figure_at_all_is_not_wordless(words):
    assert not is_wordless(words)


@pytest.mark.parametrize("words", ["30", "5.2万元", "－12%", "一百", "五十人", "—", "百分之五", ""])
def test_an_amount_alone_is_no_reason(words):
    assert gives_no_reason(words)


@pytest.mark.parametrize("words", ["增加5人", "30台设备", "调标"])
def test_a_word_beside_the_amount_is_a_reason(words):
    assert not gives_no_reason(words)
