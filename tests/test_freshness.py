"""What is to be checked again: by risk, on the day and the day after, and every page of a fact that ends."""

from __future__ import annotations

import shutil

import pytest
from small import here, small_project
from small_book import CARD, GOOD, fact, put, small

from scripts import freshness
from scripts.book.read import load


def rows(book) -> list[tuple[str, str, str]]:
    return [(row.kind, row.day, row.name) for row in freshness.everything(book)]


def told(book, day: str, capsys) -> tuple[int, list[str]]:
    book.as_of = day
    status = freshness.report(book)
    return status, capsys.readouterr().out.splitlines()


def test_numbers_come_before_rules_rules_before_laws_and_pages_by_their_risk():
    book = small()
    fact(book, 'verdict', force='judicial-interpretation')
    book.where['facts']['verdict'] = ('data/facts/visit.yml', 99)
    book.pages['zh', 'now/'].meta['risk'] = 'money'
    book.pages['zh', 'words/'].meta['risk'] = 'none'
    found = rows(book)
    assert found[:4] == [
        ('number', '2026-12-24', 'hotline-110'),
        ('rule', '2027-02-22', 'visit-hours'),
        ('law', '2027-05-23', 'door-closed'),
        ('law', '2027-05-23', 'verdict'),
    ]
    kinds = [kind for kind, *_ in found[4:]]
    assert kinds == sorted(kinds, key=freshness.KINDS.index) and kinds[-1] == 'page'
    assert {name for kind, _, name in found if kind == 'money page'} == {'now/'}


def test_a_pair_of_pages_is_as_old_as_the_older_of_the_two():
    book = small()
    book.pages['en', 'now/'].meta['reviewed'] = '2026-01-01'
    (row,) = (row for row in freshness.everything(book) if row.name == 'now/')
    assert row.day == '2026-06-30' and row.where.startswith('docs/en/now/index.md:')
    assert [row.name for row in freshness.everything(book)].count('now/') == 1
    # the home page has an address too
    assert [row.name for row in freshness.everything(book)].count('/') == 1


@pytest.mark.parametrize(
    'day, late, soon', [('2026-12-24', 0, 1), ('2026-12-25', 1, 0), ('2026-12-09', 0, 0)]
)
def test_what_is_overdue_ends_with_1_and_the_last_day_itself_does_not(day, late, soon, capsys):
    status, lines = told(small(), day, capsys)
    assert status == (1 if late else 0)
    assert lines[0].startswith(f'As of {day}: {late} overdue, {soon} due within 14 days, ')
    assert ('Overdue' in lines) == bool(late) and ('Due within 14 days' in lines) == bool(soon)


def test_two_weeks_ahead_are_told_and_no_day_more(capsys):
    assert 'Due within 14 days' in told(small(), '2026-12-10', capsys)[1]
    assert 'Due within 14 days' not in told(small(), '2026-12-09', capsys)[1]


def test_a_fact_that_ends_names_every_page_that_cites_it_drawn_parts_too(capsys):
    book = small()
    put(book, '字[^visit-hours]', slug='people/new/')
    put(book, 'Word.[^visit-hours]', 'en', 'people/new/')
    put(book, '<!-- draw: picture steps -->', slug='people/drawn/')
    put(book, 'x', 'en', 'people/drawn/')
    book.pages['zh', ''].body += '字[^visit-hours]'
    for page in list(book.pages.values()):
        page.meta.setdefault('risk', 'none')
    fact(book, 'lonely', until='2026-12-31')
    book.where['facts']['lonely'] = ('data/facts/visit.yml', 99)
    lines = told(book, '2026-11-24', capsys)[1]
    ends = lines[lines.index('Facts with a last day') + 1 :]
    assert ends[0] == 'data/facts/visit.yml:99 lonely: ends 2026-12-31 (on no page)'
    assert ends[1].endswith(' visit-hours: ends 2030-12-31 (on /, now/, people/new/)')
    assert freshness.shown_on(book)['door-closed'].count('people/drawn/') == 1
    assert len(ends) == 2


def test_what_stands_on_the_card_is_told(tmp_path):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    shutil.copytree(CARD, tmp_path, dirs_exist_ok=True)
    on = freshness.shown_on(load(tmp_path))
    assert on['hotline-110'][-1] == 'the door card'
    assert 'the door card' not in freshness.shown_on(small())['hotline-110']


@pytest.mark.parametrize('day, late', [('2026-12-24', False), ('2099-01-01', True)])
def test_the_built_page_says_so_at_its_top_and_the_feed_is_there_with_an_address_only(tmp_path, day, late):
    tree = small_project(tmp_path)
    url = 'https://example.org' if late else ''
    assert here(tree, 'build', AS_OF=day, SITE_URL=url).returncode == 0
    for lang, word in (('', '先核实再用'), ('en/', 'check first')):
        page = (tree / 'site' / lang / 'now' / 'index.html').read_text(encoding='utf-8')
        top = page[: page.index('<h1')]
        assert (f'<b>{word}</b></a>' in top) == late
        assert (tree / 'site' / lang / 'feed.xml').is_file() == late


@pytest.mark.parametrize('day, status', [('2026-12-24', 0), ('2099-01-01', 1), ('yesterday', 2)])
def test_the_command_ends_as_it_says(tmp_path, day, status):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    done = here(tmp_path, 'freshness', AS_OF=day)
    assert done.returncode == status and 'Traceback' not in done.stderr, done.stdout + done.stderr
