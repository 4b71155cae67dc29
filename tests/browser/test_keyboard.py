"""Everything works by keyboard, and whoever uses it sees at every stop where they are."""

from __future__ import annotations

import pytest

# What has the focus: whether a reader sees it, and which element it is (the same text for the same element).
STOP = """() => {
  const stop = document.activeElement;
  const style = getComputedStyle(stop);
  const [box] = stop.getClientRects();
  const faults = [];
  if (stop === document.body) { return [faults, '']; }
  const name = `${stop.tagName} ${stop.className} "${stop.textContent.trim().slice(0, 30)}"`;
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ||
      /^rgba.*, 0\\)$/.test(style.outlineColor)) {
    faults.push(`no ring around ${name}`);
  }
  if (box.top < -1 || box.left < -1 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1) {
    faults.push(`out of sight: ${name}`);
  }
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (!hit || !stop.contains(hit)) {
    faults.push(`hidden behind ${hit && hit.tagName} ${hit && hit.className}: ${name}`); }
  stop.dataset.stop = stop.dataset.stop || document.querySelectorAll('[data-stop]').length + 1;
  return [faults, stop.dataset.stop];
}"""
STOPS = 'document.querySelectorAll("a[href], button, input, textarea, summary").length'


def seen(page) -> list[str]:
    """What is wrong with the stop that has the focus."""
    return page.evaluate(STOP)[0]


def walked(page, key: str) -> list[str]:
    """What is wrong with the stops from here on, until the focus leaves the page or comes back to a stop."""
    found, been = [], set()
    while True:
        page.keyboard.press(key)
        faults, stop = page.evaluate(STOP)
        if not stop or stop in been:
            return found if len(been) > 9 else [*found, f'only {len(been)} stops']
        found += faults
        been.add(stop)


def tab_to(page, selector: str) -> None:
    """Presses Tab until the focus is in the element, as a reader does."""
    for _ in range(page.evaluate(STOPS)):
        page.keyboard.press('Tab')
        if page.evaluate('selector => !!document.activeElement.closest(selector)', selector):
            return
    raise AssertionError(f'Tab never comes to {selector}')


def has_focus(page, selector: str, number: int = 0) -> bool:
    return page.evaluate(
        '([s, n]) => document.activeElement === document.querySelectorAll(s)[n]', [selector, number]
    )


@pytest.mark.parametrize(
    'width, slugs',
    [
        (360, ['en/components/', 'tools/card/', 'en/', 'now/', 'search/#q=110', 'en/d/']),
        (1280, ['en/help/papers/', '']),
    ],
)
def test_focus_is_seen_at_every_stop_there_and_back(everywhere, width, slugs):
    def look(page, _slug):
        page.evaluate('document.activeElement.blur()')
        yield from walked(page, 'Tab')
        yield from walked(page, 'Shift+Tab')

    found = everywhere(look, slugs, viewport={'width': width, 'height': 640})
    assert not found, '\n'.join(found)


def test_the_menu_is_reached_and_followed(open_page, address):
    page = open_page(viewport={'width': 320, 'height': 568}).page
    page.goto(f'{address}/now/')
    page.keyboard.press('Tab')
    assert has_focus(page, '.skip') and not seen(page)
    page.keyboard.press('Enter')
    assert has_focus(page, '#article')
    page.goto(f'{address}/now/')
    tab_to(page, '.head-menu')
    page.keyboard.press('Enter')
    tab_to(page, 'a')
    assert has_focus(page, '#menu a') and not seen(page)
    tab_to(page, '#menu a[href$="help/"]')
    page.keyboard.press('Enter')
    page.wait_for_url(f'{address}/help/')


@pytest.mark.parametrize('lang, words', [('', '敲门'), ('en/', 'knock')])
def test_the_search_is_asked_and_a_result_followed(phone, address, lang, words):
    page = phone.page
    page.goto(f'{address}/{lang}search/')
    assert has_focus(page, '#q') and not seen(page)
    page.keyboard.insert_text(words)
    page.keyboard.press('Enter')
    page.wait_for_selector('#search-results a')
    page.keyboard.press('Tab')
    assert has_focus(page, '.field button') and not seen(page)
    page.keyboard.press('Tab')
    assert has_focus(page, '#search-results a') and not seen(page)
    href = page.evaluate('document.activeElement.href')
    page.keyboard.press('Enter')
    page.wait_for_url(href)


def test_the_language_changes_at_the_section_that_is_read(phone, address):
    page = phone.page
    page.goto(f'{address}/now/#officials')
    page.focus(
        'a.switch',
    )
    page.evaluate('document.getElementById("officials").scrollIntoView()')
    page.keyboard.press('Enter')
    page.wait_for_url(f'{address}/en/now/#officials')


