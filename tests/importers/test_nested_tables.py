"""How deep what stands in a Word file may lie in other things and still be read."""

import pytest
from word_files import par, run, table, word

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.source_text import read_source


def tables(deep):
    """Tables of two columns, each in the second cell of the one around it."""
    inner = par("最里")
    for number in range(deep, 0, -1):
        inner = table([f"第{number}层", inner + par()])
    return inner


def layout_tables(deep):
    """Tables of one cell, as pages are laid out with, in each other."""
    inner = par("最里")
    for _ in range(deep):
        inner = table([inner + par()])
    return inner


def controls(deep):
    """Content controls in each other."""
    start, end = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    return start * deep + par("最里") + end * deep


def boxes(deep):
    """Text boxes in each other."""
    start, end = "<w:txbxContent>", "</w:txbxContent>"
    inner = par("最里")
    for _ in range(deep):
        inner = par(
            f"<w:r><w:pict><v:shape><v:textbox>{start}{inner}{end}</v:textbox></v:shape></w:pict></w:r>{run('外')}"
        )
    return inner


@pytest.mark.parametrize(
    ("nested", "deepest"), [(tables, 40), (layout_tables, 40), (boxes, 40), (controls, 20)]
)
def test_what_lies_deep_in_other_things_is_read_and_what_lies_deeper_is_refused(
    tmp_path, nested, deepest
):
    read = read_source(word(tmp_path / "a.docx", nested(deepest)))
    assert [p.text for p in read.paragraphs].count("最里") == 1
    with pytest.raises(UnusableFileError, match=r"“b\.docx”里的表格一层套一层"):
        read_source(word(tmp_path / "b.docx", nested(deepest + 1)))
