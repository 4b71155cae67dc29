"""Folded sources cost no work (site.css, Folds). A mark still shows its own, and paper has all of them."""

from __future__ import annotations

LAID_OUT = 'node => getComputedStyle(node).contentVisibility'
# The block at the top of the screen, and how far from it.
PLACE = """() => {
  const blocks = [...document.querySelectorAll('article > *')];
  const at = blocks.findIndex(block => block.getBoundingClientRect().bottom > 60);
  return [at, Math.round(blocks[at].getBoundingClientRect().top)];
}"""


def test_a_mark_shows_its_source_though_the_sources_are_folded(phone, address):
    phone.page.goto(f'{address}/visit/rules/')
    notes, shown = phone.page.locator('.footnote'), phone.page.locator('li:target')
    assert notes.evaluate(LAID_OUT) == 'hidden'
    phone.page.locator('.footnote-ref').last.click()
    assert notes.evaluate(LAID_OUT) == 'visible' and shown.inner_text().strip()
    box = shown.bounding_box()
    assert box['height'] > 100 and abs(box['y'] + box['height'] - 640) < 2
    shown.locator('.footnote-backref').click()
    assert notes.evaluate(LAID_OUT) == 'hidden'
    phone.page.locator('.fold summary').click()
    assert notes.evaluate(LAID_OUT) == 'visible' and notes.bounding_box()['height'] > 1000


def test_paper_has_all_of_it(phone, address):
    phone.page.goto(f'{address}/visit/rules/')
    phone.page.emulate_media(media='print')
    notes = phone.page.locator('.footnote')
    assert notes.evaluate(LAID_OUT) == 'visible' and notes.bounding_box()['height'] > 1000


def test_back_leads_to_the_place_that_was_left(phone, address):
    """A page that is laid out bit by bit guesses its length, and ends up elsewhere."""
    for slug in ('visit/rules/', 'now/'):
        phone.page.goto(f'{address}/{slug}')
        phone.page.mouse.move(180, 320)
        for _ in range(8):
            phone.page.mouse.wheel(0, 500)
        phone.page.wait_for_function('() => scrollY > 3000')
        left = phone.page.evaluate(PLACE)
        phone.page.goto(f'{address}/help/')
        phone.page.go_back()
        phone.page.wait_for_function('() => scrollY > 3000')
        assert phone.page.evaluate(PLACE) == left
