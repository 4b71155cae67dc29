"""The door card without a browser: what a visitor may read, where a row stands, what English gives to say."""

from __future__ import annotations

import json
import pathlib
import re
import shutil

import pytest
from small_book import CARD, GOOD

from scripts.book.model import LANGS, Book
from scripts.book.read import load
from scripts.card import html as card_html
from scripts.card import sheets as card_sheets
from scripts.card import text as card_text
from scripts.check import card as check_card
from scripts.draw import card as drawn_card

ROOT = pathlib.Path(__file__).resolve().parent.parent
BOTH = pytest.mark.parametrize('lang', LANGS)


def body(sheet) -> str:
    return re.sub(r'<style>.*?</style>', '', sheet.html, flags=re.S)


@BOTH
def test_what_a_visitor_reads_holds_no_day_and_no_article_on_a_crime_or_penalty(book, lang):
    card = card_text.edition(book, lang)
    day = card_text.dates(book)
    shown = [body(s) for s in card_sheets.sheets(book, lang, '') if 'visitor' in s.form.stem]
    assert len(shown) == 7
    for text in [*shown, card_html.visitor(card), '\n'.join(card_text.visitor_words(card))]:
        assert day['checked'] not in text and day['again'] not in text
        assert '刑法' not in text and '治安管理' not in text
    mine = card_html.mine(card, lang)
    assert day['checked'] in mine and day['again'] in mine


@BOTH
@pytest.mark.parametrize('large', [False, True])
def test_the_rows_that_the_first_box_sends_to_are_the_last_two(book, lang, large):
    card = card_text.edition(book, lang)
    mine = card_html.mine(card, lang, large=large, blanks=True)
    titles = re.findall(r'<p class="card-label">(.*?)</p>', mine)
    last = [block['title'] for block in card['mine'][-2:]]
    assert titles[-2:] == last and [block['id'] for block in card['mine'][-2:]] == ['officials', 'rescue']
    fills = [match.start() for match in re.finditer('card-fill', mine)]
    assert len(fills) == 3 and max(fills) < mine.index('card-last')


def test_english_gives_each_line_to_say_or_ask_in_characters_and_pinyin(book):
    card = card_text.edition(book, 'en')
    lines = [line for block in card['mine'] if block['kind'] in ('ask', 'say') for line in block['lines']]
    assert len(lines) == 7
    mine, plain = card_html.mine(card, 'en'), card_text.plain(book, 'en', '')
    for line in lines:
        assert f'<i lang="zh-Latn">{line["pinyin"]}</i>' in mine
        assert f'{line["en"]} {line["zh"]} {line["pinyin"]}' in plain
    (wallet,) = (s for s in card_sheets.sheets(book, 'en', '') if s.form.stem == 'card-wallet-en-mine')
    said = [line for line in card['wallet']['mine'] if isinstance(line, dict)]
    assert len(said) == 2 and all(line['pinyin'] in wallet.html for line in said)
    assert 'zh-Latn' not in card_html.mine(card_text.edition(book, 'zh'), 'zh')


@BOTH
def test_without_an_address_no_line_asks_for_one(book, lang):
    name = card_text.edition(book, lang)['words']['address']
    assert name not in card_text.plain(book, lang, '')
    assert f'{name}{card_text.colon(lang)}a.example/d/\n' in card_text.plain(book, lang, 'a.example/d/')
    assert all(name not in body(sheet) for sheet in card_sheets.sheets(book, lang, ''))


@BOTH
def test_only_the_sheet_that_is_handed_out_has_lines_to_fill_in(book, lang):
    found = [s.form for s in card_sheets.sheets(book, lang, '') if 'card-form' in body(s)]
    assert [(form.stem, form.pdf) for form in found] == [(f'card-two-sheets-{lang}-visitor', True)]


@pytest.mark.parametrize('text', ['- id: [', '- {id: door-closed, force: law'])
def test_a_card_whose_facts_cannot_be_read_is_left_to_the_fault_of_that_file(tmp_path, text):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    shutil.copytree(CARD, tmp_path, dirs_exist_ok=True)
    (tmp_path / 'data' / 'facts' / 'hotline.yml').write_text(text, encoding='utf-8')
    book = load(tmp_path)
    assert [problem.rule for problem in book.problems] == ['DATA-2'] and check_card.check(book) == []


@BOTH
def test_each_file_is_made_of_one_document_and_only_the_large_print_has_two_pages(book, lang):
    made = [
        (f'{form.stem}.{kind}', form.pages if kind == 'pdf' else 0)
        for form in (sheet.form for sheet in card_sheets.sheets(book, lang, ''))
        for kind in ('pdf', 'png')
        if getattr(form, kind)
    ]
    files = {name: pages for name, pages in card_sheets.files().items() if f'-{lang}' in name}
    assert len(made) == len(dict(made)) and files == {**dict(made), f'card-{lang}.txt': 0}
    assert {name: pages for name, pages in made if pages > 1} == {f'card-large-{lang}.pdf': 2}


@BOTH
def test_a_wide_picture_lies_a_narrow_one_stands_and_a_page_keeps_their_place_free(book, lang):
    """card-files.css makes room for a picture that lies by its class."""
    pictures = [s for s in card_sheets.sheets(book, lang, '') if s.form.size]
    assert len(pictures) == 6
    for sheet in pictures:
        name, (width, height) = sheet.form.stem, sheet.form.size
        assert drawn_card.picture_size(name) == (width, height)
        (shown,) = re.findall(r'<body class="(.*?)">', sheet.html)
        assert ('wide' in shown.split()) == name.endswith('-wide') == (width > height)


@BOTH
def test_a_wallet_card_makes_room_for_a_code_only_where_it_has_one(book, lang):
    for address in ('', 'https://a.example'):
        mine, visitor = (
            body(s) for s in card_sheets.sheets(book, lang, address) if 'card-wallet' in s.form.stem
        )
        coded = 10 * bool(address)
        assert mine.count('<section class="wallet-card with-code">') == mine.count('card-qr') == coded
        assert mine.count('<section class="wallet-card">') == 10 - coded
        assert visitor.count('<section class="wallet-card" lang="zh-CN">') == 10


@pytest.mark.parametrize('said', ['', '[', '[]', '5', '{}', '{"files": ["a.pdf"]}', '{"inputs": "x"}'])
def test_a_manifest_that_does_not_list_files_lists_none(tmp_path, said):
    book = Book(tmp_path)
    file = card_sheets.folder(book) / card_sheets.MANIFEST
    file.parent.mkdir(parents=True)
    assert card_sheets.manifest(book) == {}
    file.write_text(said, encoding='utf-8')
    assert card_sheets.manifest(book) == {}
    whole = {'files': {'a.pdf': {'bytes': 1}}}
    file.write_text(json.dumps(whole), encoding='utf-8')
    assert card_sheets.manifest(book) == whole
