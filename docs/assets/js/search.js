/* Searches this language's index on the phone. What is typed stays in the fragment (#q=...), which no host ever sees. */
(function () {
  'use strict';
  var scripts = document.currentScript.src.replace(/[^/]*$/, '');
  var form = document.getElementById('search');
  var field = document.getElementById('q');
  var list = document.getElementById('search-results');
  var status = document.getElementById('search-status');
  var help = document.querySelector('.crisis');
  var engine = null;
  var loading = null;
  var entries = {};

  function load(src) {
    return new Promise(function (done, fail) {
      var script = document.createElement('script');
      script.src = src;
      script.onload = done;
      script.onerror = fail;
      document.head.appendChild(script);
    });
  }

  /* Words of letters and digits as they are; Han in pairs, since Chinese writes no blanks. */
  function tokens(text) {
    var found = [];
    text.toLowerCase().replace(/[\u3400-\u9fff]+|[a-z0-9]+/g, function (run) {
      if (run.charCodeAt(0) < 0x3400 || run.length === 1) {
        found.push(run);
      } else {
        for (var i = 0; i < run.length - 1; i += 1) {
          found.push(run.substr(i, 2));
        }
      }
    });
    return found;
  }

  /* Lifts the numbers for whoever cannot go on above all results, at the first of the words in the page that is typed.
     It needs no index, so that nothing that fails can keep them away. */
  function crisis(text) {
    var typed = text.normalize('NFKC').toLowerCase().replace(/[^a-z0-9\u3400-\u9fff]/g, '');
    var found = form.dataset.crisis.split('|').some(function (word) { return typed.indexOf(word) > -1; });
    if (found === help.hasAttribute('role')) { return; }
    if (found) {
      help.setAttribute('role', 'alert');
    } else {
      help.removeAttribute('role');
    }
    form.parentNode.insertBefore(help, found ? status : list.nextSibling);
  }

  /* A plural and its singular are one word; everything else is left to prefix search. */
  function term(word) {
    return /^[a-z]{4,}s$/.test(word) && !/ss$/.test(word) ? word.slice(0, -1) : word;
  }

  function ready() {
    if (!loading) {
      loading = Promise.all([load(scripts + 'minisearch.js'), load('index.js')]).then(function () {
        engine = new self.MiniSearch({
          idField: 'u',
          fields: ['t', 'a', 'h', 'd', 'x', 'w'],
          tokenize: tokens,
          processTerm: term,
          searchOptions: {
            boost: { t: 6, a: 5, h: 3, d: 3 },
            prefix: function (word) { return /^[a-z]{3,}/.test(word); },
            fuzzy: function (word) { return /^[a-z]{5,}/.test(word) ? 0.2 : false; }
          }
        });
        engine.addAll(self.handbookIndex);
        self.handbookIndex.forEach(function (entry) { entries[entry.u] = entry; });
      });
    }
    return loading;
  }

  /* Which letters of a text belong to a matched word. */
  function hits(text, words) {
    var low = text.toLowerCase();
    var found = [];
    words.forEach(function (word) {
      for (var at = low.indexOf(word); at > -1; at = low.indexOf(word, at + 1)) {
        for (var i = at; i < at + word.length; i += 1) { found[i] = true; }
      }
    });
    return found;
  }

  /* Puts a text into a node, what matched in a mark of its own. */
  function write(node, text, words) {
    var found = hits(text, words);
    for (var at = 0, end; at < text.length; at = end) {
      for (end = at + 1; end < text.length && !found[end] === !found[at];) { end += 1; }
      var piece = document.createTextNode(text.slice(at, end));
      if (found[at]) {
        node.appendChild(document.createElement('mark')).appendChild(piece);
      } else {
        node.appendChild(piece);
      }
    }
  }

  /* The place in the page that matches, where neither its title nor its description does. */
  function passage(entry, words) {
    var at = hits(entry.t + entry.d, words).length ? -1 : hits(entry.x, words).indexOf(true);
    /* Chinese text has a blank only between blocks, English one between words */
    var block = document.documentElement.lang === 'en' ? '. ' : ' ';
    var start = Math.max(entry.x.lastIndexOf('\u3002', at), entry.x.lastIndexOf(block, at), at - 24) + 1;
    return at < 0 ? '' : '\u2026' + entry.x.slice(start, start + 60).trim() + '\u2026';
  }

  function show(question) {
    ready().then(function () {
      var results = engine.search(question).slice(0, 10);
      list.textContent = '';
      results.forEach(function (result) {
        var entry = entries[result.id];
        var item = document.createElement('li');
        var link = document.createElement('a');
        var where = document.createElement('small');
        var text = document.createElement('p');
        var found = passage(entry, result.terms);
        where.textContent = entry.s;
        link.href = '../' + entry.u;
        write(link, entry.t, result.terms);
        write(text, entry.d, result.terms);
        item.appendChild(where);
        item.appendChild(link);
        item.appendChild(text);
        if (found) { write(item.appendChild(document.createElement('small')), found, result.terms); }
        list.appendChild(item);
      });
      status.textContent = results.length ? status.dataset.some.replace('{n}', results.length) : status.dataset.none;
    }, function () {
      status.textContent = status.dataset.failed;
    });
  }

  function read() {
    var match = /^#q=(.*)$/.exec(location.hash);
    var question = '';
    try {
      question = match ? decodeURIComponent(match[1].replace(/\+/g, ' ')).trim() : '';
    } catch (broken) {
      question = match[1];
    }
    crisis(question);
    if (question) {
      field.value = question;
      show(question);
    } else {
      list.textContent = '';
      status.textContent = '';
      field.focus();
    }
  }

  form.hidden = false;
  field.addEventListener('input', function () { crisis(field.value); });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    location.hash = 'q=' + encodeURIComponent(field.value.trim());
  });
  window.addEventListener('hashchange', read);
  read();
}());
