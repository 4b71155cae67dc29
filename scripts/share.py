"""Draws what a chat app shows beside a link, with a browser: docs/assets/share-zh.png and share-en.png.

In: the mark of data/look.yml, the name of data/interface.yml, title and description of the home page, colours
of docs/assets/css/tokens.css, the card's font. On any fault the last good pictures stay as they are.
overrides/main.html names them where SITE_URL is set; tests/test_share.py tells when they are out of date.
"""

from __future__ import annotations

import hashlib
import html
import io
import pathlib
import re

from scripts import check, font, press, work
from scripts.book.model import LANGS, TAGS, Book
from scripts.book.problems import report
from scripts.book.read import load
from scripts.book.words import debt_word
from scripts.settings import Fault

SIZE = (1200, 630)
LARGEST = 40 * 1024
# All that matters stands in the square at the middle (630 of 1200 px): some chat apps show only that.
STYLE = """* { box-sizing: border-box; margin: 0; }
body { width: 1200px; height: 630px; background: PAPER; color: INK; font-family: FAMILY; text-align: center; }
section { display: flex; flex-direction: column; align-items: center; justify-content: center; }
.name { height: 370px; padding-top: 10px; background: BAND; color: PAPER; font-weight: 700; }
.words { height: 260px; }
svg { width: 168px; height: 168px; margin-bottom: 22px; fill: currentColor; }
svg .line { fill: none; stroke: currentColor; stroke-width: 3; stroke-linejoin: round; }
svg .line { stroke-linecap: round; }
.name p { font-size: 76px; line-height: 1.2; }
.words p { max-width: 1120px; font-size: 38px; line-height: 1.4; }
.words .first { margin-bottom: 16px; color: BAND; font-size: 60px; font-weight: 700; line-height: 1.25; }
:lang(en) .name p { font-size: 52px; }
:lang(en) .words .first { font-size: 54px; }
:lang(en) .words p { font-size: 34px; }"""


def picture(book: Book, lang: str) -> pathlib.Path:
    """Where the picture of a language stands."""
    return book.root / 'docs' / 'assets' / f'share-{lang}.png'


def words(book: Book, lang: str) -> tuple[str, str, str]:
    """What stands on it: the site's name, the home page's title, its description without the first sentence.

    The first sentence says what has happened to the reader, which is nobody's business in a list of messages;
    a description of one sentence stands whole.
    """
    meta = book.pages[(lang, '')].meta
    sentences = re.findall(r'[^。.?？]+[。.?？]?', meta['description'])
    rest = ''.join(sentences[1:]).strip()
    return book.text('site-name', lang), meta['title'], rest or meta['description']


def token(sheet: str, name: str) -> str:
    """The value of a custom property as tokens.css first has it, which is the light one. Raises Fault."""
    found = re.search(rf'--{name}: ([^;]+);', sheet)
    if not found:
        raise Fault(f'docs/assets/css/tokens.css has no --{name}: write it, or change scripts/share.py')
    return found[1]


def document(book: Book, lang: str) -> str:
    """The picture as HTML. Raises Fault."""
    sheet = (book.root / 'docs' / 'assets' / 'css' / 'tokens.css').read_text(encoding='utf-8')
    style = STYLE.replace('FAMILY', f'"{font.FAMILY}"')
    for name in ('paper', 'ink', 'band'):
        style = style.replace(name.upper(), token(sheet, name))
    name, first, second = (html.escape(text) for text in words(book, lang))
    look = book.data['look']
    mark = (
        f'<svg viewBox="0 0 32 32"><path class="line" d="{look["mark"]}"/>'
        f'<path fill-rule="evenodd" d="{look["leaf"]}"/></svg>'
    )
    return (
        f'<!doctype html><html lang="{TAGS[lang]}"><head><meta charset="utf-8"><style>{style}</style>'
        f'</head><body><section class="name">{mark}<p>{name}</p></section>'
        f'<section class="words"><p class="first">{first}</p><p>{second}</p></section></body></html>'
    )


def inputs(book: Book, lang: str) -> str:
    """A hash of all that the picture is drawn from; the picture carries it. Raises Fault."""
    return hashlib.sha256(f'{SIZE}{document(book, lang)}'.encode()).hexdigest()


def small(png: bytes, told: str) -> bytes:
    """A screenshot as PNG of few colours that carries the hash of its inputs."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text('inputs', told)
    out = io.BytesIO()
    few = Image.open(io.BytesIO(png)).convert('RGB').quantize(32, method=Image.Quantize.MAXCOVERAGE, kmeans=1)
    few.save(out, 'PNG', optimize=True, pnginfo=info)
    return out.getvalue()


def draw(book: Book) -> dict[str, bytes]:
    """The pictures by language. Raises Fault where a text does not fit or a picture is too heavy."""
    made = {}
    with press.launched() as browser:
        documents = {lang: document(book, lang) for lang in LANGS}
        faces = font.faces(''.join(documents.values()))
        page = browser.new_page(viewport={'width': SIZE[0], 'height': SIZE[1]}, color_scheme='light')
        for lang in LANGS:
            page.set_content(documents[lang].replace('<style>', f'<style>{faces}', 1))
            page.evaluate('document.fonts.ready')
            faults = page.evaluate(press.FITS)
            if faults:
                raise Fault(
                    f'share-{lang}.png does not fit ({faults[0]}): shorten title or description of '
                    f'{book.pages[(lang, "")].file}',
                    1,
                )
            made[lang] = small(page.screenshot(), inputs(book, lang))
            if len(made[lang]) > LARGEST:
                raise Fault(
                    f'share-{lang}.png has {-(-len(made[lang]) // 1024)} KB instead of at most '
                    f'{LARGEST // 1024}: draw it with fewer colours (scripts/share.py, small)',
                    1,
                )
    return made


def make(root: pathlib.Path) -> int:
    """Makes the pictures of root. Returns 0, or 1 after printing the faults of the sources. Raises Fault."""
    book = load(root)
    problems = check.structure(book)
    if problems:
        return report(problems)
    for lang in LANGS:
        word = debt_word(book, ' '.join(words(book, lang)))
        if word:
            raise Fault(
                f'the debt word "{word}" would stand beside every link: change title or description '
                f'of {book.pages[(lang, "")].file}',
                1,
            )
    made = draw(book)
    with work.folder(root) as own:
        for lang, png in made.items():
            new = own / picture(book, lang).name
            new.write_bytes(png)
            new.chmod(0o644)
            new.replace(picture(book, lang))
    told = ', '.join(f'share-{lang}.png {len(png) / 1024:.1f} KB' for lang, png in made.items())
    print(f'docs/assets/: {told}')
    return 0
