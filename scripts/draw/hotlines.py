"""Draws the telephone numbers of data/hotlines.yml: the list on help/, the line for whoever cannot go on."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page


def both(value, lang: str) -> str:
    """A value that is one string for both languages, or {zh, en}."""
    return value[lang] if isinstance(value, dict) else value


def hotlines(book: Book, page: Page, name: str) -> str:
    """The telephone numbers of data/hotlines.yml, of one group or of all: a list each, items with citations.

    The number comes first, as a button where a phone can dial it; finish and site.css make a card of it.
    """
    lang, out = page.lang, []
    for group, names in book.data['interface']['hotline-group'].items():
        if name and name != group:
            continue
        out += [f'### {names[lang]} {{ #group-{group} }}', '']
        for line in book.data['hotlines']:
            if line['group'] != group:
                continue
            number = both(line['number'], lang)
            number = f'[{number}](tel:{line["tel"]}){{ .tel }}' if line['tel'] else f'**{number}**{{ .tel }}'
            hours = (
                both(line['hours'], lang) if line['hours'] else book.text('hotline-hours-unconfirmed', lang)
            )
            rows = [('hours', hours), ('wont', line['wont'][lang]), ('ready', line['ready'][lang])]
            parts = [
                f'{number} **{line["name"][lang]}**',
                line['need'][lang],
                *(f'*{book.text(f"hotline-{name}", lang).strip("： :")}* {value}' for name, value in rows),
            ]
            out.append(f'- {"<br>".join(parts)}{markdown.cite(line["facts"])}')
        out.append('')
    return '\n'.join(out)


def crisis(book: Book, page: Page, _name: str) -> str:
    """The line for whoever cannot go on.

    The first number of data/hotlines.yml marked for it as a button, the others, then 120.
    """
    lang = page.lang
    first, *others = [row for row in book.data['hotlines'] if lang in row.get('crisis', ())]
    call = book.text('crisis-call', lang).format(number=both(first['number'], lang))
    stop = '。' if lang == 'zh' else '.'
    lines = [
        f'[{call}](tel:{first["tel"]}){{ .call }} {first["name"][lang]}{stop} '
        f'{first["hours"][lang]}{stop}{markdown.cite(first["facts"])}'
    ]
    for row in others:
        number = f'[{both(row["number"], lang)}](tel:{row["tel"]})'
        lines.append(
            book.text('crisis-other', lang).format(number=number, hours=both(row['hours'], lang))
            + markdown.cite(row['facts'])
        )
    ambulance = next(row for row in book.data['hotlines'] if row['tel'] == '120')
    lines.append(book.text('crisis-hurt', lang) + markdown.cite(ambulance['facts']))
    return (
        f'!!! crisis "{book.text("crisis-title", lang)}"\n'
        + '\n\n'.join(f'    {line}' for line in lines)
        + '\n'
    )
