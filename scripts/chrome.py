"""Finds the browser that tests and card files use: $CHROME, chromium or google-chrome."""
from __future__ import annotations

import os
import shutil

# No sandbox as root, and nothing that talks to a network of its own.
ARGS = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
        *(['--no-sandbox'] if hasattr(os, 'geteuid') and os.geteuid() == 0 else [])]


def path() -> str | None:
    """The browser's path, or None where there is none."""
    named = os.environ.get('CHROME')
    return shutil.which(named) if named else shutil.which('chromium') or shutil.which('google-chrome')
