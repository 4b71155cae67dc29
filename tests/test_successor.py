"""The way out of the theme: the same pages under its successor, and what counts as missing there."""

from __future__ import annotations

import subprocess
import sys

import pytest
from project import ROOT
from small import small_project

from scripts import successor as following
from scripts.book import markdown
from scripts.book.read import load
from scripts.settings import Fault

PAGE = ROOT / 'tests' / 'fixtures' / 'good'


@pytest.fixture
def successor():
    """The successor, installed by the command itself; its name keeps this test out of make test-fast."""
    return following


def test_every_page_is_there_under_the_successor(successor, capsys, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    assert successor.compare(ROOT) == 0, capsys.readouterr().out
    assert f'All {len(load(ROOT).pages)} pages are there.' in capsys.readouterr().out


def test_what_is_missing_is_named(tmp_path):
    book = load(PAGE)
    pages = [page for page in book.pages.values() if page.lang == 'zh']
    assert sorted(following.missing(book, tmp_path, 'zh')) == sorted(
        f'{page.file}: no page' for page in pages
    )
    for page in pages:
        folder = tmp_path / page.slug
        folder.mkdir(parents=True, exist_ok=True)
        whole = ' '.join(block.plain for block in markdown.blocks(page))
        (folder / 'index.html').write_text(
            f'<meta charset="utf-8"><article><h1>{page.meta["title"]}</h1>{whole}</article>', encoding='utf-8'
        )
    assert following.missing(book, tmp_path, 'zh') == []
    (tmp_path / 'now' / 'index.html').write_text(
        '<meta charset="utf-8"><article>[^fact]</article>', encoding='utf-8'
    )
    told = following.missing(book, tmp_path, 'zh')
    assert len(told) == 3 and all(line.startswith('docs/zh/now/index.md: ') for line in told)
    assert 'no title' in told[0] and 'phrases missing' in told[1] and 'raw text' in told[2]


def test_each_language_gets_a_configuration_of_its_own():
    zh, en = (following.config(load(ROOT), lang) for lang in ('zh', 'en'))
    assert (zh['docs_dir'], en['docs_dir'], zh['theme']['language'], en['theme']['language']) == (
        'docs/zh',
        'docs/en',
        'zh',
        'en',
    )
    assert 'plugins' not in zh and list(zh['nav'][1]) == ['门口'] and list(en['nav'][1]) == ['At the door']
    assert (
        en['extra']['lang'] == 'en'
        and en['extra']['titles']['en']['now/'] == load(ROOT).pages[('en', 'now/')].meta['title']
    )


def test_words_in_a_sample_of_code_alone_are_missing(tmp_path):
    book = load(PAGE)
    (tmp_path / 'now').mkdir()
    page = book.pages['zh', 'now/']
    whole = ' '.join(block.plain for block in markdown.blocks(page))
    text = f'<meta charset="utf-8"><article><h1>{page.meta["title"]}</h1><TAG>{whole}</TAG></article>'
    for tag, there in (('p', True), ('pre', False)):
        (tmp_path / 'now' / 'index.html').write_text(text.replace('TAG', tag), encoding='utf-8')
        told = [line for line in following.missing(book, tmp_path, 'zh') if page.file in line]
        assert there == (told == []) and all('phrases missing' in line for line in told)


def test_what_a_program_says_in_no_known_code_is_no_crash():
    words = ['-c', 'import sys; sys.stdout.buffer.write(b"\\xffx"); sys.exit(3)']
    done = following.run(sys.executable, *words)
    assert (done.returncode, done.stdout) == (3, '\ufffdx')


def test_what_is_missing_is_printed_and_ends_with_1(tmp_path, monkeypatch, capsys):
    root = small_project(tmp_path / 'project')
    monkeypatch.setenv('AS_OF', '2026-11-24')
    asked = []

    def run(program, *words, cwd=None):
        asked.append((program, *words[:2]))
        return subprocess.CompletedProcess(words, 0, 'zzz 1.0\n')

    monkeypatch.setattr(following.apart, 'installed', lambda root, name: root / f'.venv-{name}')
    monkeypatch.setattr(following, 'run', run)
    assert following.compare(root) == 1
    said = capsys.readouterr().out.splitlines()
    book = load(root)
    assert said[0] == 'zzz 1.0' and sorted(said[1:]) == sorted(
        f'{page.file}: no page' for page in book.pages.values()
    )
    program = root / '.venv-next' / following.SUCCESSOR
    assert asked == [(program, '--version'), *[(program, 'build', '--config-file')] * 2]
    monkeypatch.setattr(following, 'missing', lambda *_: [])
    assert following.compare(root) == 0
    assert capsys.readouterr().out == f'zzz 1.0\nAll {len(book.pages)} pages are there.\n'
    monkeypatch.setattr(
        following, 'run', lambda *words, cwd=None: subprocess.CompletedProcess(words, 1, 'no')
    )
    with pytest.raises(Fault, match=f'^{following.SUCCESSOR} stopped on zh: no$'):
        following.compare(root)
