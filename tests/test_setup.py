"""scripts/setup.sh with a Python of our own that installs nothing: killed, twice at once, refused."""

from __future__ import annotations

import os
import pathlib
import shutil
import signal
import subprocess
import time

import pytest
from project import ROOT

# Stands for python3 and, copied there, for .venv/bin/python. It writes down what it was asked to make; the
# file `slow` makes the step that it names last until it is gone, `broken` makes pip fail.
PYTHON = """#!/bin/sh
case "$*" in
    "-m venv .venv") step=venv; mkdir -p .venv/bin ;;
    *" install "*) step=pip; [ -e .venv/pip ] || exit 1 ;;
    "-c import pip") [ -e .venv/pip ]; exit ;;
    *) exit 0 ;;
esac
echo $step >> made
while [ "$(cat slow 2>/dev/null)" = $step ]; do sleep 0.02; done
if [ $step = venv ]; then cp "$0" .venv/bin/python; : > .venv/pip; fi
if [ $step = pip ]; then [ ! -e broken ] || exit 1; : > .venv/installed; fi
"""


@pytest.fixture
def tree(tmp_path):
    (tmp_path / 'scripts').mkdir()
    shutil.copy(ROOT / 'scripts' / 'setup.sh', tmp_path / 'scripts')
    for name in ('requirements.txt', 'requirements-test.txt'):
        (tmp_path / name).write_text(f'# {name}\n', encoding='utf-8')
    (tmp_path / 'python').write_text(PYTHON, encoding='utf-8')
    (tmp_path / 'python').chmod(0o755)
    return tmp_path


def start(tree, what='site') -> subprocess.Popen:
    return subprocess.Popen(
        ['sh', 'scripts/setup.sh', what],
        cwd=tree,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, 'PYTHON': str(tree / 'python')},
        start_new_session=True,
    )


def run(tree, what='site') -> tuple[int, str, str]:
    running = start(tree, what)
    told = running.communicate(timeout=30)
    return running.returncode, *told


def made(tree) -> list[str]:
    """What was made since this was last asked."""
    path = tree / 'made'
    steps = path.read_text(encoding='utf-8').split() if path.is_file() else []
    path.unlink(missing_ok=True)
    return steps


def until(true) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, 'it did not happen in time'
        time.sleep(0.02)


def test_it_is_made_once_and_again_when_what_is_wanted_changes(tree):
    assert run(tree) == (0, 'setup: making .venv\nsetup: installing requirements.txt\n', '')
    assert made(tree) == ['venv', 'pip']
    assert run(tree) == (0, '', '') and made(tree) == []
    assert run(tree, 'test')[0] == 0 and made(tree) == ['pip']
    # the test set holds the site's
    assert run(tree)[0] == 0 and made(tree) == []
    (tree / 'requirements.txt').write_text('# more\n', encoding='utf-8')
    assert run(tree) == (0, 'setup: installing requirements.txt\n', '') and made(tree) == ['pip']


@pytest.mark.parametrize('step', ['venv', 'pip'])
@pytest.mark.parametrize('before', ['nothing', 'an older one'])
def test_one_that_was_killed_is_made_anew_by_the_next(tree, step, before):
    if before == 'an older one':
        assert run(tree)[0] == 0
        (tree / 'requirements.txt').write_text('# more\n', encoding='utf-8')
        if step == 'venv':
            (tree / '.venv' / 'pip').unlink()
        made(tree)
    (tree / 'slow').write_text(step, encoding='utf-8')
    running = start(tree)
    until(lambda: (tree / 'made').is_file() and step in (tree / 'made').read_text(encoding='utf-8'))
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    (tree / 'slow').unlink()
    made(tree)
    assert run(tree)[0] == 0 and made(tree) == ['venv', 'pip']
    assert run(tree) == (0, '', '')
    assert {path.name for path in tree.iterdir() if path.name.startswith('.')} == {'.venv', '.lock'}


@pytest.mark.parametrize('left', ['an empty folder', 'a link to nothing', 'no pip'])
def test_a_half_made_one_heals(tree, left):
    if left == 'an empty folder':
        (tree / '.venv').mkdir()
    elif left == 'a link to nothing':
        (tree / '.venv').symlink_to('nowhere')
    else:
        (tree / '.venv' / 'bin').mkdir(parents=True)
        shutil.copy(tree / 'python', tree / '.venv' / 'bin' / 'python')
    assert run(tree)[0] == 0 and made(tree) == ['venv', 'pip'] and (tree / '.venv' / 'installed').is_file()


def test_two_at_once_one_waits_and_says_so(tree):
    (tree / 'slow').write_text('pip', encoding='utf-8')
    first = start(tree)
    until(lambda: (tree / 'made').is_file() and 'pip' in (tree / 'made').read_text(encoding='utf-8'))
    second = start(tree)
    said = second.stderr.readline()
    assert said == 'setup: waiting for another build or set-up in this folder\n'
    (tree / 'slow').unlink()
    assert first.communicate(timeout=20)[1] == '' and second.communicate(timeout=20) == ('', '')
    assert (first.returncode, second.returncode) == (0, 0) and made(tree) == ['venv', 'pip']


