"""A line of pinyin beside its Chinese: as many syllables, of the same sounds."""

from __future__ import annotations

import pathlib

import pytest

from scripts.book.model import Book, Record
from scripts.check.pinyin import counted, fault, of_data, vowels

SOUNDS = 'qing请 nin您 zou走 wo我 bu不 huan还欢 hai还 yao要 tian天 da打'


def book(**data) -> Book:
    return Book(pathlib.Path('.'), data={'signs': Record(sounds=SOUNDS), **data})


RIGHT = [
    ('请您走。', 'Qǐng nín zǒu.'),
    ('西安女儿', "Xī'ān nǚ'ér"),
    ('答案，方案', "Dá'àn, fāng'àn"),
    ('打110。', 'Dǎ yāo-yāo-líng.'),
    ('请打10', 'Qǐng dǎ yāo líng'),
    ('等10天', 'Děng shí tiān'),
    ('等30天', 'Děng sānshí tiān'),
    ('每月105天', 'Měi yuè yìbǎi líng wǔ tiān'),
    ('看App，在App里还', 'Kàn App, zài App lǐ huán'),
    ('看app', 'Kàn App'),
    ('举到这儿', 'Jǔ dào zhèr'),
    ('女儿在这儿', "Nǚ'ér zài zhèr"),
    ('22:00以后', 'Èrshí’èr diǎn yǐhòu'),
    ('24%', 'Bǎi fēn zhī èrshísì'),
    # a sound or two may be another than data/signs.yml says
    ('请您走', 'Qǐng nǐ zǒu'),
    ('还我', 'Hái wǒ'),
    ('', ''),
]
WRONG = [
    ('请您走。', 'Qǐng zǒu.', '(2 for 3)'),
    ('请您走。', 'Qǐng nín zǒu a.', '(4 for 3)'),
    ('打110。', 'Dǎ yāo-líng.', '(3 for 4)'),
    ('看App', 'Kàn kàn App', '(2 for 1)'),
    ('请您走。', 'Zhè shì shéi?', 'of another line'),
    ('我不还', 'Nǎ jiā de', 'of another line'),
    ('110', 'èr sān wǔ', 'of another line'),
]


@pytest.mark.parametrize(('zh', 'pinyin'), RIGHT)
def test_pinyin_that_fits(zh, pinyin):
    assert fault(book(), zh, pinyin) == ''


@pytest.mark.parametrize(('zh', 'pinyin', 'what'), WRONG)
def test_pinyin_of_another_line(zh, pinyin, what):
    assert what in fault(book(), zh, pinyin)


def test_without_known_sounds_the_syllables_are_counted_all_the_same():
    bare = Book(pathlib.Path('.'))
    assert fault(bare, '请您走', 'Zhè shì shéi') == '' and fault(bare, '请您走', 'Zhè shì')


def test_tones_are_taken_off_and_the_dots_of_u_stay():
    assert vowels('Nǚ lǜ lù Ēr') == ['ü', 'ü', 'u', 'e']


@pytest.mark.parametrize(
    ('number', 'many'),
    [('0', 1), ('5', 1), ('10', 1), ('12', 2), ('20', 2), ('100', 2), ('105', 4), ('110', 4)],
)
def test_the_syllables_of_a_number(number, many):
    assert counted(number) == many


def test_a_record_of_data_is_told_at_its_pinyin():
    right = Record(zh='请走', pinyin='Qǐng zǒu')
    wrong = Record(zh='问：', say='请走', pinyin='Qǐng nín zǒu')
    term = Record(term={'zh': '请走（您）'}, pinyin='qǐng')
    gap = Record(zh='还{amount 多少}元', pinyin='huán {amount duōshao} yuán')
    wrong.line, term.line, wrong.lines, term.lines = 3, 7, {'pinyin': 4}, {'pinyin': 8}
    told = of_data(book(finder={'sayings': [right, wrong, gap]}, terms=[term]))
    assert [(one.file, one.line, one.rule) for one in told] == [
        ('data/finder.yml', 4, 'TXT-18'),
        ('data/terms.yml', 8, 'TXT-18'),
    ]
