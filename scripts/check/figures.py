"""Checks that every figure and every longer number in prose is in a fact that is cited in its block.

In: docs/**.md with drawn parts, data/. Out: problems FIG-n. A number of three digits and more that is no
figure is a telephone number of data/hotlines.yml or stands in a cited fact. Headings, admonition titles and
`say` blocks may hold figures of their own, but no number; the register of sources may hold both. A block with
figures and no citation is for citations.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scripts import draw
from scripts.book import figures, markdown, numerals, units
from scripts.book.model import LANGS, Book, Page, remembered
from scripts.book.problems import Problem
from scripts.book.words import has_role
from scripts.check import facts as check_facts
from scripts.check import signs

# A clock hour in words. Facts may hold one: numerals.in_digits writes it as 22:00. 这3点, 3点建议 are none.
POINTS = '建议|意见|理由|要求|内容|说明|提示|原因|区别|好处|注意|要'
WORDED_CLOCK = {
    'zh': re.compile(
        rf'(?:(?<![\d第这那有几共])\d{{1,2}}|(?:[早晚]上|[上下]午|中午|凌晨|夜里)(?:十[一二]?|[两三四五六七八九]))'
        rf'点(?![击名评]|{POINTS})(?:半|\d+分|整)?'
    ),
    'en': re.compile(
        rf'\b(?:\d{{1,2}} ?[ap]\.?m\b|(?:\d{{1,2}}|{"|".join(numerals.EN_WORDS)}) ?o.clock)', re.IGNORECASE
    ),
}
# what such an hour has: looking for all of it takes long
CLOCK_SIGN = {'zh': re.compile('点'), 'en': re.compile(r'\d ?[ap]\.?m|clock', re.IGNORECASE)}
DIALS = 'write the same number in both places: [12378](tel:12378)'
DIGITS = 3  # numbers with fewer are counts
AREA_CODE = re.compile(r'0\d{2,3}')
DIGIT_RUN = re.compile(r'\d+')
# What is said to be dialled is a telephone number, whatever a cited fact may count with the same digits.
DIALS_TO = (
    r'(?:(?:[打拨]|致电|呼叫|发短信)(?:打|电话|短信|一下|通|给|到|[：:“”"])*\s*'
    r'|\b(?:call|dial|phone|ring|ask|text)(?:l?ed|l?ing|s)?(?: (?:up|on|the number|the police on))?[ :“"]+)'
)
TELLS_TO_DIAL = re.compile(DIALS_TO, re.IGNORECASE)
DIALLED = re.compile(rf'{DIALS_TO}(\d+)(?![\d-])', re.IGNORECASE)
DIALLED_IN_WORDS = re.compile(rf'{DIALS_TO}({numerals.SPOKEN})', re.IGNORECASE)
# Two digits are a number where nothing follows that it could count: 打99核对, call 99 now.
# 86 is China itself, for who calls from abroad.
DIALLED_SHORT = re.compile(
    rf'{DIALS_TO}(?!86(?!\d))(\d\d)(?!\d|[.:,，-]\d|%)'
    r'(?= ?(?:[.,;:!?)”"\u3000-\u9fff\uff00-\uffef]|$'
    r'|(?:and|or|to|if|for|now|first|at|in|then|when|before|again)\b(?! \d)))',
    re.IGNORECASE | re.MULTILINE,
)
DIALLED_DIGITS = 4  # no fact counts with more
# What a count of things may also be in a fact: 六家 of firms, 2个 of people, 3条 of things, 70条 an article.
# A debt that is 3 years old, 3年的账, may be 3 years in a fact.
ALSO = {
    'thing': ('thing', 'person', 'clause'),
    'clause': ('clause', 'thing', 'article'),
    'person': ('person', 'thing'),
    'age': ('age', 'year'),
}
# What is behind a length of time or a sum, and not behind a telephone number: 120天, 110 yuan.
LENGTHS = ('second', 'minute', 'hour', 'workday', 'day', 'month', 'year')
ZH_LENGTH, EN_LENGTH = (
    units.alternatives(name for name, kind in names.items() if kind in LENGTHS)
    for names in (units.ZH, units.EN)
)
MEASURE = rf' ?(?:个?(?:{ZH_LENGTH}|[元块%％])|(?:{EN_LENGTH}|yuan|per cent)s?\b)'
ADDRESS = re.compile(r'https?://\S+')
# Data that the shell, the home page and the forms are made of; pages draw the other files.
SHELL = ('interface', 'look', 'tools')
# What is drawn with the days and addresses of its own data.
DATED = ('sources', 'mirrors')


def free(block: markdown.Block) -> bool:
    """Whether a block may hold figures of its own."""
    return block.kind in ('heading', 'admonition', 'draw') or block.inside == 'say' or block.drawn in DATED


@remembered
def telephones(book: Book) -> dict[str, str]:
    """Every telephone number of data/hotlines.yml in digits alone, by the ways in which it is written."""
    found = {}
    for row in book.by_id('hotlines').values():
        number = row.get('number')
        for text in (*(number.values() if isinstance(number, dict) else [number]), row.get('tel')):
            for digits, written in figures.plain(str(text or '')):
                if len(digits) >= DIGITS:
                    found |= {written: digits, digits: digits}
    return found


@remembered
def telephone(book: Book) -> re.Pattern:
    """A pattern for any telephone number of data/hotlines.yml, with an area code in front or without."""
    numbers = '|'.join(map(re.escape, sorted(telephones(book), key=len, reverse=True)))
    # behind a word for dialling it is one all the same: 打110天亮也行
    behind = rf'(?!\d)(?:(?!{MEASURE})|(?<=[打拨]\d{{3}}))'
    return re.compile(rf'(?<!\d)(?:0\d{{2,3}}-)?(?:{numbers or "(?!)"}){behind}')


def read(book: Book, text: str, lang: str) -> tuple[list[tuple[str, object, str]], str]:
    """The figures of a text, without known telephone numbers, and what is left of it without either."""
    if figures.DIGIT.search(text):
        text = ADDRESS.sub('', numerals.narrow(text))
        for _, match in signs.private(text):
            # signs.py reports it, and nobody is to make a hotline of it
            text = text.replace(match[0], '#')
        text = telephone(book).sub('#', text)
    return figures.parse(numerals.in_prose(text, lang), lang)


def of_prose(book: Book, text: str, lang: str) -> list[tuple[str, object, str]]:
    """The figures of a text, without known telephone numbers."""
    return read(book, text, lang)[0]


def _joined(texts: Iterable, lang: str) -> str:
    """The texts of a language, those that are none left out: the data may have faults."""
    return ' \n '.join(str(text.get(lang, '')) for text in texts if isinstance(text, dict))


@remembered
def said(book: Book, ident: str, lang: str, limits: bool) -> str:
    """What a fact says: its claim, its limits where they count."""
    fact = book.facts[ident]
    return _joined([fact.get('claim'), fact.get('limits') if limits else None], lang)


@remembered
def of_fact(book: Book, ident: str, lang: str, limits: bool) -> set[tuple[str, object]]:
    """The figures of a fact and of its places in the sources."""
    uses = book.facts[ident].get('sources')
    places = [use.get('at') for use in uses if isinstance(use, dict)] if isinstance(uses, list) else []
    text = numerals.in_digits(f'{said(book, ident, lang, limits)} \n {_joined(places, lang)}', lang)
    return {figure[:2] for figure in figures.find(text, lang)}


@remembered
def numbers_of_fact(book: Book, ident: str, lang: str, limits: bool) -> set[str]:
    """The numbers of a fact in digits alone, whatever they count; articles of a law are none."""
    # a rule goes by its number (GB/T 45251), an area code by itself (010-12368)
    sources = [book.by_id('sources').get(source) for source in check_facts.used_sources(book.facts[ident])]
    titles = [source['title'].get(lang, '') for source in sources if source and source.get('title')]
    text = said(book, ident, lang, limits)
    for kind, _, written in figures.find(text, lang):
        text = text.replace(written, '#') if kind == 'article' else text
    ways = (text, numerals.in_digits(text, lang), telephone(book).sub('#', text))
    found = {digits for digits, _ in figures.plain('\n'.join(ways))}
    found |= set(re.findall(r'\d+', ' '.join(titles)))
    figures_of = of_fact(book, ident, lang, limits)
    values = [value for kind, value in figures_of if kind != 'article' and isinstance(value, float)]
    return found | {f'{value:.10g}' for value in values}


def check(book: Book) -> list[Problem]:
    """FIG-1 a figure, FIG-3 a number that no cited fact holds; FIG-2 hours not written 22:00; FIG-4 links."""
    pages = book.pages.values()
    return [*of_shell(book), *of_front(book, pages), *of_pages(book, pages)]


def of_pages(book: Book, pages: Iterable[Page]) -> list[Problem]:
    """The faults of what these pages say."""
    found: list[Problem] = []
    if book.unread('data/'):
        # nobody can say which number or figure is missing in it
        return found
    for page in pages:
        blocks = draw.blocks(book, page)
        on_page = {ident for block in blocks for ident in block.cites if ident in book.facts}
        # on a page that quotes the wrong figures of myths, `limits` count too
        limits = has_role(book, page.slug, 'limits')
        for block in blocks:
            if block.drawn not in DATED and block.kind != 'draw':
                found += of_block(book, page, block, on_page, limits)
        for block in markdown.read(page):
            if block.kind == 'code':
                found += of_code(book, page, block)
    return found


def of_block(
    book: Book, page: Page, block: markdown.Block, on_page: set[str], limits: bool
) -> Iterator[Problem]:
    """The faults of one block. on_page: the facts that the page cites, which its headings may go by."""
    text = own_words(book, block, page.lang)
    clock = None if free(block) else worded_clock(text, page.lang)
    if clock:
        yield page.problem(
            block.line, 'FIG-2', f'clock time "{clock}"{block.label}', 'write it as 22:00, in both languages'
        )
    shown, rest = read(book, text, page.lang)
    numbers = unknown_numbers(book, rest)
    cites = [ident for ident in block.cites if ident in book.facts]
    if shown and cites and not free(block):
        known = set().union(*(of_fact(book, i, page.lang, limits) for i in cites))
        for kind, value, written in shown:
            if kind == 'number':
                held = any(f'{value:.10g}' in numbers_of_fact(book, i, page.lang, limits) for i in cites)
            else:
                held = any((other, value) in known for other in ALSO.get(kind, (kind,)))
            if not held:
                figure = f'"{written}"' if written in text else f'"{written}", here written otherwise,'
                yield page.problem(
                    block.line,
                    'FIG-1',
                    f'{figure} is in no fact cited in this block ({", ".join(cites)}){block.label}',
                    'correct the figure, cite the fact that holds it, or fix the claim in data/facts',
                )
    unknown = dialled(book, text, page.lang)
    for digits, written in numbers:
        facts = on_page if free(block) else cites
        # 010 alone is a slip of 110, but where it is named as a code: (Beijing: 010)
        named = rest.count(f': {written}') + rest.count(f'：{written}')
        slip = AREA_CODE.fullmatch(digits) and rest.count(written) > named
        held = any(digits in numbers_of_fact(book, ident, page.lang, limits) for ident in facts)
        if slip or not held:
            unknown.append(written)
    for written in dict.fromkeys(unknown):
        yield page.problem(block.line, 'FIG-3', *number_fault(written, block.label))
    for what in misdialled((link.text, link.target) for link in block.links):
        yield page.problem(block.line, 'FIG-4', what + block.label, DIALS)


def of_code(book: Book, page: Page, block: markdown.Block) -> Iterator[Problem]:
    """FIG-3 for a sample of code: people read what it tells them to dial too."""
    for number, line in enumerate(block.text.split('\n'), block.line + 1):
        for written in dialled(book, line, page.lang):
            yield page.problem(number, 'FIG-3', *number_fault(written, ' (in code)'))


def own_words(book: Book, block: markdown.Block, lang: str) -> str:
    """A block's words without titles of pages; of a drawn term without what other people call it."""
    text = block.plain
    if block.drawn == 'terms':
        text = text.partition(book.text('terms-also', lang).strip())[0]
    known = titles(book, lang)
    for digits in dict.fromkeys(DIGIT_RUN.findall(text)):
        for title in known.get(digits, ()):
            text = text.replace(title, '#')
    return text


