/* Asks the browser to keep pages for when there is no network. Files on a phone and private windows have no worker, or refuse one:
   then all is as it was. The worker lies at the root of the site, three steps up, so that it may keep the whole of it. */
(({ serviceWorker: workers }) => {
  if (workers) { workers.register(`${document.currentScript.src}/../../../worker.js`).catch(() => 0); }
})(navigator);
