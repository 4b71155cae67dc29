"""Checks the built site/: what only the finished HTML shows.

In: site/**, data/style.yml. Out: problems HTML-n, at lines of the built pages. A page runs only our own
script files, loads nothing from another host, gives nobody away in its title, and is light for weak networks.
"""

from __future__ import annotations

import collections
import functools
import gzip
import html
import pathlib
import posixpath
import re
import urllib.parse
from collections.abc import Iterable, Iterator

import lxml.etree
import lxml.html

from scripts.book.model import BASES, LANGS, Book
from scripts.book.problems import Problem
from scripts.book.words import debt_word, has_role, listed, matches
from scripts.finish import policy as written

KB = 1024
# Elements that load what they name, and the attributes that name it.
LOADS = {
    'img': ('src', 'srcset'),
    'script': ('src',),
    'link': ('href', 'imagesrcset'),
    'iframe': ('src',),
    'source': ('src', 'srcset'),
    'video': ('src', 'poster'),
    'audio': ('src',),
    'track': ('src',),
    'object': ('data',),
    'embed': ('src',),
    'form': ('action',),
    'input': ('src',),
    'image': ('href', 'xlink:href'),
    'use': ('href', 'xlink:href'),
}
CSS_URL = re.compile(r'(?:url\(\s*["\']?|@import\s+["\'])(?!data:)([^"\')\s]+)')
# The hash of one inlined style in a policy.
HASH = re.compile("'sha256-[^']*'")
LEFT_OVER = re.compile(
    r'\*\*|~~|\[\^|\]\(|\]\[|///|\{\s*[#.][a-z0-9-]+|\{\{|\{%|!!!|\?\?\?|<!--|`|(?<![=\w])==(?!=)'
)
# Elements that may run a script or style themselves.
SUSPECT = (
    '//script | //*[@style] | //*[@*[starts-with(name(), "on")'
    ' or contains(translate(., "JAVSCRIPT", "javscript"), "javascript:")]]'
)
ID = re.compile(r'<[^<>]*\sid="([^"]*)"')
# At the start of a paragraph, an item or a cell.
NO_TEXT = re.compile(r'<(script|style|pre|code)\b.*?</\1>', re.DOTALL)
STARTS = re.compile(r'<(?:p|li|td|th)\b[^>]*>\s*(?:#{1,6}|[-*+|]|&gt;|>|\d{1,2}[.)])\s')
LIKE_A_BLOCK = re.compile(r'\s*(?:#{1,6}|[-*+>|]|\d{1,2}[.)])\s')


class Built:
    """One built page: its address under site/, its bytes, its tree, the ids on it and the styles in it.

    Bytes and tree are read anew where they were let go: a thousand trees are more than a small machine has.
    """

    def __init__(self, where: str, path: pathlib.Path):
        """where: its path under site/."""
        self.where = where
        self.file = f'site/{where}'
        self.path = path
        self.lang = lang_of(where)
        self.slug = where.removesuffix('index.html').removeprefix(BASES[self.lang])

    @functools.cached_property
    def base(self) -> str:
        """Where the site begins, of 404.html, whose links start at the root of the host as it is served for
        any address; else ''."""
        home = self.tree.xpath('//header//a[@class="head-name"]/@href') if self.slug == '404.html' else []
        return urllib.parse.unquote(home[0]).removesuffix('en/' * (self.lang == 'en')) if home else ''

    @functools.cached_property
    def styles(self) -> list[str]:
        return [str(node.text or '') for node in self.tree.iter('style')] if self.readable else []

    @functools.cached_property
    def ids(self) -> collections.Counter:
        # as plain texts: what lxml gives holds the whole tree
        return collections.Counter(map(str, self.tree.xpath('//@id')))

    @functools.cached_property
    def anchors(self) -> set[str]:
        """The ids, for a link from another page: a look at the text is enough, and quick."""
        return set(ID.findall(self.path.read_text(encoding='utf-8', errors='replace')))

    @functools.cached_property
    def raw(self) -> bytes:
        return self.path.read_bytes()

    @functools.cached_property
    def tree(self):
        return lxml.html.document_fromstring(
            self.raw.decode('utf-8', 'replace').encode(), parser=lxml.html.HTMLParser(encoding='utf-8')
        )

    @property
    def readable(self) -> bool:
        """Whether it is HTML."""
        try:
            return self.tree is not None
        except (lxml.etree.ParserError, ValueError):
            return False

    def let_go(self) -> None:
        """Keeps no more of the page than other pages ask for."""
        self.__dict__.pop('raw', None)
        self.__dict__.pop('tree', None)

    def fault(self, rule: str, node, what: str, mend: str) -> Problem:
        return Problem(self.file, getattr(node, 'sourceline', None) or 1, rule, what, mend)


