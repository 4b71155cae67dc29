"""Citation marks and the basis that they lead to: a mark brings up its own entry, style does the rest."""

from __future__ import annotations

from scripts.book.model import Book
from scripts.finish.tree import element


def citations(book: Book, tree, lang: str) -> None:
    """Marks that stand side by side become one group, footnotes get short ids, one link shuts the sheet.

    That link leads to a place without a box, so nothing moves: the reader stays where they asked.
    """
    for mark in tree.xpath('//sup[a/@class="footnote-ref"]'):
        mark.attrib.pop('id', None)
        mark.set('class', 'cite')
        # a word joiner: the mark never stands alone on the next line
        mark.text = '\u2060'
        before = mark.getprevious()
        if before is not None and before.get('class') == 'cite' and not (before.tail or '').strip():
            before.append(mark[0])
            before.tail = mark.tail
            mark.tail = None
            mark.getparent().remove(mark)
    notes = tree.xpath('//div[@class="footnote"]//li')
    short = {f'#{note.get("id")}': f'n{number}' for number, note in enumerate(notes, 1)}
    for link in tree.xpath('//a[@class="footnote-ref"]'):
        link.set('href', f'#{short[link.get("href")]}')
    for note in notes:
        note.set('id', short[f'#{note.get("id")}'])
        shut, *more = note.xpath('.//a[@class="footnote-backref"]')
        for link in more:
            link.drop_tree()
        shut.attrib.pop('title', None)
        shut.set('href', '#here')
        shut.text = book.text('basis-shut', lang)
    for rule in tree.xpath('//div[@class="footnote"]/hr'):
        rule.drop_tree()
    if notes:
        tree.xpath('//article')[0].insert(0, element('<i id="here" hidden></i>'))


def sources(book: Book, tree) -> None:
    """Links from a footnote to the register take the source's number there.

    Its id would be the half of each footnote's weight.
    """
    numbers = {source['id']: f's{number}' for number, source in enumerate(book.data['sources'], 1)}
    for link in tree.xpath('//div[@class="footnote"]//a[contains(@href, "#")]'):
        path, _, anchor = link.get('href').partition('#')
        if path and anchor in numbers:
            link.set('href', f'{path}#{numbers[anchor]}')
    for item in tree.xpath('//article/ul/li[@id]'):
        if item.get('id') in numbers:
            place = element(f'<i id="{numbers[item.get("id")]}"></i>')
            place.tail, item.text = item.text, None
            item.insert(0, place)


def basis(book: Book, tree, lang: str) -> None:
    """The basis stays folded on a screen until asked for; a mark brings up its own entry. Paper has it open.

    The fold holds the heading alone, the list follows it: no script is needed, style alone opens it in print.
    """
    heads = tree.xpath('//h2[@id="basis"]')
    if not heads:
        return
    head = heads[0]
    line = head.xpath('following-sibling::p[1]')[0]
    line.set('class', 'checked')
    line.set('id', 'checked')
    notes = head.xpath('following-sibling::div[@class="footnote"]')
    if notes:
        count = book.text('basis-count', lang).format(n=len(notes[0].xpath('.//li')))
        fold = element(f'<details class="fold"><summary><span>{count}</span></summary></details>')
        head.addprevious(fold)
        fold[0].insert(0, head)
        # first how fresh the page is, then what it rests on
        fold.addprevious(line)
    else:
        head.drop_tree()
