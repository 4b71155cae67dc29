"""Work on the second core: the same results and the same faults as without it, and nothing left running."""

from __future__ import annotations

import os
import signal
import time

import pytest

from scripts.beside import MANY, beside, by_language


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(os, 'cpu_count', lambda: 2)


def gone(pid: int) -> bool:
    """Whether there is no such process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_is_done_in_a_process_of_its_own_beside_ours():
    with beside(os.getpid) as answer:
        theirs = answer()
    assert theirs != os.getpid() and gone(theirs)


def test_a_fault_of_the_work_is_raised_here_as_it_is(tmp_path):
    def work():
        (tmp_path / str(os.getpid())).touch()
        raise KeyError('no such page')

    with beside(work) as answer, pytest.raises(KeyError, match='no such page') as fault:
        answer()
    assert 'work' in [entry.name for entry in fault.traceback], 'the place where it happened'
    assert len(list(tmp_path.iterdir())) == 2 and (tmp_path / str(os.getpid())).exists()


@pytest.mark.parametrize('end', [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)])
def test_what_was_killed_is_done_here(end):
    own = os.getpid()

    def work():
        if os.getpid() != own:
            end()
        return 'done'

    with beside(work) as answer:
        assert answer() == 'done'


def test_what_cannot_be_handed_over_is_done_here():
    with beside(lambda: lambda: 7) as answer:
        assert answer()() == 7


def test_nothing_is_left_at_work_when_we_fail(tmp_path):
    def work():
        (tmp_path / 'at-work').write_text(str(os.getpid()), encoding='utf-8')
        time.sleep(60)

    with pytest.raises(ValueError, match='ours'), beside(work):
        while not (tmp_path / 'at-work').exists() or not (tmp_path / 'at-work').read_text(encoding='utf-8'):
            time.sleep(0.01)
        raise ValueError('ours')
    assert gone(int((tmp_path / 'at-work').read_text(encoding='utf-8')))


@pytest.mark.parametrize('cores', [1, None])
def test_with_one_core_there_is_no_copy(monkeypatch, cores):
    monkeypatch.setattr(os, 'cpu_count', lambda: cores)
    with beside(os.getpid) as answer:
        assert answer() == os.getpid()


@pytest.mark.parametrize(('pages', 'apart'), [(0, False), (MANY - 1, False), (MANY, True), (1000, True)])
def test_many_pages_are_shared_by_language(pages, apart):
    (zh, here), (en, there) = by_language(lambda lang: (lang, os.getpid()), pages)
    assert (zh, en, here) == ('zh', 'en', os.getpid()) and (there != here) == apart
