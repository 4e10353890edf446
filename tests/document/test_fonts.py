"""Which fonts a computer lacks for a county's report."""

from pingkou_gui.document.tree import missing_fonts, replacement, required_fonts, same_font
from pingkou_gui.scheme.scheme import PageHabits

OFFICIAL = {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体", "Times New Roman"}


def missing(*without, add=()):
    present = (OFFICIAL - set(without)) | set(add)
    return [(font.name, font.instead) for font in missing_fonts(PageHabits(), present)]


def test_the_usual_page_needs_six_fonts():
    assert set(required_fonts(PageHabits())) == OFFICIAL


def test_a_font_for_two_uses_names_both():
    assert required_fonts(PageHabits())["仿宋_GB2312"] == "正文、表格"


def test_nothing_is_missing_where_all_are_installed():
    assert missing() == []


def test_an_english_name_counts():
    assert missing("黑体", "仿宋_GB2312", add=("simhei", "FangSong_GB2312")) == []


def test_the_first_installed_replacement_is_named():
    assert missing("方正小标宋简体", add=("STZhongsong",)) == [("方正小标宋简体", "华文中宋")]


def test_a_font_without_any_replacement_is_left_to_the_system():
    bare = missing_fonts(PageHabits(), set())
    assert {font.instead for font in bare} == {None}
    assert "另选" in str(bare[0])


def test_the_file_itself_names_replacements():
    assert replacement("仿宋_GB2312") == "仿宋"
    assert replacement("方正小标宋简体") == "华文中宋"
    assert replacement("县里自己的字体") is None


def test_a_font_is_the_same_by_its_chinese_and_its_english_name():
    assert same_font("黑体", "SimHei")
    assert same_font("县里自己的字体", "县里自己的字体")
    assert not same_font("黑体", "楷体")
    assert not same_font("仿宋", "FangSong_GB2312")
