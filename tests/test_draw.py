"""What data draws on a page: each drawing in both languages, what is filled in, what cannot be drawn."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil

import lxml.etree
import pytest
from small_book import CARD, GOOD, fact, golden, put, small

from scripts import check, draw
from scripts.book.read import load
from scripts.card import text as card_text
from scripts.finish import feed

BOTH = pytest.mark.parametrize('lang', ['zh', 'en'])


def drawn(book, name: str, lang: str = 'zh', word: str = '', slug: str = 'help/') -> str:
    """What a drawing gives on a page."""
    return draw.DRAWINGS[name](book, book.pages[lang, slug], word)


@BOTH
def test_every_drawing_of_the_small_book(lang):
    book = small(
        hotlines="""
- {id: east, number: 010-1, tel: '0101', name: {zh: 东, en: East}, need: {zh: 难, en: Bad},
   group: support, hours: {zh: 白天, en: Days}, wont: {zh: 甲, en: A}, ready: {zh: 乙, en: B}, crisis: [zh],
   facts: [hotline-110, door-closed]}
- {id: west, number: {zh: 一, en: one}, tel: '22', name: {zh: 西, en: West}, need: {zh: 难, en: Bad},
   facts: [visit-hours], hours: {zh: 夜里, en: Nights}, know: {zh: 丙, en: C}, crisis: [en, zh], lead: true,
   group: support}
""",
        look="""
sections:
  now/: {icon: door, name: {zh: 门口, en: At the door}, text: {zh: 开不开门, en: Open or not}}
  help/: {icon: search, name: {zh: 电话, en: Numbers}, text: {zh: 打给谁, en: Whom to call}}
""",
        tools="""
sample:
  - {id: when, kind: text, label: {zh: 几点, en: When}, hint: {zh: 写上, en: Write}}
  - {id: said, kind: long, label: {zh: 说了什么, en: What}, hint: {zh: 原话, en: Words}}
""",
        mirrors="""
key: RWaaaa
mirrors:
  - {url: 'https://a.example/', name: {zh: 甲处, en: Place A}, checked: '2026-11-24'}
""",
    )
    words = {'picture': 'steps', 'fields': 'sample', 'contributing': 'never'}
    names = [name for name in draw.DRAWINGS if not name.startswith('card')]
    parts = [f'== {name}\n{drawn(book, name, lang, words.get(name, ""))}\n' for name in names]
    golden(f'drawn-{lang}.md', ''.join(parts))


def test_terms_say_their_other_names_where_they_have_some():
    zh, en = (drawn(small(), 'terms', lang).split('\n- ') for lang in ('zh', 'en'))
    assert zh == [
        '- **上门** shàngmén：法律规定没你同意不能进。[^door-closed]\n  { #term-visit }',
        '**敲门** qiāomén：在门外叫人。 也叫：叩门。\n  { #term-knock }',
    ]
    assert en[1] == '**knock** (敲门 *qiāomén*): To call somebody from outside.\n  { #term-knock }'
    book = small()
    book.data['terms'][1]['also']['en'] = ['rap', 'tap']
    assert 'outside. Also called: rap, tap.\n' in drawn(book, 'terms', 'en')
    assert drawn(book, 'terms').count('也叫') == 1


@pytest.mark.parametrize(
    'change, zh, en',
    [
        (
            {},
            '。2020-01-01发布，2021-01-01起施行，[原文](https://law.example.org/a)。',
            '. issued 2020-01-01, in force from 2021-01-01, [text](https://law.example.org/a). ',
        ),
        (
            {'url_is': 'issuer-site'},
            '，[发布机关的网站](https://law.example.org/a)。',
            ", [the issuer's site](https://law.example.org/a). ",
        ),
        (
            {'url': None},
            '。2020-01-01发布，2021-01-01起施行。支撑',
            '. issued 2020-01-01, in force from 2021-01-01. 2 facts',
        ),
        (
            {'issued': None, 'url': None},
            '示例机关。2021-01-01起施行。支撑',
            'Body. in force from 2021-01-01. 2 facts',
        ),
        ({'issued': None, 'effective': None, 'url': None}, '示例机关。支撑', 'Example Body. 2 facts'),
    ],
)
def test_a_source_says_its_days_and_where_its_text_is(change, zh, en):
    book = small()
    book.data['sources'][0].update(change)
    assert zh in drawn(book, 'sources', slug='about/sources/')
    assert en in drawn(book, 'sources', 'en', slug='about/sources/')


def test_a_source_counts_its_facts_by_how_sure_they_are_and_names_its_pages():
    book = small()
    for ident, sure in (('a', 'unverified'), ('b', 'secondary'), ('c', 'verified')):
        fact(book, ident, verification=sure, sources=[{'id': 'law-a', 'at': None}])
    text = drawn(book, 'sources', slug='about/sources/')
    assert (
        '支撑5条事实（已核实 3，二手 1，没有核实 1）。用在：[打哪个电话](../help/index.md)、[他说的' in text
    )
    text = drawn(book, 'sources', 'en', slug='about/sources/')
    assert '. 5 facts rest on it (verified 3, second-hand 1, not verified 1). ' in text
    assert ' Used on: [Which number](../help/index.md), [Is it true](../now/claims.md), ' in text


def test_a_source_that_no_page_uses_and_a_force_without_sources():
    book = small(
        sources="""
