"""Other addresses with the same pages: shown once there are any, each as a plain link, and nothing before."""

from __future__ import annotations

import re

import pytest
from small import small_project
from small_book import put, small

from scripts import build, draw
from scripts.check import facts, links

KEY = 'RW' + 'a' * 54
ONE = "- {url: 'https://a.example/b/', name: {zh: 甲处, en: Place A}, checked: '2026-11-24'}\n"
FILLED = f'key: {KEY}\nmirrors:\n{ONE}' + ONE.replace('a.example', 'b.example').replace('Place A', 'Place B')


def drawn(data: str, lang: str) -> str:
    book = small(**({'mirrors': data} if data else {}))
    return draw.fill(book, put(book, '<!-- draw: mirrors -->\n', lang))


@pytest.mark.parametrize('data', ['', 'key: null\nmirrors: []\n'])
def test_nothing_is_shown_before_there_is_one(data):
    assert drawn(data, 'zh').strip() == drawn(data, 'en').strip() == ''


def test_each_address_is_shown_with_its_day_and_the_key():
    text = drawn(FILLED, 'en')
    assert text.startswith('## Other addresses for these pages { #mirrors }\n')
    assert '- [Place A](https://a.example/b/) Checked 2026-11-24\n- [Place B](https://b.example/b/)' in text
    assert f'`{KEY}`' in text
    assert '[甲处](https://a.example/b/)' in drawn(FILLED, 'zh')
    # one of the two alone
    assert KEY not in drawn(f'key: null\nmirrors:\n{ONE}', 'zh')
    assert 'https' not in drawn(f'key: {KEY}\nmirrors: []\n', 'zh') and KEY in drawn(
        f'key: {KEY}\nmirrors: []\n', 'zh'
    )


@pytest.mark.parametrize(
    'old, new',
    [
        (KEY, KEY[:-1]),
        (KEY, KEY + 'a'),
        (KEY, 'XX' + KEY[2:]),
        ('https://b.', 'http://b.'),
        ('b.example/b/', 'b.example/b'),
        ('b.example/b/', 'b.example/b/?c/'),
        ('https://b.', 'https://user@b.'),
        ("checked: '2026-11-24'}\n- {url: 'https://b", "checked: 'today'}\n- {url: 'https://b"),
        (', name: {zh: 甲处, en: Place B}', ''),
        ('mirrors:', 'mirror:'),
    ],
)
def test_a_slip_is_told(old, new):
    assert old in FILLED and facts.shapes(small(mirrors=FILLED)) == []
    told = [str(it) for it in facts.shapes(small(mirrors=FILLED.replace(old, new)))]
    assert told and all(line.startswith('data/mirrors.yml:') and ' FACT-1 ' in line for line in told)


def test_on_a_built_page_they_are_links_that_tell_nobody_where_from(tmp_path, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    root = small_project(tmp_path)
    for lang in ('zh', 'en'):
        file = root / 'docs' / lang / 'words' / 'index.md'
        file.write_text(file.read_text(encoding='utf-8') + '\n<!-- draw: mirrors -->\n', encoding='utf-8')
    page = root / 'site' / 'en' / 'words' / 'index.html'
    assert build.build(root) == 0 and 'id="mirrors"' not in page.read_text(encoding='utf-8')
    (root / 'data' / 'mirrors.yml').write_text(FILLED, encoding='utf-8')
    assert build.build(root) == 0
    found = re.findall(r'<a [^>]*https://[ab]\.example/b/[^>]*>', page.read_text(encoding='utf-8'))
    assert len(found) == 2 and all('rel="noreferrer"' in link for link in found)


def test_they_are_listed_to_be_visited():
    assert {'https://a.example/b/', 'https://b.example/b/'} < set(links.outside(small(mirrors=FILLED)))


def test_the_page_about_us_has_the_place_for_them(book):
    for lang in ('zh', 'en'):
        assert '\n<!-- draw: mirrors -->\n' in book.pages[lang, 'about/'].body
    assert set(book.data['mirrors']) == {'key', 'mirrors'}
