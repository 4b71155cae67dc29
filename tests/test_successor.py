"""The way out of the theme: the same pages under its successor, and what counts as missing there."""

from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest
import yaml
from project import ROOT
from small import small_project
from small_book import put, small

from scripts import successor as following
from scripts.book import markdown
from scripts.book.model import LANGS, Page
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


def written(page: Page, folder: pathlib.Path, text: str = '', tag: str = 'p') -> None:
    """Writes a page under a folder: its title and this text, or all that it says."""
    said = text or '\n'.join(block.plain for block in markdown.blocks(page) if block.kind != 'draw')
    path = folder / page.slug / 'index.html'
    path.parent.mkdir(parents=True, exist_ok=True)
    # an engine may break a line wherever a space stands
    title = page.meta['title'].replace(' ', '\n  ')
    path.write_text(
        f'<meta charset="utf-8"><article><h1>{title}</h1><{tag}>{said}</{tag}></article>', encoding='utf-8'
    )


@pytest.mark.parametrize('lang', LANGS)
def test_what_is_missing_is_named(tmp_path, lang):
    book = load(PAGE)
    pages = [page for page in book.pages.values() if page.lang == lang]
    assert sorted(following.missing(book, tmp_path, lang)) == sorted(
        f'{page.file}: no page' for page in pages
    )
    for page in pages:
        written(page, tmp_path)
    assert following.missing(book, tmp_path, lang) == []
    (tmp_path / 'now' / 'index.html').write_text(
        '<meta charset="utf-8"><article>[^fact]</article>', encoding='utf-8'
    )
    told = following.missing(book, tmp_path, lang)
    assert len(told) == 3 and all(line.startswith(f'docs/{lang}/now/index.md: ') for line in told)
    assert 'no title' in told[0] and 'phrases missing' in told[1] and 'raw text' in told[2]


# What a page says, what is left of it, how many of its phrases are missing and the first of them.
LOST = [
    ('abcde ' * 19 + 'fghij', 'abcde', ''),
    ('abcde ' * 18 + 'fghij', 'abcde', '1 of 19 phrases missing, such as "fghij"'),
    ('abcde fghij klmno', 'abcde', '2 of 3 phrases missing, such as "fghij"'),
    ('abcd efgh 一二三，四五六', 'x', ''),
    ('一二三四，五六七', 'x', '1 of 1 phrases missing, such as "一二三四"'),
    # a paragraph and the next one are two phrases, and what is drawn is none
    ('one abcde\n\nfghij\n\n<!-- draw: hotlines law -->', 'one abcde or fghij', ''),
]


@pytest.mark.parametrize(('said', 'left', 'line'), LOST)
def test_one_phrase_of_twenty_may_be_missing_and_short_ones_do_not_count(tmp_path, said, left, line):
    book = small()
    page = put(book, said)
    written(page, tmp_path, left)
    told = [told for told in following.missing(book, tmp_path, 'zh') if page.file in told]
    assert told == ([f'{page.file}: {line}'] if line else [])


def test_each_language_gets_a_configuration_of_its_own(book):
    base = yaml.safe_load((ROOT / 'mkdocs.yml').read_text(encoding='utf-8'))
    zh, en = (following.config(book, lang) for lang in LANGS)
    for lang, name, given in (('zh', '门口手册', zh), ('en', 'The Doorstep Handbook', en)):
        extra, nav = given.pop('extra'), given.pop('nav')
        assert given == {
            'site_name': name,
            'docs_dir': f'docs/{lang}',
            'site_dir': f'next/{lang}',
            'theme': {**base['theme'], 'custom_dir': 'overrides', 'language': lang},
            'markdown_extensions': base['markdown_extensions'],
        }
        assert extra['lang'] == lang
        assert extra['titles'][lang]['now/'] == book.pages[(lang, 'now/')].meta['title']
        assert (nav == base['nav']) == (lang == 'zh') and [*nav[1].values()] == [*base['nav'][1].values()]
        assert [*nav[1]] == [{'zh': '门口', 'en': 'At the door'}[lang]]


def test_words_in_a_sample_of_code_alone_are_missing(tmp_path):
    book = load(PAGE)
    page = book.pages['zh', 'now/']
    for tag, there in (('p', True), ('pre', False)):
        written(page, tmp_path, tag=tag)
        told = [line for line in following.missing(book, tmp_path, 'zh') if page.file in line]
        assert there == (told == []) and all('phrases missing' in line for line in told)


def test_what_a_program_says_in_no_known_code_is_no_crash():
    words = ['-c', 'import sys; sys.stdout.buffer.write(b"\\xffx"); sys.exit(3)']
    done = following.run(sys.executable, *words)
    assert (done.returncode, done.stdout) == (3, '\ufffdx')


def test_what_is_missing_is_printed_and_ends_with_1(tmp_path, monkeypatch, capsys):
    root = small_project(tmp_path / 'project')
    monkeypatch.setenv('AS_OF', '2026-11-24')
    book, asked, gone = load(root), [], ['docs/en/now/index.md', 'docs/zh/help/index.md']

    def run(program, *words, cwd=None):
        """A successor of our own, which builds what its configuration names, but for what is gone."""
        asked.append((program, *words[:2]))
        if words[0] == 'build':
            config = yaml.safe_load(words[2].read_text(encoding='utf-8'))
            theme = cwd / config['theme']['custom_dir'] / 'main.html'
            assert theme.read_bytes() == (root / 'overrides' / 'main.html').read_bytes()
            for page in book.pages.values():
                if page.lang == config['theme']['language'] and page.file not in gone:
                    staged = cwd / config['docs_dir'] / page.path.relative_to(root / 'docs' / page.lang)
                    assert '{ #basis }' in staged.read_text(encoding='utf-8')
                    written(page, cwd / config['site_dir'])
        return subprocess.CompletedProcess(words, 0, 'zzz 1.0\n')

    monkeypatch.setattr(following.apart, 'installed', lambda root, name: root / f'.venv-{name}')
    monkeypatch.setattr(following, 'run', run)
    # read once for all that follows
    monkeypatch.setattr(following, 'load', lambda _: book)
    assert following.compare(root) == 1
    # Chinese first
    assert capsys.readouterr().out == f'zzz 1.0\n{gone[1]}: no page\n{gone[0]}: no page\n'
    # it is started by the name under which it is installed
    listed = (ROOT / 'requirements-next.txt').read_text(encoding='utf-8')
    assert f'\n{following.SUCCESSOR}==' in listed
    program = root / '.venv-next' / following.SUCCESSOR
    assert asked == [(program, '--version'), *[(program, 'build', '--config-file')] * 2]
    gone.clear()
    assert following.compare(root) == 0
    assert capsys.readouterr().out == f'zzz 1.0\nAll {len(book.pages)} pages are there.\n'
    monkeypatch.setattr(
        following, 'run', lambda *words, cwd=None: subprocess.CompletedProcess(words, 1, 'no')
    )
    with pytest.raises(Fault, match=f'^{following.SUCCESSOR} stopped on zh: no$'):
        following.compare(root)


def test_a_book_with_faults_is_not_built_and_nothing_is_installed_for_it(monkeypatch, capsys):
    book = small()
    put(book, '[字](none.md)')
    monkeypatch.setattr(following, 'load', lambda _: book)
    monkeypatch.setattr(following.apart, 'installed', lambda *_: pytest.fail('it goes on'))
    assert following.compare(book.root) == 1
    assert 'docs/zh/now/new.md:9 LNK-1 ' in capsys.readouterr().out
