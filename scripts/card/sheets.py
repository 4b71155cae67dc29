"""Every form of the card as an HTML document for the browser: its files, their sizes, what stands on it.

card.css, card-paper.css and card-files.css of docs/assets/css/ are the look; press.py makes the files.
"""

from __future__ import annotations

import hashlib
import html
import json
import pathlib
from typing import NamedTuple

from scripts.book.model import LANGS, TAGS, Book
from scripts.card import html as card_html
from scripts.card import text as card_text

# A wallet card is a mainland business card: 90 x 54 mm, 10 on a sheet, 15 mm from the sides, 13.5 mm from
# the top.
WIDTH, HEIGHT, LEFT, TOP, COLUMNS, ROWS = 90, 54, 15, 13.5, 2, 5

# What lies beside the files and says what they were made from.
MANIFEST = 'manifest.json'
# Raise it when the same documents would come out as other files.
WAY = '4'


class Form(NamedTuple):
    """One form of the card: its files' name without the kind, its document's class, which files it becomes.

    pages: of the PDF; size: of the picture in px, or None for the whole A4 sheet.
    """

    stem: str
    kind: str
    pdf: bool = True
    pages: int = 1
    png: bool = False
    size: tuple[int, int] | None = None


class Sheet(NamedTuple):
    """A form with its document."""

    form: Form
    html: str


UPRIGHT, WIDE = (1080, 2400), (2400, 1080)
FORMS = (
    Form('card-a4-{lang}', 'a4'),
    Form('card-a4-{lang}', 'a4 upright', pdf=False, png=True),
    Form('card-two-sheets-{lang}-mine', 'whole', png=True),
    Form('card-two-sheets-{lang}-visitor', 'whole'),
    Form('card-two-sheets-{lang}-visitor', 'whole', pdf=False, png=True),
    Form('card-large-{lang}', 'whole large', pages=2),
    Form('card-wallet-{lang}-mine', 'wallet'),
    Form('card-wallet-{lang}-visitor', 'wallet'),
    Form('card-strip-{lang}', 'strip', png=True),
    *(
        Form(
            f'lock-{{lang}}-{side}-{shade}{wide}',
            f'lock {side} {"wide " if wide else ""}{shade}',
            pdf=False,
            png=True,
            size=WIDE if wide else UPRIGHT,
        )
        for shade in ('dark', 'light')
        for side, wide in (('mine', ''), ('visitor', ''), ('visitor', '-wide'))
    ),
)


def document(book: Book, lang: str, kind: str, title: str, body: str) -> str:
    """A whole HTML document. kind: the class that card-files.css knows it by."""
    sheets = book.root / 'docs' / 'assets' / 'css'
    names = ('card.css', 'card-paper.css', 'card-files.css')
    style = ''.join((sheets / name).read_text(encoding='utf-8') for name in names)
    return (
        f'<!doctype html><html lang="{TAGS[lang]}"><head><meta charset="utf-8">'
        f'<title>{html.escape(title)}</title>'
        f'<style>{style}</style></head><body class="{kind}">{body}</body></html>'
    )


def crop_marks() -> str:
    """The lines in the margins that show where to cut."""
    across = [LEFT + WIDTH * n for n in range(COLUMNS + 1)]
    down = [TOP + HEIGHT * n for n in range(ROWS + 1)]
    lines = [f'M{x} 5v6M{x} {297 - 11}v6' for x in across] + [f'M6 {y}h7M{210 - 13} {y}h7' for y in down]
    return (
        f'<svg class="crop" viewBox="0 0 210 297" aria-hidden="true"><path d="{"".join(lines)}"'
        ' stroke="#000" stroke-width=".2" fill="none"/></svg>'
    )


def wallet(card: dict, lang: str, side: str, address: str) -> str:
    """A sheet of 10 wallet cards. side: mine or visitor."""
    text, data, words = card_html.text, card['wallet'], card['words']
    if side == 'mine':
        lines = ''
        for line in data['mine']:
            said = line if isinstance(line, dict) else {lang: line}
            parts = [said[lang], said.get('say'), said.get('pinyin')]
            shown = (
                card_html.clauses(said['zh']) if lang == 'zh' else text(' '.join(filter(None, parts)), lang)
            )
            lines += f'<p>{shown}</p>'
        where = (
            f'{card_html.qr(address)}<p class="wallet-address">{html.escape(card_html.short(address))}</p>'
            if address
            else ''
        )
        one = f'<div class="wallet-text">{lines}</div>{where}<p class="wallet-foot">{words["dates"]}</p>'
    else:
        lines = ''.join(f'<p>{card_html.clauses(line)}</p>' for line in data['visitor'])
        one = f'<p class="wallet-head">{data["head"]}</p><div class="wallet-text">{lines}</div>'
    language = ' lang="zh-CN"' if side == 'visitor' else ''
    with_code = ' with-code' if side == 'mine' and address else ''
    card_one = f'<section class="wallet-card{with_code}"{language}>{one}</section>'
    return (
        f'<p class="cut">{words["cut"]}{"。" if lang == "zh" else ". "}{words["wallet-" + side]}</p>'
        f'{crop_marks()}'
        f'<div class="wallet-cards">{card_one * (COLUMNS * ROWS)}</div>'
    )