@pytest.mark.parametrize('lang', ['', 'en/'])
def test_the_contents_open_and_lead_to_a_section(phone, address, lang):
    page = phone.page
    page.goto(f'{address}/{lang}help/')
    tab_to(page, '.toc summary')
    assert not page.locator('.toc a').first.is_visible()
    page.keyboard.press('Enter')
    page.keyboard.press('Tab')
    page.keyboard.press('Tab')
    assert has_focus(page, '.toc a', 1) and not seen(page)
    page.keyboard.press('Enter')
    # a place on the screen has no halves of a pixel
    assert -1 < page.locator(page.evaluate('location.hash')).bounding_box()['y'] < 200
    page.keyboard.press('Tab')
    assert (
        page.evaluate('document.querySelector(location.hash).compareDocumentPosition(document.activeElement)')
        == 4
    )


@pytest.mark.parametrize('closing', ['Escape', 'Escape twice', 'Close', 'Back'])
def test_the_sheet_of_a_mark_opens_and_gives_the_focus_back(phone, address, closing):
    page, mark = phone.page, '.maynot .cite a'
    page.goto(f'{address}/about/')
    page.goto(f'{address}/en/now/')
    page.locator(mark).nth(1).focus()
    assert not seen(page)
    page.keyboard.press('Enter')
    assert page.locator('.footnote li:target').is_visible()
    page.keyboard.press('Tab')
    assert page.evaluate('!!document.activeElement.closest("li:target")') and not seen(page)
    if closing == 'Close':
        tab_to(page, '.footnote-backref')
        assert not seen(page)
        page.keyboard.press('Enter')
    elif closing == 'Back':
        page.evaluate('history.back()')
    else:
        # without waiting for the first to be done
        page.evaluate(
            """times => { for (let i = 0; i < times; i += 1) {
            document.activeElement.dispatchEvent(
              new KeyboardEvent('keydown', {key: 'Escape', bubbles: true})) } }""",
            1 + ('twice' in closing),
        )
    page.locator('li:target').wait_for(state='detached')
    page.wait_for_timeout(100)
    assert page.url.startswith(f'{address}/en/now/'), 'the page is not left'
    assert has_focus(page, mark, 1) and not seen(page)


def opened(page, address) -> None:
    """Opens the second line to say on now/ with Enter."""
    page.goto(f'{address}/about/')
    page.goto(f'{address}/now/')
    page.locator('.say-line').nth(1).focus()
    assert not seen(page)
    page.keyboard.press('Enter')
    assert has_focus(page, '.say-large button') and not seen(page)


@pytest.mark.parametrize('closing', ['Escape', 'Escape twice', 'Enter', 'Back'])
def test_a_line_fills_the_screen_and_gives_the_focus_back(phone, address, closing):
    page = phone.page
    opened(page, address)
    for key in ('Tab', 'Shift+Tab'):
        page.keyboard.press(key)
        assert has_focus(page, '.say-large button'), 'nothing behind it takes the focus'
    if closing == 'Back':
        page.evaluate('history.back()')
    elif closing == 'Enter':
        page.wait_for_timeout(600)
        page.keyboard.press('Enter')
    else:
        page.evaluate(
            """times => { const layer = document.querySelector('.say-large');
            for (let i = 0; i < times; i += 1) {
            layer.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true})) } }""",
            1 + ('twice' in closing),
        )
    page.locator('.say-large').wait_for(state='detached')
    page.wait_for_timeout(100)
    assert page.url == f'{address}/now/', 'the page is not left'
    assert has_focus(page, '.say-line', 1) and not seen(page)


def test_the_line_on_the_screen_is_not_printed(phone, address):
    opened(phone.page, address)
    phone.page.emulate_media(media='print')
    assert phone.page.evaluate('getComputedStyle(document.querySelector(".say-large")).display') == 'none'


def test_a_double_tap_opens_a_line_and_does_not_close_it_at_once(phone, address):
    page = phone.page
    page.goto(f'{address}/now/')
    # where the button that closes it comes to lie
    page.evaluate('scrollTo(0, document.querySelector(".say-line").getBoundingClientRect().top - 590)')
    box = page.locator('.say-line').first.bounding_box()
    page.mouse.dblclick(box['x'] + 40, box['y'] + 12)
    page.wait_for_timeout(300)
    assert page.locator('.say-large').is_visible()
    # well past the half second in which a second tap does not count, on a busy machine too
    page.wait_for_timeout(1500)
    page.locator('.say-large button').dblclick()
    page.locator('.say-large').wait_for(state='detached')
    # the second tap falls on the line below
    page.wait_for_timeout(300)
    assert page.locator('.say-large').count() == 0 and page.url == f'{address}/now/'
