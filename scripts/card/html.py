"""The two halves of the doorstep card as HTML: the same markup for the page tools/card/ and every print.

Lines hold no blank line and no indentation, so that they pass through Markdown as one block.
docs/assets/css/card.css is the look.
"""

from __future__ import annotations

import html
import re

from scripts.book.model import TAGS
from scripts.card import text as card_text

HAN = re.compile(r'[\u3000-\u9fff\uff00-\uffef“”]*[\u3400-\u9fff][\u3000-\u9fff\uff00-\uffef“”]*')
# A box to tick, heavy enough for a second photocopy.
BOX = '<b class="card-box">□</b>'
# Blocks that stand together: the first group flows round the QR code, the second has two columns, the third
# stands at the foot, where the first box sends to it.
GROUPS = {
    'stop': ('card-talk', ('stop', 'call', 'ask')),
    'collectors': ('card-pair', ('collectors', 'you')),
    'officials': ('card-last', ('officials', 'rescue')),
}


def text(value: str, lang: str) -> str:
    """A text as HTML: blanks to write on, and Chinese marked as such in the English edition."""

    def line(part: str) -> str:
        part = html.escape(part, quote=False)
        return HAN.sub(lambda match: f'<span lang="zh-CN">{match[0]}</span>', part) if lang == 'en' else part

    return '<span class="card-blank"></span>'.join(line(part) for part in value.split(card_text.BLANK))


def clauses(value: str) -> str:
    """A Chinese text as HTML in pieces that hold together: a line breaks after a mark, not within a word."""
    pieces = ['']
    for piece in re.split(r'(?<=[，。、？])', value):
        if len(pieces[-1]) > 3:
            pieces.append('')
        pieces[-1] += piece
    return ''.join(f'<span>{html.escape(piece, quote=False)}</span>' for piece in pieces if piece)


def target(site_url: str, lang: str) -> str:
    """Where the QR code and the short address lead: the bare door page. '' without an address."""
    return f'{site_url}{"/d/" if lang == "zh" else "/en/d/"}' if site_url else ''


def short(address: str) -> str:
    """An address as it is printed."""
    return re.sub(r'^https?://', '', address)


def qr(address: str) -> str:
    """The QR code of an address as SVG, quiet zone of 4 modules included."""
    # only here: it starts slowly, and without an address nothing needs it
    import segno

    code = segno.make(address, error='m', micro=False)
    size = code.symbol_size(border=4)[0]
    return code.svg_inline(border=4, omitsize=True, svgclass='card-qr', lineclass=None).replace(
        '<svg',
        f'<svg role="img" aria-label="QR: {html.escape(short(address))}" shape-rendering="crispEdges"'
        f' data-modules="{size}"',
        1,
    )


def label(block: dict) -> str:
    """The title in front of a block, by which a reader finds it; the first box needs none."""
    return f'<p class="card-label">{block["title"]}</p>' if 'title' in block else ''


def body(block: dict, lang: str) -> str:
    """What a block says, by its kind."""
    kind, lines = block['kind'], block['lines']
    if kind == 'stop':
        note = text(block['note'], lang)
        return f'<p class="card-big">{text("".join(lines), lang)}</p><p class="card-note">{note}</p>'
    if kind == 'call':
        options = ('／' if lang == 'zh' else ' / ').join(
            f'<span class="card-option">{chinese(option, lang)}</span>' for option in block['options']
        )
        return (
            f'<p class="card-strong">{text("".join(lines), lang)}</p>'
            f'<p>{text(block["note"], lang)}{"" if lang == "zh" else " "}'
            f'{chinese(block["say"], lang)}{card_text.colon(lang)}{options}</p>'
        )
    if kind == 'text':
        return (
            '<p>'
            + ('' if lang == 'zh' else ' ').join(
                f'<span class="card-line">{text(line, lang)}</span>' for line in lines
            )
            + '</p>'
        )
    marks = {'ask': lambda n: BOX, 'say': str, 'maynot': lambda n: '✗'}[kind]
    items = []
    for number, line in enumerate(lines, 1):
        plain = kind == 'maynot'
        said = (clauses(line) if lang == 'zh' else text(line, lang)) if plain else spoken(line, lang)
        items.append(f'<li><span class="card-mark">{marks(number)}</span>{said}</li>')
    return f'<ul class="card-list">{"".join(items)}</ul>'


