"""Gives the built pages what the look needs and no editor writes: marks, folds, lists of contents, boxes to tick.

Everything works without script. Each function changes the tree of one page.
"""
from __future__ import annotations

import re

import lxml.html

import kb

# From how many sections on a page gets a list of its contents.
CONTENTS_FROM = 5
VERDICTS = ('true', 'partly', 'false')
HAN = re.compile('[\u3400-\u9fff]')


def element(text: str):
    return lxml.html.fragment_fromstring(text)


def icon(book: kb.Book, name: str):
    """A drawing of data/look.yml as an SVG without a name of its own: it always stands beside words."""
    return element(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{book.data["look"]["icons"][name]}"></path></svg>')


def icons(book: kb.Book, tree) -> None:
    """data-icon="name" on an element becomes the drawing in front of its words."""
    for node in tree.xpath('//*[@data-icon]'):
        drawing = icon(book, node.attrib.pop('data-icon'))
        drawing.tail, node.text = node.text, None
        node.insert(0, drawing)


def citations(book: kb.Book, tree, lang: str) -> None:
    """Marks that stand side by side become one group. A mark brings its footnote up as a sheet, the footnote's one link shuts it.

    That link leads to a place without a box, so that nothing moves: the reader stays at the line that made them ask.
    """
    for mark in tree.xpath('//sup[a/@class="footnote-ref"]'):
        mark.attrib.pop('id', None)
        mark.set('class', 'cite')
        # a word joiner: the mark never stands alone on the next line
        mark.text = '\u2060'
        before = mark.getprevious()
        if before is not None and before.tag == 'sup' and before.get('class') == 'cite' and not (before.tail or '').strip():
            before.append(mark[0])
            before.tail = mark.tail
            mark.tail = None
            mark.getparent().remove(mark)
    for item in tree.xpath('//div[@class="footnote"]//li'):
        back = item.xpath('.//a[@class="footnote-backref"]')
        for more in back[1:]:
            more.drop_tree()
        back[0].attrib.pop('title', None)
        back[0].set('href', '#here')
        back[0].text = book.text('basis-shut', lang)
    for rule in tree.xpath('//div[@class="footnote"]/hr'):
        rule.drop_tree()
    if tree.xpath('//div[@class="footnote"]'):
        tree.xpath('//article')[0].insert(0, element('<i id="here" hidden></i>'))


def basis(book: kb.Book, tree, lang: str) -> None:
    """The basis stays folded on a screen until it is asked for; a mark brings up its own entry. On paper it is open.

    The fold holds the heading alone, the list follows it: so no script is needed, and style alone opens it in print.
    """
    head = tree.xpath('//h2[@id="basis"]')
    if not head:
        return
    head = head[0]
    line = head.xpath('following-sibling::p[1]')[0]
    line.set('class', 'checked')
    line.set('id', 'checked')
    notes = head.xpath('following-sibling::div[@class="footnote"]')
    if notes:
        number = len(notes[0].xpath('.//li'))
        fold = element(f'<details class="fold"><summary><span>{book.text("basis-count", lang).format(n=number)}</span></summary></details>')
        head.addprevious(fold)
        fold[0].insert(0, head)
        # first how fresh the page is, then what it rests on
        fold.addprevious(line)


def verdicts(book: kb.Book, tree, lang: str) -> None:
    """A bold word that says whether a claim is true, at the start of its answer, becomes a tag."""
    words = {book.text(f'verdict-{name}', lang): name for name in VERDICTS}
    for bold in tree.xpath('//article/h3/following-sibling::p[1]/strong[1]'):
        name = words.get((bold.text or '').strip())
        if name and not (bold.getparent().text or '').strip():
            bold.set('class', f'verdict {name}')
            bold.text = bold.text.strip().rstrip('。.')
            bold.getparent().getprevious().set('class', 'claim')


def contents(book: kb.Book, tree, lang: str) -> None:
    """A list of the page's sections after its answer; on a page of claims also each claim with its verdict."""
    article = tree.xpath('//article')[0]
    heads = [head for head in article.xpath('./h2[@id] | ./h3[starts-with(@id, "group-")]') if head.get('id') not in ('basis', 'next')]
    if len(heads) < CONTENTS_FROM:
        return
    tags = article.xpath('./p/strong[starts-with(@class, "verdict ")]')
    count = book.text('claims-count' if tags else 'contents-count', lang).format(n=len(tags) or len(heads))
    nav = element(f'<nav class="toc" aria-label="{book.text("contents", lang)}"><details><summary>{book.text("contents", lang)}'
                  f'<span>{count}</span></summary></details><ul></ul></nav>')
    for head in article.xpath('./h3[@class="claim"]') if tags else heads:
        tag = head.xpath('following-sibling::p[1]/strong[starts-with(@class, "verdict ")]') if head.tag == 'h3' else []
        item = lxml.html.Element('li')
        link = lxml.html.Element('a', href=f'#{head.get("id")}')
        link.text = head.text_content().strip()
        item.append(link)
        if tag:
            mark = lxml.html.Element('span')
            mark.set('class', tag[0].get('class'))
            mark.text = tag[0].text
            item.append(mark)
        nav[1].append(item)
    after = article.xpath('./h1')[0]
    while after.getnext() is not None and after.getnext().tag == 'p' and not after.getnext().xpath('.//svg'):
        after = after.getnext()
    if after.getnext() is not None and after.getnext().get('class') == 'admonition call110':
        # nothing comes between the answer and 110
        after = after.getnext()
    after.addnext(nav)


def tables(tree) -> None:
    """A table of three columns falls apart into blocks on a phone: each cell then says its column, and stays a cell for a screen reader."""
    for table in tree.xpath('//article//table'):
        names = [head.text_content().strip() for head in table.xpath('.//thead//th')]
        if len(names) < 3:
            continue
        table.set('class', 'stack')
        table.set('role', 'table')
        for row in table.xpath('.//tr'):
            row.set('role', 'row')
        for row in table.xpath('.//tbody/tr'):
            for name, cell in zip(['', *names[1:]], row, strict=False):
                cell.set('role', 'cell')
                if name:
                    cell.set('data-th', name)


def checklists(tree) -> None:
    """Boxes that a finger can tick. Nothing is stored: leaving the page forgets them."""
    for item in tree.xpath('//div[@class="admonition checklist"]//li'):
        label = element('<label><input type="checkbox"><span></span></label>')
        label[1].text, item.text = item.text, None
        for child in list(item):
            label[1].append(child)
        item.append(label)


def sayings(tree) -> None:
    """A Chinese line to say breaks between its sentences rather than within one."""
    for item in tree.xpath('//div[@class="admonition say"]//li'):
        first = item.find('p') if item.find('p') is not None else item
        if first.find('br') is not None:
            # with pinyin beneath, as on English pages, it stays one line
            continue
        sentences = re.findall(r'[^。？！]+[。？！]', first.text or '')
        if len(sentences) > 1 and ''.join(sentences) == first.text.strip() and HAN.search(first.text):
            first.text = None
            for place, sentence in enumerate(sentences):
                span = lxml.html.Element('span')
                span.text = sentence
                first.insert(place, span)


def calls(tree) -> None:
    """A call button at the start of a line: what follows stands beside or beneath it as one piece, without the full stop between."""
    for link in tree.xpath('//article//p/a[starts-with(@href, "tel:")][1]'):
        line = link.getparent()
        kind = link.get('class') or ''
        if link.getprevious() is not None or (line.text or '').strip():
            continue
        if 'call' in kind.split() or line.getparent().get('class') == 'admonition call110':
            link.set('class', f'{kind} call'.strip() if 'call' not in kind.split() else kind)
            line.set('class', 'calling')
            rest = lxml.html.Element('span')
            rest.text, link.tail = re.sub(r'^[。.]?\s*', '', link.tail or ''), ' '
            for node in list(line)[1:]:
                rest.append(node)
            if rest.text or len(rest):
                line.append(rest)


def hotlines(tree) -> None:
    """Each line of a telephone number's item as a row: the number with its name, then a label and what it says."""
    for item in tree.xpath('//article//li[*[1][contains(@class, "tel")]]'):
        rows, row = [], lxml.html.Element('span')
        row.set('class', 'line')
        for node in list(item):
            tail, node.tail = node.tail, None
            if node.tag == 'br':
                rows.append(row)
                row = lxml.html.Element('span')
                row.text = (tail or '').strip() or None
                item.remove(node)
                continue
            if node.tag == 'em':
                # a label, and beside it all that follows up to the end of the line
                row.set('class', 'row')
                row.append(node)
                row = pair(row, tail)
                continue
            node.tail = tail
            row.append(node)
        rows.append(row)
        item.text = None
        item.getparent().set('class', 'numbers')
        for row in rows:
            item.append(row if row.getparent() is None else row.getparent())


def pair(row, text: str):
    """The second part of a row: an element that takes what follows."""
    value = lxml.html.Element('span')
    value.text = (text or '').strip()
    row.append(value)
    return value


def home(tree) -> None:
    """The home page in parts, which a wide screen sets side by side."""
    article = tree.xpath('//article')[0]
    tree.body.set('class', 'home')
    part = element('<div class="hero"></div>')
    article.insert(0, part)
    for node in list(article)[1:]:
        if node.tag == 'h2':
            part = element(f'<section class="part {node.get("id")}"></section>')
            article.append(part)
        elif node.get('class') == 'checked':
            part = element('<div class="rest"></div>')
            article.append(part)
        part.append(node)
    parts = element('<div class="parts"></div>')
    for part in list(article)[1:]:
        parts.append(part)
    article.append(parts)


def lost(tree) -> None:
    """404 serves both languages, the engine builds it once: it has no menu."""
    for node in tree.xpath('//nav[@id="menu"] | //a[@class="head-menu"]'):
        node.drop_tree()
    tree.body.set('class', 'lost')


def shape(book: kb.Book, tree, lang: str, where: str) -> None:
    """All of the above, in the order that they need each other. where: the file under the site's root."""
    icons(book, tree)
    citations(book, tree, lang)
    basis(book, tree, lang)
    verdicts(book, tree, lang)
    contents(book, tree, lang)
    tables(tree)
    checklists(tree)
    sayings(tree)
    calls(tree)
    hotlines(tree)
    for after in tree.xpath('//h2[@id="next"]/following-sibling::ul[1] | //ul[li/a/svg][not(@class)]'):
        after.set('class', 'go')
    if where in ('index.html', 'en/index.html'):
        home(tree)
    if where == '404.html':
        lost(tree)
