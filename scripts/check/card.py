"""Checks data/card.yml: its form, what it names, its lengths, and the words that a neighbour may not read.

In: data/card.yml, data/hotlines.yml, data/facts, data/style.yml, docs/assets/print/manifest.json.
Out: problems CARD-n. A part past its budget no longer fits its sheet. Numbers and facts are named, never
typed, so that the card cannot differ from the pages. What a visitor or a neighbour sees holds no debt word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import markdown, schema
from scripts.book.model import Book, remembered
from scripts.book.problems import Problem, nearest
from scripts.book.words import debt_word
from scripts.card import sheets as card_sheets
from scripts.card import text as card_text

FILE = 'data/card.yml'
# Beside the debt words of data/style.yml: nothing that a visitor or a neighbour reads holds these either.
BANNED = ('支付宝', '还款', '征信', '账')
# Keys of the card that hold no words.
WORDLESS = ('facts', 'law-facts', 'id', 'kind', 'stem')


def check(book: Book) -> list[Problem]:
    """All faults of the card and of its list of files. A tree without a card has none."""
    return [*texts(book), *made(book)]


@remembered
def texts(book: Book) -> list[Problem]:
    """The faults of the texts. CARD-1 a missing translation or another fault of its schema hides the rest."""
    if 'card' not in book.data:
        return [
            page.problem(block.line, 'CARD-1', f'{FILE} is missing', 'bring the file back: the page draws it')
            for page in book.pages.values()
            for block in markdown.blocks(page)
            if block.kind == 'draw' and block.text == 'card'
        ]
    card = book.data['card']
    found = schema.problems('card', card, FILE, 1, 'CARD-1') or [
        *references(book, card),
        *numbers(book, card),
    ]
    if found or book.unread('data/') or not book.sound:
        # with a fact or a hotline without its form, which facts.py reports, nothing can be counted
        return found
    return [*lengths(book), *neutral(book, card)]


def strings(value, line: int) -> Iterator[tuple[int, str]]:
    """(line of its key, text) of each text in a value. line: that of the value's own key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in WORDLESS:
                yield from strings(inner, value.line_of(key))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, line)
    elif isinstance(value, str):
        yield line, value