def lock(card: dict, lang: str, side: str) -> str:
    """A picture for the lock screen; the visitor's also serves held up, and lying as `wide`."""
    text, data, words = card_html.text, card['lock'], card['words']
    whole = card_html.clauses if lang == 'zh' or side == 'visitor' else lambda value: text(value, lang)
    if side == 'visitor':
        lines = ''.join(f'<p>{whole(line)}</p>' for line in data['visitor'])
        return f'<section lang="zh-CN"><p class="lock-title">{data["head"]}</p>{lines}</section>'
    leads = [data['lead'], *[''] * len(data['say'])]
    said = ''.join(
        f'<p>{lead}{card_html.chinese(line, lang)}</p>'
        for lead, line in zip(leads, data['say'], strict=False)
    )
    return (
        f'<section><p class="lock-title">{data["title"]}</p>'
        f'<p class="lock-strong">{"<br>".join(data["mine"])}</p><div class="lock-say">{said}</div>'
        f'<p class="lock-strong">{data["call"]}</p><p>{whole(data["except"])}</p>'
        f'<p class="lock-foot">{whole(words["dates"])}</p></section>'
    )


def strip(book: Book, card: dict, lang: str) -> str:
    """The picture strip for a child or an older person.

    4 drawings with a word each, a number to fill in, what to do in a fire.
    """

    def drawing(name: str) -> str:
        return (
            (book.root / 'data' / 'card-strip' / f'{name}.svg')
            .read_text(encoding='utf-8')
            .replace('<svg', '<svg aria-hidden="true"', 1)
            .replace('\n', '')
        )

    panels = ''.join(
        f'<section><b class="strip-number">{number}</b>{drawing(panel["id"])}'
        f'<p>{card_html.text(panel["text"], "zh")}</p>'
        f'{"<p class=strip-fill></p>" if panel["id"] == "call" else ""}</section>'
        for number, panel in enumerate(card['strip']['panels'], 1)
    )
    return (
        f'<div class="strip-panels">{panels}</div>'
        f'<div class="strip-fire">{drawing("fire")}<p>{card["strip"]["fire"]}</p></div>'
        f'<p class="strip-foot">{card["words"]["dates"]}</p>'
    )


def body(book: Book, form: Form, card: dict, lang: str, site_url: str) -> str:
    """What stands in the document of one form."""
    address = card_html.target(site_url, lang)
    side = 'visitor' if 'visitor' in form.stem else 'mine'

    def halves(*sections: str) -> str:
        return ''.join(f'<div class="door-card">{section}</div>' for section in sections)

    if form.kind.startswith('a4'):
        return card_html.fold(card, lang, site_url)
    if form.kind == 'whole':
        return halves(
            # only on paper can the visitor fill something in
            card_html.visitor(card, form=form.pdf)
            if side == 'visitor'
            else card_html.mine(card, lang, address, blanks=True)
        )
    if form.kind == 'whole large':
        return halves(card_html.mine(card, lang, address, large=True), card_html.visitor(card))
    if form.kind == 'wallet':
        return wallet(card, lang, side, address)
    return strip(book, card, lang) if form.kind == 'strip' else lock(card, lang, side)


def sheets(book: Book, lang: str, site_url: str) -> list[Sheet]:
    """All documents of one edition. site_url: the public address without a closing slash, or ''."""
    card = card_text.edition(book, lang)
    found = []
    for form in FORMS:
        # a sheet that goes to the visitor is named as they see it
        title = card['wallet']['head'] if 'visitor' in form.stem and form.pdf else card['name']
        found.append(
            Sheet(
                form._replace(stem=form.stem.format(lang=lang)),
                document(book, lang, form.kind, title, body(book, form, card, lang, site_url)),
            )
        )
    return found


def files() -> dict[str, int]:
    """The name of every file in docs/assets/print/ but the manifest, with its pages (0: not a PDF)."""
    names = {}
    for lang in LANGS:
        for form in FORMS:
            stem = form.stem.format(lang=lang)
            names |= {f'{stem}.pdf': form.pages} if form.pdf else {}
            names |= {f'{stem}.png': 0} if form.png else {}
        names[f'card-{lang}.txt'] = 0
    return names


def inputs(book: Book) -> str:
    """A hash of all that the files without an address are made from: every document, the way of making.

    The printed days are left out, so a fact that is checked again does not ask for new files; the days on
    them are renewed at a release.
    """
    digest = hashlib.sha256(WAY.encode())
    days = card_text.dates(book)
    for lang in LANGS:
        for text in (
            *(f'{sheet.form.stem}\0{sheet.html}' for sheet in sheets(book, lang, '')),
            card_text.plain(book, lang, ''),
        ):
            digest.update(text.replace(days['checked'], 'day').replace(days['again'], 'day').encode() + b'\0')
    return digest.hexdigest()


def manifest(book: Book) -> dict:
    """What docs/assets/print/manifest.json says of the files that were made; {} where it cannot be read."""
    try:
        said = json.loads((folder(book) / MANIFEST).read_text(encoding='utf-8'))
    except (OSError, ValueError):
        return {}
    whole = isinstance(said, dict) and isinstance(said.get('files'), dict)
    return said if whole else {}


def hash_of(path: pathlib.Path) -> str:
    """The hash of a file that was made, as its manifest holds it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder(book: Book) -> pathlib.Path:
    return book.root / 'docs' / 'assets' / 'print'
