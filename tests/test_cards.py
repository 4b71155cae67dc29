"""The door card on its real files: every form, in both languages, without and with an address."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import zxingcpp
from PIL import Image
from project import copied

from scripts import press
from scripts.book.model import LANGS
from scripts.book.words import debt_word
from scripts.card import html as card_html
from scripts.card import sheets as card_sheets
from scripts.card import text as card_text
from scripts.check import card as check_card

ADDRESS = 'https://example.org/handbook'
PT = 72 / 96  # a point in px of the browser


def run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def squeezed(text: str) -> str:
    return re.sub(r'[\s_]+', '', text)


@pytest.fixture(scope='module')
def printed(root):
    return root / 'docs' / 'assets' / 'print'


@pytest.fixture(scope='module')
def addressed(root, tmp_path_factory):
    """The files as the real command makes them with an address, in a copy of the project."""
    tree = copied(tmp_path_factory.mktemp('addressed'), scripts=True)
    done = make(tree, SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    return tree / 'docs' / 'assets' / 'print'


def make(tree, *words, **env):
    return subprocess.run(
        [sys.executable, '-m', 'scripts', 'cards', *words],
        cwd=tree,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
    )


def all_sheets(book, address=''):
    return [sheet for lang in LANGS for sheet in card_sheets.sheets(book, lang, address)]


def show(page, sheet):
    page.set_viewport_size(dict(zip(('width', 'height'), sheet.form.size or press.A4, strict=True)))
    page.emulate_media(media='screen' if sheet.form.size else 'print')
    page.set_content(sheet.html)


def pdfs(book):
    return {name: pages for name, pages in card_sheets.files().items() if pages}


def test_texts_have_no_fault(book):
    assert check_card.check(book) == []


def test_files_are_those_of_the_manifest_and_not_older_than_their_texts(book, printed):
    manifest = json.loads((printed / card_sheets.MANIFEST).read_text(encoding='utf-8'))
    assert manifest['inputs'] == card_sheets.inputs(book), 'the texts or the look changed: run make cards'
    assert manifest['address'] == '', (
        'these files hold an address: run make cards without SITE_URL before a commit'
    )
    assert (
        {path.name for path in printed.iterdir()}
        == {card_sheets.MANIFEST, *card_sheets.files()}
        == {card_sheets.MANIFEST, *manifest['files']}
    )
    assert all((printed / name).stat().st_size == told['bytes'] for name, told in manifest['files'].items())


def test_pdfs_have_their_pages_a_neutral_title_tags_and_fonts(book, printed, addressed):
    for folder in (printed, addressed):
        for name, pages in pdfs(book).items():
            info = dict(re.findall(r'^([^:]+):\s+(.*)$', run('pdfinfo', str(folder / name)), re.M))
            assert (int(info['Pages']), info['Tagged']) == (pages, 'yes'), name
            assert info['Page size'].endswith('(A4)'), name
            assert info['Title'] and not banned(book, info['Title'] + name), name
            rows = run('pdffonts', str(folder / name)).splitlines()[2:]
            assert rows and all(row.split()[-5] == 'yes' for row in rows), f'{name}: a font is not embedded'
            # the Chinese font as TrueType; a few signs come from other fonts of the machine
            kinds = [row[37:54].strip() for row in rows]
            assert 'CID TrueType' in kinds and kinds.count('Type 3') <= 4, f'{name}: {kinds}'


def banned(book, text: str) -> str:
    return next((word for word in check_card.BANNED if word in text), '') or debt_word(book, text)


def test_nobody_at_the_door_reads_a_debt_word(book, printed):
    for name in pdfs(book):
        if 'visitor' in name or 'strip' in name:
            assert not banned(book, run('pdftotext', '-raw', str(printed / name), '-')), name
    for sheet in all_sheets(book):
        if sheet.form.stem.startswith('lock'):
            assert not banned(book, re.sub(r'<style>.*?</style>|<[^>]+>', '', sheet.html)), sheet.form.stem
    for lang in LANGS:
        assert not banned(book, card_html.visitor(card_text.edition(book, lang)))


@pytest.mark.parametrize('address', ['', ADDRESS, 'https://a-rather-long-name.example.org/handbook'])
def test_no_text_is_clipped_or_over_another(book, browser, address):
    page = browser.new_page()
    for sheet in all_sheets(book, address):
        show(page, sheet)
        assert page.evaluate(press.FITS) == [], sheet.form.stem
    page.close()


# The smallest type of each form in pt, by the part of the file's name, but for dates, laws and addresses.
SMALLEST = {
    'card-a4-zh': 13,
    'card-a4-en': 11,
    'card-two-sheets': 12,
    'card-large-zh': 20,
    # 16 pt is large print too, and each line to say stands there with its pinyin
    'card-large-en': 16,
    'card-wallet': 8,
    'card-strip': 20,
    'lock': 64 * PT,
}
SMALL_PRINT = '.card-law, .card-code, .card-head, .wallet-foot, .wallet-address, .strip-foot, .cut'
SIZES = """small => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement, text = node.data.trim();
    if (text && parent.getClientRects().length)
      found.push([parseFloat(getComputedStyle(parent).fontSize), !!parent.closest(small), text.slice(0, 12)]);
  }
  return found; }"""


def test_type_is_large_enough(book, browser):
    page = browser.new_page()
    for sheet in all_sheets(book, ADDRESS):
        show(page, sheet)
        least = next(size for part, size in SMALLEST.items() if sheet.form.stem.startswith(part))
        for px, small, text in page.evaluate(SIZES, SMALL_PRINT):
            assert px * PT >= (8 if small else least) - 0.01, f'{sheet.form.stem}: {text} has {px * PT} pt'
    show(page, card_sheets.sheets(book, 'zh', '')[0])
    big = page.evaluate(
        "['.card-stop .card-big', '.card-visitor .card-big', '.card-visitor li', '.card-law', '.card-strong']"
        '.map(name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))'
    )
    assert [round(px * PT) for px in big] == [27, 28, 20, 10, 16]
    page.close()


def test_numbers_are_those_of_the_data(book, printed):
    known = {line['tel'] for line in book.by_id('hotlines').values() if line['tel']} | {'12368'}
    laws = set(re.findall(r'\d+', book.data['card']['visitor']['law']))
    for name in pdfs(book):
        text = re.sub(r'\d{4}-\d\d-\d\d', '', run('pdftotext', '-raw', str(printed / name), '-'))
        assert set(re.findall(r'\d{3,}', text)) <= known | laws, name


def test_text_comes_out_in_reading_order(book, printed):
    for lang in LANGS:
        card = card_text.edition(book, lang)
        text = squeezed(run('pdftotext', '-raw', str(printed / f'card-a4-{lang}.pdf'), '-'))
        mine = [squeezed(line) for block in card['mine'] for line in block['lines'] if isinstance(line, str)]
        for order in (
            mine,
            [
                squeezed(line)
                for line in (card['visitor']['head'], *card['visitor']['lines'], card['visitor']['close'][0])
            ],
        ):
            places = [text.find(line.replace('____', '')) for line in order]
            assert -1 not in places and places == sorted(places), [
                line for line, place in zip(order, places, strict=True) if place < 0
            ]
        plain = (printed / f'card-{lang}.txt').read_text(encoding='utf-8-sig')
        assert all(
            line in plain for block in card['mine'] for line in block['lines'] if isinstance(line, str)
        )
        assert all(line in plain for line in card['visitor']['lines'])


def test_both_editions_say_the_same_blocks(book, printed):
    zh, en = (card_text.edition(book, lang)['mine'] for lang in LANGS)
    assert [(b['id'], b['kind'], len(b['lines']), b['facts']) for b in zh] == [
        (b['id'], b['kind'], len(b['lines']), b['facts']) for b in en if 'only' not in b
    ]
    names = set(card_sheets.files())
    assert {name.replace('zh', 'en') for name in names if 'zh' in name} == {
        name for name in names if 'zh' not in name
    }
    assert (printed / 'card-two-sheets-zh-visitor.png').read_bytes() == (
        printed / 'card-two-sheets-en-visitor.png'
    ).read_bytes()


@pytest.mark.parametrize(
    'name, page, codes',
    [
        ('card-a4', 1, 1),
        ('card-two-sheets-{}-mine', 1, 1),
        ('card-large', 1, 1),
        ('card-wallet-{}-mine', 1, 10),
    ],
)
def test_the_qr_code_survives_a_bad_printer(addressed, name, page, codes):
    for lang in LANGS:
        file = addressed / f'{name.format(lang) if "{}" in name else f"{name}-{lang}"}.pdf'
        png = subprocess.run(
            ['pdftoppm', '-r', '150', '-f', str(page), '-l', str(page), '-png', str(file)],
            capture_output=True,
            check=True,
        ).stdout
        sheet = Image.open(io.BytesIO(png)).convert('L')
        half = sheet.resize((sheet.width // 2, sheet.height // 2), Image.Resampling.BILINEAR)
        for picture in (
            sheet,
            half,
            sheet.point(lambda grey: 255 * (grey > 127)),
            half.point(lambda grey: 255 * (grey > 127)),
        ):
            found = [code.text for code in zxingcpp.read_barcodes(picture)]
            assert found == [f'{ADDRESS}{"/d/" if lang == "zh" else "/en/d/"}'] * codes, file.name


def test_qr_code_and_blank(book, addressed):
    mine = card_html.mine(card_text.edition(book, 'zh'), 'zh', card_html.target(ADDRESS, 'zh'))
    assert 'card-qr' in mine and 'example.org/handbook/d/' in mine
    assert 'card-qr' not in card_html.mine(card_text.edition(book, 'zh'), 'zh', '')
    assert 'card-qr' not in card_html.visitor(card_text.edition(book, 'zh'))
    assert 'example.org/handbook/en/d/' in (addressed / 'card-en.txt').read_text(encoding='utf-8-sig')


def test_qr_code_is_large_enough(book, browser):
    page = browser.new_page()
    for sheet in all_sheets(book, ADDRESS):
        show(page, sheet)
        for width, modules in page.evaluate(
            "[...document.querySelectorAll('.card-qr')]"
            '.map(q => [q.getBoundingClientRect().width, +q.dataset.modules])'
        ):
            assert width / 96 * 25.4 * (modules - 8) / modules >= 25, sheet.form.stem
    page.close()


def test_pictures_are_light_and_black_on_white(printed):
    for path in printed.glob('*.png'):
        picture = Image.open(path)
        assert path.stat().st_size <= 200 * 1024, path.name
        assert len(picture.getcolors()) <= 4, path.name
        ends = sum(number for number, colour in picture.convert('L').getcolors() if colour in (0, 255))
        assert ends > 0.93 * picture.width * picture.height, (
            f'{path.name} holds more grey than smooth edges need'
        )
        if path.name.startswith('lock') and 'wide' not in path.name:
            assert picture.size == (1080, 2400)
            for box in ((0, 0, 1080, 720), (0, 2040, 1080, 2400)):
                assert len(picture.crop(box).getcolors()) == 1, (
                    f'{path.name}: the place of clock and buttons is not empty'
                )


@pytest.mark.parametrize('base', ['', '/en'])
def test_the_page_prints_the_card_alone_on_one_sheet(book, open_page, address, tmp_path, base):
    lang = 'en' if base else 'zh'
    watched = open_page(viewport={'width': 360, 'height': 640})
    page = watched.page
    page.goto(f'{address}{base}/tools/card/')
    assert page.evaluate(
        "[...document.querySelectorAll('.door-card section')].map(s => getComputedStyle(s).transform)"
    ) == ['none', 'none']
    assert not [url for url in watched.requests if url.endswith('.png')], (
        'a picture loads before it is asked for'
    )
    page.emulate_media(media='print')
    page.set_viewport_size(dict(zip(('width', 'height'), press.A4, strict=True)))
    assert page.evaluate(press.FITS) == []
    pdf = tmp_path / 'page.pdf'
    page.pdf(path=pdf, prefer_css_page_size=True)
    assert re.search(r'Pages:\s+1\n', run('pdfinfo', str(pdf)))
    text = squeezed(run('pdftotext', '-raw', str(pdf), '-'))
    assert squeezed(card_text.edition(book, lang)['mine'][0]['lines'][0]) in text
    assert book.text('basis', lang) not in text and book.text('site-name', lang) not in text.replace(
        card_text.edition(book, lang)['name'], ''
    )


@pytest.mark.parametrize('base', ['', '/en'])
def test_the_bare_door_page(site, open_page, address, base):
    file = site / base.strip('/') / 'd' / 'index.html'
    assert len(gzip.compress(file.read_bytes(), 6)) <= 12 * 1024
    watched = open_page(viewport={'width': 320, 'height': 568}, color_scheme='dark')
    page = watched.page
    page.goto(f'{address}{base}/d/')
    page.wait_for_load_state('networkidle')
    assert watched.requests == [f'{address}{base}/d/'] and watched.faults == []
    assert page.evaluate('document.documentElement.scrollWidth') <= 320
    assert page.evaluate('getComputedStyle(document.body).backgroundColor') != 'rgb(255, 255, 255)', (
        'the style does not apply'
    )
    here = page.locator('article').inner_text()
    assert page.locator('script').count() == 0
    page.goto(f'{address}{base}/now/')
    lines = page.locator('article h1, article h1 ~ *:not(.checked, .checked ~ *)').evaluate_all(LINES)
    assert len(lines) > 30 and [line for line in lines if squeezed(line) not in squeezed(here)] == []


# The lines of some elements as they read without their citations.
LINES = """all => all.flatMap(node => { const copy = node.cloneNode(true);
  copy.querySelectorAll('sup, svg, small, .headerlink').forEach(part => part.remove());
  return [...copy.querySelectorAll('li, p')].concat(copy.querySelector('li, p') ? [] : [copy])
    .map(part => part.textContent.trim()).filter(Boolean); })"""

BAD = {
    'missing-translation': ('CARD-1', lambda text: text.replace(', en: Door card}', '}', 1)),
    'over-budget': ('CARD-4', lambda text: text.replace('zh: 别开门,', 'zh: 别开门别开门别开门,', 1)),
    'unknown-hotline': (
        'CARD-3',
        lambda text: text.replace('赶不走：打{police-110}', '赶不走：打{police-111}', 1),
    ),
    'unknown-fact': (
        'CARD-2',
        lambda text: text.replace('facts: [entry-consent-only', 'facts: [entry-consent-olny', 1),
    ),
    'debt-word': ('CARD-5', lambda text: text.replace('- 有事请写下来', '- 催收的事请写下来', 1)),
    'typed-number': ('CARD-6', lambda text: text.replace('危险打{police-110}', '危险打110', 1)),
}


@pytest.fixture
def tree(root, tmp_path):
    """A copy of the project with last good card files in it."""
    for name in ('data', 'overrides', 'scripts'):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns('__pycache__'))
    (tmp_path / 'docs' / 'assets' / 'print').mkdir(parents=True)
    shutil.copytree(root / 'docs' / 'assets' / 'css', tmp_path / 'docs' / 'assets' / 'css')
    (tmp_path / 'docs' / 'assets' / 'print' / 'card-zh.txt').write_text(
        'the last good card', encoding='utf-8'
    )
    return tmp_path


def fails(tree, status, said, *words, **env):
    done = make(tree, *words, **env)
    told = done.stdout + done.stderr
    assert done.returncode == status and said in told and 'Traceback' not in told, told
    nothing_made(tree)


def nothing_made(tree):
    assert [
        (path.name, path.read_text(encoding='utf-8'))
        for path in (tree / 'docs' / 'assets' / 'print').iterdir()
    ] == [('card-zh.txt', 'the last good card')]
    assert not list(tree.glob('.build-*'))


@pytest.mark.parametrize('name', BAD)
def test_bad_texts_make_nothing(tree, name, capsys):
    rule, spoil = BAD[name]
    path = tree / 'data' / 'card.yml'
    text = path.read_text(encoding='utf-8')
    assert spoil(text) != text
    path.write_text(spoil(text), encoding='utf-8')
    assert press.make(tree) == 1
    assert f' {rule} ' in capsys.readouterr().out
    nothing_made(tree)


def test_no_browser_no_font_and_misuse_make_nothing(tree, tmp_path, browser):
    fails(tree, 2, 'no browser', CHROME=str(tree / 'no-browser'))
    (tmp_path / 'bin').mkdir()
    (tmp_path / 'bin' / 'fc-match').write_text('#!/bin/sh\n', encoding='utf-8')
    (tmp_path / 'bin' / 'fc-match').chmod(0o755)
    fails(tree, 2, 'no Noto Sans CJK SC', PATH=f'{tmp_path / "bin"}:{os.environ["PATH"]}')
    fails(tree, 2, 'is not a web address', SITE_URL='example.org')
    fails(tree, 2, 'unrecognized arguments: zh', 'zh')


def test_a_text_that_does_not_fit_makes_nothing(tree, browser):
    fails(tree, 1, 'does not fit', SITE_URL='https://example.org/' + 'a-very-long-way/' * 12)
