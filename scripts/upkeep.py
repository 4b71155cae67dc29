"""What somebody has to do for the handbook this week: a Markdown report, and one issue on the code host.

The report is what make freshness and make outside VISIT=1 print. The code host is reached through its own
program, gh, with the token of the scheduled workflow.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess

from scripts import freshness, outside
from scripts.book.model import Book
from scripts.settings import Fault

LABEL, TITLE = 'upkeep', '到期要再核对的 · What is to be checked again'
# The code host takes no longer text.
MOST = 60_000


def report(book: Book) -> tuple[int, str]:
    """(1 where somebody must act, else 0; the report). Raises Fault where the addresses cannot be visited."""
    text, status = '', 0
    for title, run in (
        ('核对日子 · Check dates', freshness.report),
        ('外面的网址 · Outside addresses', outside.report),
    ):
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            status |= run(book)
        text += f'## {title}\n\n```text\n{told.getvalue()}```\n\n'
    return status, text


def gh(*words: str, text: str = '') -> str:
    """What gh prints. Raises Fault with its last line where it fails or is not there."""
    try:
        done = subprocess.run(['gh', *words], input=text, capture_output=True, encoding='utf-8', check=False)
    except OSError:
        raise Fault('there is no gh, the program of the code host: install it, or leave ISSUE out') from None
    if done.returncode:
        raise Fault(f'gh {words[0]} {words[1]}: {(done.stderr.strip().splitlines() or ["failed"])[-1]}')
    return done.stdout


def issue(status: int, text: str) -> str:
    """Opens the one issue, brings it up to date, or closes it where there is nothing to do.

    Returns what was done, in a word. Raises Fault.
    """
    body = text if len(text) <= MOST else text[:MOST] + '\n```\n\n(cut)\n'
    found = json.loads(gh('issue', 'list', '--label', LABEL, '--state', 'open', '--json', 'number') or '[]')
    number = str(min(row['number'] for row in found)) if found else ''
    if status and number:
        gh('issue', 'edit', number, '--title', TITLE, '--body-file', '-', text=body)
        return f'issue {number} is brought up to date'
    if status:
        gh('label', 'create', LABEL, '--force')
        return (
            'opened '
            + gh('issue', 'create', '--title', TITLE, '--label', LABEL, '--body-file', '-', text=body).strip()
        )
    if number:
        gh('issue', 'close', number, '--comment', '都核对过了。 · All is checked.')
        return f'issue {number} is closed'
    return 'nothing to do'
