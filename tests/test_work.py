"""One process at a time changes a folder; what takes a place takes it whole, for all to read."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

import pytest
from project import ROOT

from scripts import work
from scripts.settings import Fault

HOLD = (
    'import pathlib, sys, time\nfrom scripts import work\n'
    'with {}:\n    print("held", flush=True)\n    sys.stdin.read()\n'
)


@contextlib.contextmanager
def another(root, what):
    """Another process that holds `work.locked` or has a `work.folder`; it ends, or is killed, by the test."""
    running = subprocess.Popen(
        [sys.executable, '-c', HOLD.format(f'work.{what}(pathlib.Path({str(root)!r}))')],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout.readline() == 'held\n'
    yield running
    running.kill()
    running.wait()
    running.stdout.close()


@pytest.mark.parametrize('how', ['ends', 'is killed'])
def test_who_comes_second_waits_and_says_so(tmp_path, capsys, how):
    got = []

    def second():
        with work.locked(tmp_path):
            got.append(True)

    with another(tmp_path, 'locked') as first:
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.2)
        assert not got and capsys.readouterr().err == ('waiting for another build or set-up in this folder\n')
        first.send_signal(signal.SIGKILL) if how == 'is killed' else first.stdin.close()
        waiting.join(20)
    assert got == [True]
    with work.locked(tmp_path):
        assert capsys.readouterr().err == ''


def test_set_up_takes_the_same_lock(tmp_path):
    text = (ROOT / 'scripts' / 'setup.sh').read_text(encoding='utf-8')
    assert f'exec 9>>{work.LOCK}\n    flock -n 9' in text
    with work.locked(tmp_path):
        held = subprocess.run(['flock', '-n', tmp_path / work.LOCK, 'true'], check=False)
    assert held.returncode == 1


def test_a_folder_in_use_stays_and_one_that_was_left_goes(tmp_path):
    with another(tmp_path, 'folder') as first:
        (used,) = tmp_path.glob('.build-*')
        (tmp_path / '.build-left').mkdir()
        with work.folder(tmp_path) as own:
            assert used.is_dir() and own.is_dir() and not (tmp_path / '.build-left').exists()
        assert not own.exists() and used.is_dir()
        first.kill()
        first.wait()
        assert used.is_dir()
        with work.folder(tmp_path):
            assert not used.exists()


def test_a_folder_that_is_another_users_counts_as_used(tmp_path, monkeypatch):
    (tmp_path / work.USED).write_text('', encoding='utf-8')
    assert not work.in_use(tmp_path)

    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(fcntl, 'flock', refused)
    assert work.in_use(tmp_path)


@pytest.mark.parametrize('name', ['site', 'docs/assets/print'])
def test_what_was_killed_between_two_renames_comes_back(tmp_path, name):
    place = tmp_path / name
    old = place.with_name(f'.{place.name}-old')
    old.mkdir(parents=True)
    (old / 'x').write_text('old', encoding='utf-8')
    with work.folder(tmp_path):
        assert (place / 'x').read_text(encoding='utf-8') == 'old' and not old.exists()


def test_a_swap_is_for_all_to_read_whatever_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        new = tmp_path / 'new'
        (new / 'a').mkdir(parents=True)
        (new / 'a' / 'x').write_text('x', encoding='utf-8')
        (new / 'y').write_text('y', encoding='utf-8')
        (new / 'y').chmod(0o755)
        work.swap(new, tmp_path / 'site')
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / 'site').rglob('*')}
    assert modes == {'a': 0o755, 'x': 0o644, 'y': 0o644}
    assert (tmp_path / 'site').stat().st_mode & 0o777 == 0o755


@pytest.fixture
def nobody():
    """A folder of a user who is not root, and the rights of that user until the test ends."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
            yield folder
            os.seteuid(0)
        else:
            yield folder
        for path in folder.rglob('*'):
            if path.is_dir():
                path.chmod(0o755)


def fixed(folder: pathlib.Path) -> pathlib.Path:
    """A folder with a file that cannot be deleted, as one of root is for others."""
    folder.mkdir()
    (folder / 'x').write_text('x', encoding='utf-8')
    folder.chmod(0o555)
    return folder


def test_a_former_site_of_another_user_is_named(nobody):
    old = fixed(nobody / '.site-old')
    said = f'{old} cannot be deleted (Permission denied): delete it yourself, with sudo if it is not yours'
    (nobody / 'site').mkdir()
    (nobody / 'new').mkdir()
    for attempt in (lambda: work.swap(nobody / 'new', nobody / 'site'), lambda: work.recover(nobody)):
        with pytest.raises(Fault) as told:
            attempt()
        assert str(told.value) == said and told.value.status == 2
    assert (nobody / 'site').is_dir() and (nobody / 'new').is_dir()


def test_a_folder_that_is_not_ours_to_write_is_told_by_its_lock(nobody):
    nobody.chmod(0o555)
    with pytest.raises(PermissionError) as told, work.locked(nobody):
        pass
    assert pathlib.Path(told.value.filename) == nobody / work.LOCK
    nobody.chmod(0o755)


def test_a_swap_into_a_place_that_cannot_be_written_leaves_all_as_it_was(nobody):
    (nobody / 'new').mkdir()
    (nobody / 'a').mkdir()
    (nobody / 'a' / 'site').mkdir()
    (nobody / 'a').chmod(0o555)
    with pytest.raises(Fault, match='site cannot be replaced .Permission denied.: give yourself the right'):
        work.swap(nobody / 'new', nobody / 'a' / 'site')
    assert (nobody / 'new').is_dir() and (nobody / 'a' / 'site').is_dir()