- {id: new, kind: law, title: {zh: 新法, en: New}, issuer: {zh: 机关, en: Body}, issued: , effective: , url: }
"""
    )
    zh, en = (drawn(book, 'sources', lang, slug='about/sources/') for lang in ('zh', 'en'))
    assert '- **新法**，机关。支撑0条事实（）。用在：还没有页面用到。\n  { #new }\n' in zh
    assert '- **New**, Body. 0 facts rest on it (). Used on: no page yet.\n  { #new }\n' in en
    assert re.findall('#force-([a-z-]+)', zh) == ['law', 'national-standard']
    assert zh.index('#law-a') < zh.index('#new') < zh.index('#standard-b')


def test_the_register_is_no_page_that_uses_a_source_but_one_that_draws_numbers_is():
    book = small()
    put(book, '[^door-closed]\n\n<!-- draw: sources -->', slug='about/other/')
    put(book, '<!-- draw: hotlines law -->', slug='people/')
    law, standard = drawn(book, 'sources', slug='about/sources/').split('{ #law-a }')
    assert '](other.md)' not in law + standard
    # two are named, so people/ is among those that are counted
    assert '、还有3页。' in law and '、还有1页。' in standard


def test_doors_and_sections_leave_out_pages_that_are_not_there():
    book = small()
    del book.pages['zh', 'now/']
    assert drawn(book, 'situations') == '- [查电话](index.md){ .md-button data-icon=door }'
    assert drawn(book, 'sections') == ''
    assert drawn(book, 'situations', 'en').count('\n') == 1
    assert '](../now/index.md)' in drawn(book, 'sections', 'en')
    assert '](now/index.md){ data-icon=door }<br>Open or not' in drawn(book, 'sections', 'en', slug='')


def test_changes_are_told_newest_first_with_the_pages_that_are_there():
    book = small()
    book.data['changes'].append({**book.data['changes'][1], 'id': 'third', 'day': '2026-12-01'})
    zh, en = (drawn(book, 'changes', lang, slug='about/sources/') for lang in ('zh', 'en'))
    assert re.findall('#change-([a-z]+)', zh) == ['third', 'second', 'first']
    assert '- **2026年11月25日**：新加一页。看[有人上门催花呗，怎么办](../now/index.md)、[他说的' in zh
    assert '](../now/claims.md)。\n' in zh
    assert '**25 November 2026**: One new page. See [' in en and en.count('See ') == 1
    del book.pages['zh', 'now/claims/']
    assert 'claims.md' not in drawn(book, 'changes', slug='about/sources/')


def test_the_feed_is_linked_only_where_the_site_has_an_address_and_holds_the_same_changes():
    book = small()
    assert 'feed' not in drawn(book, 'changes', slug='about/sources/')
    book.site_url = 'https://example.org/h'
    assert '<a href="../../feed.xml" type' in drawn(book, 'changes', slug='about/sources/')
    assert '<a href="../../feed.xml" type' in drawn(book, 'changes', 'en', slug='about/sources/')
    assert '<a href="feed.xml" type' in drawn(book, 'changes', slug='')
    book.data['changes'][0]['text'] = {'zh': '<甲> & 乙', 'en': '<A> & b'}
    name = '{http://www.w3.org/2005/Atom}'
    for lang, base in (('zh', 'https://example.org/h/'), ('en', 'https://example.org/h/en/')):
        root = lxml.etree.fromstring(feed.atom(book, lang).encode())
        entries = root.findall(f'{name}entry')
        assert [entry.findtext(f'{name}title') for entry in entries] == [
            row['text'][lang] for row in book.data['changes']
        ]
        assert [entry.findtext(f'{name}updated')[:10] for entry in entries] == ['2026-11-25', '2026-11-24']
        assert root.findtext(f'{name}updated') == '2026-11-25T00:00:00Z'
        assert entries[0].find(f'{name}link').get('href') == base + 'now/'
        assert entries[1].find(f'{name}link').get('href') == entries[1].findtext(f'{name}id')
        assert root.find(f'{name}link').get('href') == f'{base}feed.xml'
    book.data['changes'] *= 20
    assert feed.atom(book, 'zh').count('<entry>') == feed.MOST


def test_what_is_accepted_is_a_list_and_what_is_never_a_box():
    book = small()
    assert drawn(book, 'contributing', word='accept') == '- 要有出处。\n- 写清管谁。[^door-closed]\n'
    assert drawn(book, 'contributing', 'en', word='never') == (
        '!!! donot "We never accept"\n    - Anyone\'s name.[^door-closed] [^hotline-110]\n    - Adverts.\n'
    )


@pytest.mark.parametrize('lang, word', [('zh', '首页'), ('en', 'Home')])
def test_the_way_out_leads_home(lang, word):
    book = small(interface='exit: {zh: 首页, en: Home}')
    assert drawn(book, 'exit', lang) == f'<p class="exit"><a href="../blank/">{word}</a></p>\n'
    assert '<a href="blank/">' in drawn(book, 'exit', lang, slug='')


def test_lines_are_filled_in_where_they_stand_and_fenced_ones_stay():
    book = small()
    body = (
        '甲\n<!-- draw: exit -->\n```\n<!-- draw: exit -->\n```\n\n<!-- draw: hotlines nothing -->\n乙\n'
        '<!-- draw: find -->'
    )
    assert draw.fill(book, put(book, body)) == (
        '甲\n<p class="exit"><a href="../../blank/">马上离开这一页</a></p>\n\n'
        '```\n<!-- draw: exit -->\n```\n\n\n乙\n' + draw.DRAWINGS['find'](book, book.pages['zh', 'now/'], '')
    )
    plain = put(book, '甲\n\n乙\n')
    assert draw.fill(book, plain) == '甲\n\n乙\n' and draw.fill(book, plain) is draw.fill(book, plain)


def test_drawn_blocks_stand_at_their_line_and_say_what_drew_them():
    book = small()
    found = draw.blocks(book, put(book, '甲\n\n<!-- draw: hotlines law -->\n\n乙'))
    assert [(b.kind, b.line, b.drawn) for b in found] == [
        ('para', 9, ''),
        ('heading', 11, 'hotlines'),
        ('item', 11, 'hotlines'),
        ('para', 13, ''),
    ]
    assert found[2].cites == ['hotline-110'] and found[2].label == ' (drawn by "hotlines": 区号+12368 法院…)'


def test_a_picture_and_its_caption_are_one_block():
    book = small()
    (block,) = draw.blocks(book, put(book, '<!-- draw: picture steps -->'))
    assert (block.kind, block.line, block.drawn) == ('para', 9, 'picture')
    assert block.cites == ['door-closed', 'hotline-110']
    assert block.text.endswith('</svg>\n门口2步[^door-closed] [^hotline-110]')


@pytest.mark.parametrize(
    'name, word',
    [
        ('picture', 'nothing'),
        ('fields', 'nothing'),
        ('nothing', ''),
        ('picture', ''),
        ('fields', ''),
        ('contributing', ''),
    ],
)
def test_what_is_not_there_is_not_drawn(name, word):
    book = small()
    page = put(book, f'甲\n\n<!-- draw: {name} {word} -->'.replace('  ', ' '))
    assert draw.part(book, page, name, word) == ''
    assert [block.text for block in draw.blocks(book, page)] == ['甲']


@pytest.mark.parametrize(
    'name, word',
    [
        ('picture', 'steps'),
        ('fields', 'sample'),
        ('contributing', 'never'),
        ('hotlines', 'law'),
        ('hotlines', ''),
        ('keep', 'check'),
        ('keep', ''),
    ],
)
def test_a_line_is_drawn_with_each_second_word_that_is_known(name, word):
    book = small()
    page = put(book)
    assert draw.part(book, page, name, word) == draw.DRAWINGS[name](book, page, word) != ''


def test_samples_of_code_are_no_text_of_a_page_that_draws():
    book = small()
    page = put(book, '甲\n\n```\n乙\n```\n\n<!-- draw: contributing never -->')
    assert 'code' in {block.kind for block in draw.read(book, page)}
    assert [block.text for block in draw.blocks(book, page) if not block.drawn] == ['甲']


@pytest.mark.parametrize('more, cites', [('多说一句。', False), ('每月不超过3次。[^visit-hours]', True)])
def test_what_was_drawn_is_taken_over_and_the_register_is_not_once_a_page_cites_more(more, cites):
    before = small()
    drawn_before = {key: draw.fill(before, page) for key, page in before.pages.items() if draw.draws(page)}
    book = dataclasses.replace(before, pages=dict(before.pages))
    edited, register = ('zh', 'help/'), 'about/sources/'
    page = before.pages[edited]
    book.pages[edited] = dataclasses.replace(page, body=f'{page.body}\n{more}\n')
    draw.take(book, before)
    anew = {key for key in drawn_before if draw.fill(book, book.pages[key]) is not drawn_before[key]}
    assert anew == {edited, *((lang, register) for lang in ('zh', 'en') if cites)}
    fresh = dataclasses.replace(book)
    assert all(draw.fill(book, page) == draw.fill(fresh, page) for page in book.pages.values())
    assert more in draw.fill(book, book.pages[edited])
    assert (draw.fill(book, book.pages['zh', register]) != drawn_before['zh', register]) == cites


SPOILT = {
    'no role': ('find', 'style', {}),
    'words that are none': ('hotlines', 'interface', 'x'),
    'a number without its parts': ('hotlines', 'hotlines', [{'group': 'law'}]),
    'no numbers': ('crisis', 'hotlines', []),
    'terms that are none': ('terms', 'terms', 5),
    'a term that is none': ('terms', 'terms', [None]),
}


@pytest.mark.parametrize('name, file, value', SPOILT.values(), ids=SPOILT)
def test_a_check_tells_what_is_wrong_with_data_and_nothing_is_drawn_from_it(name, file, value):
    book = load(GOOD)
    book.data[file] = value
    page = put(book, f'<!-- draw: {name} -->')
    assert check.structure(book) and not book.sound
    assert draw.part(book, page, name, '') == '' and draw.blocks(book, page) == []


def test_a_fault_of_drawing_is_shown_as_one_where_data_is_sound():
    book = small()
    del book.data['interface']['crisis-call']
    with pytest.raises(KeyError):
        draw.part(book, book.pages['zh', 'help/'], 'crisis', '')


@pytest.fixture
def card(tmp_path):
    """The small book with a card and two of its files."""
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    shutil.copytree(CARD, tmp_path, dirs_exist_ok=True)
    printed = tmp_path / 'docs' / 'assets' / 'print'
    printed.mkdir(parents=True)
    sizes = {
        'card-a4-zh.pdf': 1,
        'card-zh.txt': 1535,
        'card-a4-zh.png': 1537,
        'lock-zh-mine-dark.png': 2048,
        'card-a4-en.pdf': 10240,
        'lock-zh-visitor-dark-wide.png': 0,
        'other.pdf': 9,
    }
    listed = {'files': {name: {'bytes': size} for name, size in sizes.items()}}
    (printed / 'manifest.json').write_text(json.dumps(listed), encoding='utf-8')
    return load(tmp_path)


@BOTH
def test_the_card_its_files_and_its_basis(card, lang):
    card.site_url = 'https://example.org'
    parts = [f'== {name}\n{drawn(card, name, lang)}' for name in ('card', 'card-files', 'card-basis')]
    golden(f'drawn-card-{lang}.md', re.sub(r'<path d="[^"]*"[^>]*>', '<path>', ''.join(parts)))


@BOTH
def test_what_the_card_says_is_no_text_of_its_page(card, lang):
    page = put(card, '甲\n\n<!-- draw: card -->\n\n<!-- draw: card-basis -->', lang)
    assert 'card' in {block.drawn for block in draw.read(card, page)}
    assert {block.drawn for block in draw.blocks(card, page)} == {'', 'card-basis'}


@BOTH
def test_the_sheet_and_its_files_say_to_check_first_once_the_card_is_past_its_day(card, lang):
    sentence = card.text('card-overdue', lang)
    again = card_text.dates(card)['again']
    for day, told in (('', False), (again, False), ('2029-01-01', True)):
        later = load(card.root)
        later.as_of = day
        for name in ('card', 'card-files'):
            text = drawn(later, name, lang)
            assert text.startswith(f'<p class="overdue"><strong>{sentence}</strong></p>\n\n') == told
            assert text.count(sentence) == told


def test_files_are_linked_from_any_depth_and_only_those_that_are_made_are_listed(card):
    put(card, slug='a/b/c/')
    put(card, slug='x/', lang='en')
    deep = drawn(card, 'card-files', slug='a/b/c/')
    assert '<a href="../../../assets/print/card-a4-zh.pdf">A4一张，沿虚线对折</a>, PDF 1 KB' in deep
    assert '<a href="assets/print/card-zh.txt">文字版，可以复制</a>, 1 KB' in drawn(
        card, 'card-files', slug=''
    )
    assert '<a href="../../assets/print/card-a4-en.pdf">' in drawn(card, 'card-files', 'en', slug='x/')
    (card.root / 'docs/assets/print/manifest.json').unlink()
    assert drawn(card, 'card-files') == '\n'
