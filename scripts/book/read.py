"""Reads data/ and docs/ into one Book, with every fault of reading as a Problem. Writes nothing."""

from __future__ import annotations

import itertools
import pathlib
import re

import yaml

from scripts.book import slips
from scripts.book.model import LANGS, Book, Page, Record
from scripts.book.problems import Problem

# What no page and no data file comes near. Beyond it the engine and the checks would take minutes, or the
# parser would end the process: bytes of a data file and of a page, characters of a line, blanks side by side,
# values and quotes within each other.
LARGEST, PAGE, LONGEST, BLANKS, DEEPEST, QUOTES = 500_000, 64_000, 4_000, 100, 100, 10


# What marks a value to be used again, and how a line is indented: by signs that values begin with, too.
ANCHOR, INDENT = re.compile(r'(?:^|[\s\[{,:])&', re.M), re.compile(r'^[ \-?:]*', re.M)


def simple(text: str) -> bool:
    """Whether a YAML text can hold no alias and nothing too deep, as its signs show.

    A value stands at least a sign further in than what holds it, or within brackets. A list may stand right
    under its key: its sign and the blank behind it count for both.
    """
    if ANCHOR.search(text):
        return False
    return max(map(len, INDENT.findall(text))) + text.count('[') + text.count('{') < DEEPEST - 1


class _Loader(getattr(yaml, 'CSafeLoader', yaml.SafeLoader)):
    """The C loader, with line numbers, with dates kept as text, and a key that is used twice is a fault."""

    def __init__(self, text: str, first: int) -> None:
        """first: the line of its file on which the text starts."""
        super().__init__(text)
        self.first, self.simple = first, simple(text)

    def get_single_node(self):
        """The tree of the text. An alias is a fault: a few within each other make billions of values.

        Raises RecursionError where too much stands within each other.
        """
        root = super().get_single_node()
        seen, waiting = set(), [] if self.simple else [(root, 1)]
        while waiting:
            node, depth = waiting.pop()
            if depth > DEEPEST + 1:
                raise RecursionError
            if isinstance(node, yaml.CollectionNode):
                if id(node) in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, 'the value is used again by an alias (*)', node.start_mark
                    )
                seen.add(id(node))
                inner = itertools.chain(*node.value) if isinstance(node, yaml.MappingNode) else node.value
                waiting += [(other, depth + 1) for other in inner]
        return root

    def construct_record(self, node):
        record = Record()
        record.line, record.lines = node.start_mark.line + self.first, {}
        yield record
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    None, None, f'the key "{key}" is not a text', key_node.start_mark
                )
            if key in record:
                raise yaml.constructor.ConstructorError(
                    None, None, f'the key "{key}" is used twice', key_node.start_mark
                )
            record[key] = self.construct_object(value_node, deep=True)
            record.lines[key] = key_node.start_mark.line + self.first


_Loader.add_constructor('tag:yaml.org,2002:map', _Loader.construct_record)
_Loader.add_constructor('tag:yaml.org,2002:timestamp', lambda loader, node: loader.construct_scalar(node))


def read_bytes(path: pathlib.Path) -> bytes:
    """What a file holds, as far as it may be read: one byte more shows that it is too large."""
    with open(path, 'rb') as file:
        return file.read(LARGEST + 1)


def read_text(path: pathlib.Path, file: str, problems: list) -> str | None:
    """A file's text, or None and a Problem when it is not UTF-8 or too large."""
    return decoded(read_bytes(path), file, problems)


def oversized(text: str) -> tuple[int, str] | None:
    """(line, what is too large) of a text, or None."""
    for number, line in enumerate(text.split('\n'), 1):
        if len(line) > LONGEST:
            return number, f'a line has {len(line)} characters, at most {LONGEST}'
        if ' ' * BLANKS in line.expandtabs(4):
            return number, f'{BLANKS} blanks or more stand side by side'
        if re.match(rf'\s*(> ?){{{QUOTES + 1}}}', line):
            return number, f'quotes stand within each other more than {QUOTES} deep'
    return None


def decoded(raw: bytes, file: str, problems: list) -> str | None:
    """The text of a file's bytes, or None and a Problem when it is not UTF-8 or too large."""
    mend = 'shorten it, or make two of it'
    most = PAGE if file.endswith('.md') else LARGEST
    if len(raw) > most:
        problems.append(Problem(file, 1, 'DATA-7', f'is larger than {most // 1000} KB', mend))
        return None
    try:
        # some editors write a byte order mark in front
        text = raw.decode('utf-8').removeprefix('\ufeff').replace('\r\n', '\n')
        if '\r' in text and '\n' not in text:
            what, mend = 'its lines end with CR alone', 'save the file again with line ends LF (Unix)'
            problems.append(Problem(file, 1, 'DATA-1', what, mend))
            return None
        if told := oversized(text):
            problems.append(Problem(file, told[0], 'DATA-7', told[1], mend))
            return None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b'\n') + 1
        problems.append(
            Problem(file, line, 'DATA-1', 'is not UTF-8 text', 'save the file again with the encoding UTF-8')
        )
        return None
    return text


