"""For whoever sees, moves or reads otherwise: calm, forced colours, size of targets, lists, order, paper."""

from __future__ import annotations

import pytest

PHONE = {'width': 360, 'height': 640}


def test_nothing_moves_for_whoever_wants_it_calm(everywhere):
    moving = """() => [...document.querySelectorAll('*')].flatMap(e =>
      [null, ':before', ':after'].map(p => getComputedStyle(e, p)))
      .filter(s => !/^0s(, 0s)*$/.test(s.transitionDuration) || s.animationName !== 'none' ||
        s.scrollBehavior !== 'auto')
      .map(s => `${s.transitionDuration} ${s.animationName} ${s.scrollBehavior}`)"""
    found = everywhere(
        lambda page, _slug: page.evaluate(moving), ['components/', 'now/', ''], reduced_motion='reduce'
    )
    assert not found, '\n'.join(found)


# What is to be tapped shows its shape by a line, its own or that of the row around it, and not by its ground
# alone.
FRAMES = """() => {
  const framed = (element) => {
    const style = getComputedStyle(element);
    return ['Top', 'Bottom'].every(side => style[`border${side}Style`] !== 'none' &&
      parseFloat(style[`border${side}Width`]) >= 1
      && style[`border${side}Color`] !== style.backgroundColor &&
      !/^rgba.*, 0\\)$/.test(style[`border${side}Color`]));
  };
  const row = element => element.tagName === 'SUMMARY' && element.textContent.trim()
    && (framed(element.closest('nav') || element) ||
      parseFloat(getComputedStyle(element.parentElement).borderBottomWidth) >= 1);
  const native = element => element.type === 'checkbox' && getComputedStyle(element).appearance === 'auto';
  return [...document.querySelectorAll(
    '.md-button, .call, .tel, .exit a, summary, input, textarea, button, a.find')]
    .filter(element => element.getClientRects().length && !element.closest('.head'))
    .filter(element => !framed(element) && !row(element) && !native(element))
    .map(element =>
      `no frame: ${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`);
}"""


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_forced_colours_leave_a_frame_around_all_that_is_tapped(everywhere, scheme):
    slugs = ['components/', 'en/', 'now/', 'help/', 'search/#q=110', 'tools/card/', '404.html']

    def look(page, _slug):
        assert page.evaluate('matchMedia("(forced-colors: active)").matches')
        return page.evaluate(FRAMES)

    found = everywhere(look, slugs, forced_colors='active', color_scheme=scheme, viewport=PHONE)
    assert not found, '\n'.join(found)


# What is read out on a page, in this order: headings with their level, then words as the tree has them.
ORDER = {
    'now/': (
        'heading "门口有人，现在怎么办" [level=1]',
        '不开门，不扫码，不签字',
        '马上打110',
        '砸门、踹门',
        'link "打110"',
        'heading "现在就做" [level=2]',
        '关好门',
        '隔着门说',
        'button "我不方便开门',
        'paragraph: 不要',
        '不要扫码',
        'paragraph: 他们可以',
        'paragraph: 他们不可以',
        'heading "警察、法院、消防、急救" [level=2]',
        'heading "更多" [level=2]',
        'paragraph: 记下来',
        'checkbox "',
        '内容核对到',
        'heading "依据" [level=2]',
        'listitem',
        'heading "接着看" [level=2]',
    ),
    'en/now/': (
        'heading "They are at my door now" [level=1]',
        'Do not open, scan or sign',
        'Call 110 now if',
        'bang or kick',
        'link "Call 110"',
        'heading "Do now" [level=2]',
        'Lock the door',
        'Say through the door',
        'button "我不方便开门',
        'paragraph: Do not',
        'Do not scan',
        'paragraph: They may',
        'paragraph: They may not',
        'heading "Police, court, fire, ambulance" [level=2]',
        'heading "More" [level=2]',
        'paragraph: Write down',
        'checkbox "',
        'Checked on',
        'heading "Sources" [level=2]',
        'listitem',
        'heading "Read next" [level=2]',
    ),
    'tools/card/': (
        'heading "门口卡" [level=1]',
        '隔着玻璃、铁栅栏门给他看',
        'navigation "本页内容"',
        'heading "现在就做" [level=2]',
        '打印这一页',
        'paragraph: 不要',
        '不要开门给他看',
        '有危险，马上打110',
        'link "打110"',
        'heading "警察、法院、消防、急救" [level=2]',
        'heading "这张卡" [level=2]',
        '不开门 不扫码 不签字',
        '赶不走：打110',
        '隔着门问',
        '只说这几句',
        '警察、法院',
        'heading "给来人看" [level=3]',
        'heading "文件" [level=2]',
        'heading "更多" [level=2]',
        '内容核对到',
        'heading "依据" [level=2]',
    ),
    'en/tools/card/': (
        'heading "Door card" [level=1]',
        'Show it through glass',
        'navigation "On this page"',
        'heading "Do now" [level=2]',
        'Print this page',
        'paragraph: Do not',
        'Do not open the door',
        'If you are in danger, call 110',
        'link "Call 110"',
        'heading "Police, court, fire, ambulance" [level=2]',
        'heading "This card" [level=2]',
        'Do not open, scan or sign',
        'leave: call 110',
        'Ask',
        'heading "Files" [level=2]',
        'heading "More" [level=2]',
        'Checked on',
        'heading "Sources" [level=2]',
    ),
}


@pytest.mark.parametrize('slug', ORDER)
def test_a_page_is_read_out_in_the_order_of_need(phone, address, slug):
    phone.page.goto(f'{address}/{slug}')
    phone.page.locator('.fold summary').click()
    tree, at = phone.page.locator('article').aria_snapshot(), 0
    for words in ORDER[slug]:
        assert words in tree[at:], f'"{words}" does not follow on what stands before it'
        at = tree.index(words, at) + len(words)


HIDDEN = """() => [...document.querySelectorAll('.footnote li')].filter(note =>
  getComputedStyle(note).visibility !== 'visible' || !note.offsetHeight || note.getBoundingClientRect().bottom
    > note.closest('.footnote').getBoundingClientRect().bottom + 1).length"""


def test_paper_and_one_tap_show_the_whole_basis(everywhere):
    def look(page, _slug):
        count = page.locator('.footnote li').count()
        if page.evaluate(HIDDEN) != count or not count:
            yield 'the basis is not folded on the screen'
        page.emulate_media(media='print')
        if page.evaluate(HIDDEN):
            yield f'{page.evaluate(HIDDEN)} of {count} are not printed'
        page.emulate_media(media='screen')
        page.locator('.fold summary').click()
        if page.evaluate(HIDDEN):
            yield f'{page.evaluate(HIDDEN)} of {count} stay hidden after a tap'

    found = everywhere(look, ['', 'en/now/', 'now/claims/', 'en/help/', 'visit/rules/'], viewport=PHONE)
    assert not found, '\n'.join(found)
