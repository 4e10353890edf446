import pytest
from installers.fetch.wheels import TAGS
from installers.recipe import program_version, version_key

from pingkou_gui import __version__


@pytest.mark.parametrize(("older", "newer"), [("0.9", "0.10"), ("1.2", "1.2.1"), ("1.9.9", "2.0")])
def test_versions_compare_by_number_not_by_letter(older, newer):
    assert version_key(older) < version_key(newer)


def test_missing_numbers_of_a_version_are_noughts():
    assert version_key("1.2") == version_key("1.2.0.0")


def test_a_version_that_windows_cannot_state_is_refused():
    with pytest.raises(ValueError, match="four"):
        version_key("1.2.3.4.5")


def test_the_build_reads_the_version_of_the_program_itself():
    assert program_version() == __version__


def test_no_wheel_for_a_newer_glibc_than_promised_is_fetched():
    assert "manylinux_2_28_x86_64" in TAGS["linux"]
    assert not any(
        tag > "manylinux_2_28" and "2_28" not in tag for tag in TAGS["linux"] if "2014" not in tag
    )
