"""What is said of an error within the engine: the line of our template that it comes from."""

from __future__ import annotations

import pytest
from project import ROOT

from scripts import engine


def raised(*names: str) -> Exception:
    """An exception that came up through a function of each of these files, the first being the outermost."""
    work = None
    for name in reversed(names):
        space = {'work': work}
        exec(compile('\n\ndef step():\n    work() if work else 1 / 0', name, 'exec'), space)
        work = space['step']
    with pytest.raises(ZeroDivisionError) as told:
        work()
    return told.value


OURS, THEIRS = f'{ROOT}/overrides/partials/a.html', '/usr/lib/theme/base.html'


@pytest.mark.parametrize(
    ('names', 'line'),
    [
        ([OURS, THEIRS], 'overrides/partials/a.html:4'),
        ([THEIRS, OURS], 'overrides/partials/a.html:4'),
        ([f'{ROOT}/overrides/b.html', OURS, THEIRS], 'overrides/partials/a.html:4'),
        ([THEIRS, f'{ROOT}/docs/a.html'], ''),
        ([f'{ROOT}/overridesx/a.html'], ''),
    ],
)
def test_the_innermost_line_of_ours_is_named(names, line):
    assert engine.template_line(raised(*names), ROOT) == line


def test_an_error_of_syntax_names_its_own_place():
    error = SyntaxError('x')
    error.filename, error.lineno = OURS, 7
    assert engine.template_line(error, ROOT) == 'overrides/partials/a.html:7'
    error.filename = None
    assert engine.template_line(error, ROOT) == ''
