"""Reads data/card.yml into the texts of one edition: numbers filled in, dates reckoned, words counted.

It writes the plain text too. All forms of the card (card/html.py, card/sheets.py, draw/card.py) take their
texts from here.
"""

from __future__ import annotations

import re

from scripts.book.model import Book
from scripts.book.words import HAN

BLANK = '____'
HOTLINE = re.compile(r'\{([a-z0-9-]+)\}')
WORD = re.compile(r"[A-Za-z][\w'’-]*")
# At most so many Han signs (zh) or words (en) in each part; `say` are the Han signs that the English edition
# gives to say.
BUDGETS = {
    'zh': {
        'mine': 410,
        'visitor': 150,
        'wallet mine': 60,
        'wallet visitor': 65,
        'lock mine': 55,
        'lock visitor': 55,
        'strip': 12,
    },
    'en': {'mine': 275, 'say': 125, 'wallet mine': 50, 'lock mine': 40, 'strip': 12},
}


def fact_ids(value) -> list[str]:
    """All fact ids under the `facts` keys of a value of data, in order, each once."""
    found: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += inner if key in ('facts', 'law-facts') and isinstance(inner, list) else fact_ids(inner)
    elif isinstance(value, list):
        for inner in value:
            found += fact_ids(inner)
    return list(dict.fromkeys(found))


def dates(book: Book) -> dict[str, str]:
    """The day when the facts of the card were checked, the day to check them again by, the version."""
    facts = [book.facts[ident] for ident in fact_ids(book.data['card'])]
    return {
        'checked': min(fact['checked'] for fact in facts),
        'again': min(book.check_by(fact) for fact in facts),
        'version': book.data['card']['version'],
    }


def filled(book: Book, text: str, lang: str, own: dict[str, str]) -> str:
    """A text with {hotline-id} as its number, and {checked}, {again}, {version}. KeyError for another id."""
    lines = book.by_id('hotlines')

    def value(match: re.Match) -> str:
        if match[1] in own:
            return own[match[1]]
        number = lines[match[1]]['number']
        return number[lang] if isinstance(number, dict) else number

    return HOTLINE.sub(value, text)


