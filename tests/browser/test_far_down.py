"""What is far down a page is drawn when it comes near (site.css, Folds): it is found, and moves no line."""

from __future__ import annotations

import pytest

# The tops of all blocks as they stand, and where what is drawn late keeps its inside to itself.
MOVED = """() => {
  const blocks = [...document.querySelectorAll('article > *')];
  const late = blocks.filter(block => getComputedStyle(block).contentVisibility == 'auto');
  const tops = () => blocks.map(block => block.getBoundingClientRect().top);
  for (const block of late) block.style.contentVisibility = 'visible';
  const before = tops();
  for (const block of late) block.style.contain = 'layout style paint';
  const after = tops(), moved = blocks.filter((block, n) => Math.abs(after[n] - before[n]) > 1);
  return [late.length, moved.slice(0, 3).map(block => block.outerHTML.slice(0, 60))];
}"""


def test_what_is_drawn_late_stands_where_it_stood(everywhere, showcase):
    late = []

    def look(page, _slug) -> list[str]:
        found = []
        for width in (360, 1280):
            page.set_viewport_size({'width': width, 'height': 640})
            number, moved = page.evaluate(MOVED)
            late.append(number)
            found += moved
        return found

    # the page of components shows parts of the home page far down, where no other page has them
    assert everywhere(look, [slug for slug in showcase if 'components' not in slug]) == []
    assert max(late) > 20 and min(late) == 0


@pytest.mark.parametrize('slug, heading', [('visit/rules/', 'newer'), ('en/now/', 'others')])
def test_a_link_to_what_is_far_down_arrives_there(phone, address, slug, heading):
    phone.page.goto(f'{address}/{slug}#{heading}')
    top = phone.page.locator(f'#{heading}').evaluate('head => head.getBoundingClientRect().top')
    assert abs(top) < 2


def test_a_mark_shows_its_source_though_the_sources_are_folded(phone, address):
    phone.page.goto(f'{address}/visit/rules/')
    notes = phone.page.locator('.footnote')
    assert notes.evaluate('notes => getComputedStyle(notes).contentVisibility') == 'hidden'
    phone.page.locator('.footnote-ref').last.click()
    shown = phone.page.locator('li:target')
    assert shown.bounding_box()['height'] > 100 and shown.inner_text().strip()
    phone.page.locator('li:target .footnote-backref').click()
    assert notes.evaluate('notes => getComputedStyle(notes).contentVisibility') == 'hidden'


def test_paper_has_all_of_it(phone, address):
    phone.page.goto(f'{address}/visit/rules/')
    phone.page.emulate_media(media='print')
    kinds = (
        'article => [...article.querySelectorAll("*")].map(node => getComputedStyle(node).contentVisibility)'
    )
    assert set(phone.page.locator('article').evaluate(kinds)) == {'visible'}
