"""The language of a block and the lines to say, on their own: what is untranslated, and what a name."""

from __future__ import annotations

import pathlib

import pytest

from scripts.book.model import Book, Page, Record
from scripts.book.problems import Problem
from scripts.check import language

STYLE = {'zh-without-han': ['hb'], 'han-in-en': ['金融消费者保护服务平台的全称']}


def page(body: str, lang: str) -> Page:
    return Page(lang, 'x/', pathlib.Path('x.md'), f'docs/{lang}/x.md', Record(), body, 9, '')


def faults(**bodies: str) -> list[Problem]:
    """What is wrong with a page and its twin."""
    pages = [page(body, lang) for lang, body in bodies.items()]
    book = Book(pathlib.Path('.'), data={'style': Record(STYLE)}, pages={on.key: on for on in pages})
    return language.check(book)


def told(**bodies: str) -> list[str]:
    """Line and rule of each of them."""
    return [f'{said.line} {said.rule}' for said in faults(**bodies)]


def words_told(**bodies: str) -> list[str]:
    """What each of them says."""
    return [said.what for said in faults(**bodies)]


@pytest.mark.parametrize(
    'body',
    [
        'Open the door.',
        'A field visit (外访) or "本地走访，上门核实。" is the same.',
        '## 外访, 本地走访, 下户: a field visit { #visit }',
        'Look in 国家企业信用信息公示系统 for it.',
        'Look in 金融消费者保护服务平台的全称 for it.',
        '| “传票” | a summons |',
        '| 传票 chuánpiào | a summons |',
        '| 金融消费者保护服务平台的全称 | where to complain |',
        '```\n先别开门。\n```',
        'Write `先别开门。` there.',
        '110',
        'Say it (先别开门，再问) now.',
        '!!! letter "To copy"\n    先看意思。<br>\n    Read the meaning first.',
        '<!-- draw: crisis -->',
    ],
)
def test_english_with_names_and_quotes_is_english(body):
    assert told(en=body) == []


@pytest.mark.parametrize(
    'body',
    [
        '先别开门',
        '“先别开门。”',
        '(先别开门)',
        'Open it. 先别开门。',
        'Open it: 先别开门，再问',
        'Open 国家企业信用信息公示系统的全称 now.',
        '- 威胁',
        '## 现在 { #now }',
        '!!! donot "不要"',
        '!!! say "不要"',
        '[打110](tel:110)',
        '| 传票 | 110 |',
        '| 传票 | a summons |',
        '| a summons | 要收好 |',
        '| a summons | [要收好](x.md) |',
        '先别开门{ .call }',
        '先看意思。<br>\nRead the meaning first.',
        '!!! letter "先看意思。<br>Read the meaning first."\n    Read it.',
    ],
)
def test_chinese_on_an_english_page_is_untranslated(body):
    assert told(en=body) == ['9 TXT-17']


@pytest.mark.parametrize(
    'body',
    [
        '打110。',
        '110',
        '22:00–8:00',
        'hb',
        '用App查，或者到credit.acla.org.cn查。',
        '用英语说“I will not open the door.”就行。',
        '看[说明](https://example.org/an/english/address)',
        '看Credit Reference Centre的网页。',
        '写`Read the meaning first now.`',
        'https://law.example.org/a',
        '- docs@example.org',
        '[打110](tel:110){ .md-button .call }',
    ],
)
def test_chinese_with_names_and_addresses_is_chinese(body):
    assert told(zh=body) == []


@pytest.mark.parametrize(
    'body', ['Open it', '打110。Read the meaning first.', '- Threats', '## Now { #now }', '!!! donot "No"']
)
def test_english_on_a_chinese_page_is_untranslated(body):
    assert told(zh=body) == ['9 TXT-17']


# A page in Chinese, and the words that are named as English.
SHOWN = [
    ('![Read the meaning](../a.svg)', 'Read the meaning'),
    ('[Read the meaning](../a.md)', 'Read the meaning'),
    ('先看意思<br>Read the meaning first', 'Read the meaning first'),
    ('先看意思\nRead the meaning first', 'Read the meaning first'),
    ('| 先看 | Read the meaning first |', 'Read the meaning first'),
    ('Read the meaning of this', 'Read the meaning of this'),
    ('Read the meanings of this', 'Read the meanings of thi…'),
]


