"""Rows: tables that fall apart on a phone, and the rows of a telephone number's card."""

from __future__ import annotations

import re

import lxml.html


def tables(tree) -> None:
    """A table of two columns and more becomes blocks on a phone: each cell says its column.

    It stays a cell for a screen reader.
    """
    for table in tree.xpath('//article//table'):
        names = [head.text_content().strip() for head in table.xpath('.//thead//th')]
        if len(names) < 2:
            continue
        table.set('class', 'stack')
        table.set('role', 'table')
        for head in table.xpath('.//thead//th'):
            head.set('role', 'columnheader')
        for row in table.xpath('.//tr'):
            row.set('role', 'row')
        for row in table.xpath('.//tbody/tr'):
            for name, cell in zip(['', *names[1:]], row, strict=False):
                cell.set('role', 'cell')
                if name:
                    cell.set('data-th', name)


def numbers(tree) -> None:
    """Each line of a telephone number's item as a row: number and name, then a label and what it says."""
    for item in tree.xpath('//article//li[*[1][contains(@class, "tel")]]'):
        rows = [row('line')]
        for node in list(item):
            tail = spaced(node) if len(rows) > 1 or node.tag == 'br' else (node.tail or '').strip()
            node.tail = None
            if node.tag == 'br':
                rows.append(row())
                rows[-1].text = tail
                item.remove(node)
            elif node.tag == 'em':
                # a label, and beside it all that follows up to the end of the line
                value = row()
                value.text = tail
                rows[-1].set('class', 'row')
                rows[-1].extend([node, value])
            else:
                node.tail = tail
                last = rows[-1]
                (last[1] if last.get('class') == 'row' else last).append(node)
        item.text = None
        item.extend(rows)
        item.getparent().set('class', 'numbers')


def spaced(node) -> str:
    """The text behind a node without the blanks at the ends of its row; those within a row stay."""
    text, after = re.sub(r'\s+', ' ', node.tail or ''), node.getnext()
    if node.tag in ('br', 'em'):
        text = text.lstrip()
    return text.rstrip() if after is None or after.tag == 'br' else text


def row(kind: str = ''):
    """An empty row, or the value beside its label."""
    span = lxml.html.Element('span')
    if kind:
        span.set('class', kind)
    return span
