"""What the environment tells: addresses, the day, and the sentence for what the machine refuses."""

from __future__ import annotations

import datetime
import errno
import pathlib
import runpy
import shutil
import subprocess

import pytest

from scripts import settings
from scripts.settings import Fault

LINK = 'is not a web address: write it (like https://example.org|with https://)'
USER = 'holds a user or a password, which everybody would see: write it without'
END = r'goes on after the path: take out what starts with \? or #'
SIGN, HOST = 'has a sign that no address has: correct it', 'has a host name that cannot be: correct it'


@pytest.mark.parametrize(
    'value, said',
    [
        ('handbook', LINK),
        ('ftp://x.org', LINK),
        ('https://', LINK),
        ('https:///path', LINK),
        ('https://[::1', LINK),
        ('https://x.org:port', LINK),
        ('https://x.org:99999', LINK),
        ('https://u:p@host.org', USER),
        ('https://u@x.org', USER),
        ('https://x.org/?a', END),
        ('https://x.org?', END),
        ('https://x.org/#a', END),
        ('https://x.org/a"b', SIGN),
        ("https://x.org/a'b", SIGN),
        ('https://x.org/<b>', SIGN),
        ('https://x.org/a b', SIGN),
        ('https://x.org/手\u3000册', SIGN),
        ('https://x.org/a\\b', SIGN),
        ('https://x..org', HOST),
        ('https://x"y.org', HOST),
        ('https://x_y.org', HOST),
        (f'https://{"门" * 64}.org', HOST),
    ],
)
@pytest.mark.parametrize('name', ['SITE_URL', 'REPO_URL'])
def test_an_odd_address_is_refused_with_its_reason(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(Fault, match=f' {said}, or unset it$') as told:
        settings.address(name)
    shown = value if 'user or a password' not in said else f'https://…@{value.partition("@")[2]}'
    assert str(told.value).startswith(f'{name}={shown} ') and told.value.status == 2


@pytest.mark.parametrize(
    'value, given',
    [
        ('', ''),
        ('https://x.org', 'https://x.org'),
        (' https://x.org// ', 'https://x.org'),
        ('HTTPS://X.org/Sub/', 'https://x.org/Sub'),
        ('https://x.org/box/', 'https://x.org/box'),
        ('http://127.0.0.1:8000', 'http://127.0.0.1:8000'),
        ('http://[::1]:8000/a', 'http://[::1]:8000/a'),
        ('https://门口.example/', 'https://xn--6or594m.example'),
        ('https://x.org/手册/~a%20b', 'https://x.org/%E6%89%8B%E5%86%8C/~a%20b'),
        ('https://x.org/book.git', 'https://x.org/book.git'),
    ],
)
def test_an_address_is_given_as_a_browser_sends_it(monkeypatch, value, given):
    monkeypatch.setenv('SITE_URL', value)
    assert settings.address('SITE_URL') == given


@pytest.mark.parametrize('end', ['', '/', '.git', '.git/'])
def test_the_code_host_is_named_without_what_git_adds(monkeypatch, end):
    monkeypatch.setenv('REPO_URL', 'https://code.example/a/book' + end)
    assert settings.address('REPO_URL') == 'https://code.example/a/book'


@pytest.mark.parametrize(
    'value, base',
    [
        ('', '/'),
        ('https://x.org', '/'),
        ('https://x.org/box', '/box/'),
        ('https://x.org/a/box/', '/a/box/'),
    ],
)
def test_the_path_of_the_site_on_its_host_has_a_closing_slash(value, base):
    assert settings.base(value) == base


def test_a_build_is_told_each_setting_by_its_own_name(monkeypatch, tmp_path):
    for name, value in (
        ('SITE_URL', 'https://x.org/'),
        ('REPO_URL', 'https://code.example/a.git'),
        ('AS_OF', '2026-11-24'),
        ('OFFLINE', 'off'),
    ):
        monkeypatch.setenv(name, value)
    assert settings.read(tmp_path) == ('https://x.org', 'https://code.example/a', '2026-11-24', False)
    for name in ('SITE_URL', 'REPO_URL', 'OFFLINE'):
        monkeypatch.delenv(name)
    assert settings.read(tmp_path) == ('', '', '2026-11-24', True)


@pytest.mark.parametrize('value', ['tomorrow', '2026-02-30', '2026-11'])
def test_a_day_that_is_none_is_named(tmp_path, monkeypatch, value):
    monkeypatch.setenv('AS_OF', value)
    with pytest.raises(Fault, match=f'^AS_OF={value} is not a real date: write it as') as told:
        settings.read(tmp_path)
    assert told.value.status == 2


def committed(folder: pathlib.Path) -> str:
    """A repository with one commit of 2024-02-03."""
    (folder / 'file').write_text('x', encoding='utf-8')
    day = '2024-02-03T12:00:00+0000'
    for words in (['init', '-q'], ['add', 'file'], ['commit', '-qm', 'first', '--date', day]):
        subprocess.run(
            ['git', '-c', 'user.name=t', '-c', 'user.email=t@example.org', *words],
            cwd=folder,
            check=True,
            env={'PATH': settings.os.environ['PATH'], 'GIT_COMMITTER_DATE': day, 'HOME': str(folder)},
        )
    return '2024-02-03'


def test_the_day_is_that_of_the_last_commit(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv('AS_OF', raising=False)
    day = committed(tmp_path)
    assert settings.as_of(tmp_path) == day and capsys.readouterr().err == ''
    monkeypatch.setenv('AS_OF', '2026-11-24')
    assert settings.as_of(tmp_path) == '2026-11-24'


@pytest.mark.parametrize(
    'kind', ['no git', 'no repository', 'inside another', 'no commit', 'another owner', 'broken']
)
def test_where_git_knows_no_day_it_is_today_and_said(tmp_path, monkeypatch, capsys, kind):
    monkeypatch.delenv('AS_OF', raising=False)
    root = tmp_path / 'tree'
    root.mkdir()
    reason = 'git knows no commit here'
    if kind == 'inside another':
        committed(tmp_path)
    if kind == 'no commit':
        subprocess.run(['git', 'init', '-q'], cwd=root, check=True)
    if kind in ('no git', 'another owner'):
        committed(root)
    if kind == 'no git':
        monkeypatch.setenv('PATH', str(tmp_path))
    if kind == 'another owner':
        # git's own way to test this
        monkeypatch.setenv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
        reason = 'git distrusts the owner of this folder (git config --global --add safe.directory ...)'
    if kind == 'broken':
        # where it speaks GBK, say, what git says is no UTF-8
        (tmp_path / 'git').write_text('#!/bin/sh\nprintf "\\326\\302" >&2\nexit 128\n', encoding='utf-8')
        (tmp_path / 'git').chmod(0o755)
        monkeypatch.setenv('PATH', str(tmp_path))
    today = datetime.date.today().isoformat()
    assert settings.as_of(root) == today
    assert capsys.readouterr().err == f'{reason}: {today} counts as today; set AS_OF for another day\n'


@pytest.mark.parametrize(
    'number, said',
    [
        (errno.ENOSPC, 'the disk is full: make room, then run it again'),
        (errno.EDQUOT, 'your share of the disk is full: make room, then run it again'),
        (errno.EFBIG, 'the file is larger than this machine allows: make room, then run it again'),
        (errno.EPERM, 'you may not change this: give yourself the right, then run it again'),
        (errno.EACCES, 'you may not read or write this: give yourself the right, then run it again'),
        (errno.EROFS, 'this disk cannot be written to: work in another folder'),
        (errno.ENOENT, 'is missing: bring it back (git checkout), then run it again'),
        (errno.EIO, 'Input/output error'),
    ],
)
def test_what_the_machine_refuses_is_one_sentence_with_the_path(tmp_path, number, said):
    inside = settings.refused(
        OSError(number, settings.os.strerror(number), str(tmp_path / 'a' / 'b')), tmp_path
    )
    assert inside == f'a/b: {said}'
    outside = settings.refused(OSError(number, settings.os.strerror(number), b'/nowhere'), tmp_path)
    assert outside == f'/nowhere: {said}'
    # a full disk names no file
    assert settings.refused(OSError(number, settings.os.strerror(number)), tmp_path).startswith(str(tmp_path))


@pytest.mark.parametrize('user, kept', [(0, False), (1, True), (1000, True), (None, True)])
def test_the_browser_gives_up_its_sandbox_as_root_alone(monkeypatch, user, kept):
    """As root it would not start with one; user: None where a machine has no numbers for them."""
    if user is None:
        monkeypatch.delattr('os.geteuid')
    else:
        monkeypatch.setattr('os.geteuid', lambda: user)
    args = runpy.run_path(settings.__file__)['BROWSER_ARGS']
    assert ('--no-sandbox' not in args) == kept


def test_a_browser_is_found_or_named(monkeypatch, tmp_path):
    monkeypatch.setenv('CHROME', str(tmp_path / 'none'))
    assert settings.browser() is None
    monkeypatch.setenv('CHROME', shutil.which('sh'))
    assert settings.browser() == shutil.which('sh')
    # without a name the lightest that is there
    monkeypatch.delenv('CHROME')
    monkeypatch.setenv('PATH', str(tmp_path))
    assert settings.browser() is None
    for name in ('google-chrome', 'chromium', 'chromium-headless-shell'):
        (tmp_path / name).touch(0o755)
        assert settings.browser() == str(tmp_path / name)