def lang_of(where: str) -> str:
    """The language of a path under site/."""
    return 'en' if where.startswith(BASES['en']) else 'zh'


class Pages:
    """The built pages of a folder by their path under it."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.files = Files(folder)
        self.known = {
            where: Built(where, path)
            for where, path in sorted(self.files.paths.items())
            if path.suffix == '.html'
        }

    def of(self, *langs: str) -> list[str]:
        """The paths of the pages in these languages."""
        return [where for where, page in self.known.items() if page.lang in langs]


def check(book: Book, site: pathlib.Path | None = None) -> list[Problem]:
    """All faults of a built site (of site/ where none is given). Without one there are none."""
    site = site or book.root / 'site'
    pages = Pages(site)
    asked = pages.of(*LANGS)
    found = []
    for where in asked:
        found += faults(book, pages, where)
        pages.known[where].let_go()
    return found + around(site, styles(pages, asked))


def styles(pages: Pages, asked: list[str]) -> list[str]:
    """The texts of the styles that these pages inline, each once."""
    built = (pages.known[where] for where in asked)
    return [*dict.fromkeys(style for page in built for style in page.styles)]


def faults(book: Book, pages: Pages, where: str) -> list[Problem]:
    """The faults of one page, whose tree stays. pages: those that it may link to."""
    page = pages.known[where]
    if not page.readable:
        mend = 'build again, and see which page is empty'
        return [Problem(f'site/{where}', 1, 'HTML-6', 'is not HTML', mend)]
    return [
        *policy(page),
        *structure(page),
        *loads(page),
        *links(page, pages),
        *telephones(book, page),
        *boxes(page),
        *title(book, page),
        *weight(book, pages.files, page),
    ]


def around(site: pathlib.Path, inlined: Iterable[str]) -> list[Problem]:
    """The faults of what stands beside the pages: the file of headers, and sheets.

    inlined: the texts of the styles of all pages.
    """
    found = list(headers(site, inlined)) if site.is_dir() else []
    for path in sorted(site.rglob('*.css')):
        text, file = path.read_text(encoding='utf-8', errors='replace'), path.relative_to(site).as_posix()
        found += [
            Problem(
                f'site/{file}',
                text.count('\n', 0, match.start()) + 1,
                'HTML-5',
                f'loads {match[1]} from another host',
                'keep a copy in docs/assets/',
            )
            for match in CSS_URL.finditer(text)
            if outside(match[1])
        ]
    return found


class Files:
    """The files of a folder by their path under it."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.paths = {
            path.relative_to(folder).as_posix(): path
            for path in (folder.rglob('*') if folder.is_dir() else ())
            if path.is_file()
        }

    def at(self, target: str) -> str:
        """The file that an address means: a folder is its index.html."""
        index = posixpath.join(target, 'index.html')
        return index if target not in self.paths and index in self.paths else target


def outside(address: str) -> bool:
    """Whether an address leads to another host."""
    return re.match(r'\s*(//|(https?|ftp|wss?):)', address, re.IGNORECASE) is not None


def policy(page: Built) -> Iterator[Problem]:
    """HTML-1 inline script; HTML-2 style attribute; HTML-7 the content security policy of the page."""
    for node in page.tree.xpath(SUSPECT):
        if node.tag == 'script' and not node.get('src'):
            yield page.fault('HTML-1', node, 'inline script', 'move it to a file in docs/assets/js/')
        for name, value in node.attrib.items():
            if name.startswith('on') or value.strip().lower().startswith('javascript:'):
                yield page.fault(
                    'HTML-1',
                    node,
                    f'inline script in {name}="{value[:30]}"',
                    'add the listener in a file of docs/assets/js/',
                )
            if name == 'style':
                yield page.fault(
                    'HTML-2',
                    node,
                    f'style="{value[:30]}" on <{node.tag}>',
                    'use a class and docs/assets/css/site.css',
                )
    said = page.tree.xpath('//head/meta[@http-equiv="Content-Security-Policy"]')
    if len(said) != 1:
        yield page.fault(
            'HTML-7',
            said[1] if said else page.tree,
            f'the page has {len(said)} content security policies',
            'let finish/policy.py write one',
        )
    elif said[0].get('content') != written.policy(page.styles):
        yield page.fault(
            'HTML-7',
            said[0],
            'the policy is not exactly the one for the style of this page',
            'let finish/policy.py write it',
        )


