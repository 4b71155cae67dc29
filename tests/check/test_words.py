"""The lists of data/style.yml and what they decide: language, names, roles, debt words; and real dates."""

from __future__ import annotations

import pathlib

import pytest
from small_book import small

from scripts.book import slips, words
from scripts.book.model import Book, Record
from scripts.check import facts

STYLE = {
    'names': {'zh': ['人民银行', '中国人民银行', '央行'], 'en': ["People's Bank", "People's Bank of China"]},
    'debt-words': {'zh': ['欠', '债'], 'en': ['Huabei', 'debt']},
    'zh-without-han': ['hb'],
    'han-in-en': ['中文'],
    'roles': {'door': ['', 'now/*'], 'who': ['about/']},
    'claims': {'zh': ['法律', '(', '法院']},
    'banned': {'zh': [], 'en': {'end': 'stop', '!': '.'}},
}
BOOK = Book(pathlib.Path('.'), data={'style': Record(STYLE)})


@pytest.mark.parametrize(
    ('lang', 'text', 'wrong'),
    [
        ('zh', '甲a', False),
        ('zh', 'a', True),
        ('zh', 'hb', False),
        ('zh', 'hbb', True),
        ('en', 'a', False),
        ('en', 'a 甲', True),
        ('en', 'a “甲” b', False),
        ('en', 'a "甲" b', False),
        ('en', 'a 「甲」 b', False),
        ('en', 'a (甲) b', False),
        ('en', '支付令 (payment order)', False),
        ('en', '支付令 payment order', True),
        ('en', '支付令(order)', True),
        ('en', 'in 中文 here', False),
        ('en', 'in 中文字 here', True),
        ('en', '', False),
        ('zh', '', True),
    ],
)
def test_a_text_is_in_its_language(lang, text, wrong):
    assert words.wrong_language(BOOK, text, lang) is wrong


@pytest.mark.parametrize(
    ('text', 'day'),
    [
        ('2026-11-24', True),
        ('2024-02-29', True),
        ('2026-02-29', False),
        ('2026-11-31', False),
        ('2026-13-01', False),
        ('2026-00-01', False),
        ('2099-12-31', True),
        ('2100-01-01', False),
        ('2026-1-1', True),
        ('tomorrow', True),
        (None, True),
        (5, True),
        ('2026-11-31 ', True),
    ],
)
def test_a_date_is_a_real_one(text, day):
    assert words.is_day(text) is day


def test_lists_of_style():
    assert (
        words.listed(BOOK, 'banned', 'en') == {'end': 'stop', '!': '.'}
        and words.listed(BOOK, 'banned', 'zh') == {}
    )
    assert words.listed(BOOK, 'zh-without-han') == {'hb': ''} and words.listed(BOOK, 'none', 'zh') == {}
    assert words.listed(Book(pathlib.Path('.')), 'names') == {}
    assert words.listed(
        Book(pathlib.Path('.'), data={'style': Record(a=[1, 'b', None], c={'d': 2, 3: 'e'})}), 'a'
    ) == {'b': ''}
    assert words.listed(Book(pathlib.Path('.'), data={'style': Record(c={'d': 2, 3: 'e'})}), 'c') == {
        'd': '2'
    }
    assert words.any_of(BOOK, 'banned', 'zh').search('end') is None
    assert words.any_of(BOOK, 'names', 'zh').search('中国人民银行')[0] == '中国人民银行'
    good, bad = words.patterns(BOOK, 'claims', 'zh')
    assert [pattern.pattern for pattern in good] == ['法律', '法院'] and bad == ['(']


def test_roles_and_addresses():
    assert words.has_role(BOOK, '', 'door') and words.has_role(BOOK, 'now/say/', 'door')
    assert not words.has_role(BOOK, 'about/', 'door') and not words.has_role(BOOK, 'know/', 'door')
    assert words.the_page(BOOK, 'who') == 'about/'


@pytest.mark.parametrize(
    ('text', 'word'),
    [('没欠钱', '欠'), ('HUABEI', 'Huabei'), ('Indebted', 'debt'), ('nothing', ''), ('欠债', '欠')],
)
def test_debt_words_in_any_case(text, word):
    assert words.debt_word(BOOK, text) == word


def test_what_people_type_may_be_of_another_language():
    book = small(terms='- {id: hb, zh: 花呗, en: Huabei, aliases: {zh: [abc], en: [花呗]}}')
    assert [problem for problem in facts.texts(book) if problem.rule == 'FACT-5'] == []
    book = small(terms='- {id: hb, zh: abc, en: 花呗, aliases: {zh: [abc], en: [花呗]}}')
    told = [problem.what for problem in facts.texts(book) if problem.rule == 'FACT-5']
    assert [what.partition(':')[0] for what in told] == ['zh', 'en']


def test_a_conflict_of_two_versions_is_told_on_its_line():
    assert slips.slip('\n<<<<<<< HEAD\na: b\n')[0] == 1
    assert slips.slip('a: b\n\n>>>>>>> x\n')[0] == 2