@remembered
def titles(book: Book, lang: str) -> dict[str, list[str]]:
    """The titles of pages that hold a digit, such as "24 hours after": names, not claims.

    They stand under their first digits, the longest first, so that a text asks only for those that it may
    hold.
    """
    found: dict[str, list[str]] = {}
    named = [str(page.meta.get('title')) for page in book.pages.values() if page.lang == lang]
    for title in sorted(named, key=len, reverse=True):
        if match := DIGIT_RUN.search(title):
            found.setdefault(match[0], []).append(title)
    return found


def worded_clock(text: str, lang: str) -> str:
    """The first clock time in a text that is not written 22:00, or ''."""
    match = WORDED_CLOCK[lang].search(text) if CLOCK_SIGN[lang].search(text) else None
    return match[0] if match else ''


def unknown_numbers(book: Book, text: str) -> list[tuple[str, str]]:
    """(digits alone, as written) of each number of three digits and more in a text that is no telephone's."""
    return [
        (digits, written)
        for digits, written in figures.plain(text)
        if len(digits.partition('.')[0]) >= DIGITS and digits not in telephones(book).values()
    ]


def dialled(book: Book, text: str, lang: str) -> list[str]:
    """What a text tells the reader to dial that is no known number, as written: 118, 99, 幺幺二, triple nine.

    Longer numbers are left to unknown_numbers.
    """
    if not TELLS_TO_DIAL.search(text):
        return []
    found = [match[1] for match in DIALLED.finditer(numerals.narrow(text))]
    found = [it for it in found if DIGITS <= len(it) <= DIALLED_DIGITS]
    found += [match[1] for match in DIALLED_SHORT.finditer(read(book, text, lang)[1])]
    known = telephones(book).values()
    words = [match[1] for match in DIALLED_IN_WORDS.finditer(text)]
    return [it for it in found if it not in known] + [
        it for it in words if len(numerals.spoken(it)) > 1 and numerals.spoken(it) not in known
    ]


