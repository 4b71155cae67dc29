"""Draws what changed for readers, data/changes.yml, and the link to the feed of it."""

from __future__ import annotations

from scripts.book.days import spoken
from scripts.book.model import Book, Page, linked
from scripts.draw.opendata import way

# The feed of each language under the site's root; the build writes it where the site has an address.
FEEDS = {'zh': 'feed.xml', 'en': 'en/feed.xml'}


def newest(book: Book) -> list[dict]:
    """The changes, the newest first; those of one day as they stand in the file."""
    return sorted(book.data['changes'], key=lambda change: change['day'], reverse=True)


def changes(book: Book, page: Page, _name: str) -> str:
    """The changes as a list, each with its pages; where the site has an address, the link to its feed."""
    lang, out = page.lang, []
    colon, comma, stop = ('：', '、', '。') if lang == 'zh' else (': ', ', ', '.')
    for change in newest(book):
        on = [
            linked(page, book.pages[(lang, slug)])
            for slug in change.get('pages', [])
            if (lang, slug) in book.pages
        ]
        see = (
            f'{"" if lang == "zh" else " "}{book.text("changes-see", lang)}{comma.join(on)}{stop}'
            if on
            else ''
        )
        out.append(
            f'- **{spoken(change["day"], lang)}**{colon}{change["text"][lang]}{see}\n'
            f'  {{ #change-{change["id"]} }}'
        )
    if book.site_url:
        # as raw HTML: the engine knows no such file
        words, feed = book.text('changes-feed', lang), way(page, FEEDS[lang])
        out += [
            '',
            f'<p class="feed"><a href="{feed}" type="application/atom+xml">{words}</a></p>',
        ]
    return '\n'.join(out) + '\n'
