"""Programs that the site is not built with, each kept in an environment of its own: .venv-<name>."""

from __future__ import annotations

import pathlib
import subprocess
import venv


def installed(root: pathlib.Path, name: str) -> pathlib.Path:
    """The folder of the programs of requirements-<name>.txt. Raises CalledProcessError, OSError."""
    folder, source = root / f'.venv-{name}', root / f'requirements-{name}.txt'
    mark, wanted = folder / '.requirements', source.read_text(encoding='utf-8')
    if not mark.is_file() or mark.read_text(encoding='utf-8') != wanted:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run(
            [
                folder / 'bin' / 'pip',
                'install',
                '--quiet',
                '--disable-pip-version-check',
                '--require-hashes',
                '-r',
                source,
            ],
            check=True,
        )
        mark.write_text(wanted, encoding='utf-8')
    return folder / 'bin'
