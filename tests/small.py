"""What the tests of the look share: a project that builds in a second, and a step of finishing on its own."""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from unittest import mock

import lxml.html

from scripts import __main__ as command
from scripts import engine
from scripts.book.model import Book

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOOD = ROOT / 'tests' / 'fixtures' / 'good'
WORDS = {
    'basis-shut': ('关上', 'Close'),
    'basis-count': ('{n}条', '{n} sources'),
    'contents': ('本页内容', 'On this page'),
    'contents-count': ('{n}节', '{n} parts'),
    'claims-count': ('{n}句话', '{n} claims'),
    'verdict-true': ('真。', 'True.'),
    'verdict-partly': ('部分真。', 'Partly true.'),
    'verdict-false': ('不真。', 'False.'),
}
BOOK = Book(
    pathlib.Path('.'),
    data={
        'interface': {name: {'zh': zh, 'en': en} for name, (zh, en) in WORDS.items()},
        'look': {'icons': {'door': 'M1 1h2'}},
        'sources': [{'id': 'law-a'}, {'id': 'law-b'}],
    },
)
# The templates of all small projects are the same: a process compiles them once, wherever they stand.
engine.COMPILED.get_cache_key = lambda name, _filename=None: name
# lxml writes viewBox so; browsers read both
ICON = '<svg class="i" viewbox="0 0 24 24" aria-hidden="true"><path d="M1 1h2"></path></svg>'


def small_project(folder: pathlib.Path) -> pathlib.Path:
    """The good tree of the checks with the project's own shell and look: it builds in a second."""
    shutil.copytree(GOOD, folder, ignore=shutil.ignore_patterns('site'), dirs_exist_ok=True)
    shutil.copytree(ROOT / 'overrides', folder / 'overrides')
    for name in ('css', 'js'):
        shutil.copytree(ROOT / 'docs' / 'assets' / name, folder / 'docs' / 'assets' / name)
    for file, own in (('mkdocs.yml', '\nnav:'), ('data/interface.yml', '\nsituations:')):
        text = (ROOT / file).read_text(encoding='utf-8').partition(own)[0]
        text += ''.join((GOOD / file).read_text(encoding='utf-8').partition(own)[1:])
        (folder / file).write_text(text, encoding='utf-8')
    return folder


def change(root: pathlib.Path, file: str, old: str, new: str) -> None:
    """Replaces the first `old` in a file, which must be there."""
    path = root / file
    text = path.read_text(encoding='utf-8')
    assert old in text, f'{file} holds no {old}'
    path.write_text(text.replace(old, new, 1), encoding='utf-8')


def run(tree, *words, **env):
    """The finished command (build where none is named), in the tree, with the tooling copied into it."""
    with_scripts(tree)
    return subprocess.run(
        [sys.executable, '-m', 'scripts', *(words or ['build'])],
        cwd=tree,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
    )


def here(tree, *words, **env) -> subprocess.CompletedProcess:
    """The same in this process, which has read the tooling already; nothing is copied into the tree."""
    out, err, stopped = io.StringIO(), io.StringIO(), signal.getsignal(signal.SIGTERM)
    with (
        mock.patch.object(command, 'ROOT', tree),
        mock.patch.dict(os.environ, env),
        contextlib.chdir(tree),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = command.main([*(words or ['build'])])
    signal.signal(signal.SIGTERM, stopped)
    return subprocess.CompletedProcess(words, status, out.getvalue(), err.getvalue())


def with_scripts(tree) -> None:
    """Copies the tooling into a small project, with what Python has compiled: a command starts sooner."""
    # what another process is about to write may be gone again
    half = shutil.ignore_patterns('*.pyc.*')
    shutil.copytree(ROOT / 'scripts', tree / 'scripts', ignore=half, dirs_exist_ok=True)
    shutil.copytree(ROOT / 'data' / 'schema', tree / 'data' / 'schema', dirs_exist_ok=True)


def files_of(site) -> dict:
    """What each file of a folder holds, by its path in it."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob('*') if path.is_file()
    }


def changed(step: Callable, html: str) -> str:
    """The HTML within the article after a step that changes the page's tree."""
    tree = lxml.html.document_fromstring(f'<html><body><article>{html}</article></body></html>')
    step(tree)
    article = tree.xpath('//article')[0]
    return (article.text or '') + ''.join(lxml.html.tostring(node, encoding='unicode') for node in article)
