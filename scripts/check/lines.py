"""Checks the lines of a page: each is of a kind that both the checks and the engine know, and stands apart.

The engine joins a list to the paragraph above it, ends a box where a line is set in by 2 blanks, and says
nothing. So no line is passed over: one that is of no known kind, or glued to another, is a fault.
Out: MD-1 to MD-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scripts.book import slips
from scripts.book.markdown import DRAW, without_code
from scripts.book.model import Page
from scripts.book.problems import Problem

FENCE = re.compile(r'\s*(`{3,}|~{3,}|·{3,}|｀{3,})(.*)$')
OPENING = re.compile(r'```[a-z]+$')
ITEM = re.compile(r'(-|\d{1,3}\.) (?=\S)')
# Begins like an item of a list, and both programs may read it otherwise, or as words.
LIKE_ITEM = re.compile(
    r'[-+*•·●○▪■◦‣－＊＋–](?![-*])\s*|—(?!—)\s*|\d{1,3}(?:\.(?!\d)|[、)）．])\s*|[（(]\d{1,2}[)）]|[①-⑳]'
)
# May count paragraphs, each on its own: 一、 a. (二) √. Under a line of text all become one paragraph.
LIKE_NEXT_ITEM = re.compile(
    r'[□◆◇★☆√✓✔✗✘×→➔➢➤►▶»※❖❶-❿⑴-⒛㈠-㈩]\s*|\d{1,3}(?:[：:](?!\d)|[ \u3000]+(?=[\u3400-\u9fff]))\s*'
    r'|(?:[a-zA-Z]|[ivxIVX]{2,4})(?:[)）、．]\s*|\.\s+)|[一二三四五六七八九十]{1,3}[、.．)）]'
    r'|[（(](?:[a-zA-Z]|[一二三四五六七八九十]{1,3})[)）]'
)
EMPTY_ITEM = re.compile(r'(?:-|\d{1,3}\.)$')
# A line of emphasis that begins with a star is none.
EMPHASIS = re.compile(r'\*\S[^*]*\*(?!\*)')
HEADING = re.compile(r'#{1,6}(?: |$)')
LIKE_HEADING = re.compile(r'[#＃]+')
CLOSED_HEADING = re.compile(r'\s#+(?=\s*\{|\s*$)')
UNDERLINE = re.compile(r'(=+|-+)\s*$')
RULE = re.compile(r'([-*_=])[ ]*(?:\1[ ]*){2,}$')
FOREIGN = re.compile(r'[>＞]|:::|///|-{2,}8<|: |\[[^\]^]+\]:|\*\[|@|%|！{2,}|？{3,}|!!')
IN_ITEM = re.compile(r'#|[>|]|```|~~~|!!!|(?:[-+*]|\d+[.)]) |\[[ xX]?\]')
TABLE_RULE = re.compile(r'\|(?:\s*:?-+:?\s*\|)+$')
# What each kind of line may stand under without an empty line between.
MAY_FOLLOW = {'item': ('item', 'more', 'box'), 'more': ('item', 'more'), 'row': ('row', 'box')}
# What the body of a box is made of.
BODY = ('text', 'item', 'row')


class Line(NamedTuple):
    """A line that is not empty. kind: fence, heading, box, draw, row, item, more (of an item) or text."""

    number: int
    kind: str
    indent: int
    text: str


def check(page: Page) -> list[Problem]:
    """The faults of the lines of a page. After a fence that does not close nothing else can be told."""
    found: list[Problem] = []
    scan = Scan(page)
    for problem in scan.run():
        found.append(problem)
        if problem.rule == 'MD-6' and 'not closed' in problem.what:
            return [p for p in found if p.line < problem.line] + [problem]
    return found


def cells(row: str) -> list[str]:
    """The cells of a row of a table."""
    return re.split(r'(?<!\\)\|', row.strip().removeprefix('|').removesuffix('|'))


class Scan:
    """One walk over the lines of a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.rows = page, page.body.split('\n')
        self.before: Line | None = None
        self.gap = 0
        self.box: Line | None = None
        self.last_in_box: Line | None = None
        self.filled = True
        self.table: list[Line] = []
        self.counted = 0

    def fault(self, line: int, rule: str, what: str, mend: str) -> Problem:
        return self.page.problem(line, rule, what, mend)

    def run(self) -> Iterator[Problem]:
        """The faults, line by line."""
        fence: tuple[int, str] | None = None
        for number, raw in enumerate(self.rows, self.page.body_line):
            said = raw.strip()
            if slips.CONFLICT.match(raw):
                what = f'a conflict of two versions is left: {said[:20]}'
                yield self.fault(number, 'MD-8', what, slips.KEEP_ONE)
                continue
            mark = FENCE.match(raw)
            if fence:
                if said == fence[1]:
                    fence = None
                    self.before, self.gap = Line(number, 'fence', 0, raw), 0
                elif mark:
                    break
                continue
            if not said:
                self.gap += 1
                continue
            if mark:
                problem = self.opens(number, raw, mark)
                yield from self.takes(Line(number, 'fence', 0, raw)) if not problem else [problem]
                fence = number, mark[1]
                continue
            yield from self.takes(Line(number, *self.kind(raw)))
        if fence:
            yield self.unclosed(*fence)
        yield from self.ends()

    def opens(self, number: int, raw: str, mark: re.Match) -> Problem | None:
        """A fence that is not written in the one way that both programs know."""
        if OPENING.match(raw.rstrip()) and raw == raw.rstrip():
            return None
        what = 'is set in' if raw[0] == ' ' else 'has no language' if not mark[2].strip() else 'is not ```'
        return self.fault(
            number,
            'MD-6',
            f'the fence {raw.strip()[:16]} {what}',
            'write ```text at the start of the line, outside of boxes, and ``` alone under the sample',
        )

    def unclosed(self, number: int, _sign: str) -> Problem:
        return self.fault(
            number,
            'MD-6',
            'the fence that opens here is not closed',
            'write ``` alone on the line under the sample: without it all that follows is code',
        )

    def kind(self, raw: str) -> tuple[str, int, str]:
        """The kind of a line, its blanks in front, and the rest."""
        text = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        if HEADING.match(text):
            return 'heading', indent, text
        if text.startswith(('!!!', '???')):
            return 'box', indent, text
        if DRAW.match(raw):
            return 'draw', indent, text
        if text.startswith('|'):
            return 'row', indent, text
        last = self.before
        # directly under a line of text - makes a heading of it
        empty = EMPTY_ITEM.match(text) and not (text == '-' and last and last.kind == 'text' and not self.gap)
        if ITEM.match(text) or empty:
            return 'item', indent, text
        if last and not self.gap and last.kind in ('item', 'more') and indent > self.base():
            return 'more', indent, text
        return 'text', indent, text

    def base(self) -> int:
        """How far lines are set in here: by 4 in a box."""
        return 4 if self.box else 0

    def takes(self, line: Line) -> Iterator[Problem]:
        """The faults of one line; at most one of its own."""
        if line.kind != 'row' or self.gap:
            yield from self.ends_table()
        if self.box and line.indent == 0:
            yield from self.ends_box()
        problem = self.first(line)
        if problem:
            yield problem
        if self.box and line.number != self.box.number:
            self.filled = True
        if line.kind == 'box':
            self.box, self.filled = line, False
        self.counted = self.next_number(line)
        if line.kind == 'row':
            self.table.append(line)
        self.before, self.gap = line, 0

    def first(self, line: Line) -> Problem | None:
        """The first thing that is wrong with a line."""
        checks = (self.blanks, self.set_in, self.form, self.apart)
        return next((problem for look in checks if (problem := look(line))), None)

    def blanks(self, line: Line) -> Problem | None:
        """MD-7: a tab, or blanks at the end that make a line break."""
        raw = self.rows[line.number - self.page.body_line]
        if '\t' in raw:
            return self.fault(line.number, 'MD-7', 'a tab', 'write blanks: none, or 4 in a box')
        if raw.endswith('  '):
            return self.fault(line.number, 'MD-7', 'blanks at the end break the line', 'delete them')
        return None

    def set_in(self, line: Line) -> Problem | None:
        """MD-1 the body of a box; MD-3 items within items; MD-7 other lines that are set in."""
        base, last = self.base(), self.before
        if line.kind == 'more':
            mark = 2 if self.counted < 1 else 3
            if base + mark <= line.indent <= base + 3:
                return None
            what, mend = (
                f'is set in by {line.indent} blanks',
                f'set it in by {base + mark}, as the item above',
            )
            return self.fault(line.number, 'MD-7', f'this line {what}', mend)
        if line.indent == base:
            if self.box and self.gap > 1 and base:
                what = 'two empty lines end the box before this line'
                return self.fault(line.number, 'MD-1', what, 'leave one empty line')
            return None
        if self.box:
            what = f'the body of the box is set in by {line.indent} blanks'
            return self.fault(line.number, 'MD-1', what, 'set it in by exactly 4, without lists in lists')
        if line.kind == 'item' and last and last.kind in ('item', 'more'):
            return self.fault(
                line.number, 'MD-3', 'a list within a list', 'write one list, or a paragraph between two'
            )
        what = f'this line is set in by {line.indent} blanks'
        mend = 'start at the left: only the body of a box (!!!) is set in'
        return self.fault(line.number, 'MD-7', what, mend)

    def form(self, line: Line) -> Problem | None:
        """MD-3 lists; MD-4 headings; MD-5 tables; MD-8 other Markdown; MD-1 a box in a box."""
        text = line.text
        if line.kind == 'item':
            return self.item(line)
        if line.kind == 'row':
            return self.row(line)
        if line.kind == 'box' and line.indent:
            return self.fault(
                line.number, 'MD-1', 'a box within a box', 'end the first, and start at the left'
            )
        if line.kind == 'heading' and line.indent:
            return self.fault(line.number, 'MD-4', 'a heading within a box', 'use its title, or bold words')
        if line.kind == 'heading' and CLOSED_HEADING.search(text):
            what = 'the heading has # behind its words too'
            return self.fault(line.number, 'MD-4', what, 'write ## Words { #id }')
        if line.kind not in ('text', 'more'):
            return None
        if UNDERLINE.match(text) or RULE.match(text):
            what, mend = f'a line of {text[:8]}', 'write headings as ## Words { #id }; a page has no lines'
            return self.fault(line.number, 'MD-4', what, mend)
        if LIKE_HEADING.match(text):
            mend = 'write ## or ###, a blank, the words, { #id }'
            return self.fault(line.number, 'MD-4', f'"{text[:12]}" begins like a heading', mend)
        glued = self.before and self.before.kind == 'text' and not self.gap
        if (LIKE_ITEM.match(text) or glued and LIKE_NEXT_ITEM.match(text)) and not EMPHASIS.match(text):
            mend = 'write "- words" or "1. words", with one blank; words may not begin so'
            return self.fault(line.number, 'MD-3', f'"{text[:12]}" begins like an item of a list', mend)
        if '|' in without_code(text):
            mend = 'start and end each row of a table with |, or leave the sign out'
            return self.fault(line.number, 'MD-5', 'a | outside of a table', mend)
        if FOREIGN.match(text):
            what = f'"{text[:16]}" is Markdown that this handbook does not use'
            return self.fault(line.number, 'MD-8', what, 'see the page "components" for what can be written')
        return None

    def item(self, line: Line) -> Problem | None:
        if EMPTY_ITEM.match(line.text):
            return self.fault(line.number, 'MD-3', 'an empty item of a list', 'write its words, or delete it')
        mark = ITEM.match(line.text)[1]
        rest = line.text[len(mark) + 1 :]
        if IN_ITEM.match(rest):
            what = f'the item begins with "{rest[:6]}"'
            return self.fault(line.number, 'MD-3', what, 'begin an item with words')
        if mark != '-' and int(mark[:-1]) != self.next_number(line):
            what = f'the item is counted {mark} where {self.next_number(line)}. follows'
            return self.fault(line.number, 'MD-3', what, 'count from 1, one by one: so it is shown')
        return None

    def next_number(self, line: Line) -> int:
        """What number an item of this line has, or the list has come to; 0 outside of counted lists."""
        if line.kind == 'more':
            return self.counted
        if line.kind != 'item' or line.text.startswith('-'):
            return 0
        return self.counted + 1

    def row(self, line: Line) -> Problem | None:
        if not line.text.endswith('|') or line.text.endswith('\\|'):
            return self.fault(
                line.number, 'MD-5', 'the row does not end with |', 'close its last cell with |'
            )
        if len(self.table) == 1 and not TABLE_RULE.match(line.text):
            what, mend = (
                'the table has no line of | --- | under its head',
                'add it, with one --- for each cell',
            )
            return self.fault(self.table[0].number, 'MD-5', what, mend)
        if len(self.table) != 1 and TABLE_RULE.match(line.text):
            what = 'a line of | --- | that is not the second of its table'
            return self.fault(line.number, 'MD-5', what, 'delete it, or write the head of the table above it')
        want, has = (len(cells(row.text)) for row in ([*self.table, line][0], line))
        if has != want:
            what = f'the row has {has} cells, the head of the table {want}'
            return self.fault(line.number, 'MD-5', what, 'give every row as many cells as the head')
        return None

    def apart(self, line: Line) -> Problem | None:
        """MD-2: a block that is glued to the one above, or a list that is torn."""
        last = self.before
        if last is None:
            return None
        lists = line.kind == 'item' and last.kind in ('item', 'more')
        if lists and self.gap and last.indent // 4 == line.indent // 4:
            mend = 'leave no empty line between items, and a paragraph between two lists'
            return self.fault(line.number, 'MD-2', 'an empty line tears the list', mend)
        if (
            lists
            and last.indent // 4 == line.indent // 4
            and (self.counted > 0) != (not line.text.startswith('-'))
        ):
            mend = 'keep to - or to numbers; put a paragraph between two lists'
            return self.fault(line.number, 'MD-2', 'the list goes on with another mark', mend)
        if not self.gap and last is self.last_in_box and line.kind in BODY and last.kind != 'box':
            what = f'this line is glued to line {last.number} of a box and stands outside of the box'
            mend = 'set it in by 4 blanks if it belongs to the box; else put an empty line above it'
            return self.fault(line.number, 'MD-2', what, mend)
        if self.gap or last.kind in MAY_FOLLOW.get(line.kind, ()) or line.kind == last.kind == 'text':
            return None
        if last.kind == 'box' and line.indent:
            return None
        what = f'this line is glued to line {last.number}'
        return self.fault(line.number, 'MD-2', what, 'put an empty line between: else both become one')

    def ends_table(self) -> Iterator[Problem]:
        if len(self.table) == 1:
            what, mend = 'the table has no line of | --- | under its head', 'add it, and rows below it'
            yield self.fault(self.table[0].number, 'MD-5', what, mend)
        self.table = []

    def ends_box(self) -> Iterator[Problem]:
        if not self.filled:
            what, mend = 'the box has no body', 'write it below, set in by 4 blanks'
            yield self.fault(self.box.number, 'MD-1', what, mend)
        self.box, self.filled, self.last_in_box = None, True, self.before

    def ends(self) -> Iterator[Problem]:
        """What is wrong at the end of the page."""
        yield from self.ends_table()
        if self.box:
            yield from self.ends_box()
