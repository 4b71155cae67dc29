"""What a reader does, in a real browser against the built site."""

from __future__ import annotations

import subprocess

import pytest


@pytest.mark.parametrize('lang, name', [('', '门口现在有人'), ('en/', 'Someone is at my door now')])
def test_ten_seconds_from_home_to_the_answer(phone, address, lang, name):
    phone.page.goto(f'{address}/{lang}')
    button = phone.page.get_by_role('link', name=name)
    assert button.bounding_box()['y'] + button.bounding_box()['height'] <= 640
    button.click()
    assert phone.page.url == f'{address}/{lang}now/'
    answer = phone.page.locator('article h1 + p')
    assert ('不开门，不扫码，不签字' if not lang else 'Do not open, scan or sign') in answer.inner_text()
    for part in (
        answer,
        phone.page.locator('.call110 .admonition-title'),
        phone.page.locator('.call110 li').first,
    ):
        box = part.bounding_box()
        assert box['y'] + box['height'] <= 640, 'the answer and the 110 rule stand on the first screen'
    assert not phone.faults


@pytest.mark.parametrize('lang', ['', 'en/'])
def test_home_shows_four_doors_and_110_without_scrolling(open_page, address, lang):
    small = open_page(viewport={'width': 320, 'height': 568})
    small.page.goto(f'{address}/{lang}')
    buttons = small.page.locator('article .buttons a')
    assert buttons.count() == 4
    call = small.page.locator('a.call').bounding_box()
    assert call['y'] + call['height'] <= 568


def test_every_page_is_whole_and_asks_no_other_host(phone, address, each_slug):
    for lang in ('', 'en/'):
        phone.page.goto(f'{address}/{lang}{each_slug}')
        assert phone.page.evaluate('document.documentElement.scrollWidth') <= 360
        phone.page.click('a.switch')
        # the switch lands on the twin
        phone.page.wait_for_url(f'{address}/{"" if lang else "en/"}{each_slug}')
    phone.page.wait_for_load_state('networkidle')
    assert not phone.faults
    assert [url for url in phone.requests if not url.startswith((address, 'data:'))] == []
    assert len(set(phone.requests)) <= 4, 'a page is one document and one small script'


@pytest.mark.parametrize('slug', ['', 'now/', 'help/', 'visit/rules/', 'search/'])
def test_pages_work_without_script_at_320(open_page, address, slug):
    plain = open_page(viewport={'width': 320, 'height': 568}, java_script_enabled=False)
    for lang in ('', 'en/'):
        plain.page.goto(f'{address}/{lang}{slug}')
        assert plain.page.locator('article h1').is_visible()
        plain.page.click('header a[href="#menu"]')
        assert plain.page.locator('#menu a').first.is_visible()
    assert not plain.faults


def test_the_menu_works_by_keyboard(open_page, address):
    small = open_page(viewport={'width': 320, 'height': 568}, java_script_enabled=True)
    page = small.page
    page.goto(f'{address}/now/')
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.className') == 'skip'
    page.keyboard.press('Enter')
    assert page.evaluate('document.activeElement.id') == 'article'
    page.goto(f'{address}/now/')
    for _ in range(3):
        page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.getAttribute("href")') == '#menu'
    page.keyboard.press('Enter')
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.closest("nav").id') == 'menu'
    for _ in range(3):
        page.keyboard.press('Tab')
    href = page.evaluate('document.activeElement.href')
    page.keyboard.press('Enter')
    page.wait_for_url(href)
    offscreen = page.evaluate("""[...document.querySelectorAll("a,button,input")].filter(e => {
        const b = e.getBoundingClientRect();
        return !e.classList.contains("skip") && b.width && (b.right < 1 || b.left > innerWidth);
    }).length""")
    assert offscreen == 0


def test_a_line_fills_the_screen_at_a_tap(phone, address):
    phone.page.goto(f'{address}/en/now/')
    line = phone.page.locator('.say-line').first
    said = line.inner_text()
    line.click()
    assert phone.page.locator('.say-large p').inner_text() == said
    assert phone.page.evaluate('document.activeElement.textContent') == 'Close'
    phone.page.keyboard.press('Escape')
    assert phone.page.locator('.say-large').count() == 0


# A screen that stays awake, and what was asked of it.
LOCKS = """self.locks = []; navigator.wakeLock.request = kind => {
  const lock = {kind, released: false, release() { this.released = true; return Promise.resolve(); }};
  self.locks.push(lock);
  return Promise.resolve(lock);
};"""


def test_a_line_that_fills_the_screen_keeps_it_awake_until_it_is_closed(phone, address):
    phone.page.add_init_script(LOCKS)
    phone.page.goto(f'{address}/now/')
    assert phone.page.evaluate('locks.length') == 0
    phone.page.locator('.say-line').first.click()
    assert phone.page.evaluate('locks.map(l => [l.kind, l.released])') == [['screen', False]]
    # another app was in front: the browser let go of it
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert phone.page.evaluate('locks.length') == 2
    phone.page.keyboard.press('Escape')
    phone.page.locator('.say-large').wait_for(state='detached')
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert phone.page.evaluate('locks.map(l => l.released)') == [False, True]


@pytest.mark.parametrize(
    'stub',
    [
        "Object.defineProperty(navigator, 'wakeLock', {value: undefined})",
        "navigator.wakeLock.request = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
    ],
)
def test_a_screen_that_cannot_stay_awake_shows_the_line_all_the_same(phone, address, stub):
    phone.page.add_init_script(stub)
    phone.page.goto(f'{address}/now/')
    phone.page.locator('.say-line').first.click()
    assert phone.page.locator('.say-large').is_visible()
    phone.page.keyboard.press('Escape')
    phone.page.locator('.say-large').wait_for(state='detached')
    assert not phone.faults


