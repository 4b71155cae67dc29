"""make serve: it shows the last good site, an edit within moments, and nothing unfinished."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from project import ROOT
from small import small_project


@pytest.fixture(scope='module')
def tree(tmp_path_factory):
    folder = small_project(tmp_path_factory.mktemp('serve') / 'tree')
    shutil.copytree(ROOT / 'scripts', folder / 'scripts', ignore=shutil.ignore_patterns('__pycache__'))
    shutil.copytree(ROOT / 'data' / 'schema', folder / 'data' / 'schema', dirs_exist_ok=True)
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
