/* A tap on a line to say fills the screen with it, to hold up to a window or a door camera.
   The screen stays awake, and whoever reads it aloud sees the pinyin of the page beneath. Its button, Esc and the phone's Back
   close it, and the focus goes back to the line. */
(() => {
  const words = document.currentScript.dataset;
  let layer;
  let line;
  let lock;
  /* when the button closed it: the second of two taps there must not open the line that lies below */
  let closed = -500;

  /* where the browser can and may; asked again after another app was in front, which ends it */
  const wake = () => {
    if (layer && navigator.wakeLock) {
      lock = navigator.wakeLock.request('screen').catch(() => {});
    }
  };

  const back = () => {
    /* once: a second step back would leave the page */
    layer.onkeydown = layer.lastChild.onclick = null;
    history.back();
  };
  const fill = (event) => {
    if (layer || event.timeStamp - closed < 500) { return; }
    line = event.currentTarget;
    const pinyin = line.parentNode.querySelector('i');
    document.body.insertAdjacentHTML('beforeend', `<div class="say-large" role="dialog" aria-modal="true" aria-label="${words.open}">`
      + `<p lang="zh-CN">${line.innerHTML}</p>${pinyin ? pinyin.outerHTML : ''}<button>${words.close}</button></div>`);
    layer = document.body.lastChild;
    layer.lastChild.onclick = (click) => {
      /* not with the second tap of the two that opened it */
      if (click.timeStamp - event.timeStamp > 500) {
        closed = click.timeStamp;
        back();
      }
    };
    layer.onkeydown = (press) => {
      if (press.key === 'Escape') { back(); }
      if (press.key === 'Tab') { press.preventDefault(); }
    };
    /* a step of its own, so that Back leaves the line and not the page */
    history.pushState(0, '');
    layer.lastChild.focus();
    wake();
  };
  document.addEventListener('visibilitychange', wake);
  addEventListener('popstate', () => {
    if (layer) {
      layer.remove();
      layer = 0;
      line.focus();
      if (lock) { lock.then((held) => held && held.release()); }
    }
  });

  document.querySelectorAll('.say li').forEach((item, number) => {
    const first = item.querySelector('p') || item;
    const button = document.createElement('button');
    /* told once: further down the reader knows */
    if (!number) { item.parentNode.previousElementSibling.insertAdjacentHTML('beforeend', `<small>${words.hint}</small>`); }
    button.className = 'say-line';
    while (first.firstChild && first.firstChild.nodeName !== 'BR') {
      button.append(first.firstChild);
    }
    first.prepend(button);
    button.onclick = fill;
  });
})();
