"""What the checks of data and text share about words: languages, names that do not count, quotes."""

from __future__ import annotations

import datetime
import fnmatch
import re

from scripts.book.model import LANGS, Book, remembered

HAN = re.compile(r'[\u3400-\u9fff]')
QUOTED = re.compile(r'“[^“”]*”|"[^"]*"|「[^」]*」')


@remembered
def listed(book: Book, *names: str) -> dict[str, str]:
    """A list of data/style.yml by its key (and language), as {word: what to write instead, or ''}; or {}."""
    value = book.data.get('style')
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    pairs = (
        value.items()
        if isinstance(value, dict)
        else [(word, '') for word in value]
        if isinstance(value, list)
        else []
    )
    return {word: str(other) for word, other in pairs if isinstance(word, str)}


def has_role(book: Book, slug: str, role: str) -> bool:
    """Whether a page has a role (data/style.yml)."""
    return matches(slug, listed(book, 'roles', role))


def the_page(book: Book, role: str) -> str:
    """The address of the one page that has a role. Raises StopIteration where none has."""
    return next(iter(listed(book, 'roles', role)))


def matches(slug: str, patterns) -> bool:
    """Whether an address is in a list of data/style.yml, where * is for all beneath."""
    return any(fnmatch.fnmatchcase(slug, pattern) for pattern in patterns)


def is_day(text) -> bool:
    """Whether a text is a real date; also True when it does not look like one (the schema says so).

    No law and no check is dated beyond this century, and days are added to it.
    """
    if not isinstance(text, str) or not re.fullmatch(r'\d{4}-\d\d-\d\d', text):
        return True
    try:
        return datetime.date.fromisoformat(text).year < 2100
    except ValueError:
        return False


def wrong_language(book: Book, text: str, lang: str) -> bool:
    """Whether a text is not in its language: Chinese without Han, or English with Han.

    Han may be in quotes, in brackets, in listed names, and before brackets that explain it: 支付令 (order).
    """
    if lang == 'zh':
        # what is nothing but gaps to fill has no language
        bare = re.sub(r'\{[a-z-]+\}', '', text)
        gaps = bare != text and not re.search(r'\w', bare)
        return not gaps and not HAN.search(text) and text not in listed(book, 'zh-without-han')
    bare = re.sub(r'([\u3400-\u9fff]+ )?\([^()]*\)', '', QUOTED.sub('', text))
    for name in listed(book, 'han-in-en'):
        bare = bare.replace(name, '')
    return bool(HAN.search(bare))


def without_names(book: Book, text: str, lang: str) -> str:
    """A text without names of laws, bodies and firms and without article numbers: no limit counts them."""
    text = any_of(book, 'names', lang).sub('', text)
    if lang == 'zh':
        return re.sub(r'《[^》]*》|第[0-9一二三四五六七八九十百]+[条款项](之[一二三])?', '', text)
    return re.sub(r'\b[Aa]rt(icles?|s?\.) [0-9]+(-[0-9]+)?(\([0-9]+\))?', '', text)


@remembered
def any_of(book: Book, *names: str) -> re.Pattern:
    """A pattern for any word of a list of data/style.yml, the longest first; an empty list finds nothing."""
    words = sorted(listed(book, *names), key=len, reverse=True)
    return re.compile('|'.join(map(re.escape, words)) or r'(?!)')


def debt_word(book: Book, text: str) -> str:
    """The first debt word (data/style.yml) in a text, or ''."""
    return next(
        (word for lang in LANGS for word in listed(book, 'debt-words', lang) if word.lower() in text.lower()),
        '',
    )


@remembered
def patterns(book: Book, name: str, lang: str) -> tuple[list[re.Pattern], list[str]]:
    """The regular expressions of a list of data/style.yml, and those that cannot be read (FACT-10)."""
    good, bad = [], []
    for pattern in listed(book, name, lang):
        try:
            good.append(re.compile(pattern))
        except re.error:
            bad.append(pattern)
    return good, bad