@pytest.mark.parametrize(('body', 'said'), SHOWN, ids=[row[0] for row in SHOWN])
def test_what_nobody_translated_is_shown_as_a_reader_sees_it_and_cut_where_it_is_long(body, said):
    assert words_told(zh=body) == [f'English that nobody translated: {said}']


def test_the_rest_of_a_block_does_not_hide_a_sentence():
    assert told(zh='先看意思。Read the meaning first.') == ['9 TXT-17']
    assert told(zh='先看意思。Read meaning first.') == []


CHINESE = '!!! say "说"\n    - {}\n'
SAY = '!!! say "Say"\n    - {}\n'
LINE = '我不方便开门。<br>\n      Wǒ bù fāngbiàn kāimén.<br>\n      I cannot open the door.'


@pytest.mark.parametrize(
    ('line', 'wrong'),
    [
        (LINE, []),
        (LINE.replace('I cannot', '**I** cannot'), []),
        (LINE.replace('Wǒ bù fāngbiàn kāimén.', '<i lang="zh-Latn">Wǒ bù fāngbiàn kāimén.</i>'), []),
        (LINE.replace('the door', 'the "门" (café)'), []),
        (LINE.replace('我不方便开门', '请看App').replace('Wǒ bù fāngbiàn kāimén', 'Qǐng kàn App'), []),
        (LINE.replace('<br>\n      Wǒ bù fāngbiàn kāimén.', ''), ['10 TXT-18']),
        (LINE.replace('kāimén.<br>', 'kāimén.'), ['10 TXT-18']),
        (LINE + '<br>\n      Twice.', ['10 TXT-18']),
        (LINE.replace('我不方便开门', 'I cannot'), ['10 TXT-18']),
        (LINE.replace('Wǒ bù fāngbiàn kāimén', 'Wo bu fangbian'), ['11 TXT-18']),
        (LINE.replace('kāimén', '开门'), ['11 TXT-18']),
        (LINE.replace('the door', '门'), ['12 TXT-18']),
        (LINE.replace('I cannot open the door.', '110'), ['12 TXT-18']),
        (LINE.replace('I cannot', 'Wǒ'), ['12 TXT-18']),
        ('I cannot open.', ['10 TXT-18']),
        (LINE.replace('方便', ''), ['11 TXT-18']),
        (LINE + '\n\n    Say it calmly.', ['14 TXT-18']),
    ],
)
def test_a_line_to_say_has_three_lines(line, wrong):
    assert told(en=SAY.format(line)) == wrong


def test_a_line_to_say_that_is_cut_in_its_file_is_shown_as_one_line():
    line = LINE.replace('我不方便开门', 'I cannot\n      open')
    assert words_told(en=SAY.format(line)) == ['line 1 is not a Chinese line: I cannot open。']


@pytest.mark.parametrize(
    ('zh', 'wrong'),
    [
        ('我不方便开门。', []),
        ('我不方便\n      开门。', []),
        ('**我**不方便开门。', []),
        ('我不方便<br>开门。', []),
        ('我不方便开门', ['10 TXT-19']),
        ('我不想开门。', ['10 TXT-19']),
        ('我不方便开门。\n    - 请走。', []),
    ],
)
def test_both_pages_say_the_same_chinese(zh, wrong):
    assert told(zh=CHINESE.format(zh), en=SAY.format(LINE)) == wrong


def test_the_second_line_is_compared_with_the_second():
    both = (
        LINE + '\n    - ' + LINE.replace('我不方便开门', '请走').replace('Wǒ bù fāngbiàn kāimén', 'Qǐng zǒu')
    )
    assert told(zh=CHINESE.format('我不方便开门。\n    - 请走。'), en=SAY.format(both)) == []
    assert told(zh=CHINESE.format('请走。\n    - 我不方便开门。'), en=SAY.format(both)) == [
        '10 TXT-19',
        '13 TXT-19',
    ]


def test_an_english_page_without_a_twin_has_nothing_to_compare():
    assert told(en=SAY.format(LINE)) == []
