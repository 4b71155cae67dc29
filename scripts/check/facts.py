"""Checks data/: the form of each record, and that records agree with each other.

In: data/**.yml. Out: problems FACT-n. Raises nothing for bad content.
A record matches its schema in data/schema/. A fact is as strong as its first source: its `force` is the
`kind` of that source. What one record names in another is there, and every source has a fact resting on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import figures, schema
from scripts.book.days import tomorrow
from scripts.book.model import LANGS, Book, Record, while_same
from scripts.book.problems import Problem, nearest
from scripts.book.words import is_day, listed, matches, patterns, wrong_language

# data/<file>.yml -> the schema of each of its records, or of the whole file.
LISTS = {
    'sources': 'source',
    'terms': 'term',
    'hotlines': 'hotline',
    'changes': 'change',
    'releases': 'release',
}
WHOLE = {
    'interface': 'interface',
    'style': 'style',
    'look': 'look',
    'tools': 'tool',
    'search': 'search',
    'contributing': 'contributing',
    'finder': 'finder',
    'letters': 'letters',
    'signs': 'signs',
}
# Files that may be missing: then there is nothing of the kind.
MAY = {'mirrors': 'mirrors'}
# People type what they type; lists of words hold wrong ones on purpose; what the card shows to visitors is
# Chinese in both editions.
FREE = ('aliases', 'style', 'card')
# Words that are set into sentences: a space at their end is meant.
PIECES = ('data/interface.yml', 'data/card.yml')
# A letter that looks like a digit beside one, and what else no number holds.
LETTER = re.compile(r'(?<=\d)[A-Za-z]+|[OoIl](?=\d)')
SIGN = re.compile(r'[^\d -]')
LANGUAGE = {
    'zh': (
        'Chinese text without a Chinese character',
        'write it in Chinese, or list it under zh-without-han in data/style.yml',
    ),
    'en': (
        'English text with Chinese characters',
        'set them in quotes or brackets, or list the name under han-in-en in data/style.yml',
    ),
}


def check(book: Book) -> list[Problem]:
    """All faults of data/."""
    return [
        *shapes(book),
        *references(book),
        *texts(book),
        *numbers(book),
        *broken_patterns(book),
        *drawn_with(book),
        *roles(book),
    ]


def shapes(book: Book) -> list[Problem]:
    """FACT-1 form of a record; FACT-8 a file that is missing or has a name that nothing reads."""
    found: list[Problem] = []

    def rows(value, name: str, file: str) -> None:
        if not isinstance(value, list):
            found.append(
                Problem(file, 1, 'FACT-1', 'is not a list of records', 'start each record with "- id: …"')
            )
            return
        for row in value:
            found.extend(schema.problems(name, row, file, getattr(row, 'line', 1), 'FACT-1'))

    topics = schema.contents('common')['$defs']['topic']['enum']
    for topic, value in book.data.get('facts', {}).items():
        if topic not in topics:
            found.append(
                Problem(
                    f'data/facts/{topic}.yml',
                    1,
                    'FACT-8',
                    f'"{topic}" is not a topic',
                    f'name the file after one of {", ".join(topics)}',
                )
            )
        rows(value, 'fact', f'data/facts/{topic}.yml')
    for name, value in book.data.items():
        if name in LISTS:
            rows(value, LISTS[name], f'data/{name}.yml')
        elif name in WHOLE or name in MAY or name.startswith('pictures/'):
            kind = {**WHOLE, **MAY}.get(name, 'picture')
            found.extend(schema.problems(kind, value, f'data/{name}.yml', 1, 'FACT-1'))
    for name in (*LISTS, *WHOLE):
        if name not in book.data and not book.unread(f'data/{name}.yml'):
            found.append(
                Problem(
                    f'data/{name}.yml',
                    1,
                    'FACT-8',
                    'is missing',
                    'bring the file back: the build and the checks read it',
                )
            )
    return found


def used_sources(fact: dict) -> list[str]:
    """The source ids of a fact, as far as it has the form of one."""
    uses = fact.get('sources')
    return (
        [use['id'] for use in uses if isinstance(use, dict) and isinstance(use.get('id'), str)]
        if isinstance(uses, list)
        else []
    )


def references(book: Book) -> list[Problem]:
    """FACT-2 unknown id; FACT-3 force is not the first source's kind; FACT-4 unused source; FACT-9 url_is."""
    found = []
    sources = book.by_id('sources')
    used = set()
    for ident, fact in book.facts.items():
        file = book.where['facts'][ident][0]
        ids = used_sources(fact)
        used.update(ids)
        if not book.unread('data/sources.yml'):
            found += [
                unknown(file, fact.line_of('sources'), 'source', i, sources) for i in ids if i not in sources
            ]
        kind = sources.get(ids[0], {}).get('kind') if ids else None
        if kind and fact.get('force') != kind:
            what = f'{ident}: force "{fact.get("force")}", but its first source {ids[0]} is "{kind}"'
            found.append(
                Problem(
                    file,
                    fact.line_of('force'),
                    'FACT-3',
                    what,
                    'put the source that the force rests on first, or correct the force',
                )
            )
    for ident, source in sources.items():
        if ident not in used and not book.unread('data/facts/'):
            found.append(
                Problem(
                    'data/sources.yml',
                    source.line,
                    'FACT-4',
                    f'no fact rests on source "{ident}"',
                    'name it in a fact, or delete the record',
                )
            )
        if (source.get('url') is None) != (source.get('url_is') is None):
            found.append(
                Problem(
                    'data/sources.yml',
                    source.line_of('url'),
                    'FACT-9',
                    f'{ident}: url and url_is do not agree',
                    'give both (text or issuer-site), or null for both',
                )
            )
    for name, value in book.data.items():
        # the card's facts are for card.py
        for row in holders(value) if name not in ('facts', 'card') else ():
            ids = row['facts']
            if isinstance(ids, list) and not book.unread('data/facts/'):
                found += [
                    unknown(f'data/{name}.yml', row.line_of('facts'), 'fact', i, book.facts)
                    for i in ids
                    if isinstance(i, str) and i not in book.facts
                ]
    return found


