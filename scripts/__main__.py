"""The one command: python -m scripts NAME. `--help` says what each does; the Makefile has a target for it."""

from __future__ import annotations

import argparse
import codecs
import datetime
import os
import pathlib
import signal
import sys

from scripts import settings
from scripts.settings import ROOT, Fault, bug, refused


def build(_words: argparse.Namespace) -> int:
    """build: writes the whole site to site/."""
    from scripts import build as building

    status = building.build(ROOT)
    if status:
        print('build: nothing was built, site/ is as it was', file=sys.stderr)
    return status


def check(words: argparse.Namespace) -> int:
    """check: all checks of the sources, and of site/ where it agrees with them; never builds."""
    from scripts import check as checks
    from scripts import kept as keeping
    from scripts.book.problems import report
    from scripts.book.read import load

    files = [pathlib.Path(file).resolve() for file in words.files]
    for file in files:
        if not file.is_file() or ROOT not in file.parents:
            raise Fault(f'{file.name} is not a file of this project')
    last = keeping.read(ROOT)
    before, good = last or (None, '')
    book = load(ROOT, before)
    if words.fix:
        from scripts.check import mend

        for file in mend.mended(book, {file.relative_to(ROOT).as_posix() for file in files}):
            print(f'{file}: fixed')
        book = load(ROOT, before)
    # what is drawn holds the address, so site/ is held against the one that it was built with
    book.site_url = settings.address('SITE_URL')
    problems = checks.everything(book, before)
    built, told, now = checks.built(book, good)
    if not problems and not built:
        keeping.keep(book, now, last)
    found = [problem for problem in [*problems, *built] if not files or ROOT / problem.file in files]
    status = report(found)
    if not status and (problems or built):
        print('no fault in what was named, but in other files: python -m scripts check tells them')
    elif not status:
        print(f'{len(book.pages)} pages, {len(book.facts)} facts: no fault; {told}.')
    elif not now:
        print(told)
    return status


def serve(words: argparse.Namespace) -> int:
    """serve: builds, serves site/ on this machine, builds again when a source changes."""
    from scripts import serve as serving

    return serving.serve(ROOT, words.port)


def cards(_words: argparse.Namespace) -> int:
    """cards: makes the card files in docs/assets/print/ with a browser."""
    from scripts import press

    status = press.make(ROOT)
    if status:
        print('cards: nothing was made, docs/assets/print/ is as it was', file=sys.stderr)
    return status


def booklet(_words: argparse.Namespace) -> int:
    """booklet: prints the door pages, help and the card of the built site to dist/booklet-*.pdf."""
    from scripts import booklet as printing

    return printing.make(ROOT)


def share(_words: argparse.Namespace) -> int:
    """share: draws the pictures of link cards, docs/assets/share-*.png, with a browser."""
    from scripts import share as sharing

    status = sharing.make(ROOT)
    if status:
        print('share: nothing was made, the pictures in docs/assets/ are as they were', file=sys.stderr)
    return status


def release(_words: argparse.Namespace) -> int:
    """release: makes of site/ what a server takes, dist/<release>/, packed and with its headers."""
    from scripts import pack

    return pack.release(ROOT)


def archive(_words: argparse.Namespace) -> int:
    """archive: makes of site/ one file that anybody can carry, with its SHA-256; signed with MINISIGN_KEY."""
    from scripts import pack

    return pack.archive(ROOT)


def pairs(words: argparse.Namespace):
    """The page pairs that lag behind, of all pages or of the one named: (book, pairs), or an exit status."""
    from scripts.book import drift as drifting
    from scripts.book.problems import report
    from scripts.book.read import load

    book = load(ROOT)
    if book.problems:
        return report(book.problems)
    slug = None if words.page is None else words.page.strip('/') + '/' if words.page.strip('/') else ''
    if slug is not None and not {('zh', slug), ('en', slug)} <= set(book.pages):
        raise Fault(f'there is no page pair {slug or "/"}: write its address, such as now/say/')
    return book, [(zh, en) for zh, en in drifting.drifted(book) if slug is None or zh.slug == slug]


def drift(words: argparse.Namespace) -> int:
    """drift: each English page that lags behind its Chinese twin, and what changed in Chinese."""
    from scripts.book import drift as drifting

    told = pairs(words)
    if isinstance(told, int):
        return told
    drifting.show(*told)
    return 0


def accept(words: argparse.Namespace) -> int:
    """accept: says that the English page has caught up with its Chinese twin."""
    from scripts.book import drift as drifting

    told = pairs(words)
    if isinstance(told, int):
        return told
    if not told[1]:
        print('nothing to accept: the page had caught up')
    return 0 if drifting.accept(told[1]) else 1


def outside(words: argparse.Namespace) -> int:
    """outside: lists the outside addresses; with --visit tells which are gone, moved or unsure."""
    from scripts import outside as visiting
    from scripts.book.problems import report
    from scripts.book.read import load
    from scripts.check import links

    book = load(ROOT)
    if not words.visit:
        print('\n'.join(links.outside(book)))
        return 0
    if book.problems:
        report(book.problems)
        return 2
    return visiting.report(book)


def freshness(_words: argparse.Namespace) -> int:
    """freshness: what is to be checked again, by risk, today or as of AS_OF; 1 when something is overdue."""
    from scripts import freshness as fresh

    book = of_today()
    return fresh.report(book) if book else 2


def upkeep(words: argparse.Namespace) -> int:
    """upkeep: freshness and outside --visit as one report; with --issue in one issue on the code host."""
    from scripts import upkeep as keeping

    book = of_today()
    if not book:
        return 2
    status, text = keeping.report(book)
    print(text)
    if words.issue:
        print(keeping.issue(status, text))
        return 0
    return status