def headers(site: pathlib.Path, styles: Iterable[str]) -> Iterator[Problem]:
    """HTML-7 again: site/_headers has the same policy, with the hashes of the styles of all pages alone."""
    path = site / '_headers'
    said = path.read_text(encoding='utf-8', errors='replace') if path.is_file() else ''
    # in whatever order the hashes are
    want = written.headers(
        sorted(styles, key=lambda style: said.find(HASH.search(written.policy([style]))[0]))
    )
    if said != want:
        what = 'is not exactly the policy for the styles of all pages' if said else 'is missing'
        yield Problem('site/_headers', 1, 'HTML-7', what, 'let finish/policy.py write it')


def leaves_over(page: Built) -> bool:
    """Whether anything on a page may be Markdown left over: a look at its text as a whole, which is quick."""
    raw = NO_TEXT.sub('', page.raw.decode('utf-8', 'replace'))
    return bool(STARTS.search(raw) or LEFT_OVER.search(html.unescape(re.sub(r'<[^>]*>', '\0', raw))))


def said(node) -> Iterator[tuple]:
    """Each element with the text that stands in it itself; samples of code are left out."""
    if node.tag in ('script', 'style', 'code', 'pre') or not isinstance(node.tag, str):
        return
    yield node, (node.text or '') + ''.join(child.tail or '' for child in node)
    for child in node:
        yield from said(child)


def structure(page: Built) -> Iterator[Problem]:
    """HTML-3 one H1; HTML-4 the skip link; HTML-10 Markdown left over; HTML-11 twice an id; HTML-12 lang."""
    heads = page.tree.xpath('//h1')
    if len(heads) != 1:
        yield page.fault(
            'HTML-3',
            heads[1] if heads else page.tree,
            f'the page has {len(heads)} H1',
            'the H1 comes from "title"; use ## in the page',
        )
    articles = page.tree.xpath('//article/@id')
    first = page.tree.xpath('(//body//a[@href])[1]')
    if not articles or not first or first[0].get('href') != f'#{articles[0]}':
        yield page.fault(
            'HTML-4',
            first[0] if first else page.tree,
            'the first link does not lead to the article',
            'let finish/page.py put <a class="skip" href="#article"> first in the body',
        )
    for node, text in said(page.tree.body) if leaves_over(page) else ():
        block = node.tag in ('p', 'li', 'td', 'th') and LIKE_A_BLOCK.match(node.text or '')
        left = block or LEFT_OVER.search(text)
        if left:
            yield page.fault(
                'HTML-10',
                node,
                f'Markdown left over: "{left[0].strip()}"',
                'fix the page so that the engine renders it',
            )
    for ident, number in page.ids.items():
        if number > 1:
            second = page.tree.xpath('//*[@id=$ident]', ident=ident)[1]
            yield page.fault(
                'HTML-11', second, f'the id "{ident}" is used {number} times', 'give one of them another id'
            )
    want = 'en' if page.lang == 'en' else 'zh-CN'
    if page.tree.get('lang') != want:
        yield page.fault(
            'HTML-12',
            page.tree,
            f'the page has lang="{page.tree.get("lang")}"',
            f'let finish/page.py set {want}',
        )


def loads(page: Built) -> Iterator[Problem]:
    """HTML-5: a resource from another host."""
    for tag, names in LOADS.items():
        for node in page.tree.iter(tag):
            for name in names:
                value = node.get(name, '')
                named = tag == 'link' and node.get('rel') in ('canonical', 'alternate')
                # a set names several pictures: "a.png 1x, b.png 2x"
                several = re.split(r'[\s,]+', value) if name.endswith('srcset') else [value]
                if not named and any(map(outside, several)):
                    yield page.fault(
                        'HTML-5',
                        node,
                        f'<{tag}> loads {value} from another host',
                        'keep a copy in docs/assets/, or take it out',
                    )
    for node in page.tree.iter('style'):
        for address in CSS_URL.findall(node.text or ''):
            if outside(address):
                yield page.fault(
                    'HTML-5',
                    node,
                    f'the style loads {address} from another host',
                    'keep a copy in docs/assets/, or take it out',
                )


