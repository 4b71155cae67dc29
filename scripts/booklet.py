"""Makes dist/booklet-zh.pdf and dist/booklet-en.pdf: the door pages, help and the card, to forward in a chat.

It is the one file /offline/ of the built site on A5, so that a phone shows a page of it at its own width.
What a sentence rests on is left out: on paper its marks lead nowhere, and it would double the pages.
"""

from __future__ import annotations

import pathlib

import lxml.html

from scripts import font, press, settings, work
from scripts.book.model import BASES
from scripts.book.read import load
from scripts.book.words import the_page
from scripts.settings import Fault

# What stands in the file and not in the booklet. The policy of the page would refuse the booklet's own font.
LEFT_OUT = '//sup | //details[@class="fold"] | //div[@class="footnote"] | //meta[@http-equiv]'
STYLE = (
    '@page { size: A5; margin: 12mm; } '
    f'body {{ font-family: "{font.FAMILY}", sans-serif; }} '
    'section[id] ~ section[id] { page-break-before: always; }'
)


def document(page: str) -> str:
    """The HTML to print, from that of /offline/. Raises Fault where the machine has no Chinese font."""
    tree = lxml.html.document_fromstring(page)
    for node in tree.xpath(LEFT_OUT):
        # a node within one that has gone has gone with it
        if node.getparent() is not None:
            node.drop_tree()
    sheet = lxml.html.Element('style')
    sheet.text = font.faces(tree.text_content()) + STYLE
    tree.head.append(sheet)
    return lxml.html.tostring(tree, encoding='unicode', doctype='<!doctype html>')


def make(root: pathlib.Path) -> int:
    """Prints both from the built site of root. Returns 0.

    Raises Fault without a built site, a browser or a Chinese font; then the last ones stay as they are.
    """
    book, made = load(root), {}
    day = settings.as_of(root)
    for lang, base in BASES.items():
        path = root / 'site' / base / the_page(book, 'bundle') / 'index.html'
        if not path.is_file():
            raise Fault(f'{path} is not there: run make build first')
        made[lang] = document(path.read_text(encoding='utf-8'))
    with press.launched() as browser, work.folder(root) as folder:
        for lang, text in made.items():
            page = browser.new_page()
            page.set_content(text)
            page.evaluate('document.fonts.ready')
            pdf = press.timeless(page.pdf(prefer_css_page_size=True, print_background=True, tagged=True), day)
            (folder / f'booklet-{lang}.pdf').write_bytes(pdf)
        (root / 'dist').mkdir(exist_ok=True)
        for path in sorted(folder.glob('booklet-*.pdf')):
            print(f'dist/{path.name}: {path.stat().st_size // 1024} KB')
            path.replace(root / 'dist' / path.name)
    return 0
