import pytest
from installers.fetch.wheels import RUNTIME, TAGS, locks_of, requirements_of
from installers.recipe import LINUX, LINUX_ARM, WINDOWS, Recipe, program_version, version_key

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


@pytest.mark.parametrize(
    ("platform", "qt"), [(LINUX, "6.8.3"), (WINDOWS, "6.8.3"), (LINUX_ARM, "6.7.3")]
)
def test_the_qt_of_the_processor_that_is_built_for_is_fetched_not_the_builders(platform, qt):
    wanted = requirements_of(RUNTIME, platform)
    found = [line.split()[0] for line in wanted.splitlines() if line.startswith("pyside6-ess")]
    assert found == [f"pyside6-essentials=={qt}"]
    assert ";" not in wanted
    assert "--hash=" in wanted


def test_every_requirement_for_a_platform_keeps_its_hashes():
    lines = requirements_of(RUNTIME, LINUX_ARM).splitlines()
    names = [at for at, line in enumerate(lines) if "==" in line and not line.startswith(" ")]
    assert len(names) > 10
    assert all(lines[at].endswith("\\") and "--hash=" in lines[at + 1] for at in names)


def test_each_platform_has_an_interpreter_of_its_own():
    assert locks_of(LINUX) == locks_of(WINDOWS) != locks_of(LINUX_ARM)
    assert all(path.is_file() for path in locks_of(LINUX_ARM))
    assert Recipe(LINUX_ARM).on_linux
    assert not Recipe(WINDOWS).on_linux
