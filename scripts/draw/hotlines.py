"""Draws the telephone numbers of data/hotlines.yml: the list on help/, the line for whoever cannot go on."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page

# The group of interface.yml whose numbers stand before all others.
FIRST = 'first'
# The rows of a number below what it is for, in their order.
ROWS = ('hours', 'wont', 'know', 'ready')


def both(value, lang: str) -> str:
    """A value that is one string for both languages, or {zh, en}."""
    return value[lang] if isinstance(value, dict) else value


def dialled(row, lang: str) -> str:
    """A telephone number as a link, or as words where no phone can dial it as it stands."""
    number = both(row['number'], lang)
    return f'[{number}](tel:{row["tel"]})' if row['tel'] else number


def facts_of(book: Book, tel: str) -> list[str]:
    """The facts of the number that a phone dials so. Raises StopIteration where data has no such number."""
    return next(row['facts'] for row in book.data['hotlines'] if row['tel'] == tel)


def hotlines(book: Book, page: Page, name: str) -> str:
    """The telephone numbers of data/hotlines.yml: one group, or those that lead and then the others by group.

    A list each; where all are drawn, a group whose numbers stand further up says so first.
    """
    lang, out = page.lang, []
    leading = [line for line in book.data['hotlines'] if line.get('lead')]
    for group, names in book.data['interface']['hotline-group'].items():
        if name and name != group:
            continue
        own = [line for line in book.data['hotlines'] if line['group'] == group]
        above = [] if name else [line for line in own if line in leading]
        shown = leading if group == FIRST else [line for line in own if line not in above]
        if not own and not shown:
            continue
        out += [f'### {names[lang]} {{ #group-{group} }}', '']
        out += [before(book, above, lang), ''] if above else []
        out += [*(item(book, line, lang) for line in shown), '']
    return '\n'.join(out)


def before(book: Book, lines: list, lang: str) -> str:
    """What stands above a group's list: its numbers that lead, as links."""
    numbers = ('、' if lang == 'zh' else ', ').join(dialled(line, lang) for line in lines)
    facts = dict.fromkeys(ident for line in lines for ident in line['facts'])
    return book.text('hotline-before', lang).format(numbers=numbers) + markdown.cite(facts)


def item(book: Book, line: dict, lang: str) -> str:
    """One telephone number as an item with its citations; a row is left out where data says nothing.

    The number comes first, as a button where a phone can dial it; finish and numbers.css make a card of it.
    """
    number, look = both(line['number'], lang), '.tel .now' if line['group'] == 'danger' else '.tel'
    parts = [
        (f'[{number}](tel:{line["tel"]}){{ {look} }}' if line['tel'] else f'**{number}**{{ .tel }}')
        + f' **{line["name"][lang]}**',
        line['need'][lang],
    ]
    for key in ROWS:
        if key in line:
            parts.append(f'*{book.text(f"hotline-{key}", lang).strip("： :")}* {line[key][lang]}')
    return f'- {"<br>".join(parts)}{markdown.cite(line["facts"])}'


def for_crisis(book: Book, lang: str) -> list[dict]:
    """The numbers of data/hotlines.yml for whoever cannot go on; the first one is to be called first."""
    return [row for row in book.data['hotlines'] if lang in row.get('crisis', ())]


def button(book: Book, row: dict, lang: str) -> str:
    """The words of the button that dials such a number."""
    return book.text('crisis-call', lang).format(number=both(row['number'], lang))


def crisis(book: Book, page: Page, _name: str) -> str:
    """The line for whoever cannot go on.

    The first number of data/hotlines.yml marked for it as a button, the others, then 120.
    """
    lang = page.lang
    first, *others = for_crisis(book, lang)
    stop = '。' if lang == 'zh' else '.'
    lines = [
        f'[{button(book, first, lang)}](tel:{first["tel"]}){{ .call }} {first["name"][lang]}{stop} '
        f'{first["hours"][lang]}{stop}{markdown.cite(first["facts"])}'
    ]
    for row in others:
        said = book.text('crisis-other', lang)
        said = said.format(number=dialled(row, lang), hours=both(row['hours'], lang))
        lines.append(said + markdown.cite(row['facts']))
    lines.append(book.text('crisis-hurt', lang) + markdown.cite(facts_of(book, '120')))
    return (
        f'!!! crisis "{book.text("crisis-title", lang)}"\n'
        + '\n\n'.join(f'    {line}' for line in lines)
        + '\n'
    )
