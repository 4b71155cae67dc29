"""Draws the parts of pages that data owns, as Markdown, where a line `<!-- draw: name -->` stands."""
from __future__ import annotations

import collections

import draw_card
import kb
import outline
import picture


def both(value, lang: str) -> str:
    """A value that is one string for both languages, or {zh, en}."""
    return value[lang] if isinstance(value, dict) else value


def cell(text: str) -> str:
    return text.replace('|', r'\|').replace('\n', ' ')


def hotlines(book: kb.Book, page: kb.Page, name: str) -> str:
    """The telephone numbers of data/hotlines.yml, of one group or of all, a list for each, every item with its citations.

    The number comes first, as a button where a phone can dial it; finish and site.css make a card of each item.
    """
    lang, out = page.lang, []
    for group, names in book.data['interface']['hotline-group'].items():
        if name and name != group:
            continue
        out += [f'### {names[lang]} {{ #group-{group} }}', '']
        for line in book.data['hotlines']:
            if line['group'] != group:
                continue
            number = both(line['number'], lang)
            number = f'[{number}](tel:{line["tel"]}){{ .tel }}' if line['tel'] else f'**{number}**{{ .tel }}'
            hours = both(line['hours'], lang) if line['hours'] else book.text('hotline-hours-unconfirmed', lang)
            rows = [('hours', hours), ('wont', line['wont'][lang]), ('ready', line['ready'][lang])]
            parts = [f'{number} **{line["name"][lang]}**', line['need'][lang],
                     *(f'*{book.text(f"hotline-{name}", lang).strip("： :")}* {value}' for name, value in rows)]
            out.append(f'- {"<br>".join(parts)}{outline.cite(line["facts"])}')
        out.append('')
    return '\n'.join(out)


def terms(book: kb.Book, page: kb.Page, _name: str) -> str:
    """The glossary (data/terms.yml): an item for each term, with the id of the term as its anchor."""
    lang, out = page.lang, []
    for term in book.data['terms']:
        if lang == 'zh':
            head = f'**{term["term"]["zh"]}** {term["pinyin"]}：'
        else:
            head = f'**{term["term"]["en"]}** ({term["term"]["zh"]} *{term["pinyin"]}*): '
        also = term['aliases'][lang]
        also = f' {book.text("terms-also", lang)}{("、" if lang == "zh" else ", ").join(also)}{"。" if lang == "zh" else "."}' if also else ''
        out.append(f'- {head}{term["meaning"][lang]}{outline.cite(term.get("facts", []))}{also}\n  {{ #term-{term["id"]} }}')
    return '\n'.join(out)


def sources(book: kb.Book, page: kb.Page, _name: str) -> str:
    """The register (data/sources.yml) by force: address, dates, facts by verification, pages that rest on each source."""
    lang, out = page.lang, []
    words = book.data['interface']
    split = collections.defaultdict(collections.Counter)
    for fact in book.facts.values():
        for use in fact['sources']:
            split[use['id']][fact['verification']] += 1
    used = used_on(book, lang)
    stop, comma = ('。', '，') if lang == 'zh' else ('. ', ', ')
    for force, names in words['force'].items():
        rows = [s for s in book.data['sources'] if s['kind'] == force]
        if not rows:
            continue
        out += [f'## {names[lang]} {{ #force-{force} }}', '']
        for source in rows:
            parts = [f'**{source["title"][lang]}**{comma}{source["issuer"][lang]}']
            dates = [book.text(f'sources-{key}', lang).format(date=source[key]) for key in ('issued', 'effective') if source[key]]
            if source['url']:
                word = book.text('sources-text' if source['url_is'] == 'text' else 'sources-issuer-site', lang)
                dates.append(f'[{word}]({source["url"]})')
            parts += [comma.join(dates)] if dates else []
            counts = comma.join(f'{words["verification"][v][lang].split("，")[0].split(",")[0]} {n}'
                                for v, n in sorted(split[source['id']].items(), key=lambda kv: list(words['verification']).index(kv[0])))
            parts.append(book.text('sources-facts', lang).format(n=sum(split[source['id']].values()), split=counts))
            links = [f'[{p.meta["title"]}]({kb.link(page, p)})' for p in used.get(source['id'], [])]
            parts.append(book.text('sources-pages', lang) + (('、' if lang == 'zh' else ', ').join(links) or book.text('sources-no-page', lang)))
            out.append(f'- {stop.join(parts)}{stop.strip()}\n  {{ #{source["id"]} }}')
        out.append('')
    return '\n'.join(out)


