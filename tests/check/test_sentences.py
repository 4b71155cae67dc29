"""The measures of plain language on their own: sentences, numbers in words, words, names."""

from __future__ import annotations

import pathlib
import sys
import warnings
from unittest import mock

import pytest

from scripts.book.markdown import Block, blocks
from scripts.book.model import Book, Page, Record
from scripts.check import sentences

NAMES = {'zh': ['人民银行', '中国人民银行', '央行'], 'en': ["People's Bank", "People's Bank of China"]}
BOOK = Book(pathlib.Path('.'), data={'style': Record(names=NAMES)})

# kind of block, what it is inside, language, text, its sentences
CUT = [
    ('para', '', 'zh', '甲。乙！丙？丁；戊：己', ['甲。', '乙！', '丙？', '丁；', '戊：', '己']),
    ('para', '', 'zh', '甲，\n  乙。\n丙', ['甲，乙。', '丙']),
    ('para', '', 'zh', '甲<br>\n乙', ['甲', '乙']),
    ('row', '', 'zh', '| 甲 | 乙。丙 |', ['甲', '乙。', '丙']),
    ('para', '', 'zh', '甲 | 乙', ['甲 | 乙']),
    ('para', '', 'zh', '**甲**`乙`[丙](d.md){ #e }{ .f }[^g]', ['甲乙丙']),
    ('item', 'say', 'zh', '甲<br>\n乙', ['甲', '乙']),
    ('para', '', 'en', 'One. Two! Three? Four; five: six', ['One.', 'Two!', 'Three?', 'Four; five: six']),
    ('para', '', 'en', 'One\ntwo.\nThree', ['One two.', 'Three']),
    ('para', '', 'en', 'One<br>\ntwo', ['One two']),
    ('item', '', 'en', 'One<br>\ntwo\nthree', ['One', 'two three']),
    ('row', '', 'en', '| One | two. Three |', ['One', 'two.', 'Three']),
    (
        'para',
        '',
        'en',
        'He said "No." Then “Go.” Then (so.) Then ‘Oh.’ End',
        ['He said "No.', 'Then “Go.', 'Then (so.', 'Then ‘Oh.', 'End'],
    ),
    ('item', 'say', 'en', '您好<br>\nNín hǎo<br>\nHello. Go', ['Hello.', 'Go']),
    ('para', 'say', 'en', 'One<br>\ntwo', ['One two']),
    ('admonition', 'say', 'en', 'One. Two', ['One.', 'Two']),
    ('para', '', 'en', '10.5 per cent of 1.5 km', ['10.5 per cent of 1.5 km']),
    ('para', '', 'en', '', []),
    ('para', '', 'zh', ' ', []),
]
# A full stop behind these ends no sentence.
CUT += [
    ('para', '', 'en', f'See {short}. This one', [f'See {short}. This one'])
    for short in (
        'e.g',
        'i.e',
        'etc',
        'art',
        'arts',
        'a.m',
        'p.m',
        'Mr',
        'Ms',
        'Dr',
        'Ltd',
        'Co',
        'vs',
        'E.g',
        'Art',
    )
]
CUT += [
    ('para', '', 'en', f'See {long}. This one', [f'See {long}.', 'This one'])
    for long in ('start', 'Bco', 'me')
]


@pytest.mark.parametrize(('kind', 'inside', 'lang', 'text', 'parts'), CUT, ids=[row[3] for row in CUT])
def test_a_block_is_cut_into_sentences(kind, inside, lang, text, parts):
    assert sentences.sentences(Block(kind, 1, text, inside), lang) == parts


SIZES = [
    ('zh', '甲，a1，乙。', 2),
    ('zh', '中国人民银行的人民银行，央行', 1),
    ('zh', '《民法典》第10条、第三款、第十二条之一、第2项说', 1),
    ('zh', '第百九十四条', 0),
    ('zh', '第10页', 2),
    ('en', "one two's three-four 5.6% 7:00 8,000 a/b, end.", 8),
    ('en', "the People's Bank of China and the People's Bank", 3),
    ('en', 'article 5 and Articles 6 and art. 7(2) and arts. 8-9 so', 4),
    ('en', 'clause 5, start. 6', 4),
    ('en', '甲 one é', 1),
]


@pytest.mark.parametrize(('lang', 'text', 'size'), SIZES)
def test_names_and_articles_do_not_count(lang, text, size):
    assert sentences.size(BOOK, text, lang) == size


