/* Keeps pages for when there is no network (MAINTAINING.md, "Without a network"). The build puts in what stands in '$…' and
   writes it to worker.js at the root of the site (scripts/finish/offline.py).
   One store holds it all and is named after what the build has to keep. A newer worker fills a store of its own before it takes
   over, so an update that breaks off leaves the older one whole. Addresses are kept without what follows ? and #. */
(() => {
  /* by language: what is kept once a page of it is read, what stands in for a page that is not kept, the words for a copy */
  const KEPT = '$kept';
  const STAND_IN = '$stand-in';
  const WORDS = '$words';
  /* by address: what a page loads only once somebody asks */
  const ALONG = '$along';
  const scope = self.registration.scope;
  const NAME = `${scope} $stamp`;
  /* from here on a copy is shown at once; what the network still brings is kept for the next time */
  const PATIENCE = 3000;

  const open = () => caches.open(NAME);
  const bare = (address) => address.replace(/[?#].*/, '').replace(/index\.html$/, '');
  const langOf = (address) => (address.startsWith(`${scope}en/`) ? 'en' : 'zh');
  /* stands in the store when a language is kept; no address is kept with a ? */
  const mark = (lang) => `${scope}?${lang}`;
  const isPage = (answer) => /html/.test(answer.headers.get('Content-Type'));
  /* a page as the worker makes it of a stored one; its headers hold, but not those of how it once came */
  const made = (answer, text) => {
    const headers = new Headers(answer.headers);
    headers.delete('Content-Encoding');
    headers.delete('Content-Length');
    return new Response(text, { headers });
  };

  /* All of a language or nothing: addAll stores no part of a list that fails. The host is asked, not the browser's own cache. */
  const keep = (store, lang) => store.addAll(KEPT[lang].map((path) => new Request(scope + path, { cache: 'no-cache' })))
    .then(() => store.put(mark(lang), new Response('')));

  /* A page as it came, with its script and what that one loads later; what is gone from the site goes here too. */
  const put = (store, address, answer) => {
    if (answer.status === 404 || answer.status === 410) { return store.delete(address); }
    if (answer.status !== 200 || answer.type !== 'basic') { return Promise.resolve(); }
    const copy = answer.clone();
    return store.put(address, answer).then(() => (isPage(copy) ? copy.text() : '')).then((text) => {
      const script = /<script[^>]* src="([^"]+)/.exec(text);
      const more = (ALONG[address.slice(scope.length)] || []).map((path) => scope + path);
      return Promise.all((script ? [new URL(script[1], address).href] : []).concat(more).map((other) => (
        store.match(other).then((there) => there || store.add(other)).catch(() => 0)
      )));
    });
  };

  /* What is kept under an address; a page says that it is a copy, and of which day. */
  const stored = (address) => open().then((store) => store.match(address)).then((answer) => {
    if (!answer || !isPage(answer)) { return answer; }
    return answer.text().then((text) => {
      const day = / data-day="([^"]+)/.exec(text);
      const words = day && WORDS[/<html lang="en/.test(text) ? 'en' : 'zh'].replace('{date}', day[1]);
      return made(answer, words ? text.replace('</header>', `<small class="stored">${words}</small></header>`) : text);
    });
  });

  /* The page that says that this one is not kept. It is shown at any address, so its links start at the root; where nothing of
     its language is kept it promises nothing. */
  const standIn = (lang) => open().then((store) => Promise.all([store.match(scope + STAND_IN[lang]), store.match(mark(lang))]))
    .then((found) => found[0].text().then((text) => {
      const root = new URL('..', scope + STAND_IN[lang]).href;
      return made(found[0], (found[1] ? text : text.replace(/<section>[^]*<\/section>/, '')).replace(/href="\.\.\//g, () => `href="${root}`));
    }));

  /* Takes from an older store what was read and is not here yet. */
  const carry = (name, store) => caches.open(name).then((old) => old.keys().then((keys) => Promise.all(keys.map((key) => (
    key.url.includes('?') || store.match(key).then((there) => there || old.match(key).then((answer) => store.put(key, answer)))
  ))))).then(() => caches.delete(name));

  /* Drops the scripts that no kept page or script names any more. */
  const prune = (store) => store.keys().then((keys) => Promise.all(keys.map((key) => (
    store.match(key).then((answer) => (/html|javascript/.test(answer.headers.get('Content-Type')) ? answer.text() : ''))
  ))).then((texts) => Promise.all(keys.map((key) => {
    const script = /\/assets\/js\/(.+)$/.exec(key.url);
    return script && !texts.some((text) => text.includes(script[1])) && store.delete(key);
  }))));

  self.addEventListener('install', (event) => {
    const filled = Promise.all([open(), caches.keys(), self.clients.matchAll({ includeUncontrolled: true })])
      .then(([store, names, pages]) => {
        const read = pages.map((page) => bare(page.url)).filter((address) => address.startsWith(scope));
        const before = names.filter((name) => name.startsWith(`${scope} `) && name !== NAME);
        /* the languages of the pages that are open, and those that the older store has */
        const langs = Object.keys(KEPT).map((lang) => Promise.all(before.map((name) => caches.open(name).then((old) => old.match(mark(lang)))))
          .then((marks) => (marks.some(Boolean) || read.some((address) => langOf(address) === lang) ? keep(store, lang) : 0)));
        const standIns = Object.keys(STAND_IN).map((lang) => new Request(scope + STAND_IN[lang], { cache: 'no-cache' }));
        return Promise.all(langs.concat(store.addAll(standIns)))
          .then(() => Promise.all(read.map((address) => fetch(address).then((answer) => put(store, address, answer)).catch(() => 0))));
      });
    event.waitUntil(filled.then(() => self.skipWaiting(), (fault) => caches.delete(NAME).then(() => { throw fault; })));
  });

  self.addEventListener('activate', (event) => {
    event.waitUntil(Promise.all([open(), caches.keys()]).then(([store, names]) => (
      Promise.all(names.filter((name) => name.startsWith(`${scope} `) && name !== NAME).map((name) => carry(name, store))).then(() => prune(store))
    )).then(() => self.clients.claim()));
  });

  self.addEventListener('fetch', (event) => {
    const request = event.request;
    const address = bare(request.url);
    const page = request.mode === 'navigate';
    if (request.method !== 'GET' || !address.startsWith(scope) || request.headers.has('Range')) { return; }
    if (!page && request.destination !== 'script' && request.destination !== 'image') { return; }
    /* a script is named after what it holds */
    const known = address.startsWith(`${scope}assets/js/`) ? stored(address).catch(() => 0) : Promise.resolve();
    let copy;
    const network = known.then((answer) => answer || fetch(request).then((came) => {
      copy = came.clone();
      return came;
    }));
    event.waitUntil(network.then(() => copy && open().then((store) => put(store, address, copy).then(() => {
      const lang = langOf(address);
      return page && copy.status === 200 && store.match(mark(lang)).then((there) => there || keep(store, lang));
    }))).catch(() => 0));

    /* where nothing is kept there is nothing to hurry for */
    const instead = (otherwise) => stored(address).catch(() => 0).then((answer) => answer || otherwise());
    const late = new Promise((done) => { setTimeout(done, PATIENCE); }).then(() => instead(() => network));
    event.respondWith(Promise.race([
      network.then((answer) => (answer.status < 500 ? answer : instead(() => answer))),
      late,
    ]).catch(() => instead(() => (page ? standIn(langOf(address)) : Response.error()))).catch(() => Response.error()));
  });
})();
