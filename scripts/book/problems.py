"""A fault that a check or the reading of files found, and how all of them are printed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault. `mend` says what to do, in the words of an editor."""

    file: str
    line: int
    rule: str
    what: str
    mend: str

    def __str__(self) -> str:
        # a text that is quoted may go over lines
        return ' '.join(f'{self.file}:{self.line} {self.rule} {self.what} -> {self.mend}'.splitlines())


def report(problems: list[Problem]) -> int:
    """Prints all problems, unread data first, then by file and line. Returns the exit status (1 with any)."""
    for problem in sorted(set(problems), key=lambda p: (not p.rule.startswith('DATA-'), p)):
        print(problem)
    return 1 if problems else 0


def nearest(name: str, known: Iterable[str], like: float = 0.6) -> str:
    """The known name that is most like one that is not known, or ''. like: how much at least, up to 1."""
    return next(iter(difflib.get_close_matches(name, known, 1, like)), '')
