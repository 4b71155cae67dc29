"""What the last `make check` found in order, kept in .kept: what is as it was then is not looked at again."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pathlib
import pickle
import sys
import tempfile
from typing import NamedTuple

from scripts.book.model import Book
from scripts.stamp import add, files, stamp

FILE = '.kept'
DIGEST = hashlib.sha256().digest_size


class Kept(NamedTuple):
    """book: a reading in which no check found a fault; site: the hash of a built site without one, or ''."""

    book: Book
    site: str


def tools(root: pathlib.Path) -> str:
    """What a check depends on beside data and pages: where it is another, all is looked at again."""
    pins = root / 'requirements-test.txt'
    packages = hashlib.sha256(pins.read_bytes() if pins.is_file() else b'').hexdigest()
    return f'{root} {sys.version} {packages} {stamp(root, pages=False)}'


def digest(site: pathlib.Path) -> str:
    """A hash of all files of a built site."""
    found = hashlib.sha256()
    add(found, site, files(site))
    return found.hexdigest()


def read(root: pathlib.Path) -> Kept | None:
    """What was kept by the same tools; None where there is nothing of the kind, or it is damaged."""
    try:
        raw = (root / FILE).read_bytes()
    except OSError:
        return None
    told, content = raw[:DIGEST], raw[DIGEST:]
    if told != signed(root, content):
        return None
    # thousands of small values at once: looking for circles among them takes longer than making them
    gc.disable()
    try:
        return pickle.loads(content)
    finally:
        gc.enable()


def signed(root: pathlib.Path, content: bytes) -> bytes:
    """What stands in front of a content: a hash of it and of the tools."""
    return hashlib.sha256(tools(root).encode() + content).digest()


def keep(book: Book, site: str, last: Kept | None) -> None:
    """Keeps for the next check that nothing was found, unless `last` says the same already.

    site: the hash of the built site that has no fault either, or ''. Where the folder cannot be written to,
    the next check looks at all again.
    """
    if last and last.site == site and held(last.book) == held(book):
        return
    content = pickle.dumps(Kept(book, site), protocol=pickle.HIGHEST_PROTOCOL)
    # what a killed process leaves there the next build takes away (work.recover)
    with (
        contextlib.suppress(OSError),
        tempfile.TemporaryDirectory(prefix='.build-', dir=book.root) as own,
    ):
        new = pathlib.Path(own) / FILE
        new.write_bytes(signed(book.root, content) + content)
        os.replace(new, book.root / FILE)


def held(book: Book) -> dict[str, bytes]:
    """What each file held."""
    return {file: raw for file, (raw, _) in book.read.items()}
