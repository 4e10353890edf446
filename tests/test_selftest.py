"""The self-test of an installed program tells what works and what this computer lacks."""

from types import SimpleNamespace

import pytest

from pingkou_gui.cli import DONE, UNUSABLE
from pingkou_gui.errors import KnownError
from pingkou_gui.selftest import selftest


def written(_record, target, _part, **_when):
    target.write_bytes(b"%PDF")
    return SimpleNamespace(pages=3)


def without_fonts(_record, _target, _part, **_when):
    raise KnownError("这台电脑没有中文字体，没有写出 PDF", "装上中文字体")


def empty(_record, target, _part, **_when):
    target.write_bytes(b"")
    return SimpleNamespace(pages=3)


@pytest.mark.parametrize(
    ("pdf", "code", "told"),
    [
        (written, DONE, "PDF 3 页"),
        (without_fonts, DONE, "PDF 没有试：这台电脑没有中文字体"),
        (empty, UNUSABLE, "自检没有通过"),
    ],
)
def test_pages_are_tried_where_this_computer_can_draw_them(pdf, code, told, capsys):
    assert selftest(pdf) == code
    said = capsys.readouterr()
    assert told in said.out + said.err
