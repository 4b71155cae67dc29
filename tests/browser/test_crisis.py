"""Somebody who may want to die meets help first: in the search, whatever else works or fails."""

from __future__ import annotations

import pytest
import yaml
from project import ROOT

WORDS = yaml.safe_load((ROOT / 'data' / 'search.yml').read_text(encoding='utf-8'))['crisis']
# What people write, in other forms than the list holds.
TYPED = [
    '想死',
    '我真的不想活了！',
    '遺書怎麼寫',
    'ｓｕｉｃｉｄｅ',
    'Kill Myself',
    'bu xiang huo',
    'I want to end it all',
    'zi sha',
    '死了就两清了',
    '人死债消？',
    'If I die, who pays?',
    'I can’t take it any more',
]
HARMLESS = ['花呗', '死缠烂打', '110', 'knock', 'the deadline', '']
BOTH = pytest.mark.parametrize('lang', ['', 'en/'])


def raised(page) -> bool:
    """Whether the numbers stand above all that the search says and finds, and can be tapped."""
    return page.evaluate(
        """() => {
          const box = document.querySelector('.crisis');
          const below = ['search-status', 'search-results'].every((name) =>
            box.compareDocumentPosition(document.getElementById(name)) & Node.DOCUMENT_POSITION_FOLLOWING);
          const number = box.querySelector('a[href="tel:12356"]');
          return below && box.getAttribute('role') === 'alert' && number.offsetHeight > 0;
        }"""
    )


@BOTH
def test_every_word_of_the_list_brings_the_numbers_as_it_is_typed(phone, address, lang):
    # whoever stops typing for a moment has the index sent for: it never comes
    phone.page.route('**/index.js', lambda route: None)
    phone.page.goto(f'{address}/{lang}search/')
    assert not raised(phone.page)
    for word in [*WORDS, *TYPED]:
        phone.page.fill('#q', word)
        assert raised(phone.page), word
        phone.page.fill('#q', '')
        assert not raised(phone.page), word
    for word in HARMLESS:
        phone.page.fill('#q', word)
        assert not raised(phone.page), word


@BOTH
def test_they_stay_above_the_results_and_where_nothing_is_found(phone, address, lang):
    for typed in ('想死 敲门 knock', 'suicide zzzzqqqq'):
        phone.page.goto(f'{address}/{lang}search/')
        phone.page.fill('#q', typed)
        phone.page.press('#q', 'Enter')
        phone.page.wait_for_selector('#search-status:not(:empty)')
        assert raised(phone.page), typed


@BOTH
def test_the_page_that_helps_is_the_first_result_of_each_such_question_and_stands_there_once(
    phone, address, lang
):
    phone.page.goto(f'{address}/{lang}search/')

    def found(typed: str) -> list[str]:
        # the list is emptied first, so that what comes belongs to this question
        for text in ('', typed):
            phone.page.fill('#q', text)
            phone.page.press('#q', 'Enter')
        phone.page.wait_for_selector('#search-results a')
        links = phone.page.locator('#search-results a').evaluate_all(
            "links => links.map(link => link.getAttribute('href').split('#')[0])"
        )
        return [link.removeprefix('../') for link in links]

    # the last ones find another page or none
    for typed in [*TYPED, 'unalive', 'jumpoff', '喝药', '死法', '想死 敲门 knock']:
        links = found(typed)
        assert links[0] == 'people/coping/' and links.count('people/coping/') == 1, typed
    for typed in ('敲门', 'knock'):
        assert found(typed)[0] != 'people/coping/', typed


@BOTH
def test_they_come_though_no_index_and_no_engine_can_be_loaded(phone, address, lang):
    phone.page.route('**/index.js', lambda route: route.abort())
    phone.page.route('**/minisearch.*.js', lambda route: route.abort())
    phone.page.goto(f'{address}/{lang}search/#q=suicide')
    phone.page.wait_for_selector('#search-status:not(:empty)')
    assert raised(phone.page)


@BOTH
def test_without_script_they_stand_on_the_page(open_page, address, lang):
    bare = open_page(java_script_enabled=False)
    bare.page.goto(f'{address}/{lang}search/')
    assert bare.page.locator('.crisis a[href="tel:12356"]').is_visible()
