"""Measures plain language on one page: sentences, reading grade, length before "more", words.

Used by check/text.py. Whoever reads at the door is frightened and in a hurry: short sentences, the act first,
figures in digits, one word for one thing. The limits are below, the lists of words are in data/style.yml.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from scripts.book import markdown, units
from scripts.book.model import Book, Page
from scripts.book.problems import Problem
from scripts.book.words import HAN, QUOTED, any_of, has_role, listed, without_names

COUNTED = {'zh': HAN, 'en': re.compile(r"[A-Za-z0-9][\w'’.,:/%-]*")}
UNIT = {'zh': '字', 'en': 'words'}
ZH_LENGTH = {True: 25, False: 35}  # at the door, elsewhere
EN_LENGTH = 20
GRADE = {True: 7, False: 9}
ANSWER = {'zh': 60, 'en': 40}
BEFORE_MORE = {'zh': 350, 'en': 280}
# On these the first claim or visitor type ends what is counted; these headings come before it.
BEFORE_ENTRIES = ('do', 'officials')
# A full stop after these ends no sentence.
SHORT = re.compile(r'\b(e\.g|i\.e|etc|art|arts|a\.m|p\.m|Mr|Ms|Dr|Ltd|Co|vs)\.$', re.IGNORECASE)
# What is measured, not what is only counted: 两样 and two ways may stay words.
MEASURED = ('minute', 'hour', 'workday', 'day', 'week', 'month', 'year', 'time', 'person')
ZH_NUMBER, EN_NUMBER = (
    re.compile(
        pattern.replace('UNIT', units.alternatives(name for name in names if names[name] in MEASURED)), re.I
    )
    for names, pattern in (
        (
            units.ZH,
            r'(?<![第一几数后前])(?:[二两三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)'
            r'个?(?:UNIT|[元万])(?!头|称)',
        ),
        (
            units.EN,
            r'\b(?:(?:two|three|four|five|six|seven|eight|nine|ten)[ -](?:(?:full|more) )?(?:UNIT|yuan)s?\b'
            r'|twice (?:an?|every|per|each)\b)',
        ),
    )
)


def unquoted(block: markdown.Block) -> str:
    """A block's words outside quotes; '' for a say block, which is spoken to the visitor."""
    return '' if block.inside == 'say' and block.kind != 'admonition' else QUOTED.sub('“”', block.plain)


def sentences(block: markdown.Block, lang: str) -> list[str]:
    """The sentences of a block. Of an English say item only the meaning, its last line, counts.

    A line of the file ends no sentence, a <br> and the cell of a table do.
    """
    text = markdown.CITE.sub('', markdown.LINK.sub(r'\1', block.text))
    text = re.sub(r'\s*\n\s*', '' if lang == 'zh' else ' ', re.sub(r'<br>\s*', '\0', text))
    if block.kind == 'row':
        text = text.replace('|', '\0')
    text = re.sub(r'\*\*|`|\{\s*[#.][a-z0-9-]+\s*\}', '', text)
    lines = [line.strip() for line in text.split('\0') if line.strip()]
    if lang == 'zh':
        return [part for line in lines for part in re.split(r'(?<=[。！？；：])', line) if part.strip()]
    if block.inside == 'say' and block.kind == 'item':
        lines = lines[-1:]
    found = []
    for part in re.split(
        r'(?<=[.!?])["”’)]*\s+|\n', ' '.join(lines) if block.kind == 'para' else '\n'.join(lines)
    ):
        if found and SHORT.search(found[-1]):
            found[-1] += ' ' + part
        elif part:
            found.append(part)
    return found


def size(book: Book, sentence: str, lang: str) -> int:
    """The length of a sentence in Han characters or in English words, names left out."""
    return len(COUNTED[lang].findall(without_names(book, sentence, lang)))


def check(book: Book, page: Page, blocks: list[markdown.Block]) -> list[Problem]:
    """The problems TXT-1, TXT-3 to TXT-5, TXT-10, TXT-11 and TXT-13 of one page."""
    door = has_role(book, page.slug, 'door')
    return [
        *lengths(book, page, blocks, door),
        *before_more(book, page, blocks),
        *words(book, page, blocks),
        *(grade(book, page, blocks, door) if page.lang == 'en' else []),
    ]


