"""The visitor check on the phone: whatever is ticked amounts to one of the three drawn answers."""

from __future__ import annotations

import itertools

import pytest
from test_keyboard import tab_to
from using import BOTH, DATA, kept, tool_page, words

CHECK = DATA['tools']['check']
ITEMS = [row['id'] for row in CHECK['items']]
NEEDED = {row['id'] for row in CHECK['items'] if row.get('needed')}
TITLES = {row['id']: row['title'] for row in CHECK['answers']}
# Ticks exactly the boxes that a set names, by clicks as a finger gives them; tells what the page answers.
TICK = """sets => sets.map(names => {
  document.querySelectorAll('[id^="check-"] input').forEach(box => {
    if (box.checked !== names.includes(box.closest('li').id.slice(6))) { box.click(); }
  });
  const titles = [...document.querySelectorAll('#check strong')].map(node => node.textContent);
  return titles.join(' ');
})"""


def want(names, lang: str) -> str:
    """The title of the answer, worked out on its own."""
    if not names:
        return ''
    answer = 'office' if 'office' in names else 'enough' if set(names) >= NEEDED else 'not-enough'
    return TITLES[answer]['en' if lang else 'zh']


def test_four_things_are_needed():
    assert NEEDED == {'name', 'firm', 'purpose', 'own-number'} and len(ITEMS) == 8


@BOTH
def test_every_set_of_ticks_has_its_one_answer(phone, address, lang):
    page = tool_page(phone, address, lang, 'visitor-check')
    before = len(phone.requests)
    every = [
        list(names)
        for size in range(len(ITEMS) + 2)
        for names in itertools.combinations([*ITEMS, 'office'], size)
    ]
    assert len(every) == 512
    assert page.evaluate(TICK, every) == [want(names, lang) for names in every]
    assert kept(page) == [] and phone.requests[before:] == [] and phone.faults == []


@BOTH
@pytest.mark.parametrize('answer, dials', [('not-enough', True), ('enough', False), ('office', True)])
def test_an_answer_says_what_is_drawn_and_a_claim_to_office_adds_110(phone, address, lang, answer, dials):
    page = tool_page(phone, address, lang, 'visitor-check')
    names = {'not-enough': ['name'], 'enough': sorted(NEEDED), 'office': ['office', 'name']}[answer]
    page.evaluate(TICK, [names])
    shown = page.locator('#check').inner_text()
    row = next(row for row in CHECK['answers'] if row['id'] == answer)
    for text in (row['title'], row['text'], *row['acts']):
        assert text['en' if lang else 'zh'] in shown
    assert page.locator('#check a[href="tel:110"]').count() == dials
    assert ('12368' in shown) is (answer == 'office')
    assert page.locator('#check sup').count() == 0
    assert page.get_attribute('#check', 'role') == 'status'
    # the form itself is as it was drawn
    assert page.locator('h3[id^="answer-"]').count() == 3
    assert (
        len(set(page.locator('[id]').evaluate_all('all => all.map(one => one.id)')))
        == page.locator('[id]').count()
    )


@BOTH
def test_no_answer_says_that_a_visitor_is_genuine_or_false(phone, address, lang):
    page = tool_page(phone, address, lang, 'visitor-check')
    page.evaluate(TICK, [[*ITEMS]])
    shown = page.locator('#check').inner_text().lower()
    for word in ('safe', 'fake', 'scam', 'legal', 'let them in', '安全', '骗子', '合法', '可以开门'):
        assert word not in shown


@BOTH
def test_by_keyboard_it_is_ticked_answered_and_cleared(phone, address, lang):
    page = tool_page(phone, address, lang, 'visitor-check')
    for name in ITEMS:
        if name in NEEDED:
            tab_to(page, f'#check-{name} input')
            page.keyboard.press('Space')
    assert page.locator('#check strong').inner_text() == TITLES['enough']['en' if lang else 'zh']
    tab_to(page, '[data-do=clear]')
    page.keyboard.press('Enter')
    page.keyboard.press('Shift+Tab')
    page.keyboard.press('Enter')
    assert page.locator('#check').inner_text() == '' and page.locator(':checked').count() == 0
    assert page.locator('#tool-status').inner_text() == words('tool-cleared', lang)


def test_an_answer_is_said_once_and_not_at_every_tick(phone, address):
    page = tool_page(phone, address, '', 'visitor-check')
    page.evaluate(TICK, [['name']])
    page.evaluate("document.querySelector('#check .result').dataset.same = 1")
    page.evaluate(TICK, [['name', 'card']])
    assert page.locator('#check [data-same]').count() == 1


@pytest.mark.parametrize('script', [True, False])
def test_on_paper_the_list_the_answers_and_no_buttons(open_page, address, script):
    page = tool_page(open_page(java_script_enabled=script), address, '', 'visitor-check')
    assert page.locator('#tool').is_visible() is script
    page.emulate_media(media='print')
    assert (
        page.locator('.checklist input').count() == 9 and page.locator('.checklist input').first.is_visible()
    )
    assert page.locator('#answer-office').is_visible() and not page.locator('#tool').is_visible()


@BOTH
def test_ticks_that_the_browser_brings_back_have_their_answer(phone, address, lang):
    page = tool_page(phone, address, lang, 'visitor-check')
    page.evaluate(TICK, [['office']])
    page.goto(f'{address}/{lang}now/')
    page.go_back()
    ticked = page.locator(':checked').count() > 0
    assert (page.locator('#check').inner_text() != '') is ticked
