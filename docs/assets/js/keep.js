/* Asks the browser to keep pages for when there is no network. Files on a phone and private windows have no worker, or refuse one:
   then all is as it was. The worker lies at the root of the site, so that it may keep the whole of it. */
if (navigator.serviceWorker) {
  navigator.serviceWorker.register(new URL('../../worker.js', document.currentScript.src).href).catch(() => 0);
}
