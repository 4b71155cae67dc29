"""The facts, sources, numbers and glossary as open data: one JSON, a CSV for each kind, versions of them.

A version is what `make open-data` saw: data/release.json has a hash of each record, data/releases.yml what
changed from version to version. What is published between two versions says how many records differ.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json

from scripts.book import schema
from scripts.book.model import BASES, LANGS, Book
from scripts.book.words import the_page

# The schema of each kind of record in data/schema/.
SCHEMAS = {'facts': 'fact', 'sources': 'source', 'hotlines': 'hotline', 'terms': 'term'}
KINDS = tuple(SCHEMAS)
LICENCE = {
    'name': 'CC BY 4.0',
    'url': 'https://creativecommons.org/licenses/by/4.0/',
    'attribution': '门口手册 / The Doorstep Handbook',
}
INDEX, LOG = 'data/release.json', 'data/releases.yml'
# Where the files stand under the site's root, and the names of all of them.
FOLDER = 'data/'
FILES = ('handbook.json', *(f'{kind}.csv' for kind in KINDS), 'schema.json')


def place(book: Book, lang: str, ident: str) -> str:
    """The address of a fact in the register, from the site's root."""
    return f'{BASES[lang]}{the_page(book, "register")}{book.topics[ident]}/#{ident}'


def records(book: Book) -> dict[str, list[dict]]:
    """The records of each kind as they are published, in the order of the files.

    A fact also says its topic, the day to check it again by, and its address in each language.
    """
    found = {kind: [dict(row) for row in book.data[kind]] for kind in KINDS[1:]}
    facts = []
    for ident, fact in book.facts.items():
        base = f'{book.site_url}/' if book.site_url else ''
        facts.append(
            {
                'id': ident,
                'topic': book.topics[ident],
                **{key: value for key, value in fact.items() if key != 'id'},
                'check_by': book.check_by(fact),
                'address': {lang: base + place(book, lang, ident) for lang in LANGS},
            }
        )
    return {'facts': facts, **found}


def hashes(book: Book) -> dict[str, str]:
    """A short hash of each record by kind/id: of what it says, not of where the site stands."""
    found = {}
    for kind, rows in records(book).items():
        for row in rows:
            said = {key: value for key, value in row.items() if key not in ('address', 'check_by')}
            text = json.dumps(said, ensure_ascii=False, sort_keys=True)
            found[f'{kind}/{row["id"]}'] = hashlib.sha256(text.encode()).hexdigest()[:12]
    return found


def released(book: Book) -> dict:
    """The last version: its number, its day, the hash of each of its records. Number 0 before the first."""
    path = book.root / INDEX
    if not path.is_file():
        return {'version': 0, 'day': '', 'records': {}}
    return json.loads(path.read_text(encoding='utf-8'))


def difference(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """The records that were added, changed and removed, each as kind/id."""
    return {
        'added': sorted(after.keys() - before.keys()),
        'changed': sorted(name for name in before.keys() & after.keys() if before[name] != after[name]),
        'removed': sorted(before.keys() - after.keys()),
    }


def release(book: Book, day: str) -> str:
    """Makes the next version of what is there: writes the index and the log. Returns what to say of it."""
    last, now = released(book), hashes(book)
    differs = difference(last['records'], now)
    if not any(differs.values()):
        return f'nothing differs from version {last["version"]}'
    number = last['version'] + 1
    if number == 1:
        # all of it is new
        differs = {key: [] for key in differs}
    index = {'version': number, 'day': day, 'records': now}
    text = json.dumps(index, ensure_ascii=False, indent=0) + '\n'
    (book.root / INDEX).write_text(text, encoding='utf-8')
    rows = ''.join(f'  {key}: [{", ".join(names)}]\n' for key, names in differs.items())
    log = book.root / LOG
    before = log.read_text(encoding='utf-8').rstrip('\n') + '\n\n' if log.is_file() else ''
    log.write_text(f"{before}- id: v{number}\n  day: '{day}'\n{rows}", encoding='utf-8')
    return f'version {number}: {len(now)} records' + (
        ', ' + ', '.join(f'{len(names)} {key}' for key, names in differs.items()) if number > 1 else ''
    )


def whole(book: Book) -> dict:
    """All of the open data, as handbook.json holds it."""
    last = released(book)
    differs = difference(last['records'], hashes(book))
    return {
        'title': {lang: book.text('site-name', lang) for lang in LANGS},
        'licence': LICENCE,
        'site': book.site_url or None,
        'version': last['version'],
        'released': last['day'] or None,
        'differs': sum(map(len, differs.values())),
        'releases': [dict(row) for row in book.data.get('releases', [])],
        **records(book),
    }


def flat(value, name: str = '') -> dict[str, str]:
    """A record as cells: {claim: {zh: …}} is claim.zh; a list is joined by " | ", what holds more as JSON."""
    if isinstance(value, dict):
        return {
            key: cell
            for part, inner in value.items()
            for key, cell in flat(inner, f'{name}.{part}' if name else part).items()
        }
    if isinstance(value, list):
        parts = [part if isinstance(part, str) else json.dumps(part, ensure_ascii=False) for part in value]
        return {name: ' | '.join(parts)}
    return {name: '' if value is None else str(value)}


def table(rows: list[dict]) -> str:
    """Records as CSV, a column for each key that one of them has."""
    cells = [flat(row) for row in rows]
    names = dict.fromkeys(key for row in cells for key in row)
    for name in [name for name in names if f'{name}.zh' in names]:
        # one text in this record, {zh, en} in another: the pair has the columns
        del names[name]
        for row in cells:
            if name in row:
                row |= dict.fromkeys((f'{name}.zh', f'{name}.en'), row[name])
    text = io.StringIO()
    out = csv.DictWriter(text, names, restval='', extrasaction='ignore', lineterminator='\r\n')
    out.writeheader()
    out.writerows(cells)
    return text.getvalue()


def files(book: Book) -> dict[str, str]:
    """The files of the open data by their path under the site's root."""
    data = whole(book)
    found = {FILES[0]: json.dumps(data, ensure_ascii=False, indent=1) + '\n'}
    for kind in KINDS:
        # the mark in front tells a spreadsheet that it is UTF-8
        found[f'{kind}.csv'] = '\ufeff' + table(data[kind])
    found[FILES[-1]] = json.dumps(schema_of(), ensure_ascii=False, indent=1) + '\n'
    return {FOLDER + name: text for name, text in found.items()}


def schema_of() -> dict:
    """The schema of handbook.json: data/schema/open.json with those of its records in their place."""
    frame, known = schema.resolved(schema.contents('open'), {}), {}
    for kind, name in SCHEMAS.items():
        known[kind] = schema.resolved(schema.contents(name), schema.contents(name))
    more = frame['properties']['facts']['items']
    known['facts']['properties'] |= more['properties']
    known['facts']['required'] += more['required']
    for kind, record in known.items():
        frame['properties'][kind]['items'] = {key: value for key, value in record.items() if key[0] != '$'}
    return frame
