"""What the search knows of a page: its sections, what people type, how Chinese is typed otherwise."""

from __future__ import annotations

import json

import pytest
from small_book import put, small

from scripts.book.model import Book, Page
from scripts.finish import index as written
from scripts.finish import search
from scripts.finish.folder import Folder

HTML = (
    '<article><div class="path"><nav><a>首页</a> › 词语</nav></div><h1>题</h1><p>甲<sup>1</sup>乙</p>'
    '<h2 id="a">一</h2><p>丙</p><h3 id="b">二</h3><p>丁</p>'
    '<h2 id="basis">依据</h2><p class="checked">日</p></article>'
)


def entry(book: Book, page: Page, html: str) -> search.Entry:
    """All that the search knows of a page."""
    return search.whole(book, page, search.entry(page, html))


def test_a_page_is_known_by_its_sections_without_its_basis():
    book = small()
    page = put(book, '甲乙', description='说', aliases=['叫', 7])
    assert entry(book, page, HTML) == (
        'now/new/',
        '词语',
        'T',
        '说',
        ['叫', '7'],
        [('', '', '甲乙', ''), ('a', '一', '丙', ''), ('b', '二', '丁', '')],
        [],
    )


def test_an_english_page_is_found_by_what_its_chinese_twin_is_called():
    book = small()
    zh = put(book, '甲', description='说', title='传票', aliases=['开庭'])
    page = put(book, 'a', 'en', description='d')
    assert entry(book, page, HTML).twin == ['传票', '开庭'] and entry(book, zh, HTML).twin == []


def test_only_the_glossary_knows_its_terms_and_what_else_people_type_for_them():
    book = small()
    for lang, typed in (('zh', '外访 hb'), ('en', 'field visit 上门 外访 hb shangmen')):
        page = put(book, 'a\n\n<!-- draw: terms -->\n', lang, description='d')
        terms = entry(book, page, HTML).parts[3:]
        assert [term.ident for term in terms] == [f'term-{row["id"]}' for row in book.data['terms']]
        assert terms[0].words == typed
        assert terms[1].words == ('叩门' if lang == 'zh' else '敲门 叩门 qiaomen')
        quoted = put(book, '```\n<!-- draw: terms -->\n```\n', lang, description='d')
        assert len(entry(book, quoted, HTML).parts) == 3


@pytest.mark.parametrize(
    'lengths, budget, cut', [([1, 2, 3], 6, 3), ([1, 2, 3], 5, 2), ([9, 9], 4, 2), ([], 9, 0), ([5], 0, 0)]
)
def test_texts_are_cut_alike_to_keep_within_a_budget(lengths, budget, cut):
    assert written.length_for(lengths, budget) == cut
    assert sum(min(length, cut) for length in lengths) <= budget


def test_the_first_names_are_kept_as_far_as_there_is_room():
    assert written.first(['ab', 'c', 'd'], 3) == ['ab', 'c'] and written.first(['ab', 'c'], 1) == []


def test_a_text_that_would_be_cut_to_nothing_is_left_out(tmp_path, monkeypatch):
    book = small()
    page = put(book, '甲', description='说')
    text = '字' * 40
    known = entry(book, page, HTML)._replace(parts=[search.Part('a', '一', text)])
    for budget, kept in ((40, 40), (15, 15), (14, 0)):
        monkeypatch.setitem(written.TEXT, 'zh', budget)
        written.write(book, {('zh', 'now/new/'): known}, Folder(tmp_path))
        index = (tmp_path / 'search' / 'index.js').read_text(encoding='utf-8')
        assert index.count('字') == kept


def test_signs_are_known_as_far_as_the_pages_use_them():
    book = small()
    assert written.traditional(book, '报') == '報报' and written.traditional(book, '甲') == ''
    assert written.traditional(book, '报報') == '', 'a sign that the pages write themselves stays as it is'
    assert written.sounds(book, '欢还') == 'huan还欢' and written.sounds(book, '甲') == ''


def test_the_index_is_a_script_with_every_page_but_those_left_out(tmp_path):
    book = small()
    entries = {
        (page.lang, page.slug): entry(book, page, HTML)
        for page in book.pages.values()
        if 'description' in page.meta
    }
    written.write(book, entries, Folder(tmp_path))
    for lang, base in (('zh', tmp_path), ('en', tmp_path / 'en')):
        text = (base / 'search' / 'index.js').read_text(encoding='utf-8')
        index = json.loads(text.removeprefix('self.handbookIndex=').removesuffix(';\n'))
        slugs = [row[0] for row in index['pages']]
        assert 'now/' in slugs and '' not in slugs and 'about/sources/' not in slugs
        assert set(index) == {'pages', 'same', 'small', 'weak'} | (
            {'old', 'sounds'} if lang == 'zh' else set()
        )
