"""The one command: its help, its exit statuses, what it says when all is well and when it is misused."""

from __future__ import annotations

import errno
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from project import ROOT
from small import here, with_scripts
from small_book import golden

from scripts import __main__ as command
from scripts.__main__ import main
from scripts.book import drift
from scripts.book.read import load
from scripts.check import links
from scripts.settings import Fault

GOOD = ROOT / 'tests' / 'fixtures' / 'good'


def said(capsys) -> str:
    told = capsys.readouterr()
    return told.out + told.err


@pytest.mark.parametrize(
    'words, said_so',
    [
        (['--help'], 'build'),
        (['check', '--help'], '--fix'),
        (['serve', '--help'], 'PORT'),
        (['accept', '--help'], 'now/say/'),
        (['successor', '--help'], 'successor'),
    ],
)
def test_every_command_helps(words, said_so, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 0 and said_so in said(capsys)


@pytest.mark.parametrize(
    'words',
    [
        [],
        ['bild'],
        ['build', 'now'],
        ['check', '--fast'],
        ['serve', '0'],
        ['serve', '65536'],
        ['serve', 'x'],
        ['accept'],
    ],
)
def test_misuse_is_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2 and 'usage:' in said(capsys)


@pytest.mark.parametrize(
    'words, sentence',
    [
        (['check', 'docs/zh/nowhere.md'], 'check: nowhere.md is not a file of this project'),
        (['check', '/etc/hosts'], 'hosts is not a file of this project'),
        (
            ['accept', 'now/nowhere/'],
            'accept: there is no page pair now/nowhere/: write its address, such as now/say/',
        ),
    ],
)
def test_what_is_not_there_is_named(words, sentence, capsys):
    assert main(words) == 2 and sentence in said(capsys)


@pytest.fixture
def tree(tmp_path):
    """The good tree of the checks with the tooling in it, as a git repository."""
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    with_scripts(tmp_path)
    for words in (
        ['init', '-q'],
        ['add', 'docs'],
        ['-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'first'],
    ):
        subprocess.run(['git', *words], cwd=tmp_path, check=True)
    return tmp_path


def run(tree, *words) -> tuple[int, str]:
    done = here(tree, *words)
    assert 'Traceback' not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def test_check_says_what_it_looked_at_and_tells_the_faults_of_named_files_only(tree):
    assert run(tree, 'check') == (
        0,
        '12 pages, 3 facts: no fault; site/ is not built, so its HTML was not checked (make build).\n',
    )
    for lang in ('zh', 'en'):
        page = tree / 'docs' / lang / 'now' / 'index.md'
        page.write_text(page.read_text(encoding='utf-8').replace('{ #', '{#', 1), encoding='utf-8')
    status, told = run(tree, 'check')
    assert status == 1 and told.count(' TXT-2 ') == 2
    status, told = run(tree, 'check', 'docs/en/now/index.md')
    assert status == 1 and told.count(' TXT-2 ') == 1 and not told.startswith('docs/zh')
    status, told = run(tree, 'check', '--fix')
    assert 'docs/zh/now/index.md: fixed' in told and 'TXT-2' not in told


def test_drift_shows_what_changed_and_accept_ends_it(tree):
    assert 'every English page is up to' in run(tree, 'drift')[1]
    page = tree / 'docs' / 'zh' / 'index.md'
    page.write_text(page.read_text(encoding='utf-8').replace('先别开门', '先等一等'), encoding='utf-8')
    assert 'make accept PAGE=/' in run(tree, 'check')[1]
    status, shown = run(tree, 'drift', '/')
    assert status == 0 and '-先别开门' in shown and '+先等一等' in shown
    assert 'every English page' in run(tree, 'drift', 'now/')[1]
    assert run(tree, 'accept', '/') == (0, 'docs/en/index.md: accepted\n')
    assert run(tree, 'accept', '/') == (0, 'nothing to accept: the page had caught up\n')
    assert run(tree, 'check')[0] == 0
    assert run(tree, 'outside') == (0, 'https://law.example.org/a\n')


def test_outside_addresses_stand_one_to_a_line(monkeypatch):
    monkeypatch.setattr(links, 'outside', lambda _: ['https://a.example/', 'https://b.example/'])
    assert here(GOOD, 'outside').stdout == 'https://a.example/\nhttps://b.example/\n'


def test_a_page_that_was_saved_meanwhile_is_left_as_it_is(tree, monkeypatch, capsys):
    book = load(tree)
    page = book.pages['en', '']
    saved = page.path.read_text(encoding='utf-8').replace('Do not', 'Never')
    page.path.write_text(saved, encoding='utf-8')
    assert not drift.accept([(book.pages['zh', ''], page)])
    assert 'docs/en/index.md: was saved meanwhile and is left as it is' in capsys.readouterr().out
    assert page.path.read_text(encoding='utf-8') == saved


def test_a_page_is_saved_whole_or_not_at_all(tree, monkeypatch):
    page = load(tree).pages['zh', '']
    page.path.chmod(0o640)
    before = page.path.read_bytes()

    def full(*_words, **_more):
        raise OSError(errno.ENOSPC, 'No space left on device')

    with monkeypatch.context() as disk:
        disk.setattr(pathlib.Path, 'write_text', full)
        with pytest.raises(OSError):
            page.save(page.front, 'other')
    assert page.path.read_bytes() == before and not list(tree.glob('.build-*'))
    assert page.save(page.front, 'other') and page.path.stat().st_mode & 0o777 == 0o640
    assert page.path.read_text(encoding='utf-8').endswith('---\nother')
    assert not page.save(page.front, 'again'), 'it is no longer what was read'


@pytest.mark.parametrize(
    'raised, status, said',
    [
        (OSError(errno.ENOSPC, 'x'), 2, f'outside: {GOOD}: the disk is full: make room, then run it again\n'),
        (
            PermissionError(errno.EACCES, 'x', str(GOOD / 'a')),
            2,
            'outside: a: you may not read or write this',
        ),
        (KeyboardInterrupt(), 2, 'outside: stopped\n'),
        (Fault('no', 1), 1, 'outside: no\n'),
        (
            KeyError('x'),
            2,
            'outside: a bug in the tools, maybe not in what you wrote. Please report these lines',
        ),
    ],
)
def test_what_stops_a_command_is_one_sentence_and_a_bug_of_ours_is_shown_as_one(
    monkeypatch, raised, status, said
):
    def stops(*_):
        raise raised

    monkeypatch.setattr(links, 'outside', stops)
    done = here(GOOD, 'outside')
    told = done.stderr
    assert done.returncode == status and told.startswith(said)
    # only a bug shows where it is
    assert ('Traceback' in told and "KeyError: 'x'" in told) == isinstance(raised, KeyError)
    assert told.count('\n') == 1 or isinstance(raised, KeyError)


def test_whoever_reads_no_further_and_a_full_disk_end_it_quietly(tree):
    words = [sys.executable, '-m', 'scripts', 'check']
    page = tree / 'docs' / 'zh' / 'index.md'
    page.write_text(page.read_text(encoding='utf-8') + '\n[字](x)\n' * 1000, encoding='utf-8')
    with subprocess.Popen(words, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as told:
        assert told.stdout.readline()
        told.stdout.close()
        assert told.stderr.read() == ''
    assert told.returncode == 2
    with open('/dev/full', 'w', encoding='utf-8') as full:
        done = subprocess.run(words, cwd=tree, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f'check: {tree}: the disk is full: make room, then run it again\n'


@pytest.mark.parametrize(
    'line', re.findall(r'(?m)^\t@(.*\.venv/bin/python tests/\S+\.py)', (ROOT / 'Makefile').read_text('utf-8'))
)
def test_what_make_runs_of_the_tests_can_be_started(line):
    """Each file is imported as its target starts it: from its own folder and what the line names."""
    before, _, file = line.partition('.venv/bin/python tests/')
    folder, _, name = f'tests/{file}'.removesuffix('.py').rpartition('/')
    code = f'import sys; sys.path[0] = {folder!r}; import {name}'
    env = {key: value for key, value in os.environ.items() if key != 'PYTHONPATH'}
    env |= {'PYTHONPATH': '.'} if 'PYTHONPATH=.' in before else {}
    subprocess.run([sys.executable, '-c', code], cwd=ROOT, env=env, check=True)


def test_each_command_says_what_it_is_and_what_may_follow():
    """The words alone: how Python lays them out differs from version to version."""
    top = command.parser()
    lines = [top.prog, top.description, top.epilog]
    for name, own in top._subparsers._group_actions[0].choices.items():
        lines.append(f'{name}: {own.description}')
        for action in own._actions[1:]:
            given = ' '.join(action.option_strings) or action.metavar
            lines.append(f'  {given} ({action.nargs}, {action.default}): {action.help}')
    golden('help.txt', '\n'.join(lines) + '\n')
