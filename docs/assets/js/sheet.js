/* A letter whose gaps are filled: self.handbookSheet. It writes into the drawn sheet, and reads from it what is sent: the Chinese. */
(() => {
  'use strict';
  const blank = new Map();
  const gaps = (box) => [...box.querySelectorAll('[data-field]')];
  /* in English each line stands in both languages, the Chinese first */
  const chinese = (line) => line.querySelector('[lang="zh-CN"]') || line;
  const read = (gap) => blank.get(gap) || blank.set(gap, gap.textContent).get(gap);
  const lines = (box) => [...box.querySelectorAll('p:not(.admonition-title)')];

  /* A day as it is written in a language: 2026-11-26 is 2026年11月26日; anything else stays as it was typed. */
  const day = (text, zh) => {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    if (!found) { return text; }
    const at = new Date(Date.UTC(found[1], found[2] - 1, found[3]));
    return zh ? `${+found[1]}年${+found[2]}月${+found[3]}日`
      : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  };

  const text = (box) => lines(box).filter((line) => !line.hidden).map((line) => chinese(line).textContent.trim()).join('\n') + '\n';

  /* On paper: the letter alone, in Chinese. */
  const paper = document.createElement('div');
  const usual = document.body.className;
  const whole = () => {
    paper.remove();
    document.body.className = usual;
  };
  addEventListener('afterprint', whole);

  self.handbookSheet = {
    text,

    print: (box) => {
      whole();
      paper.className = 'paper';
      paper.lang = 'zh-CN';
      paper.textContent = text(box);
      document.body.appendChild(paper);
      document.body.className = 'alone';
      self.print();
    },

    /* The names of a sheet's gaps in their order, each with its label in the language of the page. */
    fields: (box) => {
      const found = new Map();
      gaps(box).forEach((gap) => {
        /* the last is that of the page's own language */
        found.set(gap.dataset.field, read(gap).replace(/^[(\uff08]|[)\uff09]$/g, ''));
      });
      return found;
    },

    /* Writes values (by name) into the gaps of a box. A gap without one says again what goes there, and a line that needs it drops
       out, but for a sheet with no value at all, which is the form as it was printed. */
    fill: (box, values) => {
      const some = gaps(box).some((gap) => values[gap.dataset.field]);
      gaps(box).forEach((gap) => {
        const value = values[gap.dataset.field] || '';
        const name = read(gap);
        gap.textContent = day(value, gap.closest('[lang]').lang !== 'en') || name;
        gap.className = '';
        if (value) { gap.className = 'filled'; }
      });
      box.querySelectorAll('[data-needs]').forEach((line) => {
        line.parentNode.hidden = some && line.dataset.needs.split(' ').some((name) => !values[name]);
      });
    },

    /* What is still a gap in the lines that stay: names, each once. */
    missing: (box) => [...new Set(lines(box).filter((line) => !line.hidden)
      .reduce((all, line) => all.concat(gaps(line)), []).filter((gap) => gap.className !== 'filled').map((gap) => gap.dataset.field))]
  };
})();
