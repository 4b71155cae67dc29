"""How heavy a page may be: the table of data/style.yml, both sides of a limit."""

from __future__ import annotations

import base64
import gzip
import pathlib
import random
import shutil

import pytest
from small import GOOD, ROOT, change

from scripts.book.read import load
from scripts.check import html

TABLE = {
    '12': ['d/'],
    '14': ['', 'now/', 'now/say/', 'now/wont-leave/', 'now/inside/'],
    '20': ['now/claims/', 'visit/rules/', 'help/', 'help/papers/', 'tools/card/'],
    '28': ['tools/*'],
    '30': ['about/sources/', 'words/'],
    '300': ['offline/'],
    '16': ['*'],
}
LIMITS = {
    'd/': 12,
    '': 14,
    'now/': 14,
    'now/who/': 16,
    'now/claims/': 20,
    'help/': 20,
    'help/police/': 16,
    'tools/card/': 20,
    'tools/': 28,
    'tools/log/': 28,
    'words/': 30,
    'search/': 16,
    'components/': 16,
}
PICTURE = '<img src="../assets/door.svg" alt="门">'
SCRIPT = len(gzip.compress((GOOD / 'site' / 'assets' / 'js' / 'say.js').read_bytes(), 6))


def heavy(root: pathlib.Path) -> list[tuple[str, str]]:
    """File and words of each HTML-9."""
    found = html.check(load(root))
    return [(problem.file, problem.what) for problem in found if problem.rule == 'HTML-9']


def test_the_table_is_the_design_s():
    table = load(ROOT).data['style']['weight']
    # the order counts: the first line that names a page holds
    assert list(table.items()) == list(TABLE.items())


def test_which_line_holds_for_a_page():
    book = load(ROOT)
    assert {slug: html.budget(book, slug) for slug in LIMITS} == LIMITS


@pytest.fixture
def tree(tmp_path) -> pathlib.Path:
    """A copy of the good tree: '' may weigh 14 KB, all others 16 KB."""
    return shutil.copytree(GOOD, tmp_path / 'tree')


def fill(tree: pathlib.Path, name: str, size: int, script: bool = True) -> None:
    """Makes a page of exactly so many bytes, gzip -6, its script not counted; or one without a script."""
    text = (GOOD / 'site' / name.replace('404', 'index')).read_text(encoding='utf-8')
    head, end, rest = text.replace(PICTURE, '').partition('</article>')
    if not script:
        head = head.replace('<script defer src="../assets/js/say.js"></script>', '')
    for seed in range(50):
        noise = base64.b64encode(random.Random(seed).randbytes(size)).decode()
        low, high = 0, len(noise)
        while low < high:
            middle = (low + high + 1) // 2
            text = f'{head}<p>{noise[:middle]}</p>{end}{rest}'.encode()
            low, high = (middle, high) if len(gzip.compress(text, 6)) <= size else (low, middle - 1)
        text = f'{head}<p>{noise[:low]}</p>{end}{rest}'.encode()
        if len(gzip.compress(text, 6)) == size:
            (tree / 'site' / name).write_bytes(text)
            return
    raise AssertionError(f'no text found that weighs {size}')


def words(limit: int) -> str:
    return f'weighs {limit}.00 KB compressed, at most {limit}'


@pytest.mark.parametrize(
    'name, limit',
    [('index.html', 14), ('en/index.html', 14), ('now/index.html', 16), ('en/now/index.html', 16)],
)
def test_exactly_the_limit_passes_and_a_byte_more_fails(tree, name, limit):
    fill(tree, name, limit * 1024 - SCRIPT)
    assert heavy(tree) == []
    fill(tree, name, limit * 1024 - SCRIPT + 1)
    assert heavy(tree) == [(f'site/{name}', words(limit))]


def test_only_a_script_that_the_page_asks_for_counts(tree):
    fill(tree, 'now/index.html', 16 * 1024, script=False)
    assert heavy(tree) == []
    fill(tree, 'en/now/index.html', 16 * 1024 - SCRIPT + 1)
    assert heavy(tree) == [('site/en/now/index.html', words(16))]


def test_a_picture_counts_but_one_that_is_loaded_when_it_is_scrolled_to(tree):
    (tree / 'site' / 'assets' / 'door.png').write_bytes(random.Random(1).randbytes(16 * 1024))
    page = tree / 'site' / 'now' / 'index.html'
    text = page.read_text(encoding='utf-8')
    for lazy, told in ((' loading="lazy"', 0), ('', 1)):
        img = f'<img src="../assets/door.png" alt="门"{lazy}>'
        assert PICTURE in text
        page.write_text(text.replace(PICTURE, img), encoding='utf-8')
        assert len(heavy(tree)) == told


def test_404_is_not_weighed(tree):
    fill(tree, '404.html', 40 * 1024)
    assert heavy(tree) == []


def test_the_first_line_that_names_a_page_holds(tree):
    change(tree, 'data/style.yml', "{'14': [''], '16': ['*']}", "{'16': ['*'], '14': ['']}")
    fill(tree, 'index.html', 16 * 1024 - SCRIPT)
    assert heavy(tree) == []


def test_a_page_that_no_line_names_is_told(tree):
    change(tree, 'data/style.yml', "'16': ['*']", "'16': ['now/']")
    assert heavy(tree) == [('site/search/index.html', 'has no weight to keep')]


@pytest.mark.parametrize(
    'overlay, told',
    [
        ('first-line', [('site/index.html', 'at most 14')]),
        ('second-line', [('site/en/now/index.html', 'at most 16')]),
        ('with-its-script', [('site/now/index.html', 'at most 16')]),
    ],
)
def test_a_bad_fixture_is_told_for_its_own_reason(tree, overlay, told):
    shutil.copytree(GOOD.parent / 'html' / f'HTML-9-{overlay}', tree, dirs_exist_ok=True)
    found = heavy(tree)
    assert [file for file, _ in found] == [file for file, _ in told]
    assert [end for _, end in told if not any(what.endswith(end) for _, what in found)] == []
