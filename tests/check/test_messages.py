"""The exact lines that each overlay of tests/fixtures/ brings about: messages.txt, an overlay and its lines.

test_rules.py, which has just asked for the same lines, holds each overlay to them.

After a change of words or of the good tree: python tests/check/test_messages.py writes messages.txt. Read
what changed: is it the line of the fault, do the words behind -> say how to fix it?
"""

from __future__ import annotations

import functools
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
if __name__ == '__main__':
    sys.path[:0] = [str(ROOT), str(ROOT / 'tests')]

from trees import BAD, told  # noqa: E402

FILE = pathlib.Path(__file__).with_name('messages.txt')


def name_of(overlay: pathlib.Path) -> str:
    return f'{overlay.parent.name}/{overlay.name}'


@functools.cache
def expected() -> dict[str, list[str]]:
    """The lines of each overlay, by its name."""
    parts = FILE.read_text(encoding='utf-8').strip().split('\n\n')
    return {name: lines for name, *lines in (part.split('\n') for part in parts)}


def test_no_overlay_is_missing_in_the_table_and_none_too_many():
    assert list(expected()) == [name_of(overlay) for overlay in BAD]


if __name__ == '__main__':
    FILE.write_text(
        '\n\n'.join('\n'.join([name_of(path), *told(path)]) for path in BAD) + '\n', encoding='utf-8'
    )