def from_root(page: Built, path: str) -> str:
    """Where a path that a page names is in the site."""
    if len(page.base) > 1 and path.startswith(page.base):
        path = '/' + path.removeprefix(page.base)
    return posixpath.normpath(posixpath.join('/', posixpath.dirname(page.where), path)).lstrip('/')


def links(page: Built, pages: Pages) -> Iterator[Problem]:
    """HTML-6: an address within the site that leads nowhere."""
    files, known = pages.files, {}
    for node in page.tree.xpath('//*[@href or @src]'):
        address = node.get('href') or node.get('src') or ''
        if re.match(r'//|[a-z][a-z0-9+.-]*:', address, re.IGNORECASE):
            continue
        path, _, anchor = address.partition('#')
        if path not in known:
            plain = urllib.parse.unquote(path.partition('?')[0])
            known[path] = files.at(from_root(page, plain)) if plain else page.where
        target = known[path]
        if target not in files.paths:
            yield page.fault(
                'HTML-6',
                node,
                f'"{address}" leads to site/{target}, which is not there',
                'correct the link, or write the page',
            )
        elif (
            anchor
            and '=' not in anchor
            and target in pages.known
            and urllib.parse.unquote(anchor) not in pages.known[target].anchors
        ):
            yield page.fault(
                'HTML-6',
                node,
                f'"{address}": site/{target} has no id "{anchor}"',
                'correct the anchor',
            )


def telephones(book: Book, page: Built) -> Iterator[Problem]:
    """HTML-14: a telephone link that dials another number than it shows, or none of data/hotlines.yml."""
    known = {row.get('tel') for row in book.by_id('hotlines').values()}
    for node in page.tree.xpath('//a[@href]'):
        scheme, _, number = node.get('href').strip().partition(':')
        if scheme.lower() != 'tel':
            continue
        shown = re.sub(r'\D', '', node.text_content())
        if shown != number:
            what = f'shows {shown or "no number"} and dials {number or "nothing"}'
            yield page.fault('HTML-14', node, what, 'write the same number in both places')
        elif number not in known:
            what = f'dials {number}, which is no number of data/hotlines.yml'
            yield page.fault('HTML-14', node, what, 'add it there with its fact, or take the link out')


def boxes(page: Built) -> Iterator[Problem]:
    """HTML-15: a box that holds only its title."""
    for node in page.tree.xpath('//div[contains(concat(" ", @class, " "), " admonition ")]'):
        own = ''.join(child.text_content() for child in node if child.get('class') != 'admonition-title')
        if not own.strip():
            yield page.fault(
                'HTML-15',
                node,
                f'the box “{node.text_content().strip()}” is empty',
                'set its body in by 4 blanks, in the page',
            )


def title(book: Book, page: Built) -> Iterator[Problem]:
    """HTML-8: a page title that is missing, or not neutral where it has to be."""
    node = page.tree.find('head/title')
    text = (node.text or '') if node is not None else ''
    word = debt_word(book, text) if has_role(book, page.slug, 'neutral') else ''
    if not text.strip():
        yield page.fault(
            'HTML-8',
            page.tree if node is None else node,
            'the page has no title',
            'give it a "title" in its front matter',
        )
    elif word:
        yield page.fault(
            'HTML-8',
            node,
            f'<title> holds the debt word "{word}"',
            'write neutral words under "tab" in the front matter',
        )


def budget(book: Book, slug: str) -> int | None:
    """How many KB a page may weigh: the first line of `weight` in data/style.yml that names it, or None."""
    lines = (line for line in listed(book, 'weight') if matches(slug, listed(book, 'weight', line)))
    return int(next(lines, '0')) or None


def weight(book: Book, files: Files, page: Built) -> Iterator[Problem]:
    """HTML-9: the page, its scripts and pictures, gzip -6, weigh more than data/style.yml allows."""
    if page.slug == '404.html':
        return
    size = len(gzip.compress(page.raw, 6))
    for name in page.tree.xpath('//script/@src | //img[not(@loading="lazy")]/@src'):
        path = files.paths.get(from_root(page, name))
        size += len(gzip.compress(path.read_bytes(), 6)) if path else 0
    limit = budget(book, page.slug)
    if limit is None:
        yield page.fault(
            'HTML-9',
            page.tree,
            'has no weight to keep',
            "name it under weight in data/style.yml, or end that list with '*'",
        )
    elif size > limit * KB:
        yield page.fault(
            'HTML-9',
            page.tree,
            f'weighs {size / KB:.2f} KB compressed, at most {limit}',
            'shorten the page, or split it',
        )
