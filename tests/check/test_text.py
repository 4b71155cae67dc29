"""The form of the text on its own: typography as the checks see it, marks, tags, which data readers see."""

from __future__ import annotations

import pathlib

import pytest
from trees import Change, found_with

from scripts.book.markdown import blocks
from scripts.book.model import Page, Record
from scripts.check import markup, mend, text


def page(body: str, lang: str = 'zh') -> Page:
    """A page of this body, which starts on line 9 of its file."""
    return Page(lang, 'x/', pathlib.Path('x.md'), 'docs/x.md', Record(), body, 9, '')


def told(body: str, lang: str = 'zh') -> list[str]:
    """Line, rule and words of what is wrong with the marks of a page."""
    on = page(body, lang)
    found = [said for block in blocks(on) for said in markup.forms(on, block)]
    return [f'{said.line} {said.rule} {said.what}' for said in found]


@pytest.mark.parametrize(
    ('line', 'left'),
    [
        ('看[这里](a.md#b)，好', '看这里，好'),
        ('看`a,b`好', '看X好'),
        ('甲。 [^a] 乙', '甲。乙'),
        ('甲[^a][^b] [^c]', '甲'),
        ('**甲。** 乙**丙** ', '甲。乙丙'),
        ('甲<br>', '甲'),
        ('甲{ #a }乙{#b}', '甲乙'),
        (' 甲 ', '甲'),
        ('甲{ .a }', '甲{ .a }'),
    ],
)
def test_markdown_is_left_out_of_typography(line, left):
    assert text.bare(line) == left


@pytest.mark.parametrize(
    ('line', 'better'),
    [
        ('甲,乙', '甲，乙'),
        ('等3天', '等3天'),
        ('打110。', '打110。'),
        ('甲 ，乙', '甲，乙'),
        ('他说:好', '他说：好'),
        ('甲。', '甲。'),
    ],
)
def test_typography(line, better):
    assert text.corrected(line) == better


@pytest.mark.parametrize(
    ('before', 'after', 'first', 'second'),
    [
        ('甲,乙', '甲，乙', '“甲,乙”', '“甲，乙”'),
        (
            '一二三四五六七八九,十百千万亿兆',
            '一二三四五六七八九，十百千万亿兆',
            '“四五六七八九,十百千万亿”',
            '“四五六七八九，十百千万亿”',
        ),
        ('甲乙', '甲乙。', '“甲乙”', '“甲乙。”'),
        ('', '甲', '“”', '“甲”'),
        ('甲乙丙丁戊己庚辛', '甲', '“甲乙丙丁戊己庚”', '“甲”'),
    ],
)
def test_the_neighbours_of_a_difference_are_shown(before, after, first, second):
    assert text._around(before, after) == first and text._around(after, before) == second


MARKS = [
    ('## A { #a }', []),
    ('## A {#a}', ['9 TXT-2 "{#a}" has no spaces inside the braces']),
    ('## A {# a }', ['9 TXT-2 "{# a }" has no spaces inside the braces']),
    ('text {#a}', []),
    ('### A { #a }', []),
    ('# A { #a }', ['9 TXT-15 heading with #']),
    ('##### A { #a }', ['9 TXT-15 heading with #####']),
    ('a “**b**” c', []),
    ('**a “b” c**', []),
    ('a\n**“b** c', ['10 TXT-7 bold around quotation marks: **“b**']),
    ('**b”**', ['9 TXT-7 bold around quotation marks: **b”**']),
    ('**‘b**', ['9 TXT-7 bold around quotation marks: **‘b**']),
    ('**b’**', ['9 TXT-7 bold around quotation marks: **b’**']),
    (
        '**”b** **“c**',
        ['9 TXT-7 bold around quotation marks: **”b**', '9 TXT-7 bold around quotation marks: **“c**'],
    ),
    ('a ** b**', ['9 TXT-8 bold with a space beside the stars: ** b**']),
    ('a **b\nc ** d', ['9 TXT-8 bold with a space beside the stars: **b\nc **']),
    ('a **b\nc**', []),
    ('a ** b', ['9 TXT-8 two stars ** without their pair']),
    ('`**` and `a **b`', []),
    ('`**“b”**` and `<b>`', []),
    ('| a | b | c |\n| --- | --- | --- |', []),
    ('| a | b | c | d |\n| --- | --- | --- | --- |', ['9 TXT-9 the table has 4 columns']),
    ('| a | b \\| c | d |\n| --- | --- | --- |', []),
    ('| a |\n|:---|', ['10 TXT-9 the table has aligned columns']),
    (
        '| a | b | c | d |\n| --- | --- | --- | :-: |',
        ['9 TXT-9 the table has 4 columns', '10 TXT-9 the table has aligned columns'],
    ),
    ('!!! say "x"', []),
    ('!!! say', ['9 TXT-12 admonition "say" has no title']),
    ('!!! sai "x"', ['9 TXT-12 admonition "sai" is not of a known kind']),
    ('!!! sai', ['9 TXT-12 admonition "sai" is not of a known kind']),
    ('!!! say x', ['9 TXT-12 broken admonition: !!! say x']),
    ('??? say "x"', ['9 TXT-12 broken admonition: ??? say "x"']),
    ('!!!say "x"\nb', ['9 TXT-12 broken admonition: !!!say "x"']),
    ('- !!! say x', ['9 TXT-12 broken admonition: - !!! say x']),
    ('a !!! b', []),
    (
        'a<br>b <https://a.example> <i lang="zh-Latn">c</i> 1 < 2 <!-- draw: none',
        ['9 TXT-16 HTML <!-- draw: none'],
    ),
    ('a<br>b <http://a.example> <i lang="zh-Latn">c</i> 1 < 2 > 1', []),
    ('a<br/>', ['9 TXT-16 HTML <br/>']),
    ('a\n<b>c</b>', ['10 TXT-16 HTML <b>']),
    ('</b>', ['9 TXT-16 HTML </b>']),
    ('<i>a</i>', ['9 TXT-16 HTML <i>']),
    ('<span class="a-long-name-of-a-class-of-ours">', ['9 TXT-16 HTML <span class="a-long-name-of-a-']),
    ('<unclosed', ['9 TXT-16 HTML <unclosed']),
]


