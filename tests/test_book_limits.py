"""What is too large to be read, or stands too deep: told at once, with file and line."""

from __future__ import annotations

import pytest

from scripts.book import read as reading
from scripts.book import schema

HEAD = '---\ntitle: T\nreviewed: 2026-11-24\n---\n'


@pytest.fixture
def tree(tmp_path):
    """Writes files into a folder and reads the folder."""

    def read(files: dict):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding='utf-8')
        return reading.load(tmp_path)

    return read


def told(book) -> list[str]:
    return [str(problem) for problem in book.problems]


LIMITS = {
    'a page': ('docs/zh/x.md', 'd', 64_000, 'is larger than 64 KB'),
    'a data file': ('data/terms.yml', 'd', 500_000, 'is larger than 500 KB'),
}


@pytest.mark.parametrize('file, sign, most, said', LIMITS.values(), ids=LIMITS)
def test_a_file_has_a_limit_that_is_told_at_once(tree, file, sign, most, said):
    text = HEAD if file.endswith('.md') else '- id: a\n'
    line = '# ' + sign * 77 + '\n'
    text += line * ((most - len(text)) // len(line))
    text += '\n' * (most - len(text))
    assert told(tree({file: text})) == []
    assert told(tree({file: text + '\n'})) == [f'{file}:1 DATA-7 {said} -> shorten it, or make two of it']
    assert told(tree({file: text * 100}))[0].startswith(f'{file}:1 DATA-7 ')


@pytest.mark.parametrize(
    'line, too_much, said',
    [
        ('x' * 4000, 'x' * 4001, 'a line has 4001 characters, at most 4000'),
        ('x' + ' ' * 99 + 'x', 'x' + ' ' * 100 + 'x', '100 blanks or more stand side by side'),
        ('\t' * 24 + 'x', '\t' * 25 + 'x', '100 blanks or more stand side by side'),
        ('>' * 10 + 'x', '>' * 11 + 'x', 'quotes stand within each other more than 10 deep'),
        ('> ' * 10 + 'x', '  ' + '> ' * 11 + 'x', 'quotes stand within each other more than 10 deep'),
    ],
)
def test_a_line_has_limits_that_are_told_at_once(tree, line, too_much, said):
    assert told(tree({'docs/zh/x.md': HEAD + line + '\n'})) == []
    book = tree({'docs/zh/x.md': HEAD + 'x\n' + too_much + '\n'})
    assert told(book) == [f'docs/zh/x.md:6 DATA-7 {said} -> shorten it, or make two of it']
    assert book.unread('docs/zh/') and not book.pages


def test_values_within_each_other_have_a_limit(tree):
    for text in ('[' * 100 + '1' + ']' * 100, '- ' * 100 + 'x'):
        assert told(tree({'data/a.yml': text})) == []
    deep = 'data/a.yml:1 DATA-2 broken YAML: more than 100 values within each other -> close each bracket'
    for text in ('[' * 101 + '1' + ']' * 101, '[\n' * 200_000, '- ' * 101 + 'x', '- ' * 1500 + 'x'):
        assert told(tree({'data/a.yml': text})) == [deep]
    # a bracket that was closed makes up for itself, and for none of those behind it
    assert told(tree({'data/a.yml': '- []\n' * 20_000 + '- ' + '[\n' * 20_000})) == [deep]
    # a list may stand right under its key: two values for each step to the right
    steps = [f'{" " * place}- a:\n' for place in range(0, 98, 2)]
    for number, end, found in (
        (49, '- x', []),
        (49, '- [x]', []),
        (49, '- [[x]]', [deep]),
        (49, '- - - x', [deep]),
        (24, '- ' + '[' * 52 + '1' + ']' * 52, [deep]),
        (24, '- ' + '[' * 51 + '1' + ']' * 51, []),
        (24, '- ' + '{a: ' * 52 + '}' * 52, [deep]),
        (24, '- ' + '{a: ' * 51 + '}' * 51, []),
    ):
        assert told(tree({'data/a.yml': f'{"".join(steps[:number])}{" " * 2 * number}{end}\n'})) == found


@pytest.mark.parametrize(
    'text, line',
    [
        ('a: &a [1]\nb: *a\n', 1),
        ('x: 1\na: &a {b: 1}\nb: [*a]\n', 2),
        ('a: &a [*a]\n', 1),
        ('[&a [x], *a]\n', 1),
        ('{"b":&a [x], c: *a}\n', 1),
        ('--- &a\nx: *a\n', 1),
        ('- &a [x]\n- &b [*a, *a]\n- &c [*b, *b]\n- [*c, *c]\n', 1),
    ],
)
def test_an_alias_is_a_fault(tree, text, line):
    said = 'broken YAML: the value is used again by an alias (*) -> fix this key, or delete it'
    assert told(tree({'data/a.yml': text})) == [f'data/a.yml:{line} DATA-2 {said}']


def test_a_sign_that_could_be_an_alias_is_none_in_a_text(tree):
    assert told(tree({'data/a.yml': "a: 'x *y & &z'\nb: x *y\n"})) == []


def test_readme_is_the_index_of_its_folder_as_for_the_engine(tree):
    book = tree({'docs/zh/visit/README.md': HEAD + '甲\n'})
    assert list(book.pages) == [('zh', 'visit/')]
    book = tree({'docs/zh/visit/index.md': HEAD + '甲\n'})
    assert 'DATA-4 has the same address as docs/zh/visit/README.md' in told(book)[0]


@pytest.mark.parametrize('signs, shown', [(48, '"' + 'x' * 48 + '"'), (49, '"' + 'x' * 49 + '…')])
def test_of_a_long_value_its_first_fifty_signs_are_told(signs, shown):
    told = [what for _, what, _ in schema.faults('page', {'reviewed': 'x' * signs}, 1)]
    assert f'reviewed: {shown} does not match the schema' in told
