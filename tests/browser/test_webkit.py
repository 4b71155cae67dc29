"""What a reader does, in WebKit (the engine of the browsers on iPhones), against the built site.

Skipped where the driver is not installed: `sh scripts/setup.sh browser` installs it on Debian.
"""

from __future__ import annotations

import time

import pytest
import webkit

LANGS = ['', 'en/']
MARK, SHEET, BASIS = '.maynot .cite a', '.footnote li:target', '.footnote li'
SHEET_BUTTON = '.footnote li:target .footnote-backref'
CONTENTS, CONTENTS_LIST = '.toc summary', '.toc li'
FOLD, FOLD_LIST = '.fold summary', '.footnote li'
QUESTION, RESULTS = '#q', '#search-results a'
LINE, LARGE, LARGE_TEXT, LARGE_BUTTON = '.say-line', '.say-large', '.say-large p', '.say-large button'
BARE = 'assets/print/card-en.txt'  # shown as text, without a policy that forbids a frame
PAGES = ['', 'now/', 'visit/rules/', 'help/', 'tools/card/', 'search/']

# whether an element is seen where it stands: it has a size, and no other part covers it or cuts it off
SEEN = """const seen = (selector, number, whole) => {
        const found = document.querySelectorAll(selector)[number || 0];
        if (!found || getComputedStyle(found).visibility !== 'visible') { return false; }
        const box = found.getBoundingClientRect(), x = box.left + box.width / 2;
        const places = whole ? [box.top + 12, box.bottom - 12] : [box.top + box.height / 2];
        return box.width && box.height && places.every(y => found.contains(document.elementFromPoint(x, y)));
    };
    return seen(...arguments)"""
HIDDEN = SEEN.replace('return seen(', 'return !seen(')
TEXT = 'return document.querySelector(arguments[0]).textContent'
CENTRE = 'document.querySelectorAll(arguments[0])[arguments[1] || 0].scrollIntoView({block: "center"})'
# from here on every move of the page is remembered, also one that is taken back
WATCH = """const start = scrollY; window.moved = 0;
    addEventListener('scroll', () => { window.moved = Math.max(window.moved, Math.abs(scrollY - start)); });
    return start"""
MOVED = 'return [scrollY, window.moved]'
# what an older Safari does not know; gives how many declarations went and how many are left
OLDER = """const old = style => ['text-wrap', 'text-autospace', 'overflow-wrap'].filter(name =>
        style.getPropertyValue(name) && (name !== 'overflow-wrap' || style.overflowWrap === 'anywhere'));
    let gone = 0, left = 0;
    const walk = rules => { for (const rule of rules) {
        if (rule.style) {
            old(rule.style).forEach(name => { rule.style.removeProperty(name); gone += 1; });
            left += old(rule.style).length;
        }
        walk(rule.cssRules || []);
    } };
    for (const sheet of document.styleSheets) { walk(sheet.cssRules); }
    return [gone, left]"""
SIDEWAYS = """const root = document.documentElement;
    const out = [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1);
    return [root.scrollWidth, innerWidth,
        out.slice(0, 3).map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`)]"""


@pytest.fixture(scope='session')
def window():
    """One WebKit window for all tests, as narrow as it gets."""
    if webkit.missing():
        pytest.skip(f'no WebKit: install {webkit.missing()}')
    with webkit.running() as driver:
        yield driver


def seen(window, selector, number=0, whole=False) -> bool:
    return window.script(SEEN, selector, number, whole)


def tap(window, selector, number=0) -> None:
    """Taps the middle of an element where it stands."""
    box = window.rect(selector, number)
    assert box, f'there is no {selector}'
    window.click(box['left'] + box['width'] / 2, box['top'] + box['height'] / 2)


def moved(window) -> list:
    """Where the page is scrolled to, and how far from its start it has been; late moves get their time."""
    time.sleep(0.2)
    return window.script(MOVED)


CLOSE = {
    'a tap outside': lambda window: window.click(220, 20),
    'its button': lambda window: tap(window, SHEET_BUTTON),
    'Escape': lambda window: window.keys(webkit.ESCAPE),
    'back': lambda window: window.back(),
}


