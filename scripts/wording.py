"""What the checks of data and text share about words: languages, names that do not count, quotes."""
from __future__ import annotations

import datetime
import fnmatch
import re

import kb

HAN = re.compile(r'[\u3400-\u9fff]')
QUOTED = re.compile(r'“[^“”]*”|"[^"]*"|「[^」]*」')


def matches(slug: str, patterns) -> bool:
    """Whether an address stands in a list of data/style.yml, where * stands for all beneath."""
    return any(fnmatch.fnmatchcase(slug, pattern) for pattern in patterns)


def is_day(text) -> bool:
    """Whether a text is a day of the calendar; also True when it has not even the form of one (the schema says so)."""
    if not isinstance(text, str) or not re.fullmatch(r'\d{4}-\d\d-\d\d', text):
        return True
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def wrong_language(book: kb.Book, text: str, lang: str) -> bool:
    """Whether a text is not in its language: Chinese without Han, English with Han outside quotes, brackets and listed names."""
    if lang == 'zh':
        return not HAN.search(text) and text not in book.style('zh-without-han')
    bare = re.sub(r'\([^()]*\)', '', QUOTED.sub('', text))
    for name in book.style('han-in-en'):
        bare = bare.replace(name, '')
    return bool(HAN.search(bare))


def without_names(book: kb.Book, text: str, lang: str) -> str:
    """A text without the names of laws, bodies and firms and without article numbers, which bars do not count."""
    names = book.style('names')
    for name in sorted(names.get(lang, []) if names else [], key=len, reverse=True):
        text = text.replace(name, '')
    if lang == 'zh':
        return re.sub(r'《[^》]*》|第[0-9一二三四五六七八九十百]+[条款项](之[一二三])?', '', text)
    return re.sub(r'\b[Aa]rt(icles?|s?\.) [0-9]+(-[0-9]+)?(\([0-9]+\))?', '', text)
