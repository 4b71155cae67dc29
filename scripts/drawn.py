"""The blocks of a page together with those of the parts that data draws on it."""
from __future__ import annotations

import dataclasses
import re

import draw
import kb
import outline


def blocks(book: kb.Book, page: kb.Page) -> list[outline.Block]:
    """outline.blocks(page), each draw line replaced by what it draws; those blocks stand at the draw line, with `drawn` set.

    A part that cannot be drawn stays out: check_facts or check_links names what is wrong with it.
    """
    found = []
    for block in outline.blocks(page):
        if block.kind != 'draw':
            found.append(block)
            continue
        if block.text == 'card':
            # its texts stand in data/card.yml, each beside its facts, and the card shows no citations
            continue
        text = part(book, page, block)
        if block.text == 'picture':
            text = re.sub(r'\n+', '\n', text)   # a drawing and its caption with the citations are one block
        for inner in outline.blocks(dataclasses.replace(page, body=text)):
            found.append(dataclasses.replace(inner, line=block.line, drawn=block.text))
    return found


def part(book: kb.Book, page: kb.Page, block: outline.Block) -> str:
    """The Markdown that stands for one draw line; '' where data does not allow to draw it."""
    try:
        return draw.DRAWINGS[block.text](book, page, block.ident)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return ''
