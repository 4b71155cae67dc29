"""Runs MkDocs over a staged tree: Markdown in, the theme's HTML out. A warning stops the build."""

from __future__ import annotations

import functools
import logging
import os
import pathlib
import sys
import traceback

import jinja2

from scripts.book.model import Book
from scripts.book.words import the_page
from scripts.settings import Fault

# What the engine says of a build that renders only what changed; we asked for it.
EXPECTED = "A 'dirty' build is being performed"


# Without these the engine takes what the theme has under the same name.
SHELL = ('overrides/main.html', 'overrides/404.html')


def extra(book: Book, repo_url: str) -> dict:
    """What the templates read beside a page: the interface's words, drawings, page titles, the code host."""
    titles = {
        lang: {slug: page.meta['title'] for (of, slug), page in book.pages.items() if of == lang}
        for lang in ('zh', 'en')
    }
    roles = {name: the_page(book, name) for name in ('register', 'search', 'who', 'contribute')}
    return {
        'ui': book.data['interface'],
        'look': book.data['look'],
        'titles': titles,
        'page': roles,
        'repo': repo_url,
    }


class Compiled(jinja2.BytecodeCache):
    """Templates once compiled, for the second language and for the next build of this process."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        checksum, code = self.known.get(bucket.key, ('', b''))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self.known[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


COMPILED = Compiled()


def quick(theme) -> None:
    """Spares the theme two slow things: compiling a template twice, and listing its 14,000 icons."""
    make = theme.get_env

    def environment() -> jinja2.Environment:
        env = make()
        env.bytecode_cache = COMPILED
        # the engine asks for this list only to copy the theme's own files beside the pages; we publish none
        env.list_templates = lambda *_, **__: []
        return env

    theme.get_env = environment


def looked_up_once(files, **_):
    """Spares static-i18n a slow thing: where a link leads it asks of each link anew. Called by the engine."""
    files.get_file_from_path = functools.cache(files.get_file_from_path)
    return files


def these(docs: pathlib.Path, pages: list[str]):
    """What the engine calls with its files, so that of all pages it renders only these (paths under docs)."""
    wanted = {str(docs / page) for page in pages}

    def files_of(files, **_):
        for file in files.documentation_pages():
            if file.abs_src_path not in wanted:
                file.is_modified = lambda: False
        return files

    return files_of


def template_line(error: Exception, root: pathlib.Path) -> str:
    """overrides/main.html:12, the line of our templates that an exception comes from, or ''."""
    # an error of syntax names its place itself
    places = [(getattr(error, 'filename', None), getattr(error, 'lineno', None))]
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places += [(frame.filename, frame.lineno) for frame in frames]
    for name, line in places:
        if name and root / 'overrides' in (path := pathlib.Path(name)).parents:
            return f'{path.relative_to(root)}:{line}'
    return ''


def run(
    work: pathlib.Path,
    book: Book,
    repo_url: str,
    lang: str = '',
    raw: str = 'raw',
    pages: list[str] | None = None,
) -> None:
    """Runs MkDocs over work/docs into work/<raw>, where it takes nothing away. Raises Fault on any warning.

    Only pages are rendered whose source is newer than their output. lang: the one language to render, or ''.
    pages: the only ones to render, by their path under work/docs.
    """
    for name in SHELL:
        if not (book.root / name).is_file():
            raise Fault(f'{name} is missing: bring it back, or the theme shows its own')
    os.environ['NO_MKDOCS_2_WARNING'] = '1'
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from scripts.inlines import Inlines

    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())
    log = logging.getLogger('mkdocs')
    log.addHandler(handler)
    log.propagate = False
    arguments = sys.argv
    # static-i18n builds the second language by itself and looks here for the mode
    sys.argv = [*arguments[:1], '--dirty']
    try:
        config = load_config(
            str(book.root / 'mkdocs.yml'),
            docs_dir=str(work / 'docs'),
            site_dir=str(work / raw),
            site_url=book.site_url + '/' if book.site_url else None,
            extra=extra(book, repo_url),
        )
        quick(config.theme)
        config['markdown_extensions'].append(Inlines())
        config.plugins.events['files'].append(looked_up_once)
        if pages is not None:
            config.plugins.events['files'].append(these(work / 'docs', pages))
        config.plugins.on_startup(command='build', dirty=True)
        if lang:
            # as if it were at work on the others already
            config.plugins['i18n'].current_language, config.plugins['i18n'].building = lang, True
        build(config, dirty=True)
    except MkDocsException as error:
        said = ' | '.join([*told, str(error)])
        raise Fault(f'mkdocs.yml or a page stopped the engine: {said}', 1) from None
    except Exception as error:
        place = template_line(error, book.root)
        if not place:
            raise
        raise Fault(f'{place}: the template cannot be used: {error}', 1) from None
    finally:
        sys.argv = arguments
        log.removeHandler(handler)
    told = [line for line in told if not line.startswith(EXPECTED)]
    if told:
        raise Fault('the engine warns: ' + ' | '.join(told), 1)
