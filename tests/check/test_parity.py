"""What a pair of pages has to share, on pages of a few lines: lists, order, the line of a difference."""

from __future__ import annotations

import pathlib

import pytest

from scripts.book.markdown import blocks
from scripts.book.model import Page, Record
from scripts.check import parity


def page(lang: str, body: str, **meta) -> Page:
    """A page of this body, which starts on line 9 of its file."""
    front = 'title: T\n' + ''.join(f'{key}: {value}\n' for key, value in meta.items())
    return Page(lang, 'x/', pathlib.Path('x.md'), f'docs/{lang}/x.md', Record(meta), body, 9, front)


def told(zh: str, en: str) -> list[str]:
    """The lines of what differs between two bodies, without the file and the repair."""
    found = parity.pair(page('zh', zh), page('en', en))
    assert {problem.file for problem in found} <= {'docs/en/x.md'}
    start = ' before the first heading differ from docs/zh/x.md:'
    return [f'{problem.line} {problem.rule} {problem.what.replace(start, ", zh ")}' for problem in found]


# A body, and (length, line) of its lists and of its tables.
RUNS = [
    ('- a\n- b\n\ntext\n\n- c\n', [(2, 9), (1, 14)], []),
    ('- a\n\n- b\n', [(2, 9)], []),
    ('!!! say "x"\n    - a\n    - b\n- c\n- d\n', [(2, 10), (2, 12)], []),
    ('- a\n!!! say "x"\n    - b\n', [(1, 9), (1, 11)], []),
    ('!!! say "x"\n    - a\n!!! say "y"\n    - b\n', [(1, 10), (1, 12)], []),
    ('| a | b |\n| --- | --- |\n| c | d |\n- e\n', [(1, 12)], [(2, 9)]),
    ('- a\n  b\n1. c\n', [(2, 9)], []),
    ('text\n', [], []),
]


@pytest.mark.parametrize(('body', 'lists', 'tables'), RUNS, ids=[row[0] for row in RUNS])
def test_a_list_ends_at_a_text_and_at_the_edge_of_an_admonition(body, lists, tables):
    found = blocks(page('zh', body))
    assert parity.runs(found, 'item') == lists and parity.runs(found, 'row') == tables


def test_sections_are_cut_at_headings_and_begin_before_the_first():
    found = parity.sections(page('zh', 'a\n\n## B { #b }\nc\n### D { #d }\n'))
    assert {ident: [block.text for block in part] for ident, part in found.items()} == {
        '': ['a'],
        'b': ['B', 'c'],
        'd': ['D'],
    }
    assert parity.sections(page('zh', '')) == {'': []}


def test_values_once_with_their_first_line():
    assert parity.as_set([('b', 3), ('a', 5), ('b', 1), ('a', 7)]) == [('a', 5), ('b', 3)]


