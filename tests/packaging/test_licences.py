import zipfile

import pytest
from licences import TEXTS, WITHOUT_TEXT, _of_wheel
from prepare.console import Refusal


def wheel(folder, name, texts=()):
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as files:
        files.writestr(f"{name}/__init__.py", "")
        files.writestr(
            f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\nLicense: MIT\n"
        )
        for text in texts:
            files.writestr(f"{name}-1.0.dist-info/licenses/LICENSE", text)
    return path


def test_a_part_is_listed_with_version_licence_and_its_text(tmp_path):
    part = _of_wheel(wheel(tmp_path, "abacus", ["Permission is granted."]))
    assert "abacus 1.0  （MIT）" in part
    assert part.endswith("Permission is granted.")


def test_a_part_without_a_licence_stops_the_build(tmp_path):
    with pytest.raises(Refusal, match="abacus"):
        _of_wheel(wheel(tmp_path, "abacus"))


def test_what_is_not_shipped_needs_no_licence(tmp_path):
    assert not _of_wheel(wheel(tmp_path, "pip"))


@pytest.mark.parametrize(
    "name", sorted({name for names in WITHOUT_TEXT.values() for name in names})
)
def test_every_text_that_stands_in_for_a_missing_one_is_here(name):
    assert (TEXTS / name).read_text(encoding="utf-8").strip()