# What is written in words and should be in digits: the part that is named, or '' where it is none.
NUMBERS = [
    ('zh', f'等{word}。', word)
    for word in (
        '二天',
        '两日',
        '三个月',
        '四年',
        '五次',
        '六人',
        '七名',
        '八周',
        '九元',
        '十万',
        '十一天',
        '二十天',
        '九十九天',
        '两个工作日',
        '三小时',
        '三个小时',
        '五分钟',
        '两星期',
        '两个星期',
        '三个人',
    )
]
NUMBERS += [
    ('zh', text, '')
    for text in (
        '一天',
        '第二天',
        '第十二条',
        '几十年',
        '数十人',
        '三人称',
        '两日头',
        '十月头',
        '一个月',
        '三条',
        '十分',
        '百人',
    )
]
NUMBERS += [
    ('en', f'Wait {word}.', word)
    for word in (
        'two minutes',
        'three hours',
        'four days',
        'five weeks',
        'six months',
        'seven years',
        'eight times',
        'nine people',
        'ten persons',
        'two yuan',
        'two hour',
        'Two working days',
        'three full days',
        'four more weeks',
        'five-day',
        'twice a',
        'twice an',
        'twice every',
        'twice per',
        'Twice each',
        'two minute',
        'two week',
        'two month',
        'two year',
    )
]
NUMBERS += [
    ('en', text, '')
    for text in (
        'one day',
        'eleven days',
        'twenty days',
        'two doors',
        'twice',
        'twice this',
        'twofold days',
        'two personal',
    )
]


@pytest.mark.parametrize(('lang', 'text', 'word'), NUMBERS, ids=[text for _, text, _ in NUMBERS])
def test_numbers_before_a_unit_are_in_digits(lang, text, word):
    match = (sentences.ZH_NUMBER if lang == 'zh' else sentences.EN_NUMBER).search(text)
    assert (match[0] if match else '') == word


@pytest.mark.parametrize(
    ('text', 'word', 'lang', 'held'),
    [
        ('prior to', 'prior', 'en', True),
        ('a priority', 'prior', 'en', True),
        ('superprior', 'prior', 'en', False),
        ('Prior to', 'prior', 'en', False),
        ('Stop!', '!', 'en', True),
        ('ap.b', 'p.', 'en', False),
        ('pxb', 'p.', 'en', False),
        ('不进行了', '进行', 'zh', True),
        ('xprior', 'prior', 'zh', True),
        ('不进', '进行', 'zh', False),
    ],
)
def test_an_english_word_is_held_only_from_the_start_of_a_word_on(text, word, lang, held):
    assert sentences.holds(text, word, lang) is held


@pytest.mark.parametrize(
    ('kind', 'inside', 'text', 'left'),
    [
        ('para', '', 'a “b” c "d" 「e」 f', 'a “” c “” “” f'),
        ('item', 'say', 'a', ''),
        ('para', 'say', 'a', ''),
        ('admonition', 'say', 'a', 'a'),
        ('item', 'donot', '**a**', 'a'),
    ],
)
def test_what_is_quoted_or_said_is_not_looked_at(kind, inside, text, left):
    assert sentences.unquoted(Block(kind, 1, text, inside)) == left


def test_the_grade_is_that_of_the_sentences_without_chinese_and_without_drawn_parts():
    asked, who = 'Ask every administration about your index', 'Union organisations ask{} every applicant'
    body = f'{asked}.\n\n<!-- draw: xyzzy -->\n\n- {who.format(" 您")}'
    page = Page('en', 'x/', pathlib.Path('x.md'), 'docs/en/x.md', Record(), body, 9, '')
    value = sentences.grade_of(f'{asked}. {who.format("")}.')
    (problem,) = sentences.grade(BOOK, page, blocks(page), False)
    assert (problem.line, problem.what) == (9, f'reading grade {value}, at most 9')


def test_what_the_program_for_the_grade_warns_of_as_it_starts_is_not_shown(tmp_path, monkeypatch):
    text = 'import warnings\nwarnings.warn("old")\ndef flesch_kincaid_grade(text):\n    return len(text)\n'
    (tmp_path / 'textstat.py').write_text(text, encoding='utf-8')
    monkeypatch.setattr(sys, 'path', [str(tmp_path), *sys.path])
    with mock.patch.dict(sys.modules), warnings.catch_warnings(record=True) as shown:
        sys.modules.pop('textstat', None)
        warnings.simplefilter('always')
        assert sentences.grade_of('Ask.') == 4
    assert shown == []
