"""Which sources a site was built from: a hash of them, kept in site/.stamp."""

from __future__ import annotations

import hashlib
import pathlib


def stamp(root: pathlib.Path, pages: bool = True) -> str:
    """A hash of all that a built site is made from: tells whether site/ still agrees with the sources.

    pages: with False what an edit of a page or a fact changes is left out: docs/**.md and data/.
    """
    digest = hashlib.sha256()
    files = [root / 'mkdocs.yml'] if (root / 'mkdocs.yml').is_file() else []
    for name in ('data', 'docs', 'overrides', 'scripts') if pages else ('docs', 'overrides', 'scripts'):
        files += sorted(
            path for path in (root / name).rglob('*') if path.is_file() and '__pycache__' not in path.parts
        )
    for path in files:
        if pages or path.suffix != '.md':
            digest.update(path.relative_to(root).as_posix().encode() + b'\0' + path.read_bytes() + b'\0')
    return digest.hexdigest()