@pytest.mark.parametrize('way', CLOSE)
@pytest.mark.parametrize('lang', LANGS)
def test_a_mark_brings_up_its_basis_and_the_page_stays_where_it_is(window, address, lang, way):
    window.open(f'{address}/{lang}now/')
    window.script(CENTRE, MARK, 1)
    said = window.script('return document.querySelectorAll(arguments[0])[1].hash', MARK)
    start, place = window.script(WATCH), window.rect(MARK, 1)
    assert start > 0, 'the mark stands so far down that a jump of the page would show'
    tap(window, MARK, 1)
    assert window.wait(SEEN, SHEET, 0, True), 'a tap on a mark brings up its basis, whole and uncovered'
    shown = window.script('return "#" + document.querySelector(arguments[0]).id', SHEET)
    assert shown == said, 'it is the basis of this mark'
    box, height = window.rect(SHEET), window.script('return innerHeight')
    assert box['top'] >= 0 and abs(box['bottom'] - height) < 1, f'the sheet stands at the foot: {box}'
    assert box['height'] > 80, f'the sheet has room for text and button: {box}'
    assert moved(window) == [start, 0], 'the page does not move under the sheet'
    CLOSE[way](window)
    assert window.wait('return !document.querySelector(arguments[0])', SHEET), f'{way} closes the sheet'
    assert not seen(window, BASIS), 'the basis is folded again'
    assert moved(window) == [start, 0], f'the page has not moved when {way} closed the sheet'
    assert window.rect(MARK, 1) == place, 'the mark stands where it was tapped'


@pytest.mark.parametrize(
    'slug, summary, part',
    [('visit/rules/', CONTENTS, CONTENTS_LIST), ('visit/rules/', FOLD, FOLD_LIST), ('now/', FOLD, FOLD_LIST)],
)
@pytest.mark.parametrize('lang', LANGS)
def test_a_fold_opens_and_closes_at_a_tap(window, address, lang, slug, summary, part):
    window.open(f'{address}/{lang}{slug}')
    window.script(CENTRE, summary)
    assert not seen(window, part), f'{part} is folded at first'
    tap(window, summary)
    window.script(CENTRE, part)
    assert window.wait(SEEN, part), f'a tap on {summary} shows {part}'
    window.script(CENTRE, summary)
    tap(window, summary)
    assert window.wait(HIDDEN, part), f'another tap on {summary} hides {part}'


@pytest.mark.parametrize('lang, words, slug', [('', '敲门', 'now/'), ('en/', 'knock', 'now/')])
def test_a_question_is_answered(window, address, lang, words, slug):
    window.open(f'{address}/{lang}search/')
    tap(window, QUESTION)
    window.keys(words + webkit.ENTER)
    assert window.wait('return document.querySelector(arguments[0])', RESULTS), f'{words} finds something'
    first = window.script('return document.querySelector(arguments[0]).href', RESULTS)
    assert first.startswith(f'{address}/{lang}{slug}'), f'the first answer to {words} is {first}'
    tap(window, RESULTS)
    arrived = 'return location.href === arguments[0] && document.querySelector("article h1")'
    assert window.wait(arrived, first), 'a tap on an answer leads there'


@pytest.mark.parametrize('lang', LANGS)
def test_a_line_fills_the_screen_at_a_tap(window, address, lang):
    window.open(f'{address}/{lang}now/')
    window.script(CENTRE, LINE)
    start = window.script(WATCH)
    said = window.script(TEXT, LINE)
    tap(window, LINE)
    assert window.wait(SEEN, LARGE, 0, True), 'a tap on a line brings it up large, nothing covers it'
    box, size = window.rect(LARGE), window.script('return [innerWidth, innerHeight]')
    assert [box['left'], box['top'], box['right'], box['bottom']] == [0, 0, *size], 'it fills the screen'
    assert window.script(TEXT, LARGE_TEXT) == said, 'it is that line'
    assert seen(window, LARGE_BUTTON), 'its button is in sight'
    time.sleep(0.6)  # a tap sooner is the second of a double tap
    tap(window, LARGE_BUTTON)
    assert window.wait('return !document.querySelector(arguments[0])', LARGE), 'its button closes it'
    assert moved(window) == [start, 0], 'the page has not moved'


@pytest.mark.parametrize('older', [False, True], ids=['today', 'older Safari'])
@pytest.mark.parametrize('slug', [lang + slug for lang in LANGS for slug in PAGES])
def test_no_page_scrolls_sideways(window, address, slug, older):
    for width in (None, 320):  # the window, 360 wide; the least of iPhones
        if width:
            window.open_in_frame(f'{address}/{slug}', width, f'{address}/{BARE}')
        else:
            window.open(f'{address}/{slug}')
        if older:
            gone, left = window.script(OLDER)
            assert gone and not left, f'{gone} declarations unknown to an older Safari went, {left} are left'
        wide, inner, out = window.script(SIDEWAYS)
        assert inner == (width or inner) < 480, f'the page was to be narrow, it is {inner} wide'
        assert wide <= inner, f'/{slug} is {wide} wide in a window of {inner}; what sticks out: {out}'