def misdialled(links: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with each telephone link, as (words, target), that dials another number than it shows."""
    for shown, target in links:
        if target.startswith('tel:') and re.sub(r'\D', '', shown) != target[4:]:
            yield f'the link shows "{shown}" and dials {target[4:] or "nothing"}'


def number_fault(written: str, where: str) -> tuple[str, str]:
    """What is wrong with an unknown number, and what to do."""
    return (
        f'the number "{written}" is no telephone number of data/hotlines.yml and in no cited fact{where}',
        'correct the number, add it to data/hotlines.yml with its fact, or cite the fact that holds it',
    )


def of_front(book: Book, pages: Iterable[Page]) -> Iterator[Problem]:
    """FIG-3 for the front matter of these pages, which cites nothing."""
    for page in pages if not book.unread('data/') else ():
        held = {digits for digits, _ in figures.plain(page.body)}
        for key in ('title', 'tab', 'description'):
            for text in page.words(key):
                numbers = unknown_numbers(book, read(book, text, page.lang)[1])
                unknown = [written for digits, written in numbers if digits not in held]
                for written in dict.fromkeys([*unknown, *dialled(book, text, page.lang)]):
                    yield page.problem(page.line_of(key), 'FIG-3', *number_fault(written, f' ({key})'))


def of_shell(book: Book) -> Iterator[Problem]:
    """FIG-3 for the words of the shell, which cite nothing; FIG-4 for those."""
    if book.unread('data/'):
        return
    for name in SHELL:
        for line, path, lang, text in check_facts.strings(book.data.get(name), cited=False):
            file = f'data/{name}.yml'
            if lang in LANGS:
                numbers = unknown_numbers(book, read(book, text, lang)[1])
                unknown = [written for _, written in numbers]
                for written in dict.fromkeys([*unknown, *dialled(book, text, lang)]):
                    yield Problem(file, line, 'FIG-3', *number_fault(written, f' ({path})'))
                for what in misdialled(markdown.LINK.findall(text)):
                    yield Problem(file, line, 'FIG-4', f'{what} ({path})', DIALS)
