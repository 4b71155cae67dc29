"""make serve: it shows the last good site, an edit within moments, and nothing unfinished."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import types
import urllib.error
import urllib.request

import pytest
from small import small_project, with_scripts

from scripts import serve
from scripts.settings import Fault


@pytest.fixture(scope='module')
def tree(tmp_path_factory):
    folder = small_project(tmp_path_factory.mktemp('serve') / 'tree')
    with_scripts(folder)
    return folder


@pytest.fixture(scope='module')
def port():
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        return free.getsockname()[1]


@pytest.fixture(scope='module')
def server(tree, port):
    """The running command; its output goes to a file."""
    with open(tree / 'said', 'w', encoding='utf-8') as said:
        running = subprocess.Popen(
            [sys.executable, '-m', 'scripts', 'serve', str(port)],
            cwd=tree,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, 'AS_OF': '2026-11-24'},
            # who starts the tests in the background of a shell has them ignore Ctrl-C
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    until(lambda: 'Look at' in (tree / 'said').read_text(encoding='utf-8'), 60)
    yield running
    running.send_signal(2)
    assert running.wait(20) == 0
    assert not list(tree.glob('.build-*'))


def until(true, seconds: float) -> None:
    """Waits until a condition holds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, 'it did not happen in time'
        time.sleep(0.05)


def read(port: int, slug: str) -> str:
    with urllib.request.urlopen(f'http://127.0.0.1:{port}/{slug}') as answer:
        assert answer.headers['Cache-Control'] == 'no-store'
        return answer.read().decode()


def test_a_page_that_is_not_there_is_our_own(server, port):
    with pytest.raises(urllib.error.HTTPError) as told:
        read(port, 'nothing/')
    assert told.value.code == 404 and '这里没有这一页' in told.value.read().decode()
    with pytest.raises(urllib.error.HTTPError) as told:
        read(port, 'en/nothing/')
    assert told.value.code == 404 and '<section lang="en"><h1>' in told.value.read().decode()


def test_an_edit_is_shown_a_fault_is_told_and_the_last_good_page_stands(server, tree, port):
    page = tree / 'docs' / 'zh' / 'now' / 'index.md'
    good = page.read_text(encoding='utf-8')
    page.write_text(good.replace('\n## ', '\n多说一句。\n\n## ', 1), encoding='utf-8')
    until(lambda: '多说一句' in read(port, 'now/'), 20)
    page.write_text(good.replace('\n## ', '\n多说两句。[^no-such-fact]\n\n## ', 1), encoding='utf-8')
    until(lambda: 'CIT-1' in (tree / 'said').read_text(encoding='utf-8'), 20)
    until(lambda: 'the last good build' in (tree / 'said').read_text(encoding='utf-8'), 20)
    assert '多说一句' in read(port, 'now/') and '多说两句' not in read(port, 'now/')
    page.write_text(good, encoding='utf-8')
    until(lambda: '多说一句' not in read(port, 'now/'), 20)
    until(lambda: (tree / 'said').read_text(encoding='utf-8').count('Built again') == 2, 20)


def said(tree) -> str:
    return (tree / 'said').read_text(encoding='utf-8')


def goes_on(tree, port, words: str) -> None:
    """The next edit is built and shown, and no traceback was told."""
    page = tree / 'docs' / 'zh' / 'now' / 'index.md'
    good = page.read_text(encoding='utf-8')
    page.write_text(good.replace('\n## ', f'\n{words}。\n\n## ', 1), encoding='utf-8')
    until(lambda: words in read(port, 'now/'), 30)
    page.write_text(good, encoding='utf-8')
    until(lambda: words not in read(port, 'now/'), 30)
    assert 'Traceback' not in said(tree)


FULL = 'build: /nowhere: the disk is full: make room, then run it again'
BUG = 'build: a bug in the tools, maybe not in what you wrote. Please report these lines:'
SLIPS = {
    'a template': (
        'overrides/main.html',
        '{{ oops() }}',
        'build: overrides/main.html:1: the template cannot',
    ),
    'syntax of a template': (
        'overrides/main.html',
        '{% oops %}',
        'build: overrides/main.html:1: the template',
    ),
    'html': ('docs/zh/now/x.html', '<p>x', 'docs/zh/now/x.html:1 DATA-8 is a page with the ending .html'),
    'the engine': ('mkdocs.yml', 'oops: [', 'mkdocs.yml:2 DATA-2 broken YAML'),
}


@pytest.mark.parametrize('file, text, line', SLIPS.values(), ids=SLIPS)
def test_a_slip_is_one_line_and_it_goes_on(server, tree, port, file, text, line):
    path = tree / file
    before = path.read_text(encoding='utf-8') if path.is_file() else None
    path.write_text(text, encoding='utf-8')
    until(lambda: f'\n{line}' in said(tree), 30)
    assert read(port, 'now/')
    if before is None:
        path.unlink()
    else:
        path.write_text(before, encoding='utf-8')
    goes_on(tree, port, '改好了')