def read_yaml(text: str, file: str, problems: list, first_line: int = 1):
    """The value of a YAML text, or None and a Problem; `first_line` is where the text starts in its file."""
    try:
        # counted before the parser sees it, which would end the process without a word
        depth = itertools.accumulate(1 if sign in '[{' else -1 for sign in re.findall(r'[][{}]', text))
        if max(depth, default=0) > DEEPEST:
            raise RecursionError
        value = yaml.load(text, Loader=lambda text: _Loader(text, first_line))
    except RecursionError:
        what = f'broken YAML: more than {DEEPEST} values within each other'
        problems.append(Problem(file, first_line, 'DATA-2', what, 'close each bracket'))
        return None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, 'problem_mark', None)
        if 'quoted scalar' in str(getattr(error, 'context', '')):
            # a quote that is not closed is found at the end of the file, and begins here
            mark = error.context_mark or mark
        line = first_line + (mark.line if mark else 0)
        what = getattr(error, 'problem', None) or 'cannot be read'
        # a key that cannot be one, or a slip of writing
        mend = (
            'fix this key, or delete it'
            if isinstance(error, yaml.constructor.ConstructorError)
            else 'fix this line: look for a missing quote, colon or space'
        )
        if told := slips.slip(text):
            line, what, mend = first_line + told[0], told[1], told[2]
        problems.append(Problem(file, line, 'DATA-2', f'broken YAML: {what}', mend))
        return None
    if value is None or value == [] or value == {}:
        problems.append(
            Problem(
                file,
                first_line,
                'DATA-3',
                'holds no data',
                'fill it, or delete it together with what uses it',
            )
        )
        return None
    return value


def slug_of(relative: pathlib.PurePath) -> str:
    """now/index.md -> now/ ; now/say.md -> now/say/ ; index.md -> '' (the engine's directory addresses).

    README.md is the index of its folder to the engine.
    """
    parts = list(relative.with_suffix('').parts)
    if parts[-1] in ('index', 'README'):
        parts.pop()
    return ''.join(part + '/' for part in parts)


def _read_page(path: pathlib.Path, lang: str, base: pathlib.Path, book: Book, known: dict) -> None:
    file = path.relative_to(book.root).as_posix()
    raw, told = read_bytes(path), len(book.problems)
    page = (
        known[file][1] if file in known and known[file][0] == raw else _page_of(raw, path, lang, base, book)
    )
    if page is None:
        return
    if page.key in book.pages:
        book.problems.append(
            Problem(
                file,
                1,
                'DATA-4',
                f'has the same address as {book.pages[page.key].file}',
                'delete or rename one of the two',
            )
        )
        return
    _keep(book, file, raw, page, told)
    book.pages[page.key] = page


def _keep(book: Book, file: str, raw: bytes, value, told: int) -> None:
    """Keeps what a file held for the next reading; a file with faults (more than `told`) is read again."""
    if len(book.problems) == told:
        book.read[file] = raw, value


def _page_of(raw: bytes, path: pathlib.Path, lang: str, base: pathlib.Path, book: Book) -> Page | None:
    """A page out of its file's bytes, or None and a Problem."""
    file = path.relative_to(book.root).as_posix()
    text = decoded(raw, file, book.problems)
    if text is None:
        return None
    match = re.match(r'---\n(.*?\n)---(?:\n|\Z)', text, re.DOTALL)
    if not match:
        line, what, mend = slips.front(text)
        book.problems.append(Problem(file, line, 'FM-1', what, mend))
        return None
    meta = read_yaml(match[1], file, book.problems, 2)
    if not isinstance(meta, Record):
        if meta is not None:
            book.problems.append(
                Problem(
                    file, 2, 'DATA-2', 'front matter is not a list of keys', 'write one "key: value" a line'
                )
            )
        return None
    return Page(
        lang,
        slug_of(path.relative_to(base)),
        path,
        file,
        meta,
        text[match.end() :],
        text[: match.end()].count('\n') + 1,
        match[1],
    )


def _take_ids(rows, name: str, file: str, book: Book) -> None:
    seen = book.where.setdefault(name, {})
    for row in rows:
        if not isinstance(row, Record) or not isinstance(row.get('id'), str):
            continue
        if row['id'] in seen:
            other = '{}:{}'.format(*seen[row['id']])
            book.problems.append(
                Problem(
                    file,
                    row.line,
                    'DATA-4',
                    f'id "{row["id"]}" is already used in {other}',
                    'give one of the two another id, or delete it',
                )
            )
        else:
            seen[row['id']] = (file, row.line)


def load(root: pathlib.Path, before: Book | None = None) -> Book:
    """Reads root/data and root/docs. Never raises for bad content: see Book.problems.

    before: an earlier reading of the same root, from which files that did not change are taken.
    """
    book = Book(pathlib.Path(root).resolve())
    known = before.read if before else {}
    for path in sorted(path for path in (book.root / 'data').rglob('*.yml') if path.is_file()):
        file = path.relative_to(book.root).as_posix()
        raw, told = read_bytes(path), len(book.problems)
        if file in known and known[file][0] == raw:
            rows = known[file][1]
        else:
            text = decoded(raw, file, book.problems)
            rows = read_yaml(text, file, book.problems) if text is not None else None
        if rows is None:
            continue
        _keep(book, file, raw, rows, told)
        if path.parent.name == 'facts':
            book.data.setdefault('facts', {})[path.stem] = rows
            rows = rows if isinstance(rows, list) else []
            _take_ids(rows, 'facts', file, book)
            for row in rows:
                if isinstance(row, Record) and isinstance(row.get('id'), str) and row['id'] not in book.facts:
                    book.facts[row['id']], book.topics[row['id']] = row, path.stem
        else:
            name = path.relative_to(book.root / 'data').with_suffix('').as_posix()
            book.data[name] = rows
            if isinstance(rows, list):
                _take_ids(rows, name, file, book)
    for lang in LANGS:
        base = book.root / 'docs' / lang
        for path in sorted(path for path in base.rglob('*.md') if path.is_file()):
            _read_page(path, lang, base, book, known)
    return book
