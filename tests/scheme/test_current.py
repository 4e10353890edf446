"""The county's scheme in the data folder."""

import pytest

from pingkou_gui.errors import StorageError
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import FILE, current_scheme, default_scheme, keep_current


def test_without_one_it_is_the_default(tmp_path):
    assert current_scheme(tmp_path) == default_scheme()


def test_the_kept_one_is_used_from_then_on(tmp_path):
    draft = draft_of(default_scheme())
    draft.name = "桃源县方案"
    keep_current(tmp_path, built(draft))
    assert current_scheme(tmp_path).name == "桃源县方案"


def test_a_damaged_one_gives_the_default(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\x00")
    assert current_scheme(tmp_path) == default_scheme()


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(StorageError, match="方案"):
        keep_current(tmp_path / "没有", default_scheme())
