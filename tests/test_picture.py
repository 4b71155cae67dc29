"""The picture of a ladder of steps: its boxes and arrows, how wide letters are, where lines break."""

from __future__ import annotations

import re

import pytest
from small_book import parsed

from scripts.draw import picture

STEPS = """
title: {zh: <门>, en: A & B}
facts: [door-closed]
steps:
  - {head: {zh: 一, en: One}, then: {zh: 甲, en: First & last}, link: {zh: 下, en: Next <}}
  - {head: {zh: 二, en: Two}, then: {zh: 乙, en: Then}}
  - {head: {zh: 三, en: Three}, then: {zh: 丙, en: End}}
"""


def test_a_picture_has_a_box_for_each_step_an_arrow_between_and_no_more():
    svg = picture.svg(parsed(STEPS), 'zh', 'x')
    assert [svg.count(part) for part in ('<rect ', '<path ', '下</tspan>', '\n')] == [3, 2, 1, 0]
    assert '<desc id="picture-x-d">1. 一 甲 下 2. 二 乙 3. 三 丙</desc>' in svg
    rows = [int(y) for y in re.findall(r'<rect x="1" y="(\d+)"', svg)]
    assert rows == [1, 88, 175] and 'viewBox="0 0 320 238"' in svg
    one = parsed(STEPS)
    one['steps'] = one['steps'][:1]
    svg = picture.svg(one, 'zh', 'x')
    assert '<path' not in svg and '下' not in svg and 'viewBox="0 0 320 64"' in svg
    assert '<desc id="picture-x-d">1. 一 甲</desc>' in svg


def test_a_picture_escapes_its_words_and_breaks_long_ones_within_its_box():
    data = parsed(STEPS)
    svg = picture.svg(data, 'en', 'x')
    assert '>A &amp; B</title>' in svg and '>First &amp; last</tspan>' in svg and '>Next &lt;</tspan>' in svg
    data['steps'][0]['head']['en'] = 'wordy ' * 10
    data['steps'][1]['then']['en'] = '一' * 19
    svg = picture.svg(data, 'en', 'x')
    assert svg.count('<tspan x="10"') == 5 and 'height="73"' in svg and svg.count('height="31"') == 2
    assert re.findall(r'<tspan x="10" y="(\d+)">([^<]*)', svg)[:3] == [
        ('21', '1. wordy wordy wordy wordy'),
        ('42', 'wordy wordy wordy wordy'),
        ('63', 'wordy wordy'),
    ]
    assert re.findall(r'>(一+)<', svg) == ['一' * 18, '一']
    assert re.findall(r'<tspan x="40" y="(\d+)"', svg) == ['97', '124', '184', '205', '292']
    assert re.findall(r'<path d="(M16 \d+V\d+)', svg) == ['M16 75V127', 'M16 162V235']


def test_an_arrow_says_what_the_next_step_assumes_or_nothing_and_grows_with_its_words():
    data = parsed(STEPS)
    data['steps'][0]['link']['zh'] = '一' * 19
    data['steps'][1]['link'] = {'zh': '丁', 'en': 'D'}
    svg = picture.svg(data, 'zh', 'x')
    words = re.findall(r'<text font-style="italic">(.*?)</text>', svg)
    assert [re.findall('>([^<]+)<', word) for word in words] == [['一' * 18, '一'], ['丁']]
    assert re.findall(r'<path d="(M16 \d+V\d+)', svg) == ['M16 33V106', 'M16 141V193']
    assert [int(y) for y in re.findall(r'<rect x="1" y="(\d+)"', svg)] == [1, 109, 196]
    del data['steps'][0]['link']
    data['link'] = {'zh': '戊', 'en': 'E'}
    assert re.findall('>([戊丁])<', picture.svg(data, 'zh', 'x')) == ['戊', '丁']


@pytest.mark.parametrize(
    'part, text, fits',
    [
        ('head', '一' * 16 + 'a', True),
        ('head', '一' * 16 + 'ai', False),
        ('then', '一' * 16 + 'AAii', True),
        ('then', '一' * 16 + 'AAiii', False),
    ],
)
def test_the_room_of_a_line_is_20_em_in_a_box_and_18_4_beneath(part, text, fits):
    data = parsed(STEPS)
    data['steps'][2][part]['zh'] = text
    assert (f'>{"3. " * (part == "head")}{text}</tspan>' in picture.svg(data, 'zh', 'x')) is fits


@pytest.mark.parametrize(
    'text, wide',
    [
        ('', 0),
        ('i', 0.41),
        ('I', 0.41),
        ('a', 0.64),
        ('A', 0.77),
        ('m', 1),
        ('W', 1),
        ('门', 1),
        ('。', 1),
        ('\u2e80', 1),
        ('\u2e7f', 0.64),
        ('5', 0.64),
        ('x', 0.64),
        ('ab', 1.28),
        ('A i', 1.59),
    ],
)
def test_the_width_of_letters(text, wide):
    assert picture.width(text) == pytest.approx(wide)
    assert picture.width(text, bold=True) == pytest.approx(wide * 1.1)


@pytest.mark.parametrize(
    'text, room, lines',
    [
        ('一二三四', 2, ['一二', '三四']),
        ('一二三四', 2.1, ['一二', '三四']),
        ('一二三四', 1.9, ['一', '二', '三', '四']),
        ('一二，三', 2, ['一', '二，', '三']),
        ('一二。”三', 3, ['一', '二。”', '三']),
        ('aa bb', 3, ['aa bb']),
        ('aa bb', 2, ['aa', 'bb']),
        ('longword 门', 1, ['longword', '门']),
        ('a门b', 9, ['a门b']),
        ('  a  b ', 9, ['a  b']),
        ('', 9, []),
        (' ', 9, []),
    ],
)
def test_lines_break_between_words_after_a_han_sign_and_before_no_closing_mark(text, room, lines):
    assert picture.wrap(text, room) == lines


def test_bold_lines_break_earlier():
    assert picture.wrap('一二', 2, bold=True) == ['一', '二']
    assert picture.wrap('一二', 2.21, bold=True) == ['一二']
