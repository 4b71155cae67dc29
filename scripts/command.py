"""What the commands of all checks share: which project they look at, what they print, how they end."""
from __future__ import annotations

import pathlib
import sys

import kb


def root_of(argv: list[str]) -> pathlib.Path | None:
    """The project root that a command line names (default: where scripts/ stands); None, with a message, when it names none."""
    root = pathlib.Path(argv[0]) if argv else pathlib.Path(__file__).resolve().parent.parent
    if len(argv) > 1 or argv[:1] and argv[0].startswith('-'):
        print(f'usage: python {sys.argv[0]} [project root]', file=sys.stderr)
    elif not (root / 'docs').is_dir() or not (root / 'data').is_dir():
        print(f'{root} has no docs/ and data/: name the root of the project', file=sys.stderr)
    else:
        return root.resolve()
    return None


def run(check, argv: list[str]) -> int:
    """The command of one check. check: Book -> list of Problem. Returns 0 no fault, 1 faults, 2 could not run."""
    root = root_of(argv)
    if root is None:
        return 2
    book = kb.load(root)
    return kb.report(book.problems + check(book))
