"""Draws a ladder of steps (data/pictures/*.yml) as one SVG: a head in a box, what follows beneath, the next.

One drawing serves both languages, screens from 320 px, dark mode and print: it has no colour of its own.
"""

from __future__ import annotations

import html
import re

from scripts.book import markdown
from scripts.book.model import Book, Page

WIDTH, PAD, LINE, SIZE = 320, 10, 21, 15
# Letters that are narrower and wider than most.
THIN, WIDE = " .,:;'|!()[]ijlftr-I", 'mwMW@%—…'
BOLD, ITALIC = 'font-weight="700"', 'font-style="italic"'


def width(text: str, bold: bool = False) -> float:
    """The width of a text in em in the widest of the usual system fonts, DejaVu Sans."""
    thin = sum(
        0.41
        if sign in THIN
        else 1
        if ord(sign) > 0x2E7F or sign in WIDE
        else 0.77
        if sign.isupper()
        else 0.64
        for sign in text
    )
    return thin * 1.1 if bold else thin


def wrap(text: str, room: float, bold: bool = False) -> list[str]:
    """Lines of at most `room` em; breaks between words, or after any Han sign but before no closing mark."""
    lines, line = [], ''
    for piece in re.findall(
        r'[^\u2e80-\uffff\s]+[，。；：、？！）”]*\s*|[\u2e80-\uffff][，。；：、？！）”]*\s*', text
    ):
        if line and width(line, bold) + width(piece.rstrip(), bold) > room:
            lines.append(line.rstrip())
            line = ''
        line += piece
    return lines + ([line.rstrip()] if line.strip() else [])


def _text(lines: list[str], x: int, y: int, look: str = '') -> str:
    """A text element of several lines; look: a presentation attribute, or nothing."""
    spans = ''.join(
        f'<tspan x="{x}" y="{y + n * LINE}">{html.escape(line)}</tspan>' for n, line in enumerate(lines)
    )
    return f'<text {look}>{spans}</text>' if look else f'<text>{spans}</text>'


def svg(data: dict, lang: str, name: str) -> str:
    """The SVG of one picture as one line of HTML.

    data: {title, facts, link, steps: [{head, then, link}]}, texts as {zh, en}. `link` says on the way down
    what the next step assumes: a step's own, or that of the picture; without one the arrow says nothing.
    """
    parts, spoken, y = [], [], 0
    steps = data['steps']
    for number, step in enumerate(steps, 1):
        head = wrap(f'{number}. {step["head"][lang]}', (WIDTH - 2 * PAD) / SIZE, bold=True)
        then = wrap(step['then'][lang], (WIDTH - 44) / SIZE)
        box = len(head) * LINE + PAD
        parts.append(
            f'<rect x="1" y="{y + 1}" width="{WIDTH - 2}" height="{box}" rx="4"'
            ' fill="none" stroke="currentColor" stroke-width="2"/>'
        )
        parts.append(_text(head, PAD, y + LINE, BOLD))
        y += box
        parts.append(_text(then, 40, y + LINE + 3))
        bottom = y + len(then) * LINE + 12
        last, link = number == len(steps), step.get('link', data.get('link'))
        if not last:
            word = wrap(link[lang], (WIDTH - 44) / SIZE) if link else []
            parts.append(
                f'<path d="M16 {y + 2}V{bottom + LINE * max(len(word), 1)}m-5-7 5 7 5-7"'
                ' fill="none" stroke="currentColor" stroke-width="2"/>'
            )
            parts += [_text(word, 40, bottom + LINE - 3, ITALIC)] if word else []
            bottom += LINE * max(len(word), 1) + 2
        y = bottom
        spoken.append(
            f'{number}. {step["head"][lang]} {step["then"][lang]}'
            + (f' {link[lang]}' if link and not last else '')
        )
    ident = f'picture-{name}'
    return (
        f'<svg class="picture" role="img" aria-labelledby="{ident}-t" aria-describedby="{ident}-d" '
        f'viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" font-size="{SIZE}" fill="currentColor">'
        f'<title id="{ident}-t">{html.escape(data["title"][lang])}</title>'
        f'<desc id="{ident}-d">{html.escape(" ".join(spoken))}</desc>{"".join(parts)}</svg>'
    )


def drawn_picture(book: Book, page: Page, name: str) -> str:
    """A drawing of data/pictures/<name>.yml, with its title and citations as the caption."""
    data = book.data[f'pictures/{name}']
    return f'{svg(data, page.lang, name)}\n\n{data["title"][page.lang]}{markdown.cite(data["facts"])}\n'
