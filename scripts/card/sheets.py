"""Every form of the card as an HTML document for the browser: what each file is called, how large it is, what stands on it.

docs/assets/css/card.css and docs/assets/css/card-files.css are the look; scripts/cards.py turns the documents into files.
"""
from __future__ import annotations

import html
import pathlib
from dataclasses import dataclass

from scripts.book.model import LANGS, TAGS, Book
from scripts.card import html as card_html
from scripts.card import text as card_text

# A wallet card is a mainland business card: 90 x 54 mm, 10 on a sheet, 15 mm from the sides and 13.5 mm from the top.
WIDTH, HEIGHT, LEFT, TOP, COLUMNS, ROWS = 90, 54, 15, 13.5, 2, 5


@dataclass
class Sheet:
    """One document. `stem` is the file's name without its kind; a png is a picture of `size` in px, or of the whole A4 sheet."""
    stem: str
    html: str
    pdf: bool = True
    pages: int = 1
    png: bool = False
    size: tuple[int, int] | None = None


def document(book: Book, lang: str, kind: str, title: str, body: str) -> str:
    """A whole HTML document. kind: the class that card-files.css knows it by."""
    sheets = book.root / 'docs' / 'assets' / 'css'
    style = ''.join((sheets / name).read_text(encoding='utf-8') for name in ('card.css', 'card-files.css'))
    return (f'<!doctype html><html lang="{TAGS[lang]}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
            f'<style>{style}</style></head><body class="{kind}">{body}</body></html>')


def crop_marks() -> str:
    """The lines in the margins that show where to cut."""
    across = [LEFT + WIDTH * n for n in range(COLUMNS + 1)]
    down = [TOP + HEIGHT * n for n in range(ROWS + 1)]
    lines = [f'M{x} 5v6M{x} {297 - 11}v6' for x in across] + [f'M6 {y}h7M{210 - 13} {y}h7' for y in down]
    return f'<svg class="crop" viewBox="0 0 210 297" aria-hidden="true"><path d="{"".join(lines)}" stroke="#000" stroke-width=".2" fill="none"/></svg>'


def wallet(card: dict, lang: str, side: str, address: str) -> str:
    """A sheet of 10 wallet cards. side: mine or visitor."""
    text, data, words = card_html.text, card['wallet'], card['words']
    if side == 'mine':
        lines = ''
        for line in data['mine']:
            said = line if isinstance(line, dict) else {lang: line}
            shown = card_html.clauses(said[lang]) if lang == 'zh' else text(' '.join(filter(None, (said[lang], said.get('say')))), lang)
            lines += f'<p>{shown}</p>'
        where = (f'{card_html.qr(address)}<p class="wallet-address">{html.escape(card_html.short(address))}</p>' if address else
                 f'<p class="wallet-address">{words["address"]}{card_text.colon(lang)}<span class="card-blank"></span></p>')
        one = f'<div class="wallet-text">{lines}</div>{where}<p class="wallet-foot">{words["dates"]}</p>'
    else:
        lines = ''.join(f'<p>{card_html.clauses(line)}</p>' for line in data['visitor'])
        one = (f'<p class="wallet-head">{data["head"]}</p><div class="wallet-text">{lines}</div>'
               f'<p class="wallet-foot">{words["visitor-dates"]}</p>')
    language = ' lang="zh-CN"' if side == 'visitor' else ''
    card_one = f'<section class="wallet-card{" with-code" if side == "mine" and address else ""}"{language}>{one}</section>'
    return (f'<p class="cut">{words["cut"]}{"。" if lang == "zh" else ". "}{words["wallet-" + side]}</p>{crop_marks()}'
            f'<div class="wallet-cards">{card_one * (COLUMNS * ROWS)}</div>')


