"""Zoom and large text: on every page nothing scrolls sideways, nothing is cut, no text lies over another."""

from __future__ import annotations

# What a reader sets in the browser, said in a sheet of its own.
SET = """text => { const own = new CSSStyleSheet();
  own.replaceSync(text); document.adoptedStyleSheets = [own] }"""
# WCAG 1.4.12, as the criterion words it.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# The font size that a reader sets in the browser: unlike larger text alone it moves the limits of the layout
# too.
LARGE = ['--blink-settings=defaultFontSize=32,defaultFixedFontSize=26']
PHONE, SMALL, WIDE = (
    {'width': width, 'height': height} for width, height in ((360, 640), (320, 256), (1280, 800))
)


def test_nothing_is_cut_with_a_font_of_32_px(everywhere, built, measure):
    def look(page, _slug):
        assert page.evaluate('getComputedStyle(document.documentElement).fontSize') == '32px'
        page.evaluate('measure.opened()')
        return page.evaluate('measure.whole()')

    found = everywhere(look, built, measure, LARGE, viewport=PHONE)
    assert not found, '\n'.join(found)


def test_no_component_is_cut_with_spaced_text_nor_with_large_text_on_a_desktop(everywhere, showcase, measure):
    def look(page, _slug):
        page.evaluate('measure.opened()')
        page.evaluate(SET, SPACED)
        yield from page.evaluate('measure.whole()')
        page.evaluate(SET, '')
        page.evaluate('measure.twice()')
        page.set_viewport_size(WIDE)
        yield from page.evaluate('measure.whole()')
        page.set_viewport_size(SMALL)

    found = everywhere(look, showcase, measure, viewport=SMALL)
    assert not found, '\n'.join(found)


# A line that fills the screen, and each line to say put into it: what is higher than the screen scrolls, none
# is cut.
LINES = """() => {
  const faults = [];
  const layer = document.querySelector('.say-large');
  const [line, button] = layer.children;
  document.querySelectorAll('.say-line').forEach((said) => {
    line.innerHTML = said.innerHTML;
    layer.scrollTop = 0;
    if (line.getBoundingClientRect().top < 0) { faults.push(`its top is cut: ${said.innerText}`); }
    layer.scrollTop = 1e6;
    const box = button.getBoundingClientRect();
    if (box.bottom > innerHeight || box.height < 48) {
      faults.push(`its button is out of reach: ${said.innerText}`); }
    if (line.getBoundingClientRect().bottom > box.top) {
      faults.push(`its button lies over it: ${said.innerText}`); }
    if (layer.scrollWidth > layer.clientWidth) { faults.push(`too wide: ${said.innerText}`); }
  });
  return faults;
}"""


def test_every_line_that_fills_the_screen_is_whole_with_a_font_of_32_px(everywhere):
    def look(page, _slug):
        page.locator('.say-line').first.click()
        for size in (PHONE, SMALL):
            page.set_viewport_size(size)
            yield from page.evaluate(LINES)

    lines = [f'{lang}{slug}' for lang in ('', 'en/') for slug in ('now/', 'now/say/', 'now/claims/')]
    found = everywhere(look, lines, args=LARGE)
    assert not found, '\n'.join(found)
