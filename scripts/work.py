"""Work folders of the project, and how what was made in one takes the place of what was there: whole.

One process at a time changes the folder of the project: the others wait and say so. The lock is the system's
(flock), so it ends with its process, however that ends; scripts/setup.sh takes the same one.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pathlib
import shutil
import sys
import tempfile
from collections.abc import Iterator

from scripts.settings import Fault

LOCK = '.lock'
# The projects whose lock this process holds.
HELD: set[pathlib.Path] = set()
# Locked in a work folder that somebody uses, which tells it from one that a killed process left.
USED = '.used'
# What is swapped in whole, under the folder of the project.
SWAPPED = ('site', 'docs/assets/print')


@contextlib.contextmanager
def locked(root: pathlib.Path) -> Iterator[None]:
    """Holds the lock of a project. Waits, and says so, while another process holds it. Raises OSError.

    Whoever holds it may ask for it again.
    """
    if root in HELD:
        yield
        return
    with open(root / LOCK, 'a', encoding='utf-8') as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print('waiting for another build or set-up in this folder', file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        HELD.add(root)
        try:
            yield
        finally:
            HELD.discard(root)


@contextlib.contextmanager
def folder(root: pathlib.Path) -> Iterator[pathlib.Path]:
    """A new folder to work in, which goes when the context ends; first cleans up after killed processes.

    It stands in the folder of the project, so that what is made there can be renamed into its place. Raises
    Fault, OSError.
    """
    with contextlib.ExitStack() as stack:
        with locked(root):
            recover(root)
            path = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix='.build-', dir=root)))
            used = stack.enter_context(open(path / USED, 'w', encoding='utf-8'))
            fcntl.flock(used, fcntl.LOCK_EX)
        yield path


def in_use(left: pathlib.Path) -> bool:
    """Whether a process works in this folder, or it is another user's and nobody can tell."""
    try:
        with open(left / USED, encoding='utf-8') as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except (BlockingIOError, PermissionError):
        return True
    return False


def recover(root: pathlib.Path) -> None:
    """Cleans up after killed processes: the last good folder comes back, work folders go. Raises Fault."""
    for name in SWAPPED:
        new, old = root / name, old_of(root / name)
        if old.is_dir() and not new.exists():
            os.rename(old, new)
        remove(old)
    for left in root.glob('.build-*'):
        if not in_use(left):
            shutil.rmtree(left, ignore_errors=True)


def old_of(new: pathlib.Path) -> pathlib.Path:
    """Where the former folder stands while a new one takes its place: .site-old beside site."""
    return new.with_name(f'.{new.name}-old')


def remove(old: pathlib.Path) -> None:
    """Deletes a former folder. Raises Fault where it may not: left there it would stop every later swap."""
    try:
        if old.exists():
            shutil.rmtree(old)
    except OSError as error:
        raise Fault(
            f'{old} cannot be deleted ({error.strerror}): delete it yourself, with sudo if it is not yours'
        ) from None


def swap(new: pathlib.Path, site: pathlib.Path, spare: pathlib.Path | None = None) -> None:
    """Puts the folder `new` in the place of `site` whole, for everybody to read, whatever the umask.

    spare: a free place beside `new`, where the former folder goes instead of being deleted. Under the lock.
    Raises Fault when it cannot; then `site` stays as it was.
    """
    old = old_of(site)
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise Fault(f'{site} is not a folder: move or delete it, then run it again')
    remove(old)
    try:
        for base, _, files in os.walk(new):
            os.chmod(base, 0o755)
            for name in files:
                os.chmod(os.path.join(base, name), 0o644)
        if site.exists():
            os.rename(site, old)
        try:
            os.rename(new, site)
        except BaseException:
            if old.exists():
                os.rename(old, site)
            raise
    except OSError as error:
        raise Fault(
            f'{site} cannot be replaced ({error.strerror}): '
            'give yourself the right to write here, then run it again'
        ) from None
    if spare and old.exists():
        with contextlib.suppress(OSError):
            os.rename(old, spare)
    # what cannot go now is told by the next run
    shutil.rmtree(old, ignore_errors=True)
