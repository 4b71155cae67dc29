/* Searches this language's index on the phone. What is typed stays in the fragment (#q=...), which no host ever sees. */
(function () {
  'use strict';
  var scripts = document.currentScript.src.replace(/[^/]*$/, '');
  var form = document.getElementById('search');
  var field = document.getElementById('q');
  var list = document.getElementById('search-results');
  var status = document.getElementById('search-status');
  var engine = null;
  var loading = null;

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

  /* A plural and its singular are one word; everything else is left to prefix search. */
  function term(word) {
    return /^[a-z]{4,}s$/.test(word) && !/ss$/.test(word) ? word.slice(0, -1) : word;
  }

  function ready() {
    if (!loading) {
      loading = Promise.all([load(scripts + 'minisearch.js'), load('index.js')]).then(function () {
        engine = new self.MiniSearch({
          idField: 'u',
          fields: ['t', 'a', 'h', 'd', 'x'],
          storeFields: ['t', 'd'],
          tokenize: tokens,
          processTerm: term,
          searchOptions: {
            boost: { t: 6, a: 5, h: 3, d: 3 },
            prefix: function (word) { return /^[a-z]{3,}/.test(word); },
            fuzzy: function (word) { return /^[a-z]{5,}/.test(word) ? 0.2 : false; }
          }
        });
        engine.addAll(self.handbookIndex);
      });
    }
    return loading;
  }

  function show(question) {
    ready().then(function () {
      var results = engine.search(question).slice(0, 10);
      list.textContent = '';
      results.forEach(function (result) {
        var item = document.createElement('li');
        var link = document.createElement('a');
        link.href = '../' + result.id;
        link.textContent = result.t;
        item.appendChild(link);
        item.appendChild(document.createElement('br'));
        item.appendChild(document.createTextNode(result.d));
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
    if (question) {
      field.value = question;
      show(question);
    } else {
      list.textContent = '';
      status.textContent = '';
    }
  }

  form.hidden = false;
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    location.hash = 'q=' + encodeURIComponent(field.value.trim());
  });
  window.addEventListener('hashchange', read);
  read();
}());