def cited(value) -> Iterator[tuple[int, str]]:
    """(line of its key, fact id) of each fact that a value names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ('facts', 'law-facts'):
                yield from ((value.line_of(key), ident) for ident in inner)
            else:
                yield from cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cited(inner)


def references(book: Book, card: dict) -> Iterator[Problem]:
    """CARD-2 unknown fact; CARD-3 unknown hotline; CARD-7 a drawing that is not there."""

    def near(name: str, known, what: str) -> str:
        found = nearest(name, known)
        return f'write "{found}"' if found else f'add the {what}, or take the id out'

    lines = book.by_id('hotlines')
    for line, ident in cited(card):
        if ident not in book.facts and not book.unread('data/facts/'):
            yield Problem(FILE, line, 'CARD-2', f'unknown fact "{ident}"', near(ident, book.facts, 'fact'))
    # these two hold other names in braces, such as {checked}
    parts = [key for key in card if key not in ('words', 'files')]
    for line, text in (found for key in parts for found in strings(card[key], card.line_of(key))):
        for name in card_text.HOTLINE.findall(text):
            if name not in lines and not book.unread('data/hotlines.yml'):
                yield Problem(FILE, line, 'CARD-3', f'unknown hotline "{name}"', near(name, lines, 'hotline'))
    strip = card['strip']
    drawings = [(panel.line, panel['id']) for panel in strip['panels']]
    for line, name in [*drawings, (strip.line_of('fire'), 'fire')]:
        if not (book.root / 'data' / 'card-strip' / f'{name}.svg').is_file():
            yield Problem(
                FILE, line, 'CARD-7', f'there is no data/card-strip/{name}.svg', 'draw it, or correct the id'
            )


def numbers(book: Book, card: dict) -> Iterator[Problem]:
    """CARD-6: a telephone number that is typed, not referred to."""
    known = {line['tel']: ident for ident, line in book.by_id('hotlines').items() if line.get('tel')}
    for line, text in strings(card, 1):
        for number in re.findall(r'(?<![\d第、-])\d{3,12}(?!\d|条|、|-)', card_text.HOTLINE.sub('', text)):
            yield Problem(
                FILE,
                line,
                'CARD-6',
                f'the number {number} is typed',
                f'write {{{known.get(number, "id-of-the-hotline")}}}: numbers are in data/hotlines.yml',
            )


def lengths(book: Book) -> Iterator[Problem]:
    """CARD-4: a part of the card that is over its budget."""
    card = book.data['card']
    for lang, budget in card_text.BUDGETS.items():
        counted = card_text.counted(book, lang)
        for part, limit in budget.items():
            if counted[part] > limit:
                unit = '字' if lang == 'zh' or part == 'say' else 'words'
                # mine, wallet mine; what there is to say is on my side
                first, _, second = part.replace('say', 'mine').partition(' ')
                line = card[first].line_of(second) if second else card.line_of(first)
                yield Problem(
                    FILE,
                    line,
                    'CARD-4',
                    f'{part} ({lang}) has {counted[part]} {unit}, at most {limit}',
                    'cut before adding: the sheet is full',
                )


def neutral(book: Book, card: dict) -> Iterator[Problem]:
    """CARD-5: a debt word on the visitor's side, on a lock screen, in a title or in a file name."""
    wallet = card['wallet']
    shown = (
        ("the visitor's side", card, 'visitor'),
        ('the wallet card', wallet, 'head'),
        ('the wallet card', wallet, 'visitor'),
        ('a lock screen', card, 'lock'),
        ('a title', card, 'name'),
        ('the picture strip', card, 'strip'),
    )
    for place, record, key in shown:
        for line, text in strings(record[key], record.line_of(key)):
            word = next((word for word in BANNED if word in text), '') or debt_word(book, text)
            if word:
                yield Problem(
                    FILE,
                    line,
                    'CARD-5',
                    f'{place} holds the word "{word}"',
                    'say it without the word: others read it',
                )
    for name in card_sheets.files():
        word = debt_word(book, name)
        if word:
            yield Problem(
                FILE,
                1,
                'CARD-5',
                f'the file name {name} holds the word "{word}"',
                'rename it in scripts/card/sheets.py',
            )


MANIFEST = 'docs/assets/print/manifest.json'


def stale(book: Book) -> list[Problem]:
    """CARD-8 for the gate of a build: files that would be published and are not those that data makes."""
    manifest = card_sheets.manifest(book)
    listed, made_from = manifest.get('files', {}), manifest.get('inputs')
    if 'card' not in book.data or not listed or texts(book):
        return []
    if made_from != card_sheets.inputs(book):
        what = 'the files of the card are older than its texts or its look'
        return [Problem(MANIFEST, 1, 'CARD-8', what, 'run: make cards')]
    folder = card_sheets.folder(book)
    return [
        Problem(
            f'docs/assets/print/{name}',
            1,
            'CARD-8',
            'is not the file that was made: its bytes are others than manifest.json says',
            'bring back the file of the last commit, or run: make cards',
        )
        for name, told in listed.items()
        if (folder / name).is_file()
        and card_sheets.hash_of(folder / name) != (told.get('sha256') if isinstance(told, dict) else None)
    ]


def made(book: Book) -> list[Problem]:
    """CARD-8: the files that the page lists are not made, or were made from other texts."""
    if 'card' not in book.data or book.unread('data/') or texts(book):
        # no file can be judged by a text that cannot be read
        return []
    listed = card_sheets.manifest(book).get('files', {})
    folder = card_sheets.folder(book)
    missing = [name for name in card_sheets.files() if name not in listed or not (folder / name).is_file()]
    if not missing:
        return stale(book)
    more = f' and {len(missing) - 1} more are' if len(missing) > 1 else ' is'
    return [Problem(MANIFEST, 1, 'CARD-8', f'{missing[0]}{more} missing', 'run: make cards')]
