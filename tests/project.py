"""Where the project stands, and copies of it for tests that change or build it."""

from __future__ import annotations

import functools
import pathlib
import shutil

from scripts import kept
from scripts.book.model import Book
from scripts.book.read import load

ROOT = pathlib.Path(__file__).resolve().parent.parent


@functools.cache
def handbook() -> Book:
    """The handbook as it stands, read once. Tests only read it.

    What a check by these very tools has read and found good is not read again.
    """
    last = kept.read(ROOT)
    return load(ROOT, last.book if last else None)


def copied(target: pathlib.Path, *, scripts: bool = False, cards: bool = False) -> pathlib.Path:
    """A copy of what a site is made from.

    scripts: with the tooling, so that its commands run there; cards: with the card files.
    """
    for name in ('data', 'docs', 'overrides', *(['scripts'] if scripts else [])):
        shutil.copytree(
            ROOT / name,
            target / name,
            ignore=shutil.ignore_patterns('__pycache__', *([] if cards else ['print'])),
        )
    shutil.copy(ROOT / 'mkdocs.yml', target)
    return target
