"""How a page's Markdown is cut into blocks, and what each block then tells of itself."""

from __future__ import annotations

import pytest
from small_book import put, small

from scripts.book.markdown import Block, blocks, cite, read


def cut(body: str) -> list[Block]:
    """The blocks of a page whose body starts on line 9."""
    return blocks(put(small(), body))


def seen(body: str) -> list[tuple]:
    """(kind, line, text) of each block."""
    return [(block.kind, block.line, block.text) for block in cut(body)]


@pytest.mark.parametrize('level', range(1, 7))
def test_headings_of_every_level_with_and_without_an_id(level):
    first, second = cut(f'{"#" * level} 标题 {{ #do-it2 }}\n{"#" * level}  Title \n')
    assert first == Block('heading', 9, '标题', '', level, 'do-it2')
    assert second == Block('heading', 10, 'Title', '', level, '')


@pytest.mark.parametrize(
    'line, text, ident',
    [
        ('## A {#a}', 'A', 'a'),
        ('## A { #a }  ', 'A', 'a'),
        ('## A{#a}', 'A', 'a'),
        ('## { #a }', '', 'a'),
        ('## A { #A }', 'A { #A }', ''),
        ('## A { .a }', 'A { .a }', ''),
        ('## A { #a } b', 'A { #a } b', ''),
        ('## **A**[^x] { #a }', '**A**[^x]', 'a'),
    ],
)
def test_the_id_of_a_heading(line, text, ident):
    assert [(block.text, block.ident) for block in cut(line)] == [(text, ident)]


@pytest.mark.parametrize('line', ['####### seven', '##tight'])
def test_what_is_no_heading_is_a_paragraph(line):
    assert seen(line) == [('para', 9, line.strip())]


def test_paragraphs_join_their_lines_and_end_at_an_empty_one():
    assert seen('\n甲\n  乙  \n丙\n\n\n丁\n \n戊') == [
        ('para', 10, '甲\n乙\n丙'),
        ('para', 15, '丁'),
        ('para', 17, '戊'),
    ]


@pytest.mark.parametrize('fence', ['```', '~~~', '````', '~~~~~'])
def test_fenced_code_is_left_out_and_ends_what_stood_before(fence):
    assert seen(f'甲\n{fence}markdown\n## no\n- no\n{fence}\n乙\n## B') == [
        ('para', 9, '甲'),
        ('para', 14, '乙'),
        ('heading', 15, 'B'),
    ]
    assert seen(f'{fence}\n## no\n<!-- draw: terms -->\n') == [], 'one that is never closed'


def test_a_fence_ends_only_at_its_own_sign_in_its_own_length_or_longer():
    assert seen('````\n```\n## no\n```\n~~~~\n````\n## A') == [('heading', 15, 'A')]
    assert seen('```\n~~~\n## no\n`````\n## A') == [('heading', 13, 'A')]
    assert seen('~~~\n```\n## no\n~~~\n## A') == [('heading', 13, 'A')]
    assert seen('``\n## A') == [('para', 9, '``'), ('heading', 10, 'A')], 'two signs are no fence'


def test_admonitions_hold_what_is_set_in_and_end_at_what_is_not():
    body = (
        '!!! say "隔着门说"\n    甲\n\n    - 乙\n    ## C { #c }\n    | d |\n    | --- |\n'
        '    <!-- draw: terms -->\n\n戊\n!!! maynot\n    己\n庚\n'
    )
    assert [(b.kind, b.line, b.text, b.inside) for b in cut(body)] == [
        ('admonition', 9, '隔着门说', 'say'),
        ('para', 10, '甲', 'say'),
        ('item', 12, '乙', 'say'),
        ('heading', 13, 'C', 'say'),
        ('row', 14, '| d |', 'say'),
        ('draw', 16, 'terms', 'say'),
        ('para', 18, '戊', ''),
        ('admonition', 19, '', 'maynot'),
        ('para', 20, '己', 'maynot'),
        ('para', 21, '庚', ''),
    ]
    assert [block.ident for block in cut(body) if block.ident] == ['c']


