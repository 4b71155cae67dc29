/* The letters: first whether a court paper is there, then one letter is chosen and its gaps are filled in the drawn sheet itself.
   What is typed is shared by all letters, and stays in memory until the reader saves it (tool.js). */
(() => {
  'use strict';
  const words = document.currentScript.dataset;
  const sheet = self.handbookSheet;
  const tool = self.handbookTool;
  const bar = document.getElementById('tool');
  const danger = document.querySelector('.danger');
  const english = document.documentElement.lang === 'en';
  const fresh = () => ({ values: { date: tool.today() }, enclosed: {} });
  let typed = fresh();
  let asked = false;
  let wanted;
  let open;

  const { add, button } = tool;
  const after = (node, made) => node.parentNode.insertBefore(made, node.nextSibling);
  const row = () => {
    const node = document.createElement('p');
    node.className = 'keep';
    return node;
  };

  /* The letters as they are drawn: heading, when to use it, on what it rests and what it does not do, the sheet. */
  const letters = [...document.querySelectorAll('.letter')].map((box) => {
    const list = box.previousElementSibling;
    const use = list.previousElementSibling;
    const head = use.previousElementSibling;
    head.tabIndex = -1;
    const holders = [...box.querySelectorAll('.enclosed')].map((holder) => ({
      holder,
      mark: holder.closest('[lang]').lang === 'en' ? '; ' : '\uff1b',
      parts: [...holder.children].map((part) => part.textContent)
    }));
    return { box, list, use, head, holders, id: head.id };
  });

  const begun = () => Object.keys(typed.values).some((name) => name !== 'date' && typed.values[name]);

  /* Writes what is typed into the open letter, and says which gaps are left and which took their sentence with them. */
  const write = () => {
    const { values } = typed;
    const { box, holders, note } = open;
    const some = begun();
    const ticked = typed.enclosed[open.id] || [];
    sheet.fill(box, some ? values : {});
    holders.forEach(({ holder, mark, parts }) => {
      const said = parts.filter((_, at) => !some || ticked[at]);
      holder.textContent = said.join(mark);
      holder.closest('p').hidden = !said.length;
    });
    const labels = sheet.fields(box);
    const named = (names) => names.map((name) => labels.get(name)).join(english ? ', ' : '\u3001');
    const gaps = sheet.missing(box);
    const dropped = [...labels.keys()].filter((name) => !values[name] && gaps.indexOf(name) < 0);
    note.textContent = '';
    if (some && gaps.length) { add(note, 'p', words.missing.replace('{names}', named(gaps))); }
    if (some && dropped.length) { add(note, 'p', words.dropped.replace('{names}', named(dropped))); }
  };

  /* One gap of the open letter as a field: its label and hint stand in the list of what goes into the gaps. */
  const ask = (form, name, label, kind) => {
    const id = `fill-${name}`;
    const line = add(form, 'p');
    const about = document.getElementById(`field-${name}`);
    add(line, 'label', label[0].toUpperCase() + label.slice(1)).htmlFor = id;
    const hint = add(line, 'small', about.textContent.slice(about.querySelector('strong').textContent.length).trim());
    const input = add(line, kind === 'long' ? 'textarea' : 'input');
    if (kind !== 'long') { input.type = kind === 'day' ? 'date' : 'text'; }
    input.id = id;
    hint.id = `${id}-hint`;
    input.setAttribute('aria-describedby', hint.id);
    input.autocomplete = 'off';
    input.value = typed.values[name] || '';
    input.oninput = () => {
      typed.values[name] = input.value.trim();
      write();
    };
  };

  const tick = (form, text, at) => {
    const line = add(form, 'div');
    const label = add(line, 'label');
    const box = add(label, 'input');
    line.className = 'checklist tick';
    box.type = 'checkbox';
    box.checked = (typed.enclosed[open.id] || [])[at];
    add(label, 'span', text);
    box.onchange = () => {
      const list = typed.enclosed[open.id] || (typed.enclosed[open.id] = []);
      list[at] = box.checked;
      write();
    };
  };

  /* Takes the fields of the open letter away; its sheet is again as it is drawn. */
  const shut = () => {
    if (!open) { return; }
    const kept = typed;
    typed = fresh();
    write();
    typed = kept;
    after(choices, bar);
    open.form.remove();
    open.foot.remove();
    open.start.hidden = false;
    open = null;
  };

  const show = (node) => {
    node.focus();
    node.scrollIntoView();
  };

  const choose = (letter) => {
    wanted = letter;
    if (!asked) {
      show(danger);
      return;
    }
    shut();
    open = letter;
    letter.start.hidden = true;
    letter.form = letter.box.parentNode.insertBefore(document.createElement('div'), letter.box);
    letter.form.className = 'fields';
    add(letter.form, 'p', words.typed);
    sheet.fields(letter.box).forEach((label, name) => {
      ask(letter.form, name, label, letter.box.querySelector(`[data-field="${name}"]`).dataset.kind);
    });
    /* the last is that of the page's own language */
    const own = letter.holders[letter.holders.length - 1];
    if (own) {
      const group = add(letter.form, 'fieldset');
      add(group, 'legend', words.enclose);
      own.parts.forEach((text, at) => tick(group, text, at));
    }
    letter.foot = after(letter.box, document.createElement('div'));
    letter.note = add(letter.foot, 'div');
    letter.note.className = 'note';
    const not = add(letter.foot, 'p');
    [...letter.list.lastElementChild.cloneNode(true).childNodes].forEach((node) => not.appendChild(node));
    letter.foot.appendChild(bar);
    write();
    show(letter.head);
  };

  /* First of all: a court paper? Its page, or the letters. */
  danger.tabIndex = -1;
  const first = danger.appendChild(row());
  const papers = first.appendChild(danger.querySelector('a[href*="help/papers"]').cloneNode());
  papers.className = 'md-button';
  papers.textContent = words.have;
  const choices = after(danger, document.createElement('div'));
  choices.hidden = true;
  choices.className = 'choices';
  choices.tabIndex = -1;
  add(choices, 'p', words.choose);
  button(first, words.none, () => {
    asked = true;
    choices.hidden = false;
    if (wanted) { choose(wanted); } else { show(choices); }
  });
  letters.forEach((letter) => {
    add(button(choices, letter.head.textContent, () => choose(letter)), 'small', letter.use.textContent);
    letter.start = after(letter.list, row());
    button(letter.start, words.fill, () => choose(letter));
  });
  after(choices, bar);

  const texts = (part) => part && typeof part === 'object' && Object.keys(part).every((name) => typeof part[name] === 'string');
  tool.bar({
    key: 'letters',
    /* the day is that of the letter, never an old one */
    data: () => ({ values: Object.assign({}, typed.values, { date: '' }), enclosed: typed.enclosed }),
    text: () => (open && begun() ? sheet.text(open.box) : ''),
    print: () => { if (open && begun()) { sheet.print(open.box); } else { self.print(); } },
    fill: (kept) => {
      if (!kept || !texts(kept.values) || typeof kept.enclosed !== 'object') { return 'broken'; }
      typed = fresh();
      Object.assign(typed.values, kept.values, { date: typed.values.date });
      typed.enclosed = kept.enclosed || {};
      return '';
    },
    empty: () => {
      const last = open;
      shut();
      typed = fresh();
      if (last) { choose(last); }
    }
  });
})();
