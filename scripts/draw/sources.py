"""Draws the register of sources, data/sources.yml."""

from __future__ import annotations

import collections

from scripts.book.model import Book, Page, linked, remembered

# How many pages the register names for a source.
NAMED = 2


def sources(book: Book, page: Page, _name: str) -> str:
    """The register (data/sources.yml) by force: address, dates, facts by verification, pages that use it."""
    lang, out = page.lang, []
    words = book.data['interface']
    split = collections.defaultdict(collections.Counter)
    for fact in book.facts.values():
        for use in fact['sources']:
            split[use['id']][fact['verification']] += 1
    used = used_on(book, lang)
    stop, comma = ('。', '，') if lang == 'zh' else ('. ', ', ')
    for force, names in words['force'].items():
        rows = [s for s in book.data['sources'] if s['kind'] == force]
        if not rows:
            continue
        out += [f'## {names[lang]} {{ #force-{force} }}', '']
        for source in rows:
            parts = [f'**{source["title"][lang]}**{comma}{source["issuer"][lang]}']
            dates = [
                book.text(f'sources-{key}', lang).format(date=source[key])
                for key in ('issued', 'effective')
                if source[key]
            ]
            if source['url']:
                word = book.text(
                    'sources-text' if source['url_is'] == 'text' else 'sources-issuer-site', lang
                )
                dates.append(f'[{word}]({source["url"]})')
            parts += [comma.join(dates)] if dates else []
            counts = comma.join(
                f'{words["verification"][v][lang].split("，")[0].split(",")[0]} {n}'
                for v, n in sorted(
                    split[source['id']].items(), key=lambda kv: list(words['verification']).index(kv[0])
                )
            )
            parts.append(
                book.text('sources-facts', lang).format(n=sum(split[source['id']].values()), split=counts)
            )
            parts.append(book.text('sources-pages', lang) + pages(book, page, used.get(source['id'], [])))
            out.append(f'- {stop.join(parts)}{stop.strip()}\n  {{ #{source["id"]} }}')
        out.append('')
    return '\n'.join(out)


def pages(book: Book, page: Page, found: list[Page]) -> str:
    """Links to the first pages that use a source, and how many others do: the register stays light."""
    links = [linked(page, other) for other in found[:NAMED]]
    if len(found) > NAMED:
        links.append(book.text('sources-more', page.lang).format(n=len(found) - NAMED))
    return ('、' if page.lang == 'zh' else ', ').join(links) or book.text('sources-no-page', page.lang)


@remembered
def used_on(book: Book, lang: str) -> dict[str, list[Page]]:
    """For each source id, the pages that cite a fact resting on it, in the order of the tree."""
    # here, since the index of drawings names this very module
    from scripts import draw

    pages: dict[str, list[Page]] = {}
    for page in book.pages.values():
        if page.lang == lang and '<!-- draw: sources -->' not in page.body:
            cited = draw.cited(book, page)
            for ident in dict.fromkeys(use['id'] for i in cited for use in book.facts[i]['sources']):
                pages.setdefault(ident, []).append(page)
    return pages
