"""The home page, which is laid out otherwise than an article."""

from __future__ import annotations

from scripts.finish.tree import element


def home(tree) -> None:
    """The home page in parts, which a wide screen sets side by side. Its Markdown stays flat."""
    article = tree.xpath('//article')[0]
    tree.body.set('class', 'home')
    part = element('<div class="hero"></div>')
    article.insert(0, part)
    for node in list(article)[1:]:
        if node.tag == 'h2':
            part = element(f'<section class="part {node.get("id")}"></section>')
            article.append(part)
        elif node.get('class') == 'checked':
            part = element('<div class="rest"></div>')
            article.append(part)
        part.append(node)
    parts = element('<div class="parts"></div>')
    for part in list(article)[1:]:
        parts.append(part)
    article.append(parts)