@pytest.mark.parametrize('lang', ['', 'en/'])
def test_the_line_is_large_and_has_its_pinyin_where_the_page_has_it(phone, address, lang):
    phone.page.goto(f'{address}/{lang}now/say/')
    phone.page.locator('.say-line').first.click()
    size = phone.page.locator('.say-large p').evaluate('e => parseFloat(getComputedStyle(e).fontSize)')
    assert size >= 44
    pinyin = phone.page.locator('.say-large [lang="zh-Latn"]')
    assert pinyin.all_inner_texts() == ([phone.page.locator('.say li i').first.inner_text()] if lang else [])


def test_an_address_that_is_not_there_shows_the_four_situations_in_both_languages(phone, address):
    phone.page.goto(f'{address}/en/nothing/here/')
    for name in ('门口现在有人', 'Someone is at my door now', '我是家人、室友', 'I am family or a flatmate'):
        assert phone.page.get_by_role('link', name=name).is_visible()
    phone.page.get_by_role('link', name='They say they will come').click()
    assert phone.page.url == f'{address}/en/visit/notice/'


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('slug', ['now/', 'en/visit/fake/'])
def test_paper_is_black_on_white_without_navigation(open_page, address, tmp_path, slug, scheme):
    sheet = open_page(color_scheme=scheme)
    sheet.page.goto(f'{address}/{slug}')
    sheet.page.pdf(path=tmp_path / 'page.pdf', format='A4', prefer_css_page_size=True)
    text = subprocess.run(
        ['pdftotext', '-layout', tmp_path / 'page.pdf', '-'], capture_output=True, text=True, check=True
    ).stdout
    assert '全部栏目' not in text and 'All sections' not in text and 'Read next' not in text
    assert '/now/who/' in text or '/visit/rules/' in text or '/help/' in text, 'links show where they lead'
    subprocess.run(['pdftoppm', '-r', '40', '-png', tmp_path / 'page.pdf', tmp_path / 'sheet'], check=True)
    from PIL import Image

    for image in tmp_path.glob('sheet*.png'):
        colours = Image.open(image).convert('L').histogram()
        assert colours[255] + colours[254] > sum(colours) / 2, 'the paper is white'
    sheet.page.emulate_media(media='print', color_scheme=scheme)
    box = sheet.page.locator('.checklist input').first.evaluate('e => getComputedStyle(e).borderTopWidth')
    assert box != '0px', 'a checklist has boxes to tick'


@pytest.mark.parametrize('lang', ['', 'en/'])
def test_the_one_file_is_printed_whole(phone, address, lang):
    phone.page.goto(f'{address}/{lang}offline/')
    phone.page.emulate_media(media='print')
    parts = phone.page.locator('article > section')
    assert parts.count() > 5 and all(part.is_visible() for part in parts.all())
    assert phone.page.locator('.door-card').first.is_visible()


@pytest.mark.parametrize('script', [True, False])
def test_a_mark_brings_up_its_basis_and_the_page_stays_where_it_is(open_page, address, script):
    watched = open_page(viewport={'width': 360, 'height': 640}, java_script_enabled=script)
    page = watched.page
    page.goto(f'{address}/now/')
    assert not page.locator('.footnote li').first.is_visible(), 'the basis is folded on a screen'
    mark = page.locator('.maynot .cite a').nth(1)
    mark.scroll_into_view_if_needed()
    before = mark.bounding_box()['y']
    mark.click()
    sheet = page.locator('.footnote li:target')
    assert sheet.is_visible() and mark.bounding_box()['y'] == before
    page.mouse.click(180, 20)
    page.wait_for_function('!document.querySelector(".footnote li:target")')
    assert mark.bounding_box()['y'] == before
    page.locator('.fold summary').click()
    assert page.locator('.footnote li').first.is_visible()


def test_a_checklist_is_ticked_with_a_finger(phone, address):
    phone.page.goto(f'{address}/now/')
    phone.page.locator('.checklist label').first.click()
    assert phone.page.locator('.checklist input').first.is_checked()


@pytest.mark.parametrize('lang', ['', 'en/'])
def test_each_claim_is_tagged_and_listed_with_its_verdict(phone, address, lang):
    phone.page.goto(f'{address}/{lang}now/claims/')
    claims = phone.page.locator('h3 + p > strong.verdict:first-child').count()
    assert (
        claims
        == phone.page.locator('h3 + p > .verdict').count()
        == phone.page.locator('.toc .verdict').count()
        > 20
    )


@pytest.mark.parametrize('lang', ['', 'en/'])
def test_the_poster_is_one_sheet_with_nothing_else_on_it(open_page, address, tmp_path, lang):
    sheet = open_page()
    sheet.page.goto(f'{address}/{lang}people/helper/')
    first, *_, last = sheet.page.locator('.poster li').all_inner_texts()
    sheet.page.pdf(path=tmp_path / 'page.pdf', format='A4', prefer_css_page_size=True)
    done = subprocess.run(
        ['pdftotext', tmp_path / 'page.pdf', '-'], capture_output=True, text=True, check=True
    )
    title = sheet.page.locator('.poster .admonition-title').inner_text()
    # what stands on each sheet of paper, without blanks
    sheets = [''.join(page.split()) for page in done.stdout.split('\f')]
    posters = [page for page in sheets if page.startswith(''.join(title.split()))]
    assert len(posters) == 1 and ''.join(first.split())[:20] in posters[0]
    assert posters[0].endswith(''.join(last.split())), 'the last line is on another sheet'
