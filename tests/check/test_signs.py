"""What no file may hold, on its own: signs that nobody sees, by their code, and numbers of private people."""

from __future__ import annotations

import pytest
from trees import shared

from scripts.book.model import Book
from scripts.check import signs

HOME = 'docs/zh/index.md'


def told(text: str) -> list[str]:
    """Line, rule and first words of what is wrong with a file of this text."""
    book = Book(shared().root, read={HOME: (text.encode('utf-8'), None)})
    return [f'{said.line} {said.rule} {said.what}' for said in signs.check(book)]


@pytest.mark.parametrize(
    'text', ['甲\u3000乙\t丙\r\n丁 "e\u0301" 😀', '甲\r乙\r', '\ufeff甲', '', '〇～—·…￥']
)
def test_signs_that_one_sees(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ('sign', 'name'),
    [
        ('\0', 'U+0000 NUL'),
        ('\x07', 'U+0007'),
        ('\r', 'U+000D'),
        ('\x7f', 'U+007F'),
        ('\x85', 'U+0085'),
        ('\xa0', 'U+00A0 NO-BREAK SPACE'),
        ('\xad', 'U+00AD SOFT HYPHEN'),
        ('\u2009', 'U+2009 THIN SPACE'),
        ('\u200b', 'U+200B ZERO WIDTH SPACE'),
        ('\u200d', 'U+200D ZERO WIDTH JOINER'),
        ('\u200e', 'U+200E LEFT-TO-RIGHT MARK'),
        ('\u2028', 'U+2028 LINE SEPARATOR'),
        ('\u202a', 'U+202A LEFT-TO-RIGHT EMBEDDING'),
        ('\u202e', 'U+202E RIGHT-TO-LEFT OVERRIDE'),
        ('\u2060', 'U+2060 WORD JOINER'),
        ('\u2066', 'U+2066 LEFT-TO-RIGHT ISOLATE'),
        ('\u2069', 'U+2069 POP DIRECTIONAL ISOLATE'),
        ('\u3164', 'U+3164 HANGUL FILLER'),
        ('\ue000', 'U+E000'),
        ('\ufe0f', 'U+FE0F VARIATION SELECTOR-16'),
        ('\ufeff', 'U+FEFF ZERO WIDTH NO-BREAK SPACE'),
        ('\ufffd', 'U+FFFD REPLACEMENT CHARACTER'),
        ('\U000e0041', 'U+E0041 TAG LATIN CAPITAL LETTER A'),
    ],
)
def test_a_sign_that_nobody_sees_is_named_by_its_code(sign, name):
    said = f'2 DATA-5 {name} behind "甲", a sign that nobody sees or that was lost'
    assert told(f'a\n甲{sign}乙') == [said]


def test_each_sign_is_told_at_its_place():
    lines = told('\ufeff\ufeffa\nb\u200b\u200bc')
    assert lines[0].startswith('1 DATA-5 U+FEFF ZERO WIDTH NO-BREAK SPACE at the start of the line, ')
    assert [line[: line.index(',')] for line in lines[1:]] == [
        '2 DATA-5 U+200B ZERO WIDTH SPACE behind "b"',
        '2 DATA-5 U+200B ZERO WIDTH SPACE behind "b·"',
    ]


def test_a_file_that_cannot_be_read_is_looked_through_too():
    with shared().with_files({'data/terms.yml': b'- id: \0a\n', 'docs/zh/index.md': b'\xff\0'}) as book:
        lines = [f'{said.file}:{said.line} {said.rule}' for said in signs.check(book)]
    assert lines == ['data/terms.yml:1 DATA-5']


def test_the_menu_is_looked_through_too():
    menu = (shared().root / 'mkdocs.yml').read_text(encoding='utf-8').replace('求助', '求\u200b助')
    with shared().with_files({'mkdocs.yml': menu.encode('utf-8')}) as book:
        assert [said.file for said in signs.check(book)] == ['mkdocs.yml']


def test_every_number_of_every_line_is_told():
    lines = told('a\n13812345678，13912345678\n\n找他，11010119900307123X')
    assert [line[:8] for line in lines] == ['2 DATA-6', '2 DATA-6', '4 DATA-6']
    assert '138…78' in lines[0] and '139…78' in lines[1]


MOBILE, CARD = 'a mobile number', 'the number of an identity or bank card'


@pytest.mark.parametrize(
    ('number', 'kind'),
    [
        ('13812345678', MOBILE),
        ('19912345678', MOBILE),
        ('138 1234 5678', MOBILE),
        ('138-1234-5678', MOBILE),
        ('1381234-5678', MOBILE),
        ('+8613812345678', MOBILE),
        ('0086 138 1234 5678', MOBILE),
        ('１３８１２３４５６７８', MOBILE),
        ('110101199003071234', CARD),
        ('11010119900307123X', CARD),
        ('11010119900307123x', CARD),
        ('110101 19900307 1234', CARD),
        ('110101-1990-0307-123X', CARD),
        ('6222021234567890', CARD),
        ('6222 0212 3456 7890 123', CARD),
    ],
)
def test_a_number_of_a_private_person(number, kind):
    (line,) = told(f'a\n找他，{number}。')
    assert line.startswith(f'2 DATA-6 {kind}: ') and number not in line


@pytest.mark.parametrize(
    'text',
    [
        '1381234567',
        '138123456789',
        '12812345678',
        '110 119 120 12345 12378',
        '4008211215',
        '010-82951332',
        '2026-11-24 2026-11-25 2026-11-26',
        'https://law.example.org/13812345678/110101199003071234.html',
        '13.812345678',
        '110101199003071',
        '11010119900307123456',
        '138，1234，5678',
    ],
)
def test_numbers_that_are_no_private_ones(text):
    assert told(text) == []
