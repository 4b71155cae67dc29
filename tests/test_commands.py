"""The one command: its help, its exit statuses, what it says when all is well and when it is misused."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import pathlib
import re
import runpy
import shutil
import signal
import subprocess
import sys

import pytest
from project import ROOT
from small import change, files_of, here, with_scripts
from small_book import golden

from scripts import __main__ as command
from scripts import kept
from scripts.__main__ import main
from scripts.book import drift
from scripts.book.problems import Problem
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
        (['--help'], ' COMMAND ...'),
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
        # a word cut short could be another one tomorrow
        ['--hel'],
        ['check', '--fi'],
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


@pytest.mark.parametrize('page', ['now', 'now/', '/now/', '/', '//'])
def test_a_page_is_named_with_its_slashes_or_without(page):
    done = here(GOOD, 'drift', page)
    assert (done.returncode, done.stdout) == (0, 'every English page is up to its Chinese twin\n')


@pytest.mark.parametrize('page, named', [('x', 'x/'), ('nowx', 'nowx/'), ('/now/x', 'now/x/')])
def test_a_page_that_is_not_there_is_no_other_page(page, named):
    done = here(GOOD, 'drift', page)
    sentence = f'drift: there is no page pair {named}: write its address, such as now/say/\n'
    assert (done.returncode, done.stdout, done.stderr) == (2, '', sentence)


CARDS = 'cards: nothing was made, docs/assets/print/ is as it was\n'
CAUGHT_UP = 'nothing to accept: the page had caught up\n'
SHARED = 'share: nothing was made, the pictures in docs/assets/ are as they were\n'


@pytest.mark.parametrize(
    'words, does, given, said_of_a_failure',
    [
        ('build', 'build.build', [], 'build: nothing was built, site/ is as it was\n'),
        ('serve', 'serve.serve', [8000], ''),
        ('serve 1', 'serve.serve', [1], ''),
        ('serve 65535', 'serve.serve', [65535], ''),
        ('cards', 'press.make', [], CARDS),
        ('booklet', 'booklet.make', [], ''),
        ('share', 'share.make', [], SHARED),
        ('release', 'pack.release', [], ''),
        ('archive', 'pack.archive', [], ''),
        ('preview origin/main', 'preview.make', ['origin/main'], ''),
        ('successor', 'successor.compare', [], ''),
        ('audit', 'audit.audit', [], ''),
        ('sbom', 'audit.sbom', [], ''),
    ],
)
def test_a_command_does_its_work_in_the_project_and_ends_as_that_ended(
    monkeypatch, words, does, given, said_of_a_failure
):
    for status in (0, 1):
        asked = []

        def work(*args, status=status, asked=asked):
            asked.append(args)
            return status

        monkeypatch.setattr(f'scripts.{does}', work)
        done = here(GOOD, *words.split())
        assert asked == [(GOOD, *given)]
        assert (done.returncode, done.stdout) == (status, '')
        assert done.stderr == (said_of_a_failure if status else '')


@pytest.mark.parametrize(
    'words, does, gives, status, told',
    [
        (
            'open-data',
            'opendata.release',
            lambda book, day: f'version of {day}',
            0,
            'version of 2026-11-20\n',
        ),
        ('outside --visit', 'outside.report', lambda book: 0, 0, ''),
        ('outside --visit', 'outside.report', lambda book: 1, 1, ''),
        ('freshness', 'freshness.report', lambda book: print(book.as_of) or 1, 1, '2026-11-20\n'),
        ('accept /', 'book.drift.accept', lambda pairs: True, 0, CAUGHT_UP),
        # a page was saved meanwhile
        ('accept /', 'book.drift.accept', lambda pairs: False, 1, CAUGHT_UP),
    ],
)
def test_a_command_on_the_handbook_ends_as_its_work_ended(monkeypatch, words, does, gives, status, told):
    monkeypatch.setattr(f'scripts.{does}', gives)
    done = here(GOOD, *words.split(), AS_OF='2026-11-20')
    assert (done.returncode, done.stdout, done.stderr) == (status, told, '')


@pytest.mark.parametrize(
    'words, status',
    [
        ('drift', 1),
        ('accept /', 1),
        ('outside --visit', 2),
        ('freshness', 2),
        ('upkeep', 2),
        ('open-data', 1),
        ('rules', 1),
    ],
)
def test_a_handbook_that_cannot_be_read_is_told_and_nothing_is_made_of_it(tmp_path, words, status):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    change(tmp_path, 'data/terms.yml', '- id:', '- [id:')
    before = files_of(tmp_path)
    done = here(tmp_path, *words.split(), AS_OF='2026-11-20')
    assert (done.returncode, done.stderr) == (status, '')
    assert done.stdout.startswith('data/terms.yml:') and ' DATA-' in done.stdout, done.stdout
    # what is made of the rules has nothing to do with the handbook
    assert {name: raw for name, raw in files_of(tmp_path).items() if name != 'RULES.md'} == before


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
    # a file without a fault does not speak for the others
    elsewhere = 'no fault in what was named, but in other files: python -m scripts check tells them\n'
    assert run(tree, 'check', 'docs/zh/index.md') == (0, elsewhere)
    status, told = run(tree, 'check', '--fix')
    assert 'docs/zh/now/index.md: fixed' in told and 'TXT-2' not in told


FAULT = Problem('docs/zh/index.md', 9, 'TXT-2', 'what', 'mend')


@pytest.mark.parametrize(
    'found, of_site, now, told',
    [
        ([], [], 'hash', '12 pages, 3 facts: no fault; of the site of https://x.example.\n'),
        ([FAULT], [], 'hash', f'{FAULT}\n'),
        ([], [FAULT], 'hash', f'{FAULT}\n'),
        # whoever reads of faults is to know that the site may have more
        ([FAULT], [], '', f'{FAULT}\nof the site of https://x.example\n'),
    ],
)
def test_check_keeps_for_the_next_one_that_there_was_no_fault_at_all(
    tmp_path, monkeypatch, found, of_site, now, told
):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv('SITE_URL', 'https://x.example/')
    monkeypatch.setattr('scripts.check.everything', lambda book, before: found)
    monkeypatch.setattr(
        'scripts.check.built', lambda book, good: (of_site, f'of the site of {book.site_url}', now)
    )
    done = here(tmp_path, 'check')
    assert (done.returncode, done.stdout, done.stderr) == (1 if found or of_site else 0, told, '')
    last = kept.read(tmp_path)
    assert (last and last.site) == (None if found or of_site else now)


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


def test_little_that_nobody_takes_is_noticed_before_the_end(monkeypatch, capsys):
    """Less than Python gathers before it writes: it would be lost on the way out, after the status."""
    monkeypatch.setattr(command, 'ROOT', GOOD)
    # what was not written is tried again when the file is closed
    with contextlib.suppress(OSError), open('/dev/full', 'w', encoding='utf-8') as full:
        monkeypatch.setattr(sys, 'stdout', full)
        assert main(['outside']) == 2
        full.close()
    assert capsys.readouterr().err == f'outside: {GOOD}: the disk is full: make room, then run it again\n'
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, 'w', encoding='utf-8') as pipe:
        monkeypatch.setattr(sys, 'stdout', pipe)
        assert main(['outside']) == 2
        # Python does so when it ends, and would complain
        pipe.flush()
    assert capsys.readouterr().err == ''


def test_a_polite_kill_ends_it_as_what_could_not_run_and_lets_it_clean_up(monkeypatch):
    cleaned = []

    def killed(_):
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            cleaned.append('all')

    monkeypatch.setattr(links, 'outside', killed)
    # without the command's own answer this test alone would fail, not all that run with it
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        with pytest.raises(SystemExit) as ended:
            here(GOOD, 'outside')
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code == 2 and cleaned == ['all']


@pytest.mark.parametrize(
    'speaks, shown',
    [
        # what a machine that speaks C calls its own
        ('ANSI_X3.4-1968', '门'.encode()),
        ('utf-8', '门'.encode()),
        ('gbk', '门'.encode('gbk')),
        ('latin-1', rb'\u95e8'),
    ],
)
def test_every_sign_can_be_told_wherever_it_runs(monkeypatch, speaks, shown):
    """A file name is Chinese and broken at once."""
    out, err = (io.TextIOWrapper(io.BytesIO(), speaks) for _ in range(2))
    for name, value in (('stdout', out), ('stderr', err), ('argv', ['scripts', 'check', '门\udcff.md'])):
        monkeypatch.setattr(sys, name, value)
    # what the command does when it is killed would be done to the tests
    monkeypatch.setattr(signal, 'signal', lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(command.__file__, run_name='__main__')
    err.flush()
    told = b'check: ' + shown + rb'\udcff.md is not a file of this project' + os.linesep.encode()
    assert ended.value.code == 2 and err.buffer.getvalue() == told
    assert (out.encoding, out.errors) == (err.encoding, err.errors)


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
