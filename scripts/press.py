"""Makes the card files in docs/assets/print/ with a browser: PDFs, pictures, plain text, their manifest.

SITE_URL is the public address: with it the cards carry a QR code, without it nothing asks for one. On any
fault the last good files stay as they are.
"""

from __future__ import annotations

import contextlib
import io
import json
import pathlib
import re
import shutil

from scripts import font, settings, work
from scripts.book.model import LANGS, Book
from scripts.book.problems import report
from scripts.book.read import load
from scripts.card import html as card_html
from scripts.card import sheets as card_sheets
from scripts.card import text as card_text
from scripts.check import card as check_card
from scripts.check import facts as check_facts
from scripts.settings import Fault

LARGEST_PNG = 200 * 1024
# A4 pictures are drawn at 150 dpi: 96 px of the browser are an inch.
A4, SCALE = (794, 1123), 150 / 96
# What does not fit, in the browser's words: text out of its half or its page, text over other text.
FITS = r"""() => {
  const faults = [], boxes = [], halves = [...document.querySelectorAll('section')];
  for (const half of halves)
    if (half.scrollHeight > half.clientHeight + 1 || half.scrollWidth > half.clientWidth + 1)
      faults.push('text runs out of its box: ' + half.innerText.trim().slice(0, 16));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.data.trim()) continue;
    const range = document.createRange(), half = node.parentElement.closest('section');
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 1) continue;
      const high = r.height * 0.3, text = node.data.trim().slice(0, 16);
      const box = {l: r.left + 1, r: r.right - 1, t: r.top + high, b: r.bottom - high, text};
      const out = half && half.getBoundingClientRect();
      if (out && (box.l < out.left || box.r > out.right || box.t < out.top || box.b > out.bottom))
        faults.push('text stands out of its box: ' + box.text);
      if (box.l < 0 || box.r > document.documentElement.clientWidth)
        faults.push('text stands out of the page: ' + box.text);
      for (const other of boxes)
        if (box.l < other.r && other.l < box.r && box.t < other.b && other.t < box.b)
          faults.push('text over text: ' + box.text + ' / ' + other.text);
      boxes.push(box);
    }
  }
  for (const blank of document.querySelectorAll('.card-blank')) {
    const r = blank.getBoundingClientRect(), line = r.bottom;
    for (const other of boxes)
      if (r.left < other.r && other.l < r.right && line > other.t - 4 && line < other.b + 4 && r.width)
        faults.push('a blank runs into text: ' + other.text);
  }
  for (const half of document.querySelectorAll('.door-card section')) {
    const room = parseFloat(getComputedStyle(half).paddingBottom), end = half.offsetHeight - room + 2;
    for (const child of half.children)
      if (child.offsetTop + child.offsetHeight
          - (half.offsetParent === child.offsetParent ? half.offsetTop : 0) > end)
        faults.push('text stands in the margin: ' + child.innerText.trim().slice(0, 16));
  }
  return [...new Set(faults)];
}"""