def lock(card: dict, lang: str, side: str) -> str:
    """A picture for the lock screen; the visitor's also serves held up, and lying as `wide`."""
    text, data, words = card_html.text, card['lock'], card['words']
    whole = card_html.clauses if lang == 'zh' or side == 'visitor' else lambda value: text(value, lang)
    if side == 'visitor':
        return (f'<section lang="zh-CN"><p class="lock-title">{data["head"]}</p>{"".join(f"<p>{whole(line)}</p>" for line in data["visitor"])}'
                f'<p class="lock-foot">{whole(words["visitor-dates"])}</p></section>')
    said = ''.join(f'<p>{card_html.chinese(line, lang)}</p>' for line in data['say'])
    return (f'<section><p class="lock-title">{data["title"]}</p><p class="lock-strong">{"<br>".join(data["mine"])}</p><div class="lock-say">{said}</div>'
            f'<p class="lock-strong">{data["call"]}</p><p>{whole(data["except"])}</p><p class="lock-foot">{whole(words["dates"])}</p></section>')


def strip(book: Book, card: dict, lang: str) -> str:
    """The picture strip for a child or an older person: 4 drawings with a word each, a number to fill in, what to do in a fire."""
    def drawing(name: str) -> str:
        return (book.root / 'data' / 'card-strip' / f'{name}.svg').read_text(encoding='utf-8').replace('<svg', '<svg aria-hidden="true"', 1).replace('\n', '')
    panels = ''.join(f'<section><b class="strip-number">{number}</b>{drawing(panel["id"])}<p>{panel["text"]}</p>'
                     f'{"<p class=strip-fill></p>" if panel["id"] == "call" else ""}</section>' for number, panel in enumerate(card['strip']['panels'], 1))
    return (f'<div class="strip-panels">{panels}</div>'
            f'<div class="strip-fire">{drawing("fire")}<p>{card["strip"]["fire"]}</p></div><p class="strip-foot">{card["words"]["dates"]}</p>')


def sheets(book: Book, lang: str, site_url: str) -> list[Sheet]:
    """All documents of one edition. site_url: the public address without a closing slash, or ''."""
    card, address = card_text.edition(book, lang), card_html.target(site_url, lang)
    name, visitor_name = card['name'], card['wallet']['head']

    def made(stem: str, kind: str, body: str, title: str = name, **more) -> Sheet:
        return Sheet(stem, document(book, lang, kind, title, body), **more)

    def half(*sections: str) -> str:
        return ''.join(f'<div class="door-card">{section}</div>' for section in sections)

    found = [
        made(f'card-a4-{lang}', 'a4', card_html.fold(card, lang, site_url)),
        made(f'card-a4-{lang}', 'a4 upright', card_html.fold(card, lang, site_url), pdf=False, png=True),
        made(f'card-two-sheets-{lang}-mine', 'whole', half(card_html.mine(card, lang, address, blanks=True)), png=True),
        made(f'card-two-sheets-{lang}-visitor', 'whole', half(card_html.visitor(card)), visitor_name, png=True),
        made(f'card-large-{lang}', 'whole large', half(card_html.mine(card, lang, address, large=True), card_html.visitor(card)), pages=2),
        made(f'card-wallet-{lang}-mine', 'wallet', wallet(card, lang, 'mine', address)),
        made(f'card-wallet-{lang}-visitor', 'wallet', wallet(card, lang, 'visitor', address), visitor_name),
        made(f'card-strip-{lang}', 'strip', strip(book, card, lang), png=True)]
    for shade in ('dark', 'light'):
        for side in ('mine', 'visitor'):
            found.append(made(f'lock-{lang}-{side}-{shade}', f'lock {side} {shade}', lock(card, lang, side), pdf=False, png=True, size=(1080, 2400)))
        found.append(made(f'lock-{lang}-visitor-{shade}-wide', f'lock visitor wide {shade}', lock(card, lang, 'visitor'),
                          pdf=False, png=True, size=(2400, 1080)))
    return found


def files(book: Book) -> dict[str, int]:
    """The name of every file under docs/assets/print/ but the manifest, with its number of pages (0: not a PDF)."""
    names = {}
    for lang in LANGS:
        for sheet in sheets(book, lang, ''):
            names |= {f'{sheet.stem}.pdf': sheet.pages} if sheet.pdf else {}
            names |= {f'{sheet.stem}.png': 0} if sheet.png else {}
        names[f'card-{lang}.txt'] = 0
    return names


def folder(book: Book) -> pathlib.Path:
    return book.root / 'docs' / 'assets' / 'print'