def test_an_admonition_after_another_and_one_whose_title_has_quotes():
    found = cut('!!! say ""\n!!! maynot "He said "no""\n    a\n')
    assert [(b.kind, b.text, b.inside) for b in found] == [
        ('admonition', '', 'say'),
        ('admonition', 'He said "no"', 'maynot'),
        ('para', 'a', 'maynot'),
    ]
    (broken,) = cut('!!! say title')
    assert (broken.kind, broken.ident, broken.text) == ('admonition', 'broken', '!!! say title')
    assert seen('!!!') == [('para', 9, '!!!')]


def test_items_know_their_depth_and_whether_they_are_counted():
    body = '- 甲\n  - 乙\n    - 丙\n   - 丁\n\n1. 一\n10. 十\n    1. 二\n\n- 三\n\n-no\n1.no\n'
    assert [(b.kind, b.text, b.level, b.ordered, b.number) for b in cut(body)] == [
        ('item', '甲', 0, False, 0),
        ('item', '乙', 1, False, 0),
        ('item', '丙', 2, False, 0),
        ('item', '丁', 1, False, 0),
        ('item', '一', 0, True, 1),
        ('item', '十', 0, True, 10),
        ('item', '二', 1, True, 1),
        ('item', '三', 0, False, 0),
        ('para', '-no\n1.no', 0, False, 0),
    ]


def test_inside_an_admonition_depth_counts_from_its_edge():
    assert [(b.level, b.text) for b in cut('!!! say "x"\n    - 甲\n      - 乙\n')][1:] == [
        (0, '甲'),
        (1, '乙'),
    ]


def test_a_line_set_in_goes_on_with_its_item_and_another_does_not():
    assert seen('- 甲<br>\n  乙\n- 丙\n\n丁\n戊') == [
        ('item', 9, '甲<br>\n乙'),
        ('item', 11, '丙'),
        ('para', 13, '丁\n戊'),
    ]
    assert seen('- 丙\n丁') == [('item', 9, '丙\n丁')], 'what is glued to an item is its own'
    assert seen('- 甲\n\n  乙') == [('item', 9, '甲'), ('para', 11, '乙')], 'an empty line ends it'
    assert seen('## A\n  乙') == [('heading', 9, 'A'), ('para', 10, '乙')]
    assert seen('!!! say "x"\n    - 甲\n      乙\n')[1:] == [('item', 10, '甲\n乙')]


def test_a_table_is_not_aligned_because_another_is():
    found = cut('| a |\n| :-- |\n| b |\n\n| c |\n| --- |\n| d |\n')
    rows = [(9, ''), (10, 'aligned'), (11, ''), (13, ''), (15, '')]
    assert [(block.line, block.ident) for block in found] == rows


def test_rows_stand_alone_their_rule_is_none_and_an_aligned_one_is_named():
    found = cut('| 甲 | 乙 |\n| :-- | --: |\n | 丙 | 丁 |\n|a|\n\n戊\n')
    assert [(b.kind, b.line, b.text, b.ident) for b in found] == [
        ('row', 9, '| 甲 | 乙 |', ''),
        ('row', 10, '| :-- | --: |', 'aligned'),
        ('row', 11, '| 丙 | 丁 |', ''),
        ('row', 12, '|a|', ''),
        ('para', 14, '戊', ''),
    ]
    assert [block.kind for block in cut('| a |\n| --- |\n')] == ['row']
    assert seen('| a |\n乙') == [('para', 9, '| a |\n乙')], 'without its line of --- it is no table'


def test_draw_lines_with_and_without_a_name():
    found = cut(
        '<!-- draw: terms -->\n  <!-- draw: picture steps-2 -->  \n甲\n<!-- draw: small-card -->\n乙\n'
    )
    assert [(b.kind, b.line, b.text, b.ident) for b in found] == [
        ('draw', 9, 'terms', ''),
        ('draw', 10, 'picture', 'steps-2'),
        ('para', 11, '甲', ''),
        ('draw', 12, 'small-card', ''),
        ('para', 13, '乙', ''),
    ]


@pytest.mark.parametrize(
    'line',
    [
        '<!-- draw: Terms -->',
        '<!--draw: terms-->',
        'x <!-- draw: terms -->',
        '<!-- draw: -->',
        '<!-- draw: a b c -->',
    ],
)
def test_what_is_no_draw_line(line):
    assert [block.kind for block in cut(line)] == ['para']