def preview(words: argparse.Namespace) -> int:
    """preview: the pages that differ from those of a commit, with pictures, in preview/."""
    from scripts import preview as previewing

    return previewing.make(ROOT, words.commit)


def of_today():
    """The handbook as of today (or AS_OF), or None after telling its faults."""
    from scripts import check as checks
    from scripts.book.problems import report
    from scripts.book.read import load

    book = load(ROOT)
    book.as_of = today()
    if problems := checks.structure(book):
        report(problems)
        return None
    return book


def today() -> str:
    """AS_OF, or today: not the day of the last commit, as in a build, or nothing would ever be late."""
    return settings.as_of(ROOT) if os.environ.get('AS_OF') else datetime.date.today().isoformat()


def successor(_words: argparse.Namespace) -> int:
    """successor: builds the same pages under the theme's successor and lists what is missing there."""
    from scripts import successor as following

    return following.compare(ROOT)


def open_data(_words: argparse.Namespace) -> int:
    """open-data: makes the next version of the open data: data/release.json, data/releases.yml."""
    from scripts import check as checks
    from scripts import opendata
    from scripts.book.problems import report
    from scripts.book.read import load

    book = load(ROOT)
    if problems := checks.structure(book):
        return report(problems)
    print(opendata.release(book, today()))
    return 0


def audit(_words: argparse.Namespace) -> int:
    """audit: asks whether a pinned package has a known weakness; 2 where a service left one out."""
    from scripts import audit as auditing

    return auditing.audit(ROOT)


def sbom(_words: argparse.Namespace) -> int:
    """sbom: lists all that is pinned in dist/sbom/, as CycloneDX."""
    from scripts import audit as auditing

    return auditing.sbom(ROOT)


def rules(_words: argparse.Namespace) -> int:
    """rules: writes RULES.md out of scripts/check/rules.yml, and the lists in CONTRIBUTING.md."""
    from scripts.book.problems import report
    from scripts.book.read import load
    from scripts.check import editors, facts
    from scripts.check import rules as listing

    (ROOT / 'RULES.md').write_text(listing.table(), encoding='utf-8')
    book = load(ROOT)
    if problems := [*book.problems, *facts.shapes(book)]:
        return report(problems)
    path = ROOT / editors.FILE
    path.write_text(
        editors.written(path.read_text(encoding='utf-8'), book.data['contributing']), encoding='utf-8'
    )
    return 0


def port(text: str) -> int:
    """A port number from the command line. Raises ArgumentTypeError when it is not one."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f'{text} is not a port: write a number from 1 to 65535')
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The command line: a word for each command, --help for all and for each."""
    top = argparse.ArgumentParser(
        prog='python -m scripts',
        allow_abbrev=False,
        description='The tooling of the handbook.',
        epilog='Exit status: 0 done, 1 faults found, 2 could not run.',
    )
    words = top.add_subparsers(dest='command', required=True, metavar='COMMAND')
    made = {}
    for run in (
        build,
        check,
        serve,
        release,
        archive,
        cards,
        booklet,
        share,
        drift,
        accept,
        outside,
        freshness,
        upkeep,
        preview,
        open_data,
        successor,
        audit,
        sbom,
        rules,
    ):
        name, _, what = run.__doc__.partition(': ')
        made[name] = words.add_parser(name, help=what, description=what, allow_abbrev=False)
        made[name].set_defaults(run=run)
    made['check'].add_argument(
        '--fix',
        action='store_true',
        help='first fix what a program can: ids, bold quotation marks, typography',
    )
    made['check'].add_argument('files', nargs='*', metavar='FILE', help='tell the faults of these files only')
    made['outside'].add_argument(
        '--visit', action='store_true', help='visit each, one host at a time; takes many minutes'
    )
    made['upkeep'].add_argument(
        '--issue', action='store_true', help='open, bring up to date or close the one issue (gh)'
    )
    made['preview'].add_argument('commit', metavar='COMMIT', help='what to compare with, such as origin/main')
    made['serve'].add_argument('port', nargs='?', type=port, default=8000, metavar='PORT')
    made['drift'].add_argument(
        'page', nargs='?', metavar='PAGE', help='the address of one page, such as now/say/'
    )
    made['accept'].add_argument(
        'page', metavar='PAGE', help='the address of the page, such as now/say/; / is the home page'
    )
    return top


def readable() -> None:
    """Lets both streams take every sign: Chinese where the machine speaks C, a file name that is broken."""
    for stream in (sys.stdout, sys.stderr):
        ascii_only = codecs.lookup(stream.encoding).name == 'ascii'
        stream.reconfigure(encoding='utf-8' if ascii_only else None, errors='backslashreplace')


def main(argv: list[str]) -> int:
    """Runs one command. Returns its exit status: 0 done, 1 faults found, 2 could not run."""
    words = parser().parse_args(argv)
    # a polite kill cleans up like Ctrl-C does
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    try:
        status = words.run(words)
        sys.stdout.flush()
        return status
    except Fault as fault:
        print(f'{words.command}: {fault}', file=sys.stderr)
        return fault.status
    except KeyboardInterrupt:
        print(f'{words.command}: stopped', file=sys.stderr)
    except BrokenPipeError:
        # whoever read the output has enough, as in `make check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f'{words.command}: {refused(error, ROOT)}', file=sys.stderr)
    except Exception as error:
        # what nothing above foresaw is a fault of the tools and is shown as one
        print(f'{words.command}: {bug(error)}', file=sys.stderr)
    return 2


if __name__ == '__main__':
    readable()
    sys.exit(main(sys.argv[1:]))
