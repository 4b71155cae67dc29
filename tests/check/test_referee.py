"""What is told where a built page shows something else than its source says: the first difference, in words."""

from __future__ import annotations

import pytest
from small_book import put, small

from scripts.check import referee, shown

TABLE = '| 甲 | 乙 |\n| --- | --- |\n| 丙 | {} |\n'
CODE = '```text\n{}\n```\n'
# what the source says, what the page shows, and what is told at which line; the body starts on line 9
CASES = {
    'the same': ('甲。\n\n- 乙\n', '甲。\n\n- 乙\n', ''),
    'a row': (
        TABLE.format('丁'),
        TABLE.format('戊'),
        '11 the table row “丙丁” reads “丙戊” on the built page',
    ),
    'a sample': (
        CODE.format('abc'),
        CODE.format('abd'),
        '9 the sample of code “abc” reads “abd” on the built page',
    ),
    'the last is lost': ('甲。\n\n乙。\n', '甲。\n', '11 the paragraph “乙” is not on the built page'),
    'all is lost': ('甲。\n', '', '9 the paragraph “甲” is not on the built page'),
    'more than was said': (
        '甲。\n\n丙。\n',
        '甲。\n\n丙。\n\n乙。\n',
        '11 the built page shows the paragraph “乙”, which the checks did not see',
    ),
    'something for nothing': (
        '',
        '甲。\n',
        '9 the built page shows the paragraph “甲”, which the checks did not see',
    ),
    'the first of two': (
        '甲。\n\n乙。\n\n丙。\n',
        '甲。\n\n丁。\n\n戊。\n',
        '11 the paragraph “乙” reads “丁” on the built page',
    ),
    'twenty signs': (
        '甲' * 20,
        '乙' * 20,
        f'9 the paragraph “{"甲" * 20}” reads “{"乙" * 20}” on the built page',
    ),
    'more signs': (
        '甲' * 21,
        '乙' * 21,
        f'9 the paragraph “{"甲" * 20}…” reads “{"乙" * 20}…” on the built page',
    ),
}


@pytest.mark.parametrize(('said', 'seen', 'told'), CASES.values(), ids=CASES)
def test_the_first_difference_is_told_at_its_line(said, seen, told):
    book = small()
    page = put(book, said)
    mine, theirs = (shown.of_page(book, put(book, body)) for body in (said, seen))
    found = [f'{problem.line} {problem.what}' for problem in referee.difference(page, mine, theirs, '')]
    assert found == [told] * bool(told)
    also = [*referee.difference(page, mine, theirs, ' (on d/)')]
    assert [problem.what for problem in also] == [f'{line[line.index(" ") + 1 :]} (on d/)' for line in found]


def test_a_page_that_the_built_site_lacks_is_told(tmp_path):
    book = small()
    (problem,) = referee.check(book, referee.Pages(tmp_path), book.pages['zh', 'help/'])
    assert str(problem) == (
        'docs/zh/help/index.md:1 HTML-13 help/index.html is not in the built site -> build again'
    )