def test_what_pip_could_not_install_is_said_and_the_next_starts_afresh(tree):
    (tree / 'broken').write_text('', encoding='utf-8')
    status, _, said = run(tree)
    assert status == 2 and said.startswith('setup: pip could not install requirements.txt: ')
    (tree / 'broken').unlink()
    made(tree)
    assert run(tree)[0] == 0 and made(tree) == ['venv', 'pip']


def test_a_folder_that_cannot_be_written_is_named(tree):
    (tree / '.lock').mkdir()
    status, _, said = run(tree)
    assert (
        status == 2 and said.startswith(f'setup: {tree}/.lock cannot be written: ') and said.count('\n') == 1
    )
    (tree / '.lock').rmdir()
    (tree / '.venv').mkdir()
    assert run(tree)[0] == 0
    (tree / 'python').write_text('#!/bin/sh\ncase "$*" in "-m venv"*) exit 1;; esac\n', encoding='utf-8')
    shutil.rmtree(tree / '.venv')
    status, _, said = run(tree)
    assert status == 2 and said.startswith(f'setup: {tree}/.venv could not be made: is the disk full')


def test_a_python_that_is_not_there_or_too_old_is_named(tree):
    (tree / 'python').write_text('#!/bin/sh\necho Python 3.9.1\nexit 1\n', encoding='utf-8')
    assert run(tree)[::2] == (
        2,
        'setup: Python 3.9.1 is too old: install Python 3.11 or newer, or name one: make PYTHON=python3.12\n',
    )
    (tree / 'python').unlink()
    assert run(tree)[::2] == (
        2,
        f'setup: there is no {tree}/python: install Python 3.11 or newer, '
        'or name one: make PYTHON=python3.12\n',
    )


def programs(tree, stubs: dict[str, str]) -> pathlib.Path:
    """A folder of programs of our own, by their names and what their shell does."""
    own = tree / 'own'
    own.mkdir()
    for name, body in stubs.items():
        (own / name).write_text(f'#!/bin/sh\n{body}\n', encoding='utf-8')
        (own / name).chmod(0o755)
    return own


def with_these_alone(tree, stubs: dict[str, str], *real: str) -> subprocess.CompletedProcess:
    """The finished set-up of the browser where there are only these stubs and programs of the machine."""
    own = programs(tree, stubs)
    for name in real:
        (own / name).symlink_to(shutil.which(name))
    return subprocess.run(
        ['sh', 'scripts/setup.sh', 'browser'],
        cwd=tree,
        capture_output=True,
        text=True,
        env={'PATH': str(own)},
        check=False,
        timeout=20,
    )


def test_who_is_not_root_may_name_a_program_that_makes_them_root(tree):
    # no Chinese font here, so that something is to be installed
    stubs = {'fc-list': '', 'apt-get': '', 'my-sudo': 'echo "$*" >> sudone; exec "$@"'}
    own = programs(tree, stubs)
    done = subprocess.run(
        ['sh', 'scripts/setup.sh', 'browser'],
        cwd=tree,
        capture_output=True,
        text=True,
        env={**os.environ, 'PATH': f'{own}:{os.environ["PATH"]}', 'SUDO': 'my-sudo'},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = (tree / 'sudone').read_text(encoding='utf-8').splitlines()
    assert said[0].startswith('apt-get update')
    assert any('apt-get install' in line and 'fonts-noto-cjk' in line for line in said)


@pytest.mark.parametrize('there', ['chromium-headless-shell', 'chromium', 'google-chrome', ''])
def test_any_of_the_browsers_will_do_and_none_is_named(tree, there):
    # nobody who may install: what is missing has to be named
    stubs = {'id': 'echo 1000', 'fc-list': 'echo font', 'pdftotext': '', there or 'none': ''}
    done = with_these_alone(tree, stubs, 'sh', 'dirname', 'grep')
    assert done.returncode == (0 if there else 2)
    assert done.stderr.startswith('' if there else 'setup: ') and ('chromium' in done.stderr) == (not there)


def test_a_machine_where_nothing_is_does_not_wait_for_its_own_lock(tree):
    stubs = {'id': 'echo 0', 'fc-list': '', 'apt-get': 'case $1 in install) echo "$*" >> asked;; esac'}
    done = with_these_alone(tree, stubs, 'sh', 'dirname', 'env', 'flock')
    assert (done.returncode, done.stderr) == (0, '')
    asked = [line.partition(' --no-install-recommends ')[2] for line in (tree / 'asked').open()]
    assert asked == [
        'chromium-headless-shell\n',
        'poppler-utils fontconfig fonts-noto-cjk\n',
        'webkit2gtk-driver xvfb\n',
    ]
