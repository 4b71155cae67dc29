/* Finds pages on the phone. self.handbookFind(question) gives [{page, part, terms}], the best first; needs minisearch.js and index.js.
   A page counts by its title and all its aliases, by the one of them that is most like the question, and by its best section. */
(function () {
  'use strict';
  var index = self.handbookIndex;
  var old = {};
  var sound = {};
  var seen = {};
  var HAN = /[\u3400-\u9fff]/;
  /* How much counts what stands for a word, a word of most questions, the name most like the question, the best section, and
     each sign or word of a name that the question holds whole. Half or double of these changes little (MAINTAINING.md). */
  var BESIDE = 0.6;
  var WEAK = 0.3;
  var LIKE = 0.7;
  var PART = 0.5;
  var NAMED = 2;

  var i;
  for (i = 0; i < (index.old || '').length; i += 2) { old[index.old[i]] = index.old[i + 1]; }
  (index.sounds || '').split(' ').forEach(function (group) {
    var syllable = /^[a-z]*/.exec(group)[0];
    group.slice(syllable.length).split('').forEach(function (sign) { sound[sign] = syllable; });
  });
  var syllables = {};
  Object.keys(sound).forEach(function (sign) { syllables[sound[sign]] = true; });

  /* One way to write it: narrow signs, small letters, simplified characters. */
  function plain(text) {
    return text.normalize('NFKC').toLowerCase().replace(/[\u3400-\u9fff]/g, function (sign) { return old[sign] || sign; });
  }

  /* Words lose the ends that say nothing of what they are about. */
  function stem(word) {
    if (word.length < 5 || /[^a-z]/.test(word)) { return word.length > 3 ? word.replace(/([^s])s$/, '$1') : word; }
    return word.replace(/(ies|ied)$/, 'y').replace(/(ing|ed|es|s|er|or)$/, function (end, at) { return at > 3 ? '' : end; })
      .replace(/e$/, '').replace(/([bdglmnprt])\1$/, '$1');
  }

  /* The syllables that a run of letters is made of, or null where it is no pinyin. */
  function spelt(letters) {
    if (!letters) { return []; }
    for (var end = Math.min(6, letters.length); end > 0; end -= 1) {
      var rest = syllables[letters.slice(0, end)] ? spelt(letters.slice(end)) : null;
      if (rest) { return [letters.slice(0, end)].concat(rest); }
    }
    return null;
  }

  function pairs(list, mark) {
    return list.slice(1).map(function (item, at) { return mark + list[at] + item; });
  }

  /* Han in pairs, since Chinese writes no blanks, and single; letters and digits as words. */
  function tokens(text) {
    var found = [];
    plain(text).replace(/[\u3400-\u9fff]+|[a-z0-9]+/g, function (run) {
      if (HAN.test(run)) {
        found = found.concat(pairs(run.split(''), ''), run.split(''));
      } else {
        found.push(stem(run));
      }
    });
    return found;
  }

  /* How the pairs of signs sound, for who types pinyin. */
  function heard(text) {
    var found = [];
    plain(text).replace(/[\u3400-\u9fff]+/g, function (run) {
      found = found.concat(pairs(run.split('').map(function (sign) { return sound[sign] || '?'; }), '~'));
    });
    return found;
  }

  function engine(fields, boost, shortness) {
    return new self.MiniSearch({
      fields: fields,
      tokenize: function (text, field) {
        var found = field === 'sound' ? heard(text) : tokens(text);
        found.forEach(function (term) { seen[term] = true; });
        return found;
      },
      processTerm: function (term) { return term; },
      searchOptions: { boost: boost, bm25: { k: 1.2, b: shortness, d: 0.5 } }
    });
  }

  var pages = engine(['title', 'aliases', 'about', 'sound'], { title: 2, aliases: 2, about: 1, sound: 2 }, 0.7);
  var called = engine(['name', 'sound'], { name: 1, sound: 1 }, 0.9);
  var parts = engine(['heading', 'text', 'words'], { heading: 1, text: 1, words: 1 }, 0.7);
  var names = [];
  index.pages.forEach(function (row, page) {
    var own = [row[2]].concat(row[4]);
    own.concat(row[6] || []).forEach(function (name) {
      called.add({ id: names.length, name: name, sound: name });
      names.push({ page: page, text: plain(name).replace(/[^a-z0-9\u3400-\u9fff]+/g, ' ').trim() });
    });
    pages.add({ id: page, title: row[2], aliases: row[4].join('\n'), about: row[3], sound: own.join('\n') });
    row[5].forEach(function (part, at) {
      parts.add({ id: page + '.' + at, heading: part[1], text: part[2], words: part[3] });
    });
  });

  /* The small words: Chinese anywhere, others from blank to blank. */
  var small = index.small.map(function (word) {
    return new RegExp(HAN.test(word) ? '()' + word : '(^|[^a-z\'])' + word + '(?![a-z\'])', 'g');
  });

  var weak = {};
  index.weak.forEach(function (word) { tokens(word).forEach(function (term) { weak[term] = true; }); });

  /* Whether a question holds a word: Chinese anywhere, others from blank to blank. */
  function holds(text, word) {
    return (' ' + text.replace(/[^a-z0-9'\u3400-\u9fff]+/g, ' ') + ' ').indexOf(HAN.test(word) ? word : ' ' + word + ' ') > -1;
  }

  /* The terms of a question with their weight: what was typed, what stands for it, how it sounds. Small words help to tell pages
     apart (is it real, can they), but alone they find nothing. */
  function terms(question) {
    var text = plain(question);
    var weights = {};
    function weigh(list, weight) {
      list.forEach(function (term) { weights[term] = Math.max(weights[term] || 0, weight); });
    }
    var bare = small.reduce(function (rest, word) { return rest.replace(word, '$1 '); }, text);
    weigh(tokens(/[\u3400-\u9fffa-z0-9]/.test(bare) ? bare : text), 1);
    var loose = tokens(text).filter(function (term) { return !weights[term]; });
    Object.keys(index.same).forEach(function (word) {
      if (holds(text, word)) { weigh(tokens(index.same[word]), BESIDE); }
    });
    var letters = (text.match(/[a-z]+/g) || []).map(spelt);
    if (letters.length && letters.every(Boolean)) { weigh(pairs([].concat.apply([], letters), '~'), 1); }
    loose = loose.filter(function (term) { return !weights[term]; });
    weigh(loose, 1);
    var all = Object.keys(weights);
    var longer = all.filter(function (term) { return term.length > 1 || HAN.test(term); });
    return { weights: weights, loose: loose, all: longer.length ? longer : all };
  }

  self.handbookFind = function (question) {
    var wanted = terms(question);
    var options = {
      tokenize: function () { return wanted.all; },
      boostTerm: function (term) { return wanted.weights[term] * (weak[term] ? WEAK : 1); },
      prefix: function (term) { return /^[a-z]{4,}$/.test(term) && wanted.loose.indexOf(term) < 0; },
      /* a word that stands nowhere is a slip of the finger */
      fuzzy: function (term) { return /^[a-z]{5,}$/.test(term) && !seen[term] ? 0.3 : false; }
    };
    var score = {};
    function take(page, value, result) {
      var known = score[page] || (score[page] = { page: page, part: 0, score: 0, terms: {} });
      known.meant = known.meant || result.queryTerms.some(function (term) { return wanted.loose.indexOf(term) < 0; });
      Object.keys(result.match).forEach(function (term) { if (wanted.loose.indexOf(term) < 0) { known.terms[term] = true; } });
      known.score += value;
      return known;
    }
    /* of its names and of its sections a page has the best alone, which comes first; true for that one */
    function best(kind, page, value, result) {
      var known = take(page, 0, result);
      if (known[kind]) { return false; }
      known[kind] = true;
      known.score += value;
      return true;
    }
    pages.search(question, options).forEach(function (result) { take(result.id, result.score, result); });
    called.search(question, options).forEach(function (result) { best('name', names[result.id].page, LIKE * result.score, result); });
    parts.search(question, options).forEach(function (result) {
      var id = result.id.split('.');
      if (best('cut', +id[0], PART * result.score, result)) { score[id[0]].part = +id[1]; }
    });
    var asked = ' ' + plain(question).replace(/[^a-z0-9\u3400-\u9fff]+/g, ' ').trim() + ' ';
    var most = {};
    names.forEach(function (name) {
      var han = HAN.test(name.text);
      var weight = han ? name.text.length : name.text.split(' ').length * 1.5;
      if (score[name.page] && weight > 1 && asked.indexOf(han ? name.text : ' ' + name.text + ' ') > -1) {
        most[name.page] = Math.max(most[name.page] || 0, weight);
      }
    });
    Object.keys(most).forEach(function (page) { score[page].score += NAMED * most[page]; });
    return Object.keys(score).map(function (page) { return score[page]; }).filter(function (known) { return known.meant; }).sort(function (a, b) { return b.score - a.score; });
  };
}());