@pytest.mark.parametrize(
    'raised, first, last',
    [
        (Fault('no'), 'build: no', 'build: no'),
        (OSError(errno.ENOSPC, 'x'), FULL, FULL),
        (KeyError('x'), BUG, "KeyError: 'x'"),
    ],
    ids=repr,
)
def test_whatever_stops_a_build_leaves_what_is_shown(raised, first, last, capsys):
    def update() -> int:
        raise raised

    builder = types.SimpleNamespace(update=update, root=pathlib.Path('/nowhere'))
    assert serve.try_build(builder) is False
    said = capsys.readouterr().err.splitlines()
    assert (said[0], said[-2]) == (first, last)
    assert said[-1] == 'serve: not built; what you see is the last good build. Fix the lines above and save.'
    assert serve.try_build(types.SimpleNamespace(update=lambda: 1)) is False
    assert serve.try_build(types.SimpleNamespace(update=lambda: 0)) is True
    assert capsys.readouterr().err.count('last good build') == 1


def test_files_that_come_and_go_as_git_takes_them(server, tree, port):
    away = tree.with_name('away')
    for _ in range(3):
        for name in ('docs/zh/help', 'docs/en/help', 'data/facts'):
            shutil.move(tree / name, away)
            time.sleep(0.15)
            shutil.move(away, tree / name)
    goes_on(tree, port, '换回来了')


def test_a_build_beside_it_with_other_settings(server, tree, port):
    env = {**os.environ, 'AS_OF': '2026-11-24', 'SITE_URL': 'https://handbook.example'}
    work = list(tree.glob('.build-*'))
    done = subprocess.run([sys.executable, '-m', 'scripts', 'build'], cwd=tree, env=env, check=False)
    assert done.returncode == 0 and list(tree.glob('.build-*')) == work
    assert 'handbook.example' in read(port, 'now/') and 'handbook.example' in read(port, 'help/')
    goes_on(tree, port, '旁边也在建')
    # nothing of the other build is left between the pages
    assert not any('handbook.example' in path.read_text() for path in (tree / 'site').rglob('*.html'))
    assert not (tree / 'site' / 'sitemap.xml').exists()


def test_make_clean_beside_it(server, tree, port):
    for left in tree.glob('.build-*'):
        shutil.rmtree(left)
    shutil.rmtree(tree / 'site')
    page = tree / 'docs' / 'zh' / 'now' / 'index.md'
    page.write_text(page.read_text(encoding='utf-8') + '\n', encoding='utf-8')
    until((tree / 'site' / 'now' / 'index.html').is_file, 30)
    goes_on(tree, port, '清掉了')


def test_a_full_disk(server, tree, port):
    """What a process may write into one file is limited: the system refuses it as it does a full disk."""
    page = tree / 'docs' / 'zh' / 'now' / 'index.md'
    good, limits = page.read_text(encoding='utf-8'), resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (len(said(tree).encode()) + 2000, limits[1]))
    page.write_text(good.replace('\n## ', '\n满了。\n\n## ', 1), encoding='utf-8')
    until(lambda: 'make room, then run it again' in said(tree), 30)
    assert '满了' not in read(port, 'now/')
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, limits)
    page.write_text(good, encoding='utf-8')
    goes_on(tree, port, '有地方了')


def test_an_odd_request_is_none_of_ours(server, tree, port):
    for line in (b'GET /%00 HTTP/1.0', b'GET /%ff/ HTTP/1.0', b'GET /' + b'a' * 5000 + b' HTTP/1.0', b'x'):
        with socket.create_connection(('127.0.0.1', port)) as own:
            own.sendall(line + b'\r\n\r\n')
            assert own.recv(20).startswith((b'HTTP/1.0 404', b'HTTP/1.0 400', b'<!DOCTYPE'))
    with socket.create_connection(('127.0.0.1', port)) as own:
        # leaves before the answer
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\1\0\0\0\0\0\0\0')
        own.sendall(b'GET /now/ HTTP/1.0\r\n\r\n')
    assert read(port, 'now/') and 'Traceback' not in said(tree) and 'Exception' not in said(tree)


def test_a_taken_port_is_named(server, tree, port):
    done = subprocess.run(
        [sys.executable, '-m', 'scripts', 'serve', str(port)],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (
        done.returncode == 2
        and f'port {port} cannot be used' in done.stderr
        and 'Traceback' not in done.stderr
    )


# A site of two pages that are not there, and one that is.
SITE = {'404.html': '没有', 'en/404.html': 'No such page', 'index.html': '门口'}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A function that asks a site for something in these words; it gives the head's lines and the body."""
    site = tmp_path / 'site'
    for name, text in SITE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding='utf-8')
    running = serve.Server(('127.0.0.1', 0), functools.partial(serve.Handler, directory=str(site)))
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()

    def ask(words: str) -> tuple[list[str], str]:
        with socket.create_connection(running.server_address) as own:
            own.sendall(f'{words} HTTP/1.0\r\n\r\n'.encode())
            head, _, body = own.makefile('rb').read().decode().partition('\r\n\r\n')
        return head.split('\r\n'), body

    ask.site = site
    yield ask
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize(
    'words, code, body',
    [
        ('GET /', 200, SITE['index.html']),
        ('GET /no/', 404, SITE['404.html']),
        ('GET /%00', 404, SITE['404.html']),
        ('GET /en/no/', 404, SITE['en/404.html']),
        ('HEAD /en/no/', 404, ''),
    ],
)
def test_every_answer_says_what_it_is_how_long_and_that_none_is_to_keep_it(asked, words, code, body):
    head, said = asked(words)
    assert head[0].startswith(f'HTTP/1.0 {code} ') and said == body
    whole = len((body or SITE['en/404.html']).encode())
    # a page that is there says itself in which signs it is written
    kind = 'content-type: text/html' + ('; charset=utf-8' if code == 404 else '')
    assert {'cache-control: no-store', f'content-length: {whole}', kind} <= {line.lower() for line in head}