def edition(book: Book, lang: str) -> dict:
    """data/card.yml in one language.

    Each {zh, en} is its text, each number is written out, blocks of the other language are gone. Records
    with pinyin keep `zh`, `pinyin` and, in English, `en`. Raises KeyError where a text or a hotline is
    missing.
    """
    own = {**dates(book), 'lang': lang}

    def take(value):
        if isinstance(value, dict):
            if set(value) <= {'zh', 'en'}:
                return take(value[lang])
            return {
                key: inner if key in ('facts', 'law-facts', 'id', 'only') else take(inner)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [
                take(inner)
                for inner in value
                if not (isinstance(inner, dict) and inner.get('only', lang) != lang)
            ]
        return filled(book, value, lang, own) if isinstance(value, str) else value

    return take(book.data['card'])


def colon(lang: str) -> str:
    return '：' if lang == 'zh' else ': '


def call_words(block: dict, lang: str) -> tuple[str, list[str]]:
    """The sentence for the police: (what comes first, the choices to go on with), in English with pinyin."""
    if lang == 'zh':
        return block['say']['zh'], [option['zh'] for option in block['options']]
    return (
        f'{block["say"]["zh"]} {block["say"]["pinyin"]}',
        [f'{o["zh"]} {o["pinyin"]}' for o in block['options']],
    )


def say_words(line: dict, lang: str) -> list[str]:
    """A line to say: the Chinese; in English the meaning, then the Chinese with its pinyin."""
    lead = line.get('for', '')
    return [lead + line['zh']] if lang == 'zh' else [lead + line['en'], f'{line["zh"]} {line["pinyin"]}']


def mine_words(card: dict, lang: str) -> list[str]:
    """My side as lines of plain text, block by block."""
    out = [f'{card["words"]["mine"]} {card["words"]["not-official"]}']
    for block in card['mine']:
        head = block['title'] + colon(lang) if 'title' in block else ''
        kind, lines = block['kind'], block['lines']
        if kind in ('stop', 'call'):
            out.append(f'{head}{" ".join(lines)}')
            out.append(block['note'])
            if kind == 'call':
                first, options = call_words(block, lang)
                out[-1] += ('' if lang == 'zh' else ' ') + f'{first}{colon(lang)}{" / ".join(options)}'
        elif kind == 'text':
            out.append(head + ('' if lang == 'zh' else ' ').join(lines))
        else:
            out.append(head.strip())
            for number, line in enumerate(lines, 1):
                mark = {'ask': '□', 'say': str(number), 'maynot': '✗'}[kind]
                out.append(f'{mark} ' + ' '.join([line] if kind == 'maynot' else say_words(line, lang)))
    return out


def visitor_words(card: dict) -> list[str]:
    """The visitor's side as lines of plain text."""
    side = card['visitor']
    return [
        side['head'],
        *(f'{number} {line}' for number, line in enumerate(side['lines'], 1)),
        side['close'][0],
        f'□ {side["tick"]}',
        *side['close'][1:],
        side['law'],
    ]


def plain(book: Book, lang: str, address: str) -> str:
    """The plain-text edition, to copy. address: the short address without https://, or ''."""
    card = edition(book, lang)
    where = [f'{card["words"]["address"]}{colon(lang)}{address}'] if address else []
    lines = [
        *mine_words(card, lang),
        *where,
        card['words']['dates'],
        '',
        f'—— {card["words"]["visitor"]} ——',
        *visitor_words(card),
        card['words']['version'],
    ]
    return '\n'.join(lines) + '\n'


def counted(book: Book, lang: str) -> dict[str, int]:
    """How long each part is, in the unit of BUDGETS. Dates, pinyin and names of laws are free."""
    card = edition(book, lang)
    if lang == 'zh':

        def count(texts: list[str]) -> int:
            return sum(len(HAN.findall(text)) for text in texts)
    else:

        def count(texts: list[str]) -> int:
            return sum(len(WORD.findall(text)) for text in texts)

    mine = mine_words(card, lang)
    for text in pinyin(card):
        mine = [line.replace(text, '') for line in mine]
    wallet, lock = card['wallet'], card['lock']
    wallet_mine = [
        line['en' if lang == 'en' else 'zh'] if isinstance(line, dict) else line for line in wallet['mine']
    ]
    found = {
        'mine': count(mine),
        'wallet mine': count(wallet_mine),
        'lock mine': count(
            [
                lock['title'],
                *lock['mine'],
                lock['call'],
                lock['except'],
                lock['lead'],
                *(line['zh'] for line in lock['say']),
            ]
        ),
        'strip': count([panel['text'] for panel in card['strip']['panels']]),
    }
    if lang == 'zh':
        visitor = visitor_words(card)
        visitor[-1] = visitor[-1].split('：')[0]
        found |= {
            'visitor': count(visitor),
            'wallet visitor': count([wallet['head'], *wallet['visitor']]),
            'lock visitor': count([lock['head'], *lock['visitor']]),
        }
    else:
        blocks = {block['kind']: block for block in card['mine']}
        to_say = [line['zh'] for kind in ('ask', 'say') for line in blocks[kind]['lines']] + [
            blocks['call']['say']['zh'],
            *(o['zh'] for o in blocks['call']['options']),
        ]
        found['say'] = sum(len(HAN.findall(text)) for text in to_say)
    return found


def pinyin(value) -> list[str]:
    """All texts under `pinyin` keys."""
    if isinstance(value, dict):
        return [inner for key, inner in value.items() if key == 'pinyin'] + [
            text for inner in value.values() for text in pinyin(inner)
        ]
    return [text for inner in value for text in pinyin(inner)] if isinstance(value, list) else []
