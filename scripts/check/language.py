"""Checks that each block of a page is in the page's language, and the lines to say in both.

In: docs/**.md. Out: problems TXT-17 to TXT-19. An English page may hold Chinese in quotes, in brackets, and
as a name or a term. A line to say has three lines there: the Chinese of the Chinese page, pinyin, meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.book.problems import Problem
from scripts.book.words import HAN, QUOTED, listed
from scripts.check import pinyin as check_pinyin
from scripts.check.lines import cells

# A Chinese name or term in English is no longer than this, and holds no sign of a sentence.
LONGEST_TERM = 12
HAN_RUN = re.compile(r'[\u3400-\u9fff，。；：！？、]+')
SENTENCE_SIGN = re.compile('[，。；！？]')
# Words of English, not the parts of an address or a lone name such as App.
ENGLISH = re.compile(r"(?<![\w.@/-])[A-Za-z][a-z'’]+(?![\w.@/-]*[\w@/])")
OTHER = {'zh': re.compile('[A-Za-z][a-z]'), 'en': HAN}
MOST_ENGLISH = 3
TONE = re.compile('[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]', re.IGNORECASE)
ONLY_PINYIN = re.compile('[āǎēěīǐōǒūǔǖǚ]', re.IGNORECASE)
LINE = {
    'zh': ('a Chinese line', 'write the line in Chinese first'),
    'pinyin': ('its pinyin', 'write the pinyin with its tones: Wǒ bù fāngbiàn kāimén.'),
    'en': ('its meaning', 'write what it means in English'),
}
IMAGE = re.compile(r'!\[([^\]]*)\]\([^)]*\)')


def check(book: Book, pages: Iterable[Page] | None = None) -> list[Problem]:
    """All faults of language, on all pages or on these."""
    found = []
    for page in book.pages.values() if pages is None else pages:
        for block in markdown.blocks(page):
            if block.kind == 'draw':
                continue
            if page.lang == 'en' and is_line(block):
                found += three_lines(book, page, block)
            elif block.inside == 'say' and block.kind not in ('item', 'admonition'):
                what = f'in a box of lines to say this is none: {block.plain.splitlines()[0][:16]}…'
                mend = 'write each line as an item, "- words"; put other text below the box'
                found.append(page.problem(block.line, 'TXT-18', what, mend))
            else:
                found += untranslated(book, page, block)
        if page.lang == 'en' and ('zh', page.slug) in book.pages:
            found += equal_lines(book.pages['zh', page.slug], page)
    return found + (list(check_pinyin.of_data(book)) if pages is None else [])


def is_line(block: markdown.Block) -> bool:
    """Whether a block is a line to say."""
    return block.inside == 'say' and block.kind == 'item'


def bare(text: str) -> str:
    """A text without code, addresses and marks of Markdown."""
    text = markdown.LINK.sub(r'\1', IMAGE.sub(r'\1', markdown.CITE.sub('', markdown.CODE.sub('', text))))
    return re.sub(r'https?://\S+|\*\*|(?<!\w)\*|\*(?!\w)|<[^>]+>|\{[^}]*\}', '', text).strip()


def untranslated(book: Book, page: Page, block: markdown.Block) -> Iterator[Problem]:
    """TXT-17: a sentence in the other language. A letter is Chinese, with English under each paragraph."""
    if not OTHER[page.lang].search(block.text):
        return
    letter = page.lang == 'en' and block.inside == 'letter' and block.kind != 'admonition'
    text = lines(block)[-1] if letter else bare(block.text.replace('<br>', '\n'))
    said = foreign(book, text, page.lang)
    if said:
        language, mend = (
            (
                'Chinese',
                'put it into English, or in quotes; a name may stand under han-in-en in data/style.yml',
            )
            if page.lang == 'en'
            else ('English', 'put it into Chinese, or in quotes')
        )
        shown = said if len(said) <= 24 else said[:24] + '…'
        yield page.problem(block.line, 'TXT-17', f'{language} that nobody translated: {shown}', mend)


def foreign(book: Book, text: str, lang: str) -> str:
    """The first words of a text that are a sentence in the other language, or ''."""
    if lang == 'zh':
        for sentence in re.split(r'(?<=[。！？；.!?])\s*|\n|\|', QUOTED.sub('', text)):
            if len(ENGLISH.findall(sentence)) > MOST_ENGLISH and not HAN.search(sentence):
                return sentence.strip()
        whole = text.strip() not in listed(book, 'zh-without-han') and ENGLISH.search(text)
        return text.strip() if whole and not HAN.search(text) else ''
    if not HAN.search(text):
        return ''
    if not re.search('[A-Za-z]', text):
        return text
    own = re.sub(r'\([^()]*\)', '', QUOTED.sub('', text))
    for name in listed(book, 'han-in-en'):
        own = own.replace(name, '')
    for cell in cells(own) if own.startswith('|') else ():
        if HAN.search(cell) and not re.search('[A-Za-z]', cell):
            return cell.strip()
    for run in HAN_RUN.findall(own):
        if len(HAN.findall(run)) > LONGEST_TERM or SENTENCE_SIGN.search(run):
            return run
    return ''


def lines(block: markdown.Block) -> list[str]:
    """The lines of a line to say, without marks."""
    return [bare(line) for line in re.split(r'<br>\s*', re.sub(r'\s*\n\s*', ' ', block.text))]


def three_lines(book: Book, page: Page, block: markdown.Block) -> Iterator[Problem]:
    """TXT-18: a line to say without its three lines, Chinese, pinyin, meaning; pinyin of other Chinese."""
    said = lines(block)
    if len(said) != len(LINE):
        what = f'{len(said)} lines, not 3: {block.plain.splitlines()[0][:16]}…'
        mend = 'write the Chinese, its pinyin, its meaning, with <br> at the end of the first two'
        yield page.problem(block.line, 'TXT-18', what, mend)
        return
    zh, pinyin, en = said
    right = {
        'zh': HAN.search(zh),
        'pinyin': TONE.search(pinyin) and not HAN.search(pinyin),
        'en': re.search('[A-Za-z]', en) and not ONLY_PINYIN.search(en) and not HAN.search(QUOTED.sub('', en)),
    }
    for number, (part, (what, mend)) in enumerate(LINE.items()):
        if not right[part]:
            shown = said[number][:24]
            yield page.problem(
                block.line + number, 'TXT-18', f'line {number + 1} is not {what}: {shown}', mend
            )
    if all(right.values()) and (wrong := check_pinyin.fault(book, zh, pinyin)):
        yield page.problem(block.line + 1, 'TXT-18', wrong, check_pinyin.MEND)


def equal_lines(zh: Page, en: Page) -> Iterator[Problem]:
    """TXT-19: a line to say whose Chinese is not that of the Chinese page."""
    pairs = [[block for block in markdown.blocks(page) if is_line(block)] for page in (zh, en)]
    if len(pairs[0]) != len(pairs[1]):
        # PAR-5 says so
        return
    for own, other in zip(*pairs, strict=True):
        said = lines(other)
        chinese, there = (re.sub(r'\s', '', text) for text in (''.join(lines(own)), said[0]))
        # what has not its three lines TXT-18 reports
        if len(said) == len(LINE) and HAN.search(there) and chinese != there:
            yield en.problem(
                other.line,
                'TXT-19',
                f'"{there[:24]}" is not the line of the Chinese page: {chinese[:24]}',
                f'write the line of {zh.file}:{own.line}, and its pinyin and meaning',
            )