def test_what_has_no_page_of_our_own_is_told_in_the_words_of_python(asked):
    head, said = asked('POST /')
    assert head[0].startswith('HTTP/1.0 501 ') and 'Unsupported method' in said
    assert 'Cache-Control: no-store' in head
    (asked.site / '404.html').unlink()
    head, said = asked('GET /no/')
    assert head[0].startswith('HTTP/1.0 404 ') and 'File not found' in said


def test_between_two_sites_a_page_is_waited_for(asked, monkeypatch):
    away, waited = asked.site.with_name('away'), []
    asked.site.rename(away)

    def sleep(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            away.rename(asked.site)

    monkeypatch.setattr(serve, 'time', types.SimpleNamespace(sleep=sleep))
    assert asked('GET /')[1] == SITE['index.html'] and len(waited) == 3
    # not for ever
    asked.site.rename(away)
    waited[:] = [0] * 10
    assert asked('GET /')[0][0].startswith('HTTP/1.0 404 ')


@pytest.mark.parametrize(
    'error, line',
    [
        (KeyError('x'), "serve: one request failed (KeyError: 'x')\n"),
        (ConnectionResetError('x'), ''),
        (BrokenPipeError('x'), ''),
    ],
    ids=repr,
)
def test_a_request_that_fails_is_one_line_and_none_where_the_browser_left(error, line, capsys):
    try:
        raise error
    except Exception:
        serve.Server.handle_error(None, None, None)
    assert capsys.readouterr() == ('', line)


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """A function that serves with these outcomes of building and stamps of the sources, until Ctrl-C."""
    forever = serve.Server.serve_forever
    monkeypatch.setattr(serve.Server, 'serve_forever', lambda self: forever(self, 0.01))
    monkeypatch.setattr(serve.build, 'Builder', lambda root: contextlib.nullcontext(root))

    def run(built: list[bool], stamps: str) -> int:
        moments, outcomes = iter(stamps), iter(built)
        monkeypatch.setattr(serve, 'stamp', lambda _: next(moments))
        monkeypatch.setattr(serve, 'try_build', lambda _: next(outcomes))
        # the first look is before the first build
        pauses = iter(stamps[1:])

        def sleep(seconds):
            if next(pauses, None) is None:
                raise KeyboardInterrupt

        monkeypatch.setattr(serve, 'time', types.SimpleNamespace(sleep=sleep))
        before = threading.enumerate()
        status = serve.serve(tmp_path, 0)
        assert [thread for thread in threading.enumerate() if thread not in before] == []
        assert next(moments, None) is next(outcomes, None) is None
        return status

    return run


LOOK = 'Look at http://127.0.0.1:0/ (Ctrl-C stops).\n'


def test_it_builds_again_at_each_change_and_only_then(steps, capsys):
    assert steps([True, True, False, True], 'aabbbcdd') == 0
    assert capsys.readouterr().out == LOOK + 'Built again.\n' * 2


def test_a_first_build_that_fails_ends_it_unless_there_is_a_site_to_show(steps, tmp_path, capsys):
    assert steps([False], 'a') == 1
    (tmp_path / 'site').mkdir()
    assert steps([False], 'a') == 1 and capsys.readouterr().out == ''
    (tmp_path / 'site' / 'index.html').touch()
    assert steps([False, True], 'ab') == 0
    assert capsys.readouterr().out == LOOK + 'Built again.\n'
    shutil.rmtree(tmp_path / 'site')
    assert steps([True], 'a') == 0 and capsys.readouterr().out == LOOK


def test_where_its_first_line_cannot_be_told_nothing_is_left_to_wait_for(steps, tmp_path, monkeypatch):
    before, servers, real = threading.enumerate(), [], serve.Server
    monkeypatch.setattr(serve, 'Server', lambda *words: servers.append(real(*words)) or servers[-1])

    def write(text):
        raise BrokenPipeError

    with monkeypatch.context() as patch, pytest.raises(BrokenPipeError):
        patch.setattr(sys, 'stdout', types.SimpleNamespace(write=write))
        steps([True], 'a')
    waits = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for server in servers:
        server.shutdown()
    assert len(servers) == 1 and waits == []