def holders(value) -> Iterator[Record]:
    """Each record of a value of data, however deep, that lists facts."""
    if isinstance(value, Record) and 'facts' in value:
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from holders(part)


def unknown(file: str, line: int, kind: str, ident: str, known: dict) -> Problem:
    """The problem of a data record that names an id which is not there."""
    near = nearest(ident, known)
    return Problem(
        file,
        line,
        'FACT-2',
        f'unknown {kind} "{ident}"',
        f'write "{near}"' if near else f'add the {kind}, or take the id out',
    )


def strings(
    value, line: int = 1, path: str = '', lang: str = '', cited: bool = True
) -> Iterator[tuple[int, str, str, str]]:
    """(line of its key, path, language or '', text) of each text in a value of data.

    cited: with those of records that list facts.
    """
    if isinstance(value, dict):
        for key, inner in value.items() if cited or 'facts' not in value else ():
            at = value.line_of(key) if isinstance(value, Record) else line
            yield from strings(inner, at, f'{path}.{key}'.lstrip('.'), key if key in LANGS else lang, cited)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, line, path, lang, cited)
    elif isinstance(value, str):
        yield line, path, lang, value


def texts(book: Book) -> list[Problem]:
    """FACT-5 not in its language; FACT-6 empty text, stray spaces or a line break; FACT-7 not a real date."""
    files = {f'data/{name}.yml': value for name, value in book.data.items() if name not in ('facts', 'style')}
    files |= {f'data/facts/{topic}.yml': value for topic, value in book.data.get('facts', {}).items()}
    style, future = book.data.get('style'), tomorrow()
    return [
        problem
        for file, value in files.items()
        for problem in while_same(
            READ, (file, future), (value, style), lambda it=(file, value): [*texts_of(book, *it, future)]
        )
    ]


# What was found in the texts of each file when it was last looked at.
READ: dict = {}


def texts_of(book: Book, file: str, value, future: str) -> Iterator[Problem]:
    """The same for one file. future: the day (ISO) that nothing past is beyond."""
    for line, path, lang, text in strings(value):
        last = path.rpartition('.')[2]
        edges = text if file in PIECES else text.strip()
        if not text.strip() or text != edges or re.search(r'\n|  ', text):
            what = f'{path}: empty text, stray spaces or a line break'
            yield Problem(file, line, 'FACT-6', what, 'write the text on one line, with single spaces')
        elif lang and not {*path.split('.'), file[5:-4]} & {*FREE} and wrong_language(book, text, lang):
            what, mend = LANGUAGE[lang]
            yield Problem(file, line, 'FACT-5', f'{path}: {what}: {text[:40]}', mend)
        if last in ('issued', 'effective', 'checked', 'until', 'day') and not is_day(text):
            yield Problem(file, line, 'FACT-7', f'{path}: {text} is not a real date', 'correct the date')
        elif last in ('issued', 'checked', 'day') and text > future:
            what, mend = f'{path}: {text} is in the future', 'write the day on which it was'
            yield Problem(file, line, 'FACT-7', what, mend)