def lengths(book: Book, page: Page, blocks: list[markdown.Block], door: bool) -> Iterator[Problem]:
    """TXT-1: a sentence that is too long."""
    limit, unit = ZH_LENGTH[door] if page.lang == 'zh' else EN_LENGTH, UNIT[page.lang]
    for block in blocks:
        for sentence in sentences(block, page.lang) if block.kind != 'draw' else []:
            counted = size(book, sentence, page.lang)
            if counted > limit:
                yield page.problem(
                    block.line,
                    'TXT-1',
                    f'sentence of {counted} {unit}, at most {limit}: {sentence.strip()[:24]}…',
                    'cut it in two, or leave words out',
                )


def grade_of(text: str) -> float:
    """The reading grade (Flesch-Kincaid) of an English text."""
    # only here: it starts slowly, and a check of Chinese pages does without it. Version 0.7.4 imports
    # pkg_resources, which warns on each start; newer ones fetch a word list when they run
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        import textstat
    return textstat.flesch_kincaid_grade(text)


def grade(book: Book, page: Page, blocks: list[markdown.Block], door: bool) -> Iterator[Problem]:
    """TXT-3: the reading grade of an English page."""
    said = [
        HAN.sub('', without_names(book, s, 'en')).strip(' .:;')
        for b in blocks
        if b.kind != 'draw'
        for s in sentences(b, 'en')
    ]
    text = '. '.join(s for s in said if re.search('[A-Za-z]', s)) + '.'
    value = grade_of(text)
    if value > GRADE[door]:
        yield page.problem(
            page.body_line,
            'TXT-3',
            f'reading grade {value}, at most {GRADE[door]}',
            'use shorter words and sentences',
        )


def before_more(book: Book, page: Page, blocks: list[markdown.Block]) -> Iterator[Problem]:
    """TXT-10: a page with the role `brief` answers in its first words; TXT-11: little comes before "more"."""
    if not has_role(book, page.slug, 'brief') or not blocks:
        return
    total, unit, most, limit = 0, UNIT[page.lang], ANSWER[page.lang], BEFORE_MORE[page.lang]
    entries, past = has_role(book, page.slug, 'entries'), 0
    for number, block in enumerate(markdown.after_exit(blocks)):
        entry = entries and block.ident not in BEFORE_ENTRIES
        if block.kind == 'heading' and (block.ident == 'more' or entry):
            break
        for sentence in sentences(block, page.lang) if block.kind != 'draw' else []:
            total += len(COUNTED[page.lang].findall(sentence))
        past = past or (block.line if total > limit else 0)
        if number == 0 and block.kind == 'para' and total > most:
            yield page.problem(
                block.line,
                'TXT-10',
                f'the answer has {total} {unit}, at most {most}',
                'say the act first and leave the rest for later',
            )
    if past:
        end, mend = (
            ('the first entry', 'shorten it, or move it to another page')
            if entries
            else ('"more"', 'move what can wait under ## { #more }')
        )
        yield page.problem(past, 'TXT-11', f'{total} {unit} before {end}, at most {limit}', mend)


def words(book: Book, page: Page, blocks: list[markdown.Block]) -> Iterator[Problem]:
    """TXT-4 number words before a unit; TXT-5 banned words; TXT-13 not the one wording for a thing."""
    banned, renderings = listed(book, 'banned', page.lang), listed(book, 'renderings', page.lang)
    some_banned, some_wrong = (any_of(book, name, page.lang) for name in ('banned', 'renderings'))
    number = ZH_NUMBER if page.lang == 'zh' else EN_NUMBER
    for block in blocks:
        text = unquoted(block)
        match = number.search(text)
        if match:
            yield page.problem(block.line, 'TXT-4', f'number in words: "{match[0]}"', 'write it in digits')
        for wrong, right in banned.items() if some_banned.search(text) else ():
            if holds(text, wrong, page.lang):
                yield page.problem(block.line, 'TXT-5', f'"{wrong}" is a banned word', f'write: {right}')
        for wrong, right in renderings.items() if some_wrong.search(block.plain) else ():
            if holds(block.plain, wrong, page.lang):
                yield page.problem(
                    block.line, 'TXT-13', f'"{wrong}" is not a word of this handbook', f'write: {right}'
                )


def holds(text: str, word: str, lang: str) -> bool:
    """Whether a text holds a word; in English only from the start of a word on."""
    if lang == 'zh' or not word[0].isalnum():
        return word in text
    return re.search(rf'\b{re.escape(word)}', text) is not None
