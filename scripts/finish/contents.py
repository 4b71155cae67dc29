"""The list of a page's sections, and on the page of claims the verdict beside each."""

from __future__ import annotations

import lxml.html

from scripts.book.model import Book
from scripts.finish.tree import element

# From how many sections on a page gets a list of its contents.
CONTENTS_FROM = 5
# The boxes that nothing parts from the answer.
URGENT = ('admonition crisis', 'admonition call110')
VERDICTS = ('true', 'partly', 'false')


def verdicts(book: Book, tree, lang: str) -> None:
    """A bold word that says whether a claim is true, at the start of its answer, becomes a tag."""
    words = {book.text(f'verdict-{name}', lang): name for name in VERDICTS}
    for bold in tree.xpath('//article/h3/following-sibling::p[1]/strong[1]'):
        name = words.get((bold.text or '').strip())
        if name and not (bold.getparent().text or '').strip():
            bold.set('class', f'verdict {name}')
            bold.text = bold.text.strip().rstrip('。.')


def contents(book: Book, tree, lang: str) -> None:
    """A list of the page's sections after its answer; on a page of claims each claim with its verdict."""
    article = tree.xpath('//article')[0]
    heads = [
        head
        for head in article.xpath('./h2[@id] | ./h3[starts-with(@id, "group-")]')
        if head.get('id') not in ('basis', 'next')
    ]
    if len(heads) < CONTENTS_FROM:
        return
    claims = article.xpath('./h3[following-sibling::*[1]/strong[starts-with(@class, "verdict ")]]')
    if len(claims) < len(heads):
        # a page of sections that happens to show claims
        claims = []
    count = book.text('claims-count' if claims else 'contents-count', lang).format(n=len(claims or heads))
    title = book.text('contents', lang)
    nav = element(
        f'<nav class="toc" aria-label="{title}"><details><summary>{title}<span>{count}</span></summary>'
        '</details>'
        '<ul></ul></nav>'
    )
    for head in claims or heads:
        item = lxml.html.Element('li')
        link = lxml.html.Element('a', href=f'#{head.get("id")}')
        link.text = head.text_content().strip()
        item.append(link)
        if claims:
            tag = head.xpath('following-sibling::p[1]/strong[starts-with(@class, "verdict ")]')[0]
            mark = lxml.html.Element('span')
            mark.set('class', tag.get('class'))
            mark.text = tag.text
            item.append(mark)
        nav[1].append(item)
    place(article).addnext(nav)


def place(article):
    """The element behind which the contents stand: the answer, or help and 110 right below or above it."""
    after = article.xpath('./h1')[0]
    answered = called = False
    for item in after.itersiblings():
        # nothing comes between the answer and whom to call
        if item.get('class') in URGENT:
            called = True
        elif item.tag == 'p' and not item.xpath('.//svg') and not (answered and called):
            answered |= item.get('class') != 'exit'
        else:
            break
        after = item
    return after
