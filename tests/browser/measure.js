/* What the tests of zoom and of targets measure in an open page. Each function answers with a list of faults, a line each. */
(() => {
  'use strict';
  /* On purpose beyond the left edge: what only comes on focus, and the head of a table that has fallen apart. */
  const ASIDE = '.skip, .stack thead';

  const seen = (element) => {
    const style = getComputedStyle(element);
    return style.visibility === 'visible' && element.getClientRects().length > 0 && !element.closest(ASIDE);
  };
  const name = (element) => element.tagName.toLowerCase()
    + (element.className.length ? '.' + element.className : '') + ` "${element.textContent.trim().slice(0, 30)}"`;

  /* Every piece of text in sight with its element and its boxes, one a line. */
  const texts = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || element.closest('svg, noscript, script') || !seen(element)) { continue; }
      const boxes = [];
      /* word for word where a blank may hang out at the end of a line */
      node.data.replace(/\u3000/.test(node.data) || element.closest("pre") ? /\S+/g : /\S[^]*\S|\S/g, (run, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + run.length);
        boxes.push(...[...range.getClientRects()].filter((box) => box.width > 1));
      });
      found.push({ element, boxes });
    }
    return found;
  };

  /* The page is wider than the screen. */
  const sideways = () => {
    const wide = document.documentElement.scrollWidth;
    return wide > innerWidth ? [`scrolls sideways: ${wide} on ${innerWidth}`] : [];
  };

  /* Something hides what does not fit into it, with words in it. */
  const clipped = () => [...document.body.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    const x = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const y = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    return (x || y) && seen(element) && element.textContent.trim() && !element.closest('svg');
  }).map((element) => `cut: ${name(element)}`);

  /* The nearest box around an element that a reader sees: it has a line at its side, or a ground of its own. */
  const frame = (element) => {
    const style = getComputedStyle(element);
    const drawn = parseFloat(style.borderLeftWidth) || !/^rgba.*, 0\)$/.test(style.backgroundColor);
    return (drawn && style.display !== 'inline') || element === document.body ? element : frame(element.parentElement);
  };

  /* A text, a button, a field or a picture reaches beyond the screen, or a text beyond the drawn box that holds it. */
  const outside = (all) => {
    const faults = [];
    all.forEach(({ element, boxes }) => {
      const around = frame(element);
      const held = around.getBoundingClientRect();
      boxes.forEach((box) => {
        if (box.left < -1 || box.right > innerWidth + 1) { faults.push(`beyond the screen: ${name(element)}`); }
        if (box.left < held.left - 1 || box.right > held.right + 1) { faults.push(`beyond its box: ${name(element)} in ${name(around)}`); }
      });
    });
    document.querySelectorAll('a, button, input, textarea, summary, label, img, svg').forEach((element) => {
      const box = element.getBoundingClientRect();
      if (seen(element) && (box.left < -1 || box.right > innerWidth + 1)) { faults.push(`beyond the screen: ${name(element)}`); }
    });
    return [...new Set(faults)];
  };

  /* A text lies over another. */
  const over = (texts) => {
    const faults = [];
    const all = texts.flatMap(({ element, boxes }) => boxes.map((box) => ({ element, box }))).sort((a, b) => a.box.top - b.box.top);
    all.forEach((one, at) => {
      for (let next = at + 1; next < all.length && all[next].box.top < one.box.bottom; next += 1) {
        const other = all[next];
        const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        if (wide > 2 && high > 0.5 * Math.min(one.box.height, other.box.height)) {
          faults.push(`text over text: ${name(one.element)} and ${name(other.element)}`);
        }
      }
    });
    return faults;
  };

  const whole = () => {
    const all = texts();
    return [...sideways(), ...clipped(), ...outside(all), ...over(all)];
  };

  /* Something to tap is lower or narrower than 24 px: WCAG lets links within text be narrower, we do not let them be lower. */
  const targets = () => [...document.querySelectorAll('a[href], button, input, textarea, label, summary')].filter(seen).flatMap((element) => {
    const inText = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
    const small = [...element.getClientRects()].filter((box) => box.height < 24 || (!inText && box.width < 24));
    return small.map((box) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: ${name(element)}`);
  });

  /* What is tapped at the door is lower than 48 px; a line to say stands in a bubble. */
  const door = () => [...document.querySelectorAll('.call, .md-button, .buttons a, a.tel, .say-line')].filter(seen)
    .map((element) => (element.matches('.say-line') ? element.closest('li') : element)).filter((element) => element.getBoundingClientRect().height < 48).map((element) => `${element.offsetHeight} px: ${name(element)}`);

  /* A list whose marks the style has taken away, without the role that some screen readers then need. */
  const lists = () => [...document.querySelectorAll('ul, ol')].filter((list) => getComputedStyle(list).listStyleType === 'none'
    && list.getAttribute('role') !== 'list').map(name);

  /* Its folds open, a page shows all that it has. */
  const opened = () => document.querySelectorAll('details').forEach((fold) => { fold.open = true; });

  /* Text alone at twice its size, as WeChat and other Android apps set it: what is not text keeps its size. */
  const twice = () => {
    const sizes = [...document.body.querySelectorAll('*')].map((element) => [element, parseFloat(getComputedStyle(element).fontSize)]);
    sizes.forEach(([element, size]) => element.style.setProperty('font-size', `${2 * size}px`, 'important'));
  };

  self.measure = { name, seen, opened, targets, door, lists, twice, whole };
})();