def numbers(book: Book) -> Iterator[Problem]:
    """FACT-12: the number that a hotline shows, the one that it dials and those of its facts do not agree."""
    for row in book.by_id('hotlines').values() if not book.unread('data/facts/') else ():
        shown = row.get('number')
        texts = [text for text in (shown.values() if isinstance(shown, dict) else [shown]) if text]
        if not all(isinstance(text, str) for text in texts):
            continue

        def fault(key: str, what: str, mend: str, row=row) -> Problem:
            what = f'{row["id"]}: {what}'
            return Problem('data/hotlines.yml', row.line_of(key), 'FACT-12', what, mend)

        signs = LETTER.search(' '.join(texts)) or (isinstance(shown, str) and SIGN.search(shown))
        if signs:
            yield fault('number', f'"{signs[0]}" in the number', 'write it in digits, blanks and hyphens')
            continue
        digits = {digits for text in texts for digits, _ in figures.plain(text) if len(digits) >= 3}
        if isinstance(row.get('tel'), str) and row['tel'] and digits != {row['tel']}:
            mend = 'write the same number in both, here without blanks'
            yield fault('tel', f'shows {" ".join(texts)} and dials {row["tel"]}', mend)
        ids = row.get('facts') if isinstance(row.get('facts'), list) else []
        facts = [book.facts[ident] for ident in ids if isinstance(ident, str) and ident in book.facts]
        for lang in LANGS if facts else ():
            claims = [fact['claim'].get(lang, '') for fact in facts if isinstance(fact.get('claim'), dict)]
            held = {digits for claim in claims for digits, _ in figures.plain(str(claim))}
            for number in sorted(digits - held):
                mend = 'correct the number, or name the fact whose claim holds it'
                yield fault('number', f'{number} is in no claim ({lang}) of its facts', mend)


def broken_patterns(book: Book) -> list[Problem]:
    """FACT-10: a regular expression of data/style.yml that cannot be read."""
    return [
        Problem(
            'data/style.yml',
            book.data['style'][name].line_of(lang),
            'FACT-10',
            f'{name}.{lang}: "{pattern}" is not a regular expression',
            'fix it, or write a backslash before a sign that is meant as such',
        )
        for name in ('claims', 'not-claims', 'dying')
        for lang in LANGS
        for pattern in patterns(book, name, lang)[1]
    ]


def roles(book: Book) -> Iterator[Problem]:
    """FACT-11: an address under `roles` or `weight` of data/style.yml without a page, so of no effect."""
    style = book.data.get('style')
    known = {slug for _, slug in book.pages} | set(listed(book, 'made'))
    if not isinstance(style, dict) or book.unread('docs/'):
        return
    for table in ('roles', 'weight'):
        for name in listed(book, table):
            for slug in listed(book, table, name):
                if not any(matches(page, [slug]) for page in known):
                    near = nearest(slug, known)
                    yield Problem(
                        'data/style.yml',
                        style[table].line_of(name),
                        'FACT-11',
                        f'{table}.{name}: "{slug}" is not a page',
                        f'did you mean {near}?' if near else 'correct the address, or take it out',
                    )


def drawn_with(book: Book) -> Iterator[Problem]:
    """FACT-2 for what is drawn: unknown icon, door without an icon, no number for a crisis."""
    look, words = book.data.get('look'), book.data.get('interface')
    if isinstance(look, dict) and all(
        isinstance(look.get(key), dict) for key in ('icons', 'situations', 'sections')
    ):
        doors = look['situations']
        named = [(doors.line_of(slug), name) for slug, name in doors.items()]
        named += [
            (row.line_of('icon'), row.get('icon'))
            for row in look['sections'].values()
            if isinstance(row, dict)
        ]
        for line, name in named:
            if isinstance(name, str) and name not in look['icons']:
                yield unknown('data/look.yml', line, 'icon', name, look['icons'])
        wanted = words.get('situations') if isinstance(words, dict) else None
        for slug in wanted if isinstance(wanted, dict) else ():
            if slug not in doors:
                yield Problem(
                    'data/look.yml',
                    look.line_of('situations'),
                    'FACT-2',
                    f'the situation "{slug}" has no icon',
                    f'add "{slug}: …" with the name of an icon under situations',
                )
    yield from crisis_numbers(book)


def crisis_numbers(book: Book) -> Iterator[Problem]:
    """FACT-2 for the line for whoever cannot go on: a number to call in each language, its hours, and 120."""
    rows = book.data.get('hotlines')
    if not isinstance(rows, list):
        return
    rows = [row for row in rows if isinstance(row, dict)]
    for lang in LANGS:
        if not any(isinstance(row.get('crisis'), list) and lang in row['crisis'] for row in rows):
            yield Problem(
                'data/hotlines.yml',
                1,
                'FACT-2',
                f'no number with crisis: [{lang}]',
                'mark the number to call first: crisis: [zh, en]',
            )
    for row in rows:
        if row.get('crisis') and not (row.get('tel') and row.get('hours')):
            yield Problem(
                'data/hotlines.yml',
                row.line_of('crisis'),
                'FACT-2',
                f'{row.get("id")}: crisis without tel or without hours',
                'fill both, or take the key crisis out',
            )
    if all(row.get('tel') != '120' for row in rows):
        yield Problem(
            'data/hotlines.yml',
            1,
            'FACT-2',
            "no number with tel: '120', which the line for the hurt names",
            'add the ambulance',
        )
