"""The folder that a site is written to. It may hold a former site: then only what differs is written."""

from __future__ import annotations

import os
import pathlib


class Folder:
    """A folder that holds just what was written to it, once `sweep` was called."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        self.written: set[str] = set()

    def write(self, where: str, what: str | bytes) -> None:
        """Writes a file, its folder too. where: its path under this one. Raises OSError."""
        raw, target = what.encode() if isinstance(what, str) else what, self.path / where
        self.written.add(where)
        if target.is_file() and target.read_bytes() == raw:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        # a link in its place would lead elsewhere
        target.unlink(missing_ok=True)
        target.write_bytes(raw)

    def sweep(self) -> None:
        """Takes away what was not written, and folders that are empty then. Raises OSError."""
        for base, _, names in os.walk(self.path, topdown=False):
            for path in (pathlib.Path(base, name) for name in names):
                if path.relative_to(self.path).as_posix() not in self.written:
                    path.unlink()
            if not os.listdir(base):
                os.rmdir(base)
