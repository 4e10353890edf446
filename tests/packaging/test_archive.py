import hashlib
import io
import tarfile
import zipfile

from hypothesis import given
from hypothesis import strategies as st
from installers.archive import ar, normalize, tar_xz, write_zip
from installers.fetch.debian import _member
from installers.recipe import CLOCK

FILES = {"./usr/bin/b": b"run", "./usr/share/a": b"read"}


def opened(archive):
    return tarfile.open(fileobj=io.BytesIO(archive))


def test_an_archive_comes_out_the_same_whatever_the_order():
    backwards = dict(reversed(FILES.items()))
    assert tar_xz(FILES, set(), tight=False) == tar_xz(backwards, set(), tight=False)


def test_everybody_may_read_and_only_programs_run():
    with opened(tar_xz(FILES, {"./usr/bin/b"}, tight=False)) as archive:
        modes = {entry.name: entry.mode for entry in archive if entry.isfile()}
    assert modes == {"./usr/bin/b": 0o755, "./usr/share/a": 0o644}


def test_every_folder_comes_before_what_it_holds():
    with opened(tar_xz(FILES, set(), tight=False)) as archive:
        names = archive.getnames()
    assert names == [".", "./usr", "./usr/bin", "./usr/bin/b", "./usr/share", "./usr/share/a"]


def test_archives_carry_nobody_and_one_moment():
    with opened(tar_xz(FILES, set(), tight=False)) as archive:
        facts = {(entry.uid, entry.uname, entry.mtime) for entry in archive}
    assert facts == {(0, "root", CLOCK)}


@given(
    st.dictionaries(
        st.sampled_from(["debian-binary", "control.tar.xz", "data.tar.xz"]), st.binary(), min_size=1
    )
)
def test_what_goes_into_an_ar_archive_comes_out_of_it(members):
    archive = ar(members)
    assert {name: _member(archive, name) for name in members} == members


def test_a_zip_comes_out_the_same_twice_and_keeps_chinese_names(tmp_path):
    hashes = set()
    for name in ("one.zip", "two.zip"):
        write_zip(tmp_path / name, {"绩效/a.txt": b"a", "b.txt": b"b"}, compress=True)
        hashes.add(hashlib.sha256((tmp_path / name).read_bytes()).digest())
    assert len(hashes) == 1
    assert zipfile.ZipFile(tmp_path / "one.zip").namelist() == ["b.txt", "绩效/a.txt"]


def test_files_that_only_their_owner_could_read_become_readable(tmp_path):
    (tmp_path / "secret").write_bytes(b"")
    (tmp_path / "secret").chmod(0o600)
    normalize(tmp_path)
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o644


def test_what_is_not_code_of_x86_is_packed_without_its_filter():
    with opened(tar_xz(FILES, set(), tight=False, x86=False)) as archive:
        assert archive.extractfile("./usr/bin/b").read() == b"run"
