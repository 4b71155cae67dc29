/* What can I pay: the drawn tables become fields, their sums are worked out, and the statement and the call say the figures.
   What is typed stays in memory until the reader saves it (tool.js). Sums: sums.js; the statement: sheet.js.
   The page is shown first: many fields take a while on a small phone. */
((words) => requestAnimationFrame(() => setTimeout(() => {
  'use strict';
  const sums = self.handbookSums;
  const sheet = self.handbookSheet;
  const tool = self.handbookTool;
  const [budget, owing] = document.querySelectorAll('article table');
  const letter = document.querySelector('.letter');
  const article = budget.parentNode;
  /* every field of the page, in the order in which they stand */
  const fields = [];

  const say = (name, values) => Object.keys(values)
    .reduce((text, key) => text.replace(`{${key}}`, values[key]), words[name]);
  const { add } = tool;
  const line = (parent) => {
    const node = add(parent, 'p');
    node.className = 'slot';
    return node;
  };
  const sum = (cell) => {
    const node = add(cell, 'output');
    node.className = 'sum';
    return node;
  };
  const hint = (place, text) => { add(place, 'small', text).className = 'hint'; };

  /* A field: what it is read by, or nothing for words; value: null as long as there is none; wrong: the name of what is wrong. */
  const field = (place, id, label, read) => {
    const input = document.createElement('input');
    input.id = id;
    if (label) { label.htmlFor = id; }
    input.type = 'text';
    input.className = 'figure';
    input.autocomplete = 'off';
    place.appendChild(input);
    const made = { input, read, value: null, wrong: '' };
    if (read) {
      input.inputMode = 'decimal';
      made.fault = add(place, 'small');
      made.fault.className = 'fault';
      made.fault.id = `${id}-fault`;
      input.setAttribute('aria-describedby', made.fault.id);
    }
    fields.push(made);
    return made;
  };
  const labelled = (place, id, text, read) => field(place, id, add(place, 'label', text[0].toUpperCase() + text.slice(1)), read);

  /* Says beside a field what is wrong with it, or that nothing is. */
  const blame = (made, text) => {
    if (made.fault.textContent !== text) { made.fault.textContent = text; }
    made.input.setAttribute('aria-invalid', !!text);
  };

  /* Reads a field. A fault is told once the reader has left it, and goes as soon as it is mended. */
  const take = (made, left) => {
    if (!made.read) {
      made.value = made.input.value.trim() || null;
      return;
    }
    const found = made.read(made.input.value);
    const told = made.wrong && made.fault.textContent;
    made.wrong = typeof found === 'string' ? found : '';
    made.value = made.wrong ? null : found;
    blame(made, made.wrong && (left || told) ? words[made.wrong] : '');
  };

  /* The month: each row of a figure gets a field, each sum its place; income, essentials, the rest, D, F. */
  const groups = [[]];
  const totals = [];
  [...budget.tBodies[0].rows].forEach((row) => {
    const [name, cell] = row.cells;
    if (!name.id) {
      totals.push(sum(cell));
      groups.push([]);
      return;
    }
    const label = document.createElement('label');
    while (name.firstChild) { label.appendChild(name.firstChild); }
    name.appendChild(label);
    groups[groups.length - 1].push(field(cell, `${name.id}-yuan`, label, sums.read));
  });
  const needed = fields.filter((made) => /^plan-(food|rent)-/.test(made.input.id));
  const result = document.createElement('div');
  result.className = 'result';
  result.setAttribute('role', 'status');
  article.insertBefore(result, budget.nextSibling);
  const stop = document.getElementById('under-zero').nextElementSibling.cloneNode(true);

  /* The sum to be split: the reader's own, or what a fifth less income leaves. */
  const before = document.createElement('div');
  const offer = labelled(line(before), 'plan-offer', words.offer, sums.read);
  hint(offer.input.parentNode, words.offerHint);
  article.insertBefore(before, owing);

  /* The debts: one row at first, more when asked for. */
  const heads = [...owing.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...owing.tBodies[0].rows];
  const [allOwed, allGiven] = [...rows.pop().cells].slice(1).map(sum);
  const debts = rows.map((row, at) => {
    const id = `plan-debt-${at + 1}`;
    const [first, second, third] = row.cells;
    const name = labelled(line(first), `${id}-name`, heads[0]);
    /* on a phone the cell says its column itself, on a wide screen the head does */
    const owed = field(second, `${id}-owed`, null, sums.read);
    owed.input.setAttribute('aria-label', `${at + 1}. ${heads[1]}`);
    const rate = labelled(line(second), `${id}-rate`, words.rate, sums.rate);
    const tick = add(second, 'div');
    const label = add(tick, 'label');
    const old = add(label, 'input');
    add(label, 'span', words.old);
    tick.className = 'checklist tick';
    name.input.maxLength = 60;
    old.type = 'checkbox';
    old.id = `${id}-old`;
    if (at) { row.className = 'later'; }
    return { row, name, owed, rate, old, share: sum(third), lasts: add(third, 'small') };
  });
  const adding = document.createElement('p');
  const more = add(adding, 'button', words.more);
  adding.className = 'keep';
  more.type = 'button';
  more.className = 'md-button';
  article.insertBefore(adding, owing.nextSibling);
  const uncover = (upTo) => {
    debts.forEach((debt, at) => { if (at <= upTo) { debt.row.className = ''; } });
    adding.hidden = debts.every((debt) => !debt.row.className);
  };
  more.onclick = () => {
    const next = debts.findIndex((debt) => debt.row.className);
    uncover(next);
    debts[next].name.input.focus();
  };

  /* The statement: to whom, and what the reader alone knows. The rest is worked out. */
  const form = document.createElement('div');
  form.className = 'fields';
  article.insertBefore(form, letter);
  const choosing = line(form);
  const label = add(choosing, 'label', words.to);
  const choice = add(choosing, 'select');
  label.htmlFor = choice.id = 'plan-to';
  const known = ['lender', 'income', 'need', 'other', 'lenders', 'share'];
  const own = {};
  sheet.fields(letter).forEach((text, name) => {
    if (known.indexOf(name) < 0) { own[name] = labelled(line(form), `plan-${name}`, text); }
  });
  own.date.input.type = 'date';
  own.date.input.value = tool.today();

  /* What stands in the way of a sum, or how it stands: fix, income, need, stop, thin, good. */
  const standing = (left, low) => {
    if (groups.some((group) => group.some((made) => made.wrong))) { return 'fix'; }
    if (groups[0].every((made) => made.value === null)) { return 'income'; }
    if (needed.some((made) => made.value === null)) { return 'need'; }
    if (left <= 0) { return 'stop'; }
    return low <= 0 ? 'thin' : 'good';
  };

  /* The words under the month; nothing before the first figure. They change only when there is something else to say: they are
     read aloud. */
  let told = '';
  const tell = (state, left, low) => {
    const key = `${state} ${left} ${low}`;
    if (key === told && !result.hidden) { return; }
    told = key;
    result.textContent = '';
    result.hidden = false;
    if (/fix|income|need/.test(state)) {
      result.hidden = groups.every((group) => group.every((made) => !made.input.value));
      add(result, 'p', words[state]);
      return;
    }
    add(result, 'p', say('left', { left: sums.show(left) }));
    if (state === 'stop') { result.appendChild(stop); } else { add(result, 'p', say('low', { low: sums.show(low) })); }
    if (state === 'thin') { add(result, 'p', words.thin); }
  };

  /* How long a debt lasts at its part: without interest, and at the reader's own rate. */
  const lasting = (debt, owed, part) => {
    const length = (months, never) => (months === Infinity ? never : months > sums.longest ? words.longest : say('months', { months }));
    debt.share.textContent = part === null ? '' : sums.show(part);
    debt.lasts.textContent = '';
    if (debt.old.checked) {
      debt.lasts.append(words.oldNote, document.querySelector('.donot a[href*="debt/old"]').cloneNode(true));
    } else if (part !== null && owed) {
      add(debt.lasts, 'span', words.bare + length(sums.months(owed, part, 0), words.nothing)).className = 'line';
      if (debt.rate.value !== null) {
        const months = sums.months(owed, part, debt.rate.value);
        add(debt.lasts, 'span', words.own + length(months, part ? words.never : words.nothing)).className = 'line';
      }
    }
  };

  /* The lenders to write to; the one chosen stays chosen. */
  const lenders = (owed) => {
    const last = choice.value;
    choice.textContent = '';
    debts.forEach((debt, at) => {
      if (owed[at]) { add(choice, 'option', debt.name.value || `${at + 1}.`).value = at; }
    });
    choice.value = last;
    if (choice.selectedIndex < 0 && choice.length) { choice.selectedIndex = 0; }
    choosing.hidden = choice.length < 2;
  };

  /* while somebody types, the result waits for a rest */
  const PAUSE = 700;
  let wait = 0;
  let ready = false;
  const reckon = (typing) => {
    const spent = groups.slice(0, 3).map((group) => sums.sum(group.map((made) => made.value || 0)));
    const [income, need, other] = spent;
    const left = income - need - other;
    const low = sums.lower(income) - need - other;
    const state = standing(left, low);
    const open = state === 'thin' || state === 'good';
    spent.forEach((each, at) => {
      totals[at].textContent = groups[at].some((made) => made.value !== null) ? sums.show(each) : '';
    });
    [left, low].forEach((each, at) => { totals[3 + at].textContent = open || state === 'stop' ? sums.show(each) : ''; });
    clearTimeout(wait);
    if (typing) { wait = setTimeout(tell, PAUSE, state, left, low); } else { tell(state, left, low); }

    const much = open && offer.value > left;
    if (!offer.wrong) { blame(offer, much ? words.most : ''); }
    const amount = !open || much || offer.wrong ? 0 : offer.value === null ? Math.max(low, 0) : offer.value;
    const owed = debts.map((debt) => (debt.old.checked ? 0 : debt.owed.value || 0));
    const all = sums.sum(owed);
    const clear = amount && all && !debts.some((debt) => debt.owed.wrong || debt.rate.wrong);
    const parts = clear ? sums.split(amount, owed) : [];
    const given = sums.sum(parts);
    allOwed.textContent = all ? sums.show(all) : '';
    allGiven.textContent = given ? sums.show(given) : '';
    debts.forEach((debt, at) => lasting(debt, owed[at], given && owed[at] ? parts[at] : null));

    lenders(owed);
    ready = given > 0;
    const values = {};
    if (ready) {
      const debt = debts[choice.value];
      Object.keys(own).forEach((name) => { values[name] = own[name].value; });
      Object.assign(values, {
        lender: debt.name.value,
        income: sums.show(income),
        need: sums.show(need),
        other: other && sums.show(other),
        lenders: choice.length > 1 && String(choice.length),
        share: sums.show(parts[choice.value])
      });
    }
    sheet.fill(letter, values);
    document.querySelectorAll('.say').forEach((box) => sheet.fill(box, values));
  };

  /* Before anything goes out: true figures, and no debt that is too old. */
  const gate = form.parentNode.insertBefore(document.createElement('div'), document.getElementById('tool'));
  const gateLabel = add(gate, 'label');
  const sure = add(gateLabel, 'input');
  add(gateLabel, 'span', words.sure);
  gate.className = 'checklist tick';
  sure.type = 'checkbox';
  sure.id = 'plan-sure';
  const note = gate.parentNode.insertBefore(document.createElement('p'), gate);

  const read = (left) => {
    fields.forEach((made) => take(made, left));
    reckon(!left);
    const labels = sheet.fields(letter);
    const gaps = ready ? sheet.missing(letter).map((name) => labels.get(name)) : [];
    const between = document.documentElement.lang === 'en' ? ', ' : '\u3001';
    note.textContent = gaps.length ? say('missing', { names: gaps.join(between) }) : '';
  };
  article.addEventListener('input', () => read(false));
  article.addEventListener('change', () => read(true));
  read(true);

  const boxes = debts.map((debt) => debt.old);
  const some = () => fields.some((made) => made.value !== null && made !== own.date);
  const put = (kept) => {
    fields.forEach(({ input }) => { input.value = kept[input.id] || ''; });
    boxes.forEach((box) => { box.checked = kept[box.id] === 'on'; });
    own.date.input.value = tool.today();
    sure.checked = false;
    debts.forEach((debt, at) => { debt.row.className = ''; if (at) { debt.row.className = 'later'; } });
    uncover(debts.reduce((last, debt, at) => (debt.name.input.value || debt.owed.input.value || debt.old.checked ? at : last), 0));
    read(true);
    choice.value = kept[choice.id] || '';
    read(true);
  };
  tool.bar({
    key: 'plan',
    data: () => fields.concat({ input: choice }).reduce((all, { input }) => Object.assign(all, { [input.id]: input.value }),
      boxes.reduce((all, box) => Object.assign(all, { [box.id]: box.checked ? 'on' : '' }), {})),
    text: () => (ready ? sheet.text(letter) : ''),
    hinder: () => (!some() ? '' : !ready ? words.empty : sure.checked ? '' : words.unsure),
    print: () => { if (ready) { sheet.print(letter); } else { self.print(); } },
    fill: (kept) => {
      if (!kept || typeof kept !== 'object' || Object.keys(kept).some((name) => typeof kept[name] !== 'string')) { return 'broken'; }
      put(kept);
      return '';
    },
    empty: () => put({})
  });
})))(document.currentScript.dataset);
