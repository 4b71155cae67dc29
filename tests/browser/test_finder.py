"""The finder as a reader walks it: one question at a time, to every outcome, in both languages."""

from __future__ import annotations

import re

import pytest
import yaml
from playwright.sync_api import expect
from project import ROOT

DATA = yaml.safe_load((ROOT / 'data' / 'finder.yml').read_text(encoding='utf-8'))
OUTCOMES = {row['id']: row for row in DATA['outcomes']}
BOTH = pytest.mark.parametrize('lang', ['zh', 'en'])


def paths():
    """Every way through the tree: the texts to tap in both languages, and the outcome it ends at."""
    none = DATA['flags']['none']
    todo = [([row['text']], row) for row in DATA['flags']['answers']]
    todo += [([none, row['text']], row) for row in DATA['answers']]
    for taps, row in todo:
        if 'go' in row:
            yield taps, row['go']
        else:
            todo += [([*taps, below['text']], below) for below in row['answers']]


def opened(phone, address, lang, hash_=''):
    """Opens the finder of a language."""
    phone.page.goto(f'{address}/{"" if lang == "zh" else "en/"}tools/find/{hash_}')
    expect(phone.page.locator('#finder')).to_be_visible()


def tap(page, text):
    """Chooses the answer with this text."""
    page.locator('#finder li a').filter(has_text=re.compile(f'^{re.escape(text)}$')).click()


@BOTH
def test_every_path_leads_to_its_outcome(phone, address, lang):
    opened(phone, address, lang)
    reached = set()
    for taps, goal in paths():
        assert len(taps) <= 5, 'the flags, then at most four taps'
        for text in taps:
            tap(phone.page, text[lang])
        heads = phone.page.locator('h3:visible')
        expect(heads).to_have_count(1)
        assert heads.first.get_attribute('id') == f'go-{goal}'
        assert phone.page.locator('article ol:visible > li').count() == 3, 'three acts'
        assert phone.page.locator('.say:visible').count() == 1, 'a line to say'
        page = OUTCOMES[goal]['page'].partition('#')[0]
        assert phone.page.locator(f'article p:visible > a[href$="{page}"]').count() == 1 or (
            phone.page.locator(f'article p:visible > a[href*="{page}#"]').count() == 1
        )
        assert re.fullmatch(r'#\d+(-\d+){0,4}', phone.page.evaluate('location.hash')), 'numbers, nothing else'
        reached.add(goal)
        phone.page.locator('#finder-ways a').last.click()
    assert reached == set(OUTCOMES)
    assert not phone.faults and phone.page.evaluate('localStorage.length + sessionStorage.length') == 0


@BOTH
def test_back_goes_one_question_back_and_the_focus_follows(phone, address, lang):
    opened(phone, address, lang)
    page = phone.page
    assert page.locator('#finder-ways a').count() == 0, 'nothing to go back to'
    title = page.locator('#finder h2')
    assert title.inner_text() == DATA['flags']['title'][lang]
    tap(page, DATA['flags']['none'][lang])
    expect(title).to_be_focused()
    first = DATA['answers'][0]
    tap(page, first['text'][lang])
    expect(title).to_contain_text(first['ask'][lang])
    expect(title).to_be_focused()
    page.locator('#finder-ways a').first.click()
    expect(title).to_have_text(DATA['ask'][lang])
    page.go_back()
    expect(title).to_contain_text(first['ask'][lang])
    page.go_back()
    page.go_back()
    expect(title).to_have_text(DATA['flags']['title'][lang])


@BOTH
def test_it_is_walked_by_keyboard_alone(phone, address, lang):
    opened(phone, address, lang)
    page = phone.page
    page.locator('#finder h2').focus()
    for row in (DATA['flags']['answers'][0], None):
        page.keyboard.press('Tab')
        page.keyboard.press('Enter')
        if row:
            expect(page.locator('h3:visible')).to_have_attribute('id', f'go-{row["go"]}')
            page.locator('#finder-ways a').last.focus()
            page.keyboard.press('Enter')
            expect(page.locator('#finder h2')).to_be_focused()
    expect(page.locator('h3:visible')).to_have_count(1)


# An address counts the answers, so the outcome and its number come from the data.
THIRD = DATA['flags']['answers'][2]['go']


@BOTH
@pytest.mark.parametrize('hash_', [f'#go-{THIRD}', '#3'])
def test_a_shared_link_opens_the_outcome(phone, address, lang, hash_):
    opened(phone, address, lang, hash_)
    expect(phone.page.locator('h3:visible')).to_have_attribute('id', f'go-{THIRD}')


@pytest.mark.parametrize('hash_', ['#99', '#1-1', '#7-1-1-1-1-1', '#nothing'])
def test_an_address_that_leads_nowhere_starts_at_the_beginning(phone, address, hash_):
    opened(phone, address, 'zh', hash_)
    expect(phone.page.locator('#finder h2')).to_have_text(DATA['flags']['title']['zh'])
    assert phone.page.locator('h3:visible').count() == 0 and not phone.faults


@BOTH
def test_paper_and_no_script_have_the_whole_tree(phone, open_page, address, lang):
    opened(phone, address, lang)
    phone.page.emulate_media(media='print')
    assert not phone.page.locator('#finder').is_visible()
    assert phone.page.locator('article h3:visible').count() == len(OUTCOMES)
    bare = open_page(java_script_enabled=False, viewport={'width': 360, 'height': 640})
    bare.page.goto(f'{address}/{"" if lang == "zh" else "en/"}tools/find/')
    assert bare.page.locator('#finder').count() == 0
    links = bare.page.locator('#flags + ul a, #questions + ul a').evaluate_all('all => all.map(a => a.hash)')
    assert set(links) == {f'#go-{ident}' for ident in OUTCOMES} | {'#questions'}
    assert bare.page.locator('article h3:visible').count() == len(OUTCOMES)


@BOTH
def test_home_leads_to_it(phone, address, lang):
    phone.page.goto(f'{address}/{"" if lang == "zh" else "en/"}')
    phone.page.locator('article a[href="tools/find/"]').first.click()
    expect(phone.page.locator('#finder')).to_be_visible()
