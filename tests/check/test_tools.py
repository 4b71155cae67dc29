"""The finder's limits from both sides, and what its check leaves to others."""

from __future__ import annotations

import pytest
from trees import FIXTURES

from scripts.book.model import Record
from scripts.book.read import load
from scripts.check import tools


@pytest.fixture
def book():
    return load(FIXTURES / 'good')


def many(book, number: int) -> None:
    """The finder with so many outcomes, each named by a sign of danger."""
    data = book.data['finder']
    for n in range(number - len(data['outcomes'])):
        row = Record({**data['outcomes'][1], 'id': f'more-{n}'})
        data['outcomes'].append(row)
        data['flags']['answers'].append(Record({'text': row['title'], 'go': row['id']}))


@pytest.mark.parametrize('number, told', [(48, []), (49, ['49 outcomes, at most 48'])])
def test_a_finder_has_at_most_48_outcomes(book, number, told):
    many(book, number)
    found = tools.check(book)
    assert [problem.what for problem in found] == told
    assert {problem.line for problem in found} <= {book.data['finder'].lines['outcomes']} - {1}


def test_a_page_that_one_language_lacks_is_unknown(book):
    del book.pages['en', 'now/claims/']
    (problem,) = tools.check(book)
    assert (problem.rule, problem.line) == ('TOOL-1', 35) and '"now/claims/"' in problem.what


@pytest.mark.parametrize('spoil', [None, 'x', {}, {'outcomes': 5}])
def test_what_has_not_its_form_is_left_to_the_schema(book, spoil):
    book.data['finder'] = spoil
    assert tools.check(book) == []