def test_code_and_what_no_page_may_hold_is_read_too_but_is_no_block_of_the_page():
    shown = '    set in\n      index\n\n```text\nindex\n```\n'
    page = put(small(), f'甲\n\n---\n\n> 乙\n\n{shown}\n[a]: b.md\n [A]: c.md\n\n-\n\n丙\n')
    found = [(b.kind, b.line, b.text, b.ident) for b in read(page)]
    assert found == [
        ('para', 9, '甲', ''),
        ('rule', 11, '---', ''),
        ('quote', 13, '> 乙', ''),
        ('para', 13, '乙', ''),
        ('set-in', 15, 'set in\n  index', ''),
        ('code', 18, 'index', 'text'),
        ('reference', 22, '[a]: b.md', ''),
        ('reference', 23, '[A]: c.md', ''),
        # the paragraph below an empty item is not its text
        ('item', 25, '', ''),
        ('para', 27, '丙', ''),
    ]
    said = [(b.kind, b.line, b.text, b.ident) for b in blocks(page)]
    assert said == [row for row in found if row[0] in ('para', 'item')]


def test_the_blocks_of_a_page_are_cut_once():
    page = put(small(), '甲')
    assert blocks(page) is blocks(page)


def test_a_block_tells_its_citations_and_links():
    block = Block(
        'para',
        1,
        '甲[^a][^b-2] `[^no]` [乙](now/index.md#do)\n![图](x.svg) [^c]: [d [e](f "t") [**g**](h) [a]',
    )
    assert block.cites == ['a', 'b-2', 'c']
    links = [('乙', 'now/index.md#do', '', 0), ('e', 'f', 't', 1), ('g', 'h', '', 1)]
    assert block.links == links and block.images == [('图', 'x.svg', '', 1)]
    assert [block.line_of(link) for link in block.links] == [1, 2, 2]
    block = Block('para', 1, '<https://a.example>  \n<tel:110>')
    assert [(link.text, link.line) for link in block.links] == [('https://a.example', 0), ('tel:110', 1)]
    drawn = Block('para', 20, '甲\n[乙](b)', drawn='terms')
    assert drawn.line_of(*drawn.links) == 20, 'a drawn block stands at the line that asks for it'
    assert Block('para', 1, '甲').cites == [] == Block('para', 1, '甲').links


@pytest.mark.parametrize(
    'text, plain',
    [
        ('**甲**乙[^a]', '甲乙'),
        ('[甲](x.md)、![图](x.svg)', '甲、图'),
        ('甲<br>乙', '甲\n乙'),
        ('`{#x}` <b class="a">甲</b>', '{#x} 甲'),
        ('[110](tel:110){ .tel } 甲', '110 甲'),
        ('[110](tel:110){ .tel .now } 甲{ .x data-icon=y }', '110 甲'),
        ('甲 { #a-1 } 乙', '甲  乙'),
        ('甲 { data-x=1 }', '甲 { data-x=1 }'),
        ('*甲* 2 < 3', '甲 2 < 3'),
        ('  甲\n', '甲'),
        ('甲\n乙', '甲\n乙'),
        ('甲  \n乙', '甲\n乙'),
        # stars that CommonMark takes for stars and Python-Markdown does not
        ('**甲：**乙', '甲：乙'),
        ('[[^a]甲](x)', '甲'),
    ],
)
def test_the_words_of_a_block_alone(text, plain):
    assert Block('para', 1, text).plain == plain


def test_a_drawn_block_says_where_it_comes_from_and_its_own_does_not():
    assert Block('item', 1, '**一二三四五六七八九十一二三四五六七**<br>第二行', drawn='terms').label == (
        ' (drawn by "terms": 一二三四五六七八九十一二三四五六…)'
    )
    assert Block('item', 1, '甲').label == ''


def test_the_line_of_a_place_in_a_block():
    text = '一\n二\n三'
    assert [Block('para', 20, text).line_at(place) for place in (0, 1, 2, 4, 5)] == [20, 20, 21, 22, 22]
    assert Block('para', 20, text, drawn='terms').line_at(4) == 20


def test_citations_are_written_one_after_the_other():
    assert cite(['a', 'b']) == '[^a] [^b]' and cite([]) == ''