def used_on(book: kb.Book, lang: str) -> dict[str, list[kb.Page]]:
    """For each source id, the pages that cite a fact resting on it, in the order of the tree."""
    pages: dict[str, list[kb.Page]] = {}
    for page in book.pages.values():
        if page.lang == lang and '<!-- draw: sources -->' not in page.body:
            cited = book.cited(page, fill(book, page))
            for ident in dict.fromkeys(use['id'] for i in cited for use in book.facts[i]['sources']):
                pages.setdefault(ident, []).append(page)
    return pages


def situations(book: kb.Book, page: kb.Page, _name: str) -> str:
    """The four doors into the handbook as large buttons; 404.html draws the same list."""
    icons = book.data['look']['situations']
    return '\n'.join(f'- [{words[page.lang]}]({kb.link(page, book.pages[(page.lang, slug)])}){{ .md-button data-icon={icons[slug]} }}'
                     for slug, words in book.data['interface']['situations'].items() if (page.lang, slug) in book.pages)


def sections(book: kb.Book, page: kb.Page, _name: str) -> str:
    """The sections of the handbook (data/look.yml) as a list of cards, each with one line."""
    return '\n'.join(f'- [{row["name"][page.lang]}]({kb.link(page, book.pages[(page.lang, slug)])}){{ data-icon={row["icon"]} }}<br>{row["text"][page.lang]}'
                     for slug, row in book.data['look']['sections'].items() if (page.lang, slug) in book.pages)


def find(book: kb.Book, page: kb.Page, _name: str) -> str:
    """A link that looks like a search field. A form would need a script, or put the words into an address that a host logs."""
    return f'[{book.text("search-prompt", page.lang)}]({kb.link(page, book.pages[(page.lang, "search/")])}){{ .find data-icon=search }}'


# The door card in small: two halves, a fold, the heavy box, lines of text, a code. One path for all lines.
SMALL_CARD = ('<svg class="sheet" viewBox="0 0 84 118" aria-hidden="true"><rect class="paper" x="1" y="1" width="82" height="116" rx="3"/>'
              '<path d="M44 41h30M26 33h48M32 26h42M40 19h34M10 58h64M10 84h40M10 91h46M10 98h34M10 105h42"/><path class="crease" d="M2 49h80"/>'
              '<rect x="10" y="63" width="64" height="14" rx="1.5"/><path class="big" d="M18 70h48M46 11h28"/><path class="code" d="M62 86h12v12H62z"/></svg>')


def small_card(_book: kb.Book, _page: kb.Page, _name: str) -> str:
    """The door card as a small picture; the words beside it are the page's own."""
    return SMALL_CARD


def search(book: kb.Book, page: kb.Page, _name: str) -> str:
    """The search form and its empty list; the form stays hidden until docs/assets/js/search.js runs."""
    word = {name: book.text(f'search-{name}', page.lang) for name in ('label', 'button', 'none', 'some', 'failed', 'private', 'noscript')}
    return (f'<form id="search" role="search" hidden><label for="q">{word["label"]}</label><span class="field">'
            '<input id="q" type="search" autocomplete="off" autocapitalize="off" enterkeyhint="search">'
            f'<button class="md-button">{word["button"]}</button></span></form>\n'
            f'<p class="private">{word["private"]}</p>\n'
            f'<p id="search-status" role="status" data-none="{word["none"]}" data-some="{word["some"]}" data-failed="{word["failed"]}"></p>\n'
            f'<ol id="search-results"></ol>\n<noscript><p>{word["noscript"]}</p></noscript>\n')


