"""What the search knows of a page: its own words, and on the glossary what else people type for a term."""

from __future__ import annotations

from small_book import put, small

from scripts.finish import search

HTML = (
    '<article><div class="path"><nav><a>首页</a> › 词语</nav></div><h1>题</h1><p>甲<sup>1</sup>乙</p>'
    '<h2 id="a">一</h2><p>丙</p><h2 id="basis">依据</h2><p class="checked">日</p></article>'
)


def test_a_page_is_known_by_its_words_without_its_basis():
    book = small()
    page = put(book, '甲乙', description='说', aliases=['叫', 7])
    assert search.entry(book, page, HTML) == {
        'u': 'now/new/',
        's': '词语',
        't': 'T',
        'd': '说',
        'a': '叫 7',
        'h': '一',
        'x': '甲乙一丙',
    }


def test_only_the_glossary_knows_what_else_people_type_for_its_terms():
    book = small()
    zh, en = (
        search.entry(book, put(book, body, lang, description='d'), HTML)
        for lang, body in (('zh', '甲\n\n<!-- draw: terms -->\n'), ('en', 'a\n\n<!-- draw: terms -->\n'))
    )
    assert (zh['w'], en['w']) == ('外访 hb', 'field visit')
    quoted = put(book, '```\n<!-- draw: terms -->\n```\n', description='d')
    assert 'w' not in search.entry(book, quoted, HTML)
