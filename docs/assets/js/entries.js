/* The entries of the log, without the page: merging by id, and what goes out as text, CSV and JSON and comes back: self.handbookEntries.
   An entry: {id, made, changed, fields: {when: '...'}}, both times in ms; one that was deleted: {id, changed, gone: true, fields}. */
(() => {
  'use strict';
  const FORMAT = 'handbook-log';
  /* what a spreadsheet would run, its full-width twins too; a cell that already has a mark before it gets one more, so that
     taking one away gives back exactly what was typed */
  const RUNS = '[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]';
  const GUARD = new RegExp(`^'*${RUNS}`);
  const GUARDED = new RegExp(`^'+${RUNS}`);
  let last = 0;

  const named = (id) => typeof id === 'string' && /^[\w-]{1,64}$/.test(id);
  /* a time that a date can hold */
  const timed = (ms) => typeof ms === 'number' && Math.abs(ms) < 8e15;

  /* The time now, later than any that was given before. */
  const tick = () => {
    last = Math.max(Date.now(), last + 1);
    return last;
  };
  /* It begins with a letter, and no spreadsheet takes it for a number. */
  const newId = () => 'n' + Date.now().toString(36) + Math.random().toString(36).slice(2, 10);

  /* A log of these fields (their ids). */
  const open = (names) => {
    const entries = new Map();
    /* the time of change that each entry had when it was last kept on the phone */
    const base = new Map();

    const same = (a, b) => !a.gone === !b.gone && names.every((name) => (a.fields[name] || '') === (b.fields[name] || ''));
    const put = (entry) => {
      entries.set(entry.id, entry);
      last = Math.max(last, Math.min(entry.changed, Date.now()));
      return entry;
    };
    const fields = (given) => {
      const made = {};
      names.forEach((name) => { if (given[name]) { made[name] = given[name]; } });
      return made;
    };

    /* A list of entries out of whatever was read, or null where it is none. */
    const valid = (list) => {
      const good = (one) => one && typeof one === 'object' && named(one.id) && timed(one.changed)
        && (one.gone === true || (timed(one.made) && one.fields && typeof one.fields === 'object'
          && names.every((name) => one.fields[name] === undefined || typeof one.fields[name] === 'string')));
      return Array.isArray(list) && list.every(good)
        ? list.map((one) => (one.gone ? { id: one.id, changed: one.changed, gone: true, fields: {} }
          : { id: one.id, made: one.made, changed: one.changed, fields: fields(one.fields) })) : null;
    };

    const add = () => {
      const now = tick();
      return put({ id: newId(), made: now, changed: now, fields: {} });
    };
    const change = (entry, name, value) => {
      entry.fields[name] = value;
      entry.changed = tick();
    };
    const drop = (entry, gone) => {
      entry.gone = gone;
      entry.changed = tick();
    };

    /* Those that stand in the log, the oldest first. */
    const all = (gone) => [...entries.values()].filter((entry) => !entry.gone || (gone && entry.made))
      .sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
    const pending = (entry) => base.get(entry.id) !== entry.changed;

    /* Takes in what stands on the phone, which another tab may have written. Who changed an entry there and here has both. */
    const join = (list) => {
      list.forEach((theirs) => {
        const mine = entries.get(theirs.id);
        const known = base.get(theirs.id);
        base.set(theirs.id, theirs.changed);
        if (!mine) {
          put(theirs);
        } else if (same(mine, theirs)) {
          mine.changed = theirs.changed;
        } else if (mine.changed === known || (mine.gone && theirs.changed !== known)) {
          Object.assign(mine, theirs, { gone: theirs.gone, made: theirs.made });
        } else if (theirs.changed !== known && theirs.gone) {
          mine.changed = tick();
        } else if (theirs.changed !== known) {
          mine.id = newId();
          mine.changed = tick();
          put(mine);
          put(theirs);
        }
      });
    };

    /* What is to be kept: of what was deleted nothing but that it was. */
    const kept = () => [...entries.values()].filter((entry) => !entry.gone || base.has(entry.id))
      .map(({ id, made, changed, gone, fields: said }) => (gone ? { id, changed, gone } : { id, made, changed, fields: said }));
    const done = () => {
      entries.forEach((entry) => {
        if (entry.gone) { Object.assign(entry, { made: undefined, fields: {} }); }
        if (!entry.gone || base.has(entry.id)) { base.set(entry.id, entry.changed); } else { entries.delete(entry.id); }
      });
    };
    /* All was cleared in another tab: what was never kept stays. */
    const forget = () => {
      entries.forEach((entry) => { if (!pending(entry)) { entries.delete(entry.id); } });
      base.clear();
    };
    const lost = (list) => [...base.keys()].some((id) => !list.some((theirs) => theirs.id === id));
    const clear = () => {
      entries.clear();
      base.clear();
    };

    /* Takes in what was read from a file; nothing that is there is overwritten. Returns how many are new. */
    const bring = (list) => list.filter((entry) => !entry.gone).filter((entry) => {
      const mine = entries.get(entry.id);
      if (all().some((other) => other.made === entry.made && same(other, entry))) { return false; }
      if (mine && !mine.gone) { entry.id = newId(); }
      entry.changed = tick();
      put(entry);
      return true;
    }).length;

    /* The columns of the CSV: what is above each says its id too, so that either language reads the other's. */
    const csv = (labels) => {
      const cell = (text) => `"${(GUARD.test(text) ? "'" + text : text).replace(/"/g, '""')}"`;
      const time = (ms) => new Date(ms).toISOString();
      const columns = ['id', 'made', 'changed', ...names];
      return [columns.map((name) => `${labels[name]} [${name}]`), ...all().map((entry) => [
        entry.id, time(entry.made), time(entry.changed), ...names.map((name) => entry.fields[name] || '')
      ])].map((row) => row.map(cell).join(',') + '\r\n').join('');
    };
    const json = () => JSON.stringify({ format: FORMAT, version: 1, entries: all() }, null, 1) + '\n';

    /* The rows of a CSV, or null where a quote is never closed or something stands behind one. */
    const rows = (text, comma) => {
      const found = [[]];
      let at = 0;
      while (at < text.length) {
        const row = found[found.length - 1];
        let cell = '';
        if (text[at] === '"') {
          for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
            if (at >= text.length) { return null; }
            if (text[at] === '"') { at += 1; }
            cell += text[at];
          }
          at += 1;
        } else {
          const start = at;
          while (at < text.length && text[at] !== comma && text[at] !== '\r' && text[at] !== '\n') { at += 1; }
          cell = text.slice(start, at);
        }
        row.push(cell);
        if (text[at] === comma) {
          at += 1;
          /* a last cell with nothing in it */
          if (at === text.length) { row.push(''); }
        } else if (text[at] === '\r' || text[at] === '\n') {
          at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
          found.push([]);
        } else if (at < text.length) {
          return null;
        }
      }
      return found.filter((row) => row.some((cell) => cell));
    };

    const column = (head) => (/\[(\w+)\]\s*$/.exec(head) || [])[1];
    const time = (said) => (isNaN(Date.parse(said)) ? tick() : Date.parse(said));
    const fromTable = (table) => {
      const columns = table[0].map(column);
      return table.slice(1).map((row) => {
        const entry = { fields: {} };
        row.forEach((text, at) => {
          const said = GUARDED.test(text) ? text.slice(1) : text;
          if (names.indexOf(columns[at]) > -1) { entry.fields[columns[at]] = said; }
          if (/^(id|made|changed)$/.test(columns[at])) { entry[columns[at]] = said; }
        });
        return {
          id: named(entry.id) ? entry.id : newId(),
          made: time(entry.made),
          changed: time(entry.changed),
          fields: fields(entry.fields)
        };
      });
    };
    const readCsv = (text) => {
      /* spreadsheets of some countries write ; and a table that was copied has tabs: whichever finds the most of our columns */
      const tried = [',', ';', '\t'].map((comma) => {
        const [heads] = rows(text.split(/[\r\n]/, 1)[0], comma) || [[]];
        return { comma, heads, ours: (heads || []).filter((head) => names.indexOf(column(head)) > -1).length };
      }).sort((a, b) => b.ours - a.ours)[0];
      if (!tried.ours) { return { list: [], reason: 'foreign' }; }
      const table = rows(text, tried.comma);
      const whole = table && table.every((row) => row.slice(tried.heads.length).every((cell) => !cell));
      return { list: whole ? fromTable(table) : [], reason: whole ? '' : 'damaged' };
    };
    const readJson = (text) => {
      let data;
      try {
        data = JSON.parse(text);
      } catch (error) {
        return { list: [], reason: text.indexOf(FORMAT) > -1 ? 'damaged' : 'foreign' };
      }
      if (!data || data.format !== FORMAT || data.version !== 1) { return { list: [], reason: 'foreign' }; }
      const list = valid(data.entries);
      return { list: list || [], reason: list ? '' : 'damaged' };
    };

    /* What a file or a pasted text holds: {list, reason}, reason 'foreign' or 'damaged' where nothing is taken from it. */
    const read = (text) => {
      const bare = text.replace(/^[\ufeff\s]+/, '');
      return /^[{[]/.test(bare) ? readJson(bare) : readCsv(bare);
    };

    return { valid, add, change, drop, all, pending, join, kept, done, forget, lost, clear, bring, csv, json, read };
  };

  /* The text in a file: UTF-8, or what spreadsheets write in China. */
  const decoded = (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (error) {
      return new TextDecoder('gb18030').decode(bytes);
    }
  };

  self.handbookEntries = { open, decoded };
})();
