/* Searches this language's index on the phone. What is typed stays in the fragment (#q=...), which no host ever sees. */
(function () {
  'use strict';
  var scripts = document.currentScript.src.replace(/[^/]*$/, '');
  var form = document.getElementById('search');
  var field = document.getElementById('q');
  var list = document.getElementById('search-results');
  var status = document.getElementById('search-status');
  var off = document.getElementById('search-off');
  var help = document.querySelector('.crisis');
  var loading = null;
  var asked = '';
  var typing = 0;
  var MOST = 10;
  var PAUSE = 200;

  function load(src) {
    return new Promise(function (done, fail) {
      var script = document.createElement('script');
      script.src = src;
      script.onload = done;
      script.onerror = fail;
      document.head.appendChild(script);
    });
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

  /* While they stand there, the page for whoever cannot go on comes first, with its summary, whether or not its words match. */
  function first(results) {
    var page = self.handbookIndex.pages.map(function (row) { return row[0]; }).indexOf(form.dataset.first);
    if (page < 0 || !help.hasAttribute('role')) { return results; }
    return [{ page: page, part: -1, terms: {} }].concat(results.filter(function (result) { return result.page !== page; }));
  }

  function ready() {
    if (!loading) {
      loading = Promise.all([load(scripts + 'minisearch.js'), load('index.js')]).then(function () {
        return load(scripts + 'engine.js');
      });
      loading.catch(function () { loading = null; });
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

  /* The place of a section's text where most of what was asked stands, from the beginning of its sentence. */
  function passage(text, words) {
    var found = hits(text, words);
    var best = 0;
    var at = -1;
    for (var i = 0; i < text.length; i += 1) {
      var here = 0;
      for (var n = i; n < i + 60; n += 1) { here += found[n] ? 1 : 0; }
      if (found[i] && here > best) {
        best = here;
        at = i;
      }
    }
    if (at < 0) { return text.slice(0, 60); }
    var start = Math.max(text.lastIndexOf('\u3002', at), text.lastIndexOf('. ', at), at - 20) + 1;
    // not from the middle of an English word
    if (/[a-z]\S/i.test(text.slice(start - 1, start + 1))) { start = Math.min(at, text.indexOf(' ', start) + 1 || at); }
    return text.slice(start, start + 90).trim();
  }

  function add(result) {
    var page = self.handbookIndex.pages[result.page];
    var part = page[5][result.part] || ['', '', ''];
    var words = Object.keys(result.terms);
    var item = document.createElement('li');
    var where = document.createElement('small');
    var link = document.createElement('a');
    where.textContent = page[1] + (part[1] ? ' \u203a ' + part[1] : '');
    link.href = '../' + page[0] + (part[0] ? '#' + part[0] : '');
    write(link, page[2], words);
    item.appendChild(where);
    item.appendChild(link);
    write(item.appendChild(document.createElement('p')), passage(part[2], words) || page[3], words);
    list.appendChild(item);
  }

  function say(name, number) {
    status.textContent = name ? status.dataset[name].replace('{n}', number) : '';
  }

  /* Loads what is needed, if it is not there yet, and shows what is found; what failed to load is tried again. */
  function show(question) {
    asked = question;
    if (!question) {
      list.textContent = '';
      say('');
      return;
    }
    if (!self.handbookFind) { say('busy'); }
    ready().then(function () {
      if (asked !== question) { return; }
      var results = first(self.handbookFind(question));
      list.textContent = '';
      results.slice(0, MOST).forEach(add);
      say(!results.length ? 'none' : results.length > MOST ? 'many' : 'some', Math.min(results.length, MOST));
    }, function () {
      if (asked === question) { say('failed'); }
    });
  }

  function ask() {
    var question = field.value.trim();
    crisis(question);
    history.replaceState(null, '', question ? '#q=' + encodeURIComponent(question) : location.pathname);
    show(question);
  }

  function read() {
    var match = /^#q=(.*)$/.exec(location.hash);
    var question = '';
    try {
      question = match ? decodeURIComponent(match[1].replace(/\+/g, ' ')).trim() : '';
    } catch (broken) {
      question = match[1];
    }
    field.value = question;
    crisis(question);
    show(question);
    if (!question) { field.focus(); }
  }

  off.parentNode.removeChild(off);
  form.hidden = false;
  field.addEventListener('input', function () {
    crisis(field.value);
    clearTimeout(typing);
    typing = setTimeout(ask, PAUSE);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(typing);
    ask();
  });
  window.addEventListener('hashchange', read);
  read();
}());