@pytest.mark.parametrize(('body', 'lines'), MARKS, ids=[row[0] for row in MARKS])
def test_marks(body, lines):
    assert told(body, 'en') == told(body) == lines


# Texts of data/: a file, the words that are replaced, and whether a reader sees them as they stand.
DATA = [
    ('data/interface.yml', '{zh: 目录,', '{zh: 进行目录,', True),
    ('data/hotlines.yml', '{zh: 报警,', '{zh: 进行报警,', True),
    ('data/terms.yml', '{zh: 在门外叫人', '{zh: 在门外进行叫人', True),
    ('data/look.yml', '{zh: 开不开门,', '{zh: 进行开门,', True),
    ('data/tools.yml', '{zh: 写上时间。,', '{zh: 进行写上。,', True),
    ('data/pictures/steps.yml', '{zh: 收好。,', '{zh: 进行收好。,', True),
    ('data/terms.yml', '{zh: [外访,', '{zh: [进行外访,', False),
    ('data/sources.yml', '{zh: 示例法,', '{zh: 进行示例法,', False),
    ('data/facts/visit.yml', '{zh: 所有人,', '{zh: 进行所有人,', False),
    ('data/style.yml', "door: ['', 'now/*']", "door: ['', 'now/*', help/]", False),
]


@pytest.mark.parametrize(('file', 'old', 'new', 'seen'), DATA, ids=[row[0] + row[2] for row in DATA])
def test_texts_of_data_that_readers_see_keep_the_rules_on_words(file, old, new, seen):
    lines = found_with('TXT', Change(file, old, new))
    assert [line.split(' ')[:2][1] for line in lines] == (['TXT-5'] if seen else [])
    assert all(line.startswith(file) for line in lines)


@pytest.mark.parametrize(
    ('line', 'heading', 'fixed'),
    [
        ('## A {#a}', True, '## A { #a }'),
        ('## A {  #a}', True, '## A { #a }'),
        ('A {#a}', False, 'A {#a}'),
        ('**“a”** **“b”**', False, '“**a**” “**b**”'),
        ('**“a” b**', False, '**“a” b**'),
        ('**“a*b”**', False, '**“a*b”**'),
        ('**“a“b”**', False, '**“a“b”**'),
    ],
)
def test_ids_and_bold_are_fixed(line, heading, fixed):
    assert mend.marks(line, heading) == fixed


@pytest.mark.parametrize(
    ('line', 'fixed'),
    [
        ('甲乙丙,丁戊己', '甲乙丙，丁戊己'),
        ('- **甲乙**,丙[^a]', '- **甲乙**,丙[^a]'),
        ('1. 甲乙,丙丁。[^a]', '1. 甲乙，丙丁。[^a]'),
        ('甲乙,丙甲乙,丙', '甲乙，丙甲乙，丙'),
        ('甲乙丙,丁戊己,庚辛,壬', '甲乙丙，丁戊己，庚辛，壬'),
        ('甲,甲', '甲，甲'),
        ('甲。', '甲。'),
        ('看[甲乙,丙](a,b.md)好', '看[甲乙,丙](a,b.md)好'),
        ('`甲,乙`', '`甲,乙`'),
    ],
)
def test_typography_is_fixed_where_its_place_is_known(line, fixed):
    assert mend.typography(line) == fixed


@pytest.mark.parametrize('line', ['看[字]（../words/index.md）。', '看[字](a.md)[丙', '看[字]再看'])
def test_a_bracket_that_is_no_link_is_left_to_a_person(line):
    assert mend.typography(line) == line and text.corrected(text.bare(line)) == text.bare(line)
