"""Runs all checks in one process, each file read once.

Usage: python scripts/check.py [--structure] [project root]. Exit status: 0 no fault, 1 faults, 2 could not run.
--structure: only what a build needs (no wording). The built site/ is checked where its stamp says that it comes from these
sources; it is never built here.
"""
from __future__ import annotations

import sys
from collections.abc import Callable

import check_card
import check_citations
import check_facts
import check_figures
import check_frontmatter
import check_links
import check_parity
import command
import kb

STRUCTURE: list[Callable] = [check_facts.check, check_frontmatter.check, check_parity.check, check_citations.unknown, check_links.check, check_card.texts]


def structure(book: kb.Book) -> list[kb.Problem]:
    """The faults that would break a build or its pages; the build stops on any."""
    return book.problems + [problem for check in STRUCTURE for problem in check(book)]


def everything(book: kb.Book) -> list[kb.Problem]:
    """All faults of the sources. Needs what requirements-test.txt names beside what a build needs."""
    import check_text
    wording = [check_parity.drift, check_citations.uncited, check_figures.check, check_text.check, check_card.made]
    return structure(book) + [problem for check in wording for problem in check(book)]


def built(book: kb.Book) -> list[kb.Problem]:
    """The faults of site/ where it was built from these very sources; else none, and one line says why."""
    import check_html
    root = book.root
    stamp = root / 'site' / '.stamp'
    if not stamp.is_file():
        print('site/ is not built: its HTML was left out (make build)')
    elif stamp.read_text(encoding='utf-8', errors='replace').strip() != kb.stamp(root):
        print('site/ is older than its sources: its HTML was left out (make build)')
    else:
        return check_html.check(book)
    return []


def main(argv: list[str]) -> int:
    root = command.root_of([word for word in argv if word != '--structure'])
    if root is None:
        return 2
    book = kb.load(root)
    if '--structure' in argv:
        return kb.report(structure(book))
    return kb.report(everything(book) + built(book))


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
