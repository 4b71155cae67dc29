/* What the tools share: keeping on this phone when the reader asks for it, clearing, printing, copying, a file: self.handbookTool.
   Nothing here throws. What can fail answers with a reason: 'full', 'forbidden', 'broken', or '' where all went well. */
(() => {
  'use strict';
  const home = document.getElementById('tool');
  const status = document.getElementById('tool-status');
  const sure = document.getElementById('tool-sure');
  const copies = document.getElementById('tool-copy');
  const area = document.getElementById('tool-text');
  const barred = (name) => home.querySelector(`[data-do="${name}"]`);
  /* behind a mark of our own, so that other pages of the same host do not come into our way */
  const named = (key) => `handbook-${key}`;

  /* the browsers within apps neither print nor download, and one of them may leave the page for the file and lose what was typed */
  const within = /MicroMessenger|QQ\/|AlipayClient|DingTalk|Weibo|Douyin|aweme/.test(navigator.userAgent);

  /* Keeps data on this phone. */
  const save = (key, data) => {
    try {
      const text = JSON.stringify(data);
      localStorage.setItem(named(key), text);
      /* some private windows take it and have it not */
      return localStorage.getItem(named(key)) === text ? '' : 'forbidden';
    } catch (error) {
      return error.code === 22 || error.code === 1014 ? 'full' : 'forbidden';
    }
  };

  /* What was kept: data is null where there is nothing; text as it stands there, for whatever reason it cannot be read. */
  const load = (key) => {
    let text = null;
    try {
      text = localStorage.getItem(named(key));
      return { data: JSON.parse(text), reason: '', text };
    } catch (error) {
      return { data: null, reason: text === null ? 'forbidden' : 'broken', text: text || '' };
    }
  };

  const clear = (key) => {
    try {
      localStorage.removeItem(named(key));
      return '';
    } catch (error) {
      return 'forbidden';
    }
  };

  /* Says a word of the bar by its name, or of whoever gives words, with what goes into its braces; aloud to whoever hears the page. */
  const say = (name, values, words) => {
    status.textContent = Object.keys(values || {})
      .reduce((text, key) => text.replace(`{${key}}`, () => values[key]), (words || home.dataset)[name] || '');
  };

  /* Shows a text to copy by hand: the way out of a browser that neither copies nor downloads. */
  const show = (text) => {
    area.value = text;
    copies.hidden = false;
    area.focus();
    area.select();
    area.setSelectionRange(0, text.length);
    area.scrollTop = 0;
  };
  const shut = () => {
    area.value = '';
    copies.hidden = true;
  };

  /* Hands a text to the browser as a file, and shows it: no browser tells whether it took the file. */
  const download = (name, type, text) => {
    let given = false;
    shut();
    if (!text) {
      say('nothing');
      return;
    }
    try {
      const link = document.createElement('a');
      /* the mark says to old spreadsheets that it is UTF-8; JSON may not have it */
      const address = URL.createObjectURL(new Blob([/json/.test(type) ? '' : '\ufeff', text], { type: `${type};charset=utf-8` }));
      link.href = address;
      link.download = name;
      given = 'download' in link && !within;
      if (given) {
        document.body.appendChild(link);
        link.click();
        link.remove();
      }
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    } catch (error) {
      given = false;
    }
    show(text);
    say(given ? 'given' : 'hold', { name });
  };

  /* Copies a text; where the browser does not, it is shown to be copied by hand. */
  const copy = (text) => {
    const old = () => {
      let done = false;
      show(text);
      try {
        done = document.execCommand('copy');
      } catch (error) {
        done = false;
      }
      if (done) {
        shut();
        barred('copy').focus();
      }
      say(done ? 'copied' : 'hold');
    };
    shut();
    if (!text) {
      say('nothing');
    } else if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text).then(() => say('copied'), old);
    } else {
      old();
    }
  };

  /* The day on this phone, for the name of a file: 2026-11-27. */
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  /* An element at the end of another, and a button of ours there. */
  const add = (parent, tag, text) => {
    const node = parent.appendChild(document.createElement(tag));
    if (text) { node.textContent = text; }
    return node;
  };
  const button = (parent, text, press) => {
    const node = add(parent, 'button', text);
    node.type = 'button';
    node.className = 'md-button';
    node.onclick = press;
    return node;
  };

  /* Wakes the bar. tool: key, what it is kept under; data(), what to keep; text(), what is copied and written to a file ('' for
     nothing yet); fill(data), takes what was kept, or answers 'broken'; empty(), forgets all; save(), where more is to be done;
     print(), where not the page as it stands; hinder(), a sentence that is said instead of copying, printing or a file. */
  const bar = (tool) => {
    const press = (name, act) => { if (barred(name)) { barred(name).onclick = act; } };
    const ask = (open) => {
      sure.hidden = !open;
      barred(open ? 'no' : 'clear').focus();
    };
    press('keep', () => {
      const reason = tool.save ? tool.save() : save(tool.key, tool.data());
      say(reason || 'saved', { time: new Date().toTimeString().slice(0, 5) });
    });
    press('clear', () => {
      say('');
      ask(true);
    });
    press('no', () => ask(false));
    press('yes', () => {
      shut();
      tool.empty();
      ask(false);
      say((tool.key && clear(tool.key)) || 'cleared');
    });
    const out = (name, act) => press(name, () => {
      const why = tool.hinder ? tool.hinder() : '';
      if (why) { status.textContent = why; } else { act(); }
    });
    out('print', () => {
      const text = within && tool.text ? tool.text() : '';
      if (text) {
        show(text);
        say('hold');
      } else if (tool.print) { tool.print(); } else { self.print(); }
    });
    out('copy', () => copy(tool.text()));
    out('file', () => download(`${tool.key}-${today()}.txt`, 'text/plain', tool.text()));
    home.hidden = false;
    if (!tool.key) { return; }
    const kept = load(tool.key);
    const reason = kept.reason || (kept.data === null ? '' : tool.fill(kept.data));
    if (reason === 'broken') {
      show(kept.text);
      /* the page opens at its top all the same */
      area.blur();
      self.scrollTo(0, 0);
    }
    if (reason) { say(reason); }
  };

  self.handbookTool = { save, load, clear, say, show, shut, download, copy, today, add, button, bar };
})();