# Chinese body, English body, what is told.
PAIRS = [
    ('a', 'a', []),
    ('[^x] [^y]', '[^y]\n[^x] [^x]', []),
    ('[a](b.md) [c](tel:1)', '[c](tel:1) [a](b.md) [a](b.md)', []),
    (
        '[a](b.md)',
        '[a](tel:1)',
        [
            '9 PAR-7 telephone links, zh 9 (only in English: tel:1)',
            '9 PAR-8 link targets, zh 9 (only in Chinese: b.md)',
        ],
    ),
    (
        '<!-- draw: a -->\n<!-- draw: b c -->',
        'x\n<!-- draw: b c -->\n<!-- draw: a -->',
        ['10 PAR-9 drawn parts, zh 9 (another order)'],
    ),
    (
        'x\n\n- a\n\ny\n\n- b\n- c',
        'x\n\n- a\n\ny\n\n- b\n\ny\n\n- c',
        ['15 PAR-5 lengths of lists, zh 15 (only in Chinese: 2, only in English: 1, 1)'],
    ),
    (
        '- a\n- b\n\ny\n\n- c',
        '- a\n\ny\n\n- b\n- c',
        ['9 PAR-5 lengths of lists, zh 9 (another order)'],
    ),
    (
        '[^a]\n\n[^b]\n\n[^c]',
        '[^a]\n\n[^b]',
        ['11 PAR-6 cited facts, zh 13 (only in Chinese: c)'],
    ),
    (
        '[^a]',
        'x\n\ny [^a]\n\n[^b]',
        ['13 PAR-6 cited facts, zh 9 (only in English: b)'],
    ),
    (
        '## A { #a }\n[^a]',
        '## A { #a }\nx',
        ['10 PAR-6 cited facts under "a" differ from docs/zh/x.md:10 (only in Chinese: a)'],
    ),
    (
        '[打110](tel:110)\n\na\n\n[^a]',
        'b\n\na\n\nc',
        [
            '13 PAR-6 cited facts, zh 13 (only in Chinese: a)',
            '9 PAR-7 telephone links, zh 9 (only in Chinese: tel:110)',
        ],
    ),
    (
        'b\n\na\n\nc',
        '!!! may "x"\n    a\n\n[b](tel:110)',
        [
            '9 PAR-4 admonitions, zh 9 (only in English: may)',
            '12 PAR-7 telephone links, zh 13 (only in English: tel:110)',
        ],
    ),
    (
        '[^a]',
        '',
        ['9 PAR-6 cited facts, zh 9 (only in Chinese: a)'],
    ),
    (
        '!!! may "x"\n    a\n!!! say "x"',
        '!!! may "x"\n    a\n!!! may "x"',
        ['11 PAR-4 admonitions, zh 11 (only in Chinese: say, only in English: may)'],
    ),
    # headings
    ('## A { #a }\n## B { #b }', '## A { #a }', ['9 PAR-3 heading "b" missing (zh line 10)']),
    ('## A { #a }\n## B { #b }', 'x\n\n## B { #b }', ['9 PAR-3 heading "a" missing (zh line 9)']),
    ('## A { #a }', 'x\n## A { #a }\n### C { #c }', ['11 PAR-3 heading "c" is only in English']),
    ('## A { #a }', 'x\n### A { #a }', ['10 PAR-3 heading "a" is of level 3, in Chinese 2']),
    (
        '## A { #a }\n## B { #b }\n## C { #c }',
        '## A { #a }\n## C { #c }\n## B { #b }',
        ['10 PAR-3 heading "c" is in another place than in docs/zh/x.md:11'],
    ),
    (
        '## A { #a }\n[^x]',
        '## B { #b }\n[^y]',
        ['9 PAR-3 heading "a" missing (zh line 9)', '9 PAR-3 heading "b" is only in English'],
    ),
]


@pytest.mark.parametrize(('zh', 'en', 'lines'), PAIRS, ids=[row[1] for row in PAIRS])
def test_what_differs_is_told_at_its_line(zh, en, lines):
    assert told(zh, en) == lines


@pytest.mark.parametrize('key', ['next', 'risk', 'template'])
def test_some_keys_of_the_front_matter_are_the_same(key):
    zh, en, without = (
        page(lang, 'a', **meta)
        for lang, meta in (('zh', {key: 'a', 'title': 'b'}), ('en', {key: 'b', 'title': 'c'}), ('en', {}))
    )
    found, missing = parity.pair(zh, en), parity.pair(zh, without)
    assert [(problem.line, problem.rule) for problem in found] == [(3, 'PAR-12')]
    assert [(problem.line, problem.rule) for problem in missing] == [(2, 'PAR-12')]
    assert found[0].what == f'"{key}" differs from docs/zh/x.md:3' and parity.pair(zh, zh) == []


@pytest.mark.parametrize(
    ('body', 'lines'),
    [
        ('## A { #a }\n## B { #b }', []),
        ('## A\n## A', ['9 PAR-1 heading "A" has no id', '10 PAR-1 heading "A" has no id']),
        (
            '## A { #a }\nx\n## B { #a }\n## C { #a }',
            [
                '11 PAR-11 the id "a" is already used on line 9',
                '12 PAR-11 the id "a" is already used on line 9',
            ],
        ),
        ('## A { #basis }', ['9 PAR-11 the id "basis" is already used by the build']),
        ('## A { #next }', ['9 PAR-11 the id "next" is already used by the build']),
    ],
)
def test_each_heading_has_an_id_of_its_own(body, lines):
    found = parity.headings(page('zh', body))
    assert [f'{problem.line} {problem.rule} {problem.what}' for problem in found] == lines
