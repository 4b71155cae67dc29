/* The log on the page: a button stamps the time, an entry is written in the fields that the drawn form names, a list shows them all.
   What is typed stands in memory until the reader saves it (tool.js); what an entry is: entries.js. */
(() => {
  'use strict';
  const tool = self.handbookTool;
  const home = document.getElementById('log');
  const words = home.dataset;
  const place = document.getElementById('log-form');
  const list = document.getElementById('log-list');
  const english = document.documentElement.lang === 'en';
  const drawn = [...document.querySelectorAll('.blank li[id]')].map((item) => ({
    name: item.id.replace('log-', ''),
    label: item.querySelector('strong').textContent,
    hint: item.querySelector('em').textContent,
    long: item.classList.contains('long')
  }));
  const log = self.handbookEntries.open(drawn.map((field) => field.name));
  let opened = null;

  const { add, button } = tool;
  const name = (at) => words.entry.replace('{n}', at);
  const stamp = (ms) => new Date(ms - new Date(ms).getTimezoneOffset() * 60000).toISOString().slice(0, 16).replace('T', ' ');

  /* What goes out as text, the oldest first: what each field says, those without a word left out. */
  const text = () => log.all().map((entry, at) => [name(at + 1)].concat(drawn
    .filter((field) => entry.fields[field.name])
    .map((field) => field.label + (english ? ': ' : '\uff1a') + entry.fields[field.name])).join('\n')).join('\n\n');

  /* One entry of the list, as it stands now. */
  const row = (entry, at) => {
    const item = document.createElement('li');
    item.className = 'entry';
    const head = add(item, 'p');
    const title = add(head, 'strong', name(at));
    item.id = `row-${entry.id}`;
    title.id = `${item.id}-name`;
    if (log.pending(entry)) { add(head, 'small', words.unsaved); }
    if (entry.gone) {
      add(head, 'small', words.gone);
    } else {
      drawn.filter((field) => entry.fields[field.name]).forEach((field) => {
        const line = add(item, 'p');
        add(line, 'b', field.label);
        add(line, 'span', entry.fields[field.name]);
      });
    }
    const keys = add(item, 'p');
    const key = (said, press) => {
      const made = button(keys, said, press);
      made.id = `${item.id}-${keys.children.length}`;
      made.setAttribute('aria-labelledby', `${made.id} ${title.id}`);
    };
    if (entry.gone) {
      key(words.back, () => put(entry, false));
    } else {
      key(words.edit, () => edit(entry));
      key(words.drop, () => put(entry, true));
    }
    if (entry === opened) { item.className = 'entry open'; }
    return item;
  };

  /* The whole list, the newest first. */
  const show = () => {
    const all = log.all(true);
    const made = document.createDocumentFragment();
    list.textContent = '';
    all.map((entry, at) => row(entry, at + 1)).reverse().forEach((item) => made.appendChild(item));
    list.appendChild(made);
    home.className = '';
    if (all.some((entry) => !entry.gone)) { home.className = 'used'; }
    if (opened && all.indexOf(opened) < 0) { shut(); }
  };

  /* Deletes an entry, or brings it back as long as that was not saved; the focus stays with it. */
  const put = (entry, gone) => {
    if (entry === opened) { shut(); }
    log.drop(entry, gone);
    show();
    document.getElementById(`row-${entry.id}-1`).focus();
  };

  const shut = () => {
    const entry = opened;
    opened = null;
    place.textContent = '';
    show();
    return entry;
  };

  /* The file of a recording or a photo: its name, and on request what it holds as a number that shows any change. */
  const file = (write) => {
    const line = add(place, 'p');
    const label = add(line, 'label', words.file);
    const hint = add(line, 'small', words.fileNote);
    const picker = add(line, 'input');
    let chosen = null;
    picker.type = 'file';
    picker.id = label.htmlFor = 'log-file';
    hint.id = 'log-file-note';
    picker.setAttribute('aria-describedby', hint.id);
    const reckon = button(add(place, 'p'), words.hash, () => {
      const none = () => tool.say('hashNone', {}, words);
      if (!self.crypto || !crypto.subtle) {
        none();
      } else if (chosen.size > 3e8) {
        tool.say('hashLarge', {}, words);
      } else {
        const one = chosen;
        const reader = new FileReader();
        tool.say('hashBusy', {}, words);
        reader.onerror = none;
        reader.onload = () => crypto.subtle.digest('SHA-256', reader.result).then((hash) => {
          const hex = [...new Uint8Array(hash)].map((byte) => (byte + 256).toString(16).slice(1)).join('');
          write(`SHA-256 ${one.name} ${hex}`);
          tool.say('hashDone', {}, words);
        }, none);
        reader.readAsArrayBuffer(one);
      }
    });
    reckon.parentNode.hidden = true;
    picker.onchange = () => {
      chosen = picker.files[0];
      reckon.parentNode.hidden = !chosen;
      if (chosen) { write(chosen.name); }
    };
  };

  /* Opens an entry to write in: each field writes straight into memory. */
  const edit = (entry) => {
    if (opened) { shut(); }
    opened = entry;
    const title = add(place, 'p');
    const at = log.all(true).indexOf(entry) + 1;
    add(title, 'strong', name(at));
    title.className = 'writing';
    title.tabIndex = -1;
    drawn.forEach((field) => {
      const line = add(place, 'p');
      const said = entry.fields[field.name] || '';
      const label = add(line, 'label', field.label);
      const hint = add(line, 'small', field.hint);
      /* what was read from a file may have lines where a field of ours has one */
      const input = add(line, field.long || /[\r\n]/.test(said) ? 'textarea' : 'input');
      const put = () => {
        log.change(entry, field.name, input.value);
        list.replaceChild(row(entry, at), document.getElementById(`row-${entry.id}`));
      };
      input.id = label.htmlFor = `entry-${field.name}`;
      hint.id = `${input.id}-hint`;
      input.setAttribute('aria-describedby', hint.id);
      input.autocomplete = 'off';
      input.value = said;
      input.oninput = put;
      if (field.name === 'proof') {
        file((more) => {
          input.value += (input.value ? (english ? '; ' : '\uff1b') : '') + more;
          put();
        });
      }
    });
    const keys = add(place, 'p');
    keys.className = 'keep';
    button(keys, words.done, () => {
      const done = shut();
      document.getElementById(`row-${done.id}-1`).focus();
    });
    button(keys, words.drop, () => put(entry, true));
    show();
    title.focus();
  };

  /* Keeps all on the phone, together with what another tab has kept meanwhile. */
  const save = () => {
    const there = tool.load('log');
    const theirs = there.data && log.valid(there.data.entries);
    if (there.reason || (there.data && !theirs)) { return there.reason || 'broken'; }
    log.join(theirs || []);
    const reason = tool.save('log', { entries: log.kept() });
    if (!reason) { log.done(); }
    return reason;
  };
  const refresh = () => {
    const entry = opened;
    show();
    /* what is open may have become another text */
    if (entry && opened) { drawn.forEach(({ name: id }) => {
      const input = document.getElementById(`entry-${id}`);
      if (input.value !== (entry.fields[id] || '')) { input.value = entry.fields[id] || ''; }
    }); }
  };

  /* What another tab did: it kept something, or cleared all. */
  const look = (there) => {
    if (there.reason) { return; }
    if (there.data === null) {
      log.forget();
    } else {
      const theirs = log.valid(there.data.entries) || [];
      const lost = log.lost(theirs);
      log.join(theirs);
      /* two tabs saved at the same moment, and ours was overwritten */
      if (lost) { save(); }
    }
    refresh();
  };
  self.addEventListener('storage', (event) => {
    if (event.key === null || event.key === 'handbook-log') { look(tool.load('log')); }
  });
  self.addEventListener('pageshow', (event) => {
    if (event.persisted) { look(tool.load('log')); }
  });

  /* Takes in a file or a pasted text; what cannot be read changes nothing. */
  const take = (said) => {
    const { list: found, reason } = log.read(said);
    if (reason) {
      tool.say(reason, {}, words);
    } else {
      const fresh = log.bring(found);
      show();
      tool.say('taken', { n: fresh, m: found.length - fresh }, words);
    }
    document.getElementById('tool-status').scrollIntoView({ block: 'center' });
    return !reason;
  };
  const from = document.getElementById('log-from');
  const paste = document.getElementById('log-paste');
  from.onchange = () => {
    const chosen = from.files[0];
    const reader = new FileReader();
    if (!chosen) { return; }
    reader.onload = () => {
      take(self.handbookEntries.decoded(reader.result));
      from.value = '';
    };
    reader.onerror = () => tool.say('damaged', {}, words);
    if (chosen.size > 2e7) { tool.say('foreign', {}, words); } else { reader.readAsArrayBuffer(chosen); }
  };
  document.getElementById('log-take').onclick = () => { if (take(paste.value)) { paste.value = ''; } };

  const labels = { id: words.id, made: words.made, changed: words.changed };
  drawn.forEach((field) => { labels[field.name] = field.label; });
  const out = (kind, type, make) => {
    document.getElementById(`log-${kind}`).onclick = () => {
      tool.download(`log-${tool.today()}.${kind}`, type, log.all().length ? make() : '');
    };
  };
  out('csv', 'text/csv', () => log.csv(labels));
  out('json', 'application/json', () => log.json());

  document.getElementById('log-new').onclick = () => {
    const entry = log.add();
    const time = stamp(entry.made);
    log.change(entry, drawn[0].name, time);
    edit(entry);
    tool.say('stamped', { time }, words);
  };
  home.hidden = false;
  tool.bar({
    key: 'log',
    text,
    save: () => {
      const reason = save();
      refresh();
      return reason;
    },
    fill: (data) => {
      const theirs = log.valid(data.entries);
      if (!theirs) { return 'broken'; }
      log.join(theirs);
      show();
      return '';
    },
    empty: () => {
      log.clear();
      opened = null;
      place.textContent = '';
      from.value = paste.value = '';
      show();
    }
  });
})();
