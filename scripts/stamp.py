"""Which sources a site was built from: a hash of them, kept in site/.stamp."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib


def files(folder: pathlib.Path) -> list[pathlib.Path]:
    """All files under a folder, in order; what goes away meanwhile is left out."""
    return sorted(
        path
        for base, _, names in os.walk(folder)
        if '__pycache__' not in base
        for path in (pathlib.Path(base, name) for name in names)
        if path.is_file()
    )


def stamp(root: pathlib.Path, pages: bool = True) -> str:
    """A hash of all that a built site is made from: tells whether site/ still agrees with the sources.

    The settings of the build are among it: what is said of a site with addresses is not true of one without.

    pages: with False what an edit of a page or of data changes is left out: docs/**.md and data/**.yml.
    """
    digest = hashlib.sha256()
    for name in ('SITE_URL', 'REPO_URL', 'AS_OF', 'OFFLINE'):
        digest.update(os.fsencode(f'{name}={os.environ.get(name, "")}\0'))
    found = [root / 'mkdocs.yml']
    for name in ('data', 'docs', 'overrides', 'scripts'):
        found += files(root / name)
    read = {'data': '.yml', 'docs': '.md'}
    add(
        digest,
        root,
        [path for path in found if pages or path.suffix != read.get(path.relative_to(root).parts[0])],
    )
    return digest.hexdigest()


def add(digest, folder: pathlib.Path, paths: list[pathlib.Path]) -> None:
    """Adds files to a hash, each with its place under the folder; what goes away meanwhile is left out."""
    for path in paths:
        with contextlib.suppress(OSError), open(path, 'rb') as file:
            own = hashlib.file_digest(file, 'sha256').digest()
            digest.update(os.fsencode(path.relative_to(folder).as_posix()) + b'\0' + own)


def of_site(root: pathlib.Path) -> str:
    """The stamp of the sources that root/site was built from; '' where there is no built site."""
    mark = root / 'site' / '.stamp'
    return mark.read_text(encoding='utf-8', errors='replace').strip() if mark.is_file() else ''
