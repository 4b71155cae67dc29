"""Draws the finder (data/finder.yml): signs of danger, the questions as nested links, every outcome once."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page, link
from scripts.draw.hotlines import both


def finder(book: Book, page: Page, _name: str) -> str:
    """The whole finder as Markdown. It works by links within the page alone, on paper too."""
    data, lang = book.data['finder'], page.lang
    flags = data['flags']
    out = [f'## {flags["title"][lang]} {{ #flags }}', '']
    out += [leaf(row, lang, 0) for row in flags['answers']]
    out += [f'- [{flags["none"][lang]}](#questions)', '']
    out += [f'## {data["ask"][lang]} {{ #questions }}', '', *branches(data['answers'], lang, 0), '']
    out += [f'## {data["outcomes-title"][lang]} {{ #outcomes }}', '']
    sayings = {row['id']: row for row in data['sayings']}
    for row in data['outcomes']:
        out += outcome(book, page, row, sayings[row['say']])
    return '\n'.join(out)


def branches(answers, lang: str, depth: int) -> list[str]:
    """The answers to one question: each leads to an outcome or asks the next question."""
    out = []
    for row in answers:
        if 'go' in row:
            out.append(leaf(row, lang, depth))
        else:
            out.append(f'{"    " * depth}- **{row["text"][lang]}** {row["ask"][lang]}')
            out += branches(row['answers'], lang, depth + 1)
    return out


def leaf(row, lang: str, depth: int) -> str:
    """An answer that leads to an outcome."""
    return f'{"    " * depth}- [{row["text"][lang]}](#go-{row["go"]})'


def outcome(book: Book, page: Page, row, saying) -> list[str]:
    """An outcome: three acts, a line to say, a number, a page."""
    lang = page.lang
    number = book.by_id('hotlines')[row['number']]
    slug, _, anchor = row['page'].partition('#')
    target = book.pages[lang, slug]
    address = link(page, target) + (f'#{anchor}' if anchor else '')
    said = (
        saying['zh'] if lang == 'zh' else '<br>\n      '.join(saying[key] for key in ('zh', 'pinyin', 'en'))
    )
    shown = both(number['number'], lang)
    dialled = f'[{shown}](tel:{number["tel"]})' if number['tel'] else f'**{shown}**'
    name, stop = number['name'][lang], '：' if lang == 'zh' else ': '
    return [
        f'### {row["title"][lang]} {{ #go-{row["id"]} }}',
        '',
        *(f'{count}. {act[lang]}' for count, act in enumerate(row['acts'], 1)),
        '',
        f'!!! say "{book.text("finder-say", lang)}"',
        f'    - {said}',
        '',
        f'{book.text("finder-call", lang)}{stop}{dialled} {name}{markdown.cite(row["facts"])}',
        '',
        f'{book.text("finder-read", lang)}{stop}[{target.meta["title"]}]({address})',
        '',
    ]
