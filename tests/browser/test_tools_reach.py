"""The tools for everybody: by keyboard alone, with large targets, narrow and dark."""

from __future__ import annotations

import axe
import pytest
from using import BOTH, text

PHONE = {'width': 360, 'height': 640}
# What is tapped in a tool is 48 px high: a button, a field, the row of a box to tick.
LOW = """() => [...document.querySelectorAll(
  'button:not(.say-line), article input:not([type=checkbox]), select, textarea, .tick label, li[id] label')]
  .filter(node => node.getClientRects().length && node.getBoundingClientRect().height < 48)
  .map(node => `${node.getBoundingClientRect().height} px: ${node.tagName} ${node.id} ${node.textContent}`)"""


def tab_to(page, selector: str) -> None:
    """Presses Tab until the focus is in the element, as a reader does."""
    for _ in range(400):
        page.keyboard.press('Tab')
        if page.evaluate('s => !!document.activeElement.closest(s)', selector):
            return
    raise AssertionError(f'Tab never comes to {selector}')


def typed(page, selector: str, said: str) -> None:
    tab_to(page, selector)
    page.keyboard.insert_text(said)


def planned(page, lang: str = '') -> None:
    """Fills the plan by keyboard alone."""
    for name, said in (('wage', '6000'), ('food', '1500'), ('rent', 'x1000')):
        typed(page, f'#plan-{name}-yuan', said)
    page.keyboard.press('Tab')
    page.keyboard.press('Shift+Tab')
    page.keyboard.press('Home')
    page.keyboard.press('Delete')
    typed(page, '#plan-debt-1-name', '甲')
    typed(page, '#plan-debt-1-owed', '800')
    tab_to(page, '.keep button')
    page.keyboard.press('Enter')
    page.keyboard.insert_text('乙')
    typed(page, '#plan-debt-2-owed', '700')
    typed(page, '#plan-debt-2-rate', '18')
    tab_to(page, '#plan-debt-2-old')
    page.keyboard.press('Space')
    typed(page, '#plan-name', '张三')


def lettered(page, lang: str = '') -> None:
    """Writes a complaint by keyboard alone."""
    tab_to(page, '.danger button')
    page.keyboard.press('Enter')
    for _ in range(5):
        tab_to(page, '.choices button')
    page.keyboard.press('Enter')
    typed(page, '#fill-addressee', '甲公司')
    typed(page, '#fill-did', '敲门')
    tab_to(page, '.tick input')
    page.keyboard.press('Space')


def logged(page) -> None:
    """Has the log show all that it can: a form with its file, an entry, one deleted, a text to copy."""
    for said in ('很长的一句话' * 20, 'A' * 60):
        page.click('#log-new')
        page.fill('#entry-said', said)
        page.set_input_files('#log-file', {'name': 'a.jpg', 'mimeType': 'image/jpeg', 'buffer': b'a'})
    page.click('.entry >> nth=1 >> button >> nth=1')
    page.click('#log summary')
    page.click('#log-json')
    page.click('#tool [data-do=clear]')


def checked(page) -> None:
    """Has the check show the longest answer, and the question before all is cleared."""
    page.click('#check-office label')
    page.click('#tool [data-do=clear]')


USED = [('plan', planned), ('letters', lettered)]
EVERY = dict([*USED, ('log', logged), ('visitor-check', checked)])


@BOTH
@pytest.mark.parametrize('name, use', USED)
def test_it_is_used_by_keyboard_alone(phone, address, lang, name, use):
    page = phone.page
    page.goto(f'{address}/{lang}tools/{name}/')
    use(page, lang)
    if name == 'plan':
        assert (
            text(page, '.letter').startswith('事由：申请分期还款\n甲：\n我叫张三，')
            and page.locator('.fault:not(:empty)').count() == 0
        )
        assert '每月能还800元' in text(page, '.letter')
    else:
        said = text(page, '#letter-complaint ~ .letter')
        assert said.startswith('事由：') and '\n甲公司：\n' in said
        assert '敲门' in said and '附件：截图、录音\n' in said
    assert phone.faults == []


def test_in_use_nothing_is_low_cut_or_against_the_rules_in_any_look(everywhere, measure):
    def look(page, slug):
        # the page before left another look
        axe.take(page, axe.LOOKS[0])
        EVERY[slug.rstrip('/').rpartition('/')[2]](page)
        yield from page.evaluate(LOW)
        yield from page.evaluate('measure.targets()')
        yield from axe.rules(page, part='article')
        # the way out lies over what is scrolled past it, on purpose
        page.evaluate('scrollTo(0, 0)')
        for wide in (320, 360, 1280):
            page.set_viewport_size({'width': wide, 'height': 256})
            page.evaluate('scrollTo(0, 0)')
            yield from page.evaluate('measure.whole()')
        page.set_viewport_size(PHONE)
        page.evaluate('measure.twice()')
        yield from page.evaluate('measure.whole()')
        page.evaluate(axe.FEWER)
        for each in axe.LOOKS:
            yield from axe.contrast(page, each, 'article')

    slugs = [f'{lang}tools/{name}/' for lang in ('', 'en/') for name in EVERY]
    found = everywhere(look, slugs, axe.SCRIPT + measure, viewport=PHONE)
    assert not found, '\n'.join(found)