def crisis(book: kb.Book, page: kb.Page, _name: str) -> str:
    """The line for whoever cannot go on: the first number of data/hotlines.yml marked for it as a button, the others, then 120."""
    lang = page.lang
    first, *others = [row for row in book.data['hotlines'] if lang in row.get('crisis', ())]
    call = book.text('crisis-call', lang).format(number=both(first['number'], lang))
    stop = '。' if lang == 'zh' else '.'
    lines = [f'[{call}](tel:{first["tel"]}){{ .call }} {first["name"][lang]}{stop} {first["hours"][lang]}{stop}{outline.cite(first["facts"])}']
    for row in others:
        number = f'[{both(row["number"], lang)}](tel:{row["tel"]})'
        lines.append(book.text('crisis-other', lang).format(number=number, hours=both(row['hours'], lang)) + outline.cite(row['facts']))
    ambulance = next(row for row in book.data['hotlines'] if row['tel'] == '120')
    lines.append(book.text('crisis-hurt', lang) + outline.cite(ambulance['facts']))
    return f'!!! crisis "{book.text("crisis-title", lang)}"\n' + '\n\n'.join(f'    {line}' for line in lines) + '\n'


def leave(book: kb.Book, page: kb.Page, _name: str) -> str:
    """The way out of a page that others must not see, first of all in its text."""
    return f'[{book.text("exit", page.lang)}]({kb.link(page, book.pages[(page.lang, "")])})\n{{ .exit }}\n'


def fields(book: kb.Book, page: kb.Page, name: str) -> str:
    """A form of data/tools.yml with its two buttons. It sends nothing: the policy forbids every form to."""
    out = ['<form class="fields">']
    for field in book.data['tools'][name]:
        ident, kind = f'{name}-{field["id"]}', field['kind']
        about = f'id="{ident}" aria-describedby="{ident}-hint" autocomplete="off"'
        box = f'<textarea {about}></textarea>' if kind == 'long' else f'<input type="text" {about}>'
        out.append(f'<p><label for="{ident}">{field["label"][page.lang]}</label><small id="{ident}-hint">{field["hint"][page.lang]}</small>{box}</p>')
    words = [book.text(f'tool-{word}', page.lang) for word in ('keep', 'clear', 'keep-note')]
    out.append('<p class="keep"><button type="button" class="md-button">{}</button><button type="button" class="md-button">{}</button>'
               '<small>{}</small></p></form>'.format(*words))
    return '\n'.join(out) + '\n'


def drawn_picture(book: kb.Book, page: kb.Page, name: str) -> str:
    """A drawing of data/pictures/<name>.yml, with its title and citations as the caption."""
    data = book.data[f'pictures/{name}']
    return f'{picture.svg(data, page.lang, name)}\n\n{data["title"][page.lang]}{outline.cite(data["facts"])}\n'


DRAWINGS = {'hotlines': hotlines, 'terms': terms, 'sources': sources,
            'situations': situations, 'sections': sections, 'find': find, 'small-card': small_card, 'search': search, 'picture': drawn_picture,
            'crisis': crisis, 'exit': leave, 'fields': fields,
            'card': draw_card.sheet, 'card-files': draw_card.files, 'card-basis': draw_card.basis}


def fill(book: kb.Book, page: kb.Page) -> str:
    """The page's body with every draw line replaced; a line inside fenced code stays as it is."""
    wanted = {block.line: block for block in outline.blocks(page) if block.kind == 'draw'}
    lines = page.body.split('\n')
    for number, block in wanted.items():
        index = number - page.body_line
        lines[index] = DRAWINGS[block.text](book, page, block.ident)
    return '\n'.join(lines)