def chinese(words: dict, lang: str) -> str:
    """Chinese to say, in English with its pinyin."""
    pinyin = '' if lang == 'zh' else f' <i lang="zh-Latn">{text(words["pinyin"], "zh")}</i>'
    return text(words['zh'], lang) + pinyin


def spoken(line: dict, lang: str) -> str:
    """A line to say: the Chinese; in English its meaning first, its pinyin last."""
    lead = line.get('for', '')
    if lang == 'zh':
        return clauses(lead + line['zh'])
    return f'{text(lead + line["en"], lang)} <span class="card-said">{chinese(line, lang)}</span>'


def row(block: dict, lang: str) -> str:
    return (
        f'<div class="card-row card-{block["kind"]}">{label(block)}'
        f'<div class="card-body">{body(block, lang)}</div></div>'
    )


def mine(card: dict, lang: str, address: str = '', large: bool = False, blanks: bool = False) -> str:
    """My side. card: card_text.edition; address: where the QR code leads, or ''.

    large: only the blocks of the large-type edition; blanks: with the lines to fill in of the two sheets.
    """
    words = card['words']
    blocks = [block for block in card['mine'] if block.get('large') or not large]
    rows = {block['id']: row(block, lang) for block in blocks}
    code = f'<p class="card-code">{qr(address)}<br>{html.escape(short(address))}</p>' if address else ''
    fill = [*card['blanks']['lines'], card['blanks']['note']] if blanks else []
    parts = []
    while rows:
        first = next(iter(rows))
        name, members = GROUPS.get(first, ('', (first,)))
        group = ''.join(rows.pop(member, '') for member in members)
        if name == 'card-talk':
            group = code + group
        if name == 'card-last':
            parts += [f'<p class="card-fill">{text(line, lang)}</p>' for line in fill]
        parts.append(f'<div class="{name}">{group}</div>' if name else group)
    return (
        f'<section class="card-mine" lang="{TAGS[lang]}">'
        f'<h3 class="card-head">{words["mine"]}<small> {words["not-official"]}'
        f'{"。" if lang == "zh" else ". "}{words["dates"]}</small></h3>'
        f'{"".join(parts)}</section>'
    )


def visitor(card: dict, heading: str = '', form: bool = False) -> str:
    """The visitor's side, Chinese in both editions.

    heading: words for the screen only, as HTML; form: with the lines that the visitor fills in and leaves.
    """
    side = card['visitor']
    lines = ''.join(
        f'<li><span class="card-mark">{number}</span>{clauses(line)}</li>'
        for number, line in enumerate(side['lines'], 1)
    )
    first, *rest = side['close']
    fields = ''.join(f'<p>{text(line, "zh")}</p>' for line in side['form']['lines'])
    to_fill = f'<div class="card-form"><p>{side["form"]["title"]}</p>{fields}</div>' if form else ''
    return (
        f'<section class="card-visitor" lang="zh-CN">{heading}<p class="card-big">{side["head"]}</p>'
        f'<ul class="card-list">{lines}</ul>'
        f'<div class="card-close"><p>{clauses(first)}　'
        f'<span class="card-tick">{BOX} {side["tick"]}</span></p>'
        f'<p>{clauses("".join(rest))}</p></div>{to_fill}'
        f'<p class="card-law">{side["law"]}　{card["words"]["version"]}</p></section>'
    )


def fold(card: dict, lang: str, site_url: str, heading: str = '') -> str:
    """Both halves of the sheet with one fold.

    On a screen both stand upright; in print the visitor's is turned above the fold.
    """
    return f'<div class="door-card">{mine(card, lang, target(site_url, lang))}{visitor(card, heading)}</div>'