def two_bit(png: bytes) -> bytes:
    """A picture as PNG with 4 greys: black and white, and two for smooth edges."""
    from PIL import Image

    grey = Image.open(io.BytesIO(png)).convert('L').point([(value + 42) // 85 for value in range(256)])
    picture = Image.frombytes('P', grey.size, grey.tobytes())
    picture.putpalette([level for step in range(4) for level in (step * 85,) * 3])
    out = io.BytesIO()
    picture.save(out, 'PNG', optimize=True)
    return out.getvalue()


def timeless(pdf: bytes, day: str) -> bytes:
    """A PDF whose times are the checked day, so that the same card gives the same bytes."""
    stamp = day.replace('-', '').encode() + b'000000'
    return re.sub(rb'(/(?:CreationDate|ModDate) \(D:)\d{14}', lambda match: match[1] + stamp, pdf)


def draw(page, sheet: card_sheets.Sheet, faces: str, folder: pathlib.Path, day: str) -> None:
    """One document as its files in folder. faces: the rules of its own font. Raises Fault if it is unfit."""
    page.set_viewport_size(dict(zip(('width', 'height'), sheet.form.size or A4, strict=True)))
    page.emulate_media(media='screen' if sheet.form.size else 'print')
    page.set_content(sheet.html.replace('<style>', f'<style>{faces}', 1))
    page.evaluate('document.fonts.ready')
    faults = page.evaluate(FITS)
    if faults:
        raise Fault(f'{sheet.form.stem} does not fit ({faults[0]}): shorten data/card.yml, or the address', 1)
    if sheet.form.pdf:
        pdf = timeless(page.pdf(prefer_css_page_size=True, print_background=True, tagged=True), day)
        pages = len(re.findall(rb'/Type /Page\b', pdf))
        if pages != sheet.form.pages:
            raise Fault(
                f'{sheet.form.stem}.pdf has {pages} pages instead of {sheet.form.pages}: '
                'shorten data/card.yml',
                1,
            )
        (folder / f'{sheet.form.stem}.pdf').write_bytes(pdf)
    if sheet.form.png:
        png = two_bit(
            page.screenshot(
                clip={
                    'x': 0,
                    'y': 0,
                    'width': (sheet.form.size or A4)[0],
                    'height': (sheet.form.size or A4)[1],
                }
            )
        )
        if len(png) > LARGEST_PNG:
            size = -(-len(png) // 1024)
            raise Fault(f'{sheet.form.stem}.png has {size} KB instead of at most {LARGEST_PNG // 1024}', 1)
        (folder / f'{sheet.form.stem}.png').write_bytes(png)


@contextlib.contextmanager
def launched():
    """The browser to draw with. Raises Fault where it, or what finds the font, is missing or fails."""
    if not settings.browser():
        raise Fault('no browser: install chromium, or set CHROME=/path/to/chrome')
    if not shutil.which('fc-match'):
        raise Fault(f'no {font.FAMILY}: install fonts-noto-cjk and fontconfig')
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=settings.browser(), args=settings.BROWSER_ARGS
            )
            yield browser
            browser.close()
    except Error as error:
        raise Fault(f'the browser {settings.browser()} failed: {str(error).splitlines()[0]}') from None


def render(book: Book, folder: pathlib.Path, site_url: str) -> dict:
    """Makes all files in folder and returns the manifest, which it writes there too. Raises Fault."""
    day = card_text.dates(book)['checked']
    with launched() as browser:
        documents = {lang: card_sheets.sheets(book, lang, site_url) for lang in LANGS}
        faces = font.faces(''.join(sheet.html for sheets in documents.values() for sheet in sheets))
        sharp, plain = browser.new_page(device_scale_factor=SCALE), browser.new_page()
        for lang in LANGS:
            for sheet in documents[lang]:
                draw(plain if sheet.form.size else sharp, sheet, faces, folder, day)
            where = card_html.short(card_html.target(site_url, lang))
            (folder / f'card-{lang}.txt').write_text(card_text.plain(book, lang, where), encoding='utf-8-sig')
    manifest = {
        'inputs': card_sheets.inputs(book),
        'address': site_url,
        'files': {
            name: {
                'bytes': (folder / name).stat().st_size,
                'pages': pages,
                'sha256': card_sheets.hash_of(folder / name),
            }
            for name, pages in sorted(card_sheets.files().items())
        },
    }
    (folder / card_sheets.MANIFEST).write_text(json.dumps(manifest, indent=1) + '\n', encoding='utf-8')
    return manifest


def make(root: pathlib.Path) -> int:
    """Makes the files of root. Returns 0, or 1 after printing the faults of the texts. Raises Fault."""
    site_url = settings.address('SITE_URL')
    book = load(root)
    unread = [problem for problem in book.problems if problem.file.startswith('data/')]
    problems = unread or check_facts.shapes(book) or check_card.texts(book)
    if problems:
        return report(problems)
    with work.folder(root) as own:
        new = own / 'print'
        new.mkdir()
        manifest = render(book, new, site_url)
        card_sheets.folder(book).parent.mkdir(parents=True, exist_ok=True)
        with work.locked(root):
            work.swap(new, card_sheets.folder(book))
    size = sum(file['bytes'] for file in manifest['files'].values())
    print(
        f'{len(manifest["files"])} files in docs/assets/print/, {size // 1024} KB'
        + (f', with the address {site_url}: do not commit them' if site_url else '')
    )
    return 0
