"""The report of the week, and the one issue that holds it, with a gh of our own."""

from __future__ import annotations

import json
import os

import pytest
from small import here
from small_book import GOOD, small

from scripts import outside, upkeep
from scripts.outside import Verdict
from scripts.settings import Fault

GH = """#!/bin/sh
cd "$(dirname "$0")"
(IFS='|'; echo "$*" >> said)
case "$1 $2" in
    "issue list") cat open ;;
    "issue create"|"issue edit") cat > body; echo https://host.example/issues/9 ;;
esac
[ ! -e broken ] || { echo 'first' >&2; echo 'no rights' >&2; exit 1; }
"""


@pytest.fixture
def host(tmp_path, monkeypatch):
    """A folder with a gh in it. open: the issues that it tells of."""
    (tmp_path / 'gh').write_text(GH, encoding='utf-8')
    (tmp_path / 'gh').chmod(0o755)
    (tmp_path / 'open').write_text('[]', encoding='utf-8')
    monkeypatch.setenv('PATH', f'{tmp_path}:{os.environ["PATH"]}')
    return tmp_path


# What gh is asked, word by word: with - it reads the text that it is given.
LIST = 'issue|list|--label|upkeep|--state|open|--json|number'
LABEL = 'label|create|upkeep|--force'
CREATE = 'issue|create|--title|到期要再核对的 · What is to be checked again|--label|upkeep|--body-file|-'
EDIT = 'issue|edit|3|--title|到期要再核对的 · What is to be checked again|--body-file|-'
CLOSE = 'issue|close|3|--comment|都核对过了。 · All is checked.'
# What the code host takes of a text, in characters.
TAKEN = 65_536


def said(host) -> list[str]:
    return (host / 'said').read_text(encoding='utf-8').splitlines()


@pytest.mark.parametrize(
    'day, kind, status', [('2026-11-24', 'fine', 0), ('2099-01-01', 'fine', 1), ('2026-11-24', 'gone', 1)]
)
def test_the_report_has_both_parts_and_asks_for_action_where_one_does(monkeypatch, day, kind, status):
    monkeypatch.setattr(outside, 'check', lambda found, **_: dict.fromkeys(found, Verdict(kind, 'why')))
    book = small()
    book.as_of = day
    told, text = upkeep.report(book)
    assert told == status
    assert f'As of {day}: ' in text and '1 addresses: ' in text
    assert (
        text.count('## ') == 2
        and text.count('```text\n') == 2
        and (' gone https' in text) == (kind == 'gone')
    )


def test_the_report_shows_both_parts_as_they_were_printed_each_under_its_title(monkeypatch):
    monkeypatch.setattr(upkeep.freshness, 'report', lambda _: print('one\ntwo') or 0)
    monkeypatch.setattr(upkeep.outside, 'report', lambda _: print('three') or 1)
    assert upkeep.report(small()) == (
        1,
        '## 核对日子 · Check dates\n\n```text\none\ntwo\n```\n\n'
        '## 外面的网址 · Outside addresses\n\n```text\nthree\n```\n\n',
    )


def test_the_command_prints_the_report_and_with_issue_where_it_went(monkeypatch):
    monkeypatch.setattr(upkeep, 'report', lambda book: (1, f'report of {book.as_of}'))
    monkeypatch.setattr(upkeep, 'issue', lambda status, text: f'issue {status} of {len(text)}')
    done = here(GOOD, 'upkeep', AS_OF='2026-11-24')
    assert (done.returncode, done.stdout) == (1, 'report of 2026-11-24\n')
    done = here(GOOD, 'upkeep', '--issue', AS_OF='2026-11-24')
    assert (done.returncode, done.stdout) == (0, 'report of 2026-11-24\nissue 1 of 20\n')
    done = here(GOOD, 'upkeep', AS_OF='yesterday')
    assert done.returncode == 2 and done.stdout == ''


def test_the_first_report_opens_an_issue(host):
    assert upkeep.issue(1, 'text') == 'opened https://host.example/issues/9'
    assert said(host) == [LIST, LABEL, CREATE]
    assert (host / 'body').read_text(encoding='utf-8') == 'text'


def test_the_next_one_brings_the_oldest_open_issue_up_to_date_and_opens_no_other(host):
    (host / 'open').write_text(json.dumps([{'number': 7}, {'number': 3}]), encoding='utf-8')
    assert upkeep.issue(1, 'more') == 'issue 3 is brought up to date'
    assert said(host) == [LIST, EDIT]
    assert (host / 'body').read_text(encoding='utf-8') == 'more'


def test_with_nothing_to_do_an_open_issue_is_closed_and_none_is_opened(host):
    assert upkeep.issue(0, 'text') == 'nothing to do'
    (host / 'open').write_text('[{"number": 3}]', encoding='utf-8')
    assert upkeep.issue(0, 'text') == 'issue 3 is closed'
    assert said(host) == [LIST, LIST, CLOSE]


def test_a_report_that_is_too_long_is_cut_to_what_the_code_host_takes(host):
    upkeep.issue(1, '核' * upkeep.MOST)
    assert (host / 'body').read_text(encoding='utf-8') == '核' * upkeep.MOST
    upkeep.issue(1, '核' * (upkeep.MOST + 1))
    # the part that is cut ends as it should, so that what follows is no code
    body = (host / 'body').read_text(encoding='utf-8')
    assert body == '核' * upkeep.MOST + '\n```\n\n(cut)\n' and len(body) <= TAKEN


def test_a_host_that_refuses_and_no_gh_are_one_sentence(host, monkeypatch):
    (host / 'broken').touch()
    with pytest.raises(Fault, match='^gh issue list: no rights$'):
        upkeep.issue(1, 'text')
    monkeypatch.setenv('PATH', '/nowhere')
    with pytest.raises(Fault, match='there is no gh'):
        upkeep.issue(1, 'text')
