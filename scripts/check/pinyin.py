"""Holds pinyin against its Chinese: a syllable for each sign, with a sound that the sign has.

In: a line and its pinyin, of a page or of data/; data/signs.yml says how a sign sounds. Who reads a line out
at the door is to say what it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scripts.book.model import Book, Record, remembered
from scripts.book.problems import Problem
from scripts.book.words import HAN

MEND = 'write a syllable for each sign, and digits as they are read out: 打110 dǎ yāo-yāo-líng'
DIGITS = dict(zip('0123456789', 'ling yi er san si wu liu qi ba jiu'.split(), strict=True))
# 10:30, 1.5, 24%: each is read out in more ways than can be counted.
READ_FREELY = re.compile(r'\d[:.,%/～~-]')
VOWELS = re.compile('[aeiouü]+')
# {income 多少}, a gap of a tool with its words; what stands in （） behind a term is not read out.
GAP, ASIDE = re.compile(r'\{\w+ ([^}]*)\}'), re.compile(r'（[^）]*）')


def vowels(pinyin: str) -> list[str]:
    """The vowels of each syllable, without tones: Nǐ hǎo -> i, ao. Where two would meet, pinyin has a '."""
    bare = unicodedata.normalize('NFD', pinyin.lower())
    bare = ''.join(sign for sign in bare if sign == '\u0308' or not unicodedata.combining(sign))
    return VOWELS.findall(unicodedata.normalize('NFC', bare))


@remembered
def sounds(book: Book) -> dict[str, set[str]]:
    """The vowels that each known sign has; 1 is also read yāo."""
    signs = book.data.get('signs')
    groups = str(signs.get('sounds', '') if isinstance(signs, dict) else '').split()
    found = {digit: set(vowels(sound)) for digit, sound in DIGITS.items()}
    found['1'].add('ao')
    for group in groups:
        sound = re.match('[a-z]*', group)[0]
        for sign in group[len(sound) :]:
            found.setdefault(sign, set()).update(vowels(sound))
    return found


def lengths(zh: str) -> set[int]:
    """How many syllables a line may have: 30 is sān líng or sānshí, 这儿 is zhèr."""
    found = {len(HAN.findall(zh))}
    for number in re.findall(r'\d+', zh):
        found = {before + ways for before in found for ways in (len(number), counted(number))}
    for _ in range(zh.count('儿')):
        found |= {before - 1 for before in found}
    return found


def counted(number: str) -> int:
    """The syllables of a number as what it counts: 30 sānshí, 105 yìbǎi líng wǔ."""
    places = sum(1 + (place > 0) for place, digit in enumerate(reversed(number)) if digit != '0')
    ten = len(number) == 2 and number[0] == '1'
    return max(places + len(re.findall('0+', number.rstrip('0'))) - ten, 1)


def fault(book: Book, zh: str, pinyin: str) -> str:
    """What is wrong with the pinyin of a line, or ''."""
    if READ_FREELY.search(zh):
        return ''
    for latin in re.findall('[A-Za-z]+', zh):
        # App stands in both
        pinyin = re.sub(rf'\b{latin}\b', '', pinyin, count=1, flags=re.IGNORECASE)
    said, signs = vowels(pinyin), re.findall(rf'{HAN.pattern}|\d', zh)
    if len(said) not in lengths(zh):
        amount = f'{len(said)} for {len(signs)}'
        return f'the pinyin has not a syllable for each sign ({amount}): {pinyin.strip()[:24]}'
    if len(said) == len(signs):
        known = [
            (sound, sounds(book)[sign])
            for sound, sign in zip(said, signs, strict=True)
            if sign in sounds(book)
        ]
        if 2 * sum(sound not in of for sound, of in known) > len(known):
            return f'the pinyin is that of another line: {pinyin.strip()[:24]}'
    return ''


def of_data(book: Book) -> Iterator[Problem]:
    """The pinyin of the records of data/, beside their `say`, `zh` or `term`."""
    for name, value in book.data.items():
        # no fact has pinyin: its form (FACT-1) is told
        for record in records(value) if name != 'facts' else ():
            said = [record.get('say') or record.get('zh'), record['pinyin']]
            if isinstance(record.get('term'), dict):
                said[0] = ASIDE.sub('', str(record['term'].get('zh')))
            if all(isinstance(text, str) for text in said):
                if wrong := fault(book, *(GAP.sub(r'\1', text) for text in said)):
                    yield Problem(f'data/{name}.yml', record.line_of('pinyin'), 'TXT-18', wrong, MEND)


def records(value) -> Iterator[Record]:
    """The records with `pinyin` in a value."""
    if isinstance(value, dict):
        if 'pinyin' in value:
            yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from records(inner)
