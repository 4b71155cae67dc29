/* The visitor check: what is ticked amounts to one of the three answers that are drawn, and never to more. Nothing is kept. */
(() => {
  'use strict';
  const place = document.getElementById('check');
  const boxes = [...document.querySelectorAll('[id^="check-"] input')];
  const needed = [...document.querySelectorAll('.needed input')];
  const office = document.querySelector('#check-office input');
  const call = document.querySelector('.call110 .call');
  let shown = '';

  const answer = () => {
    if (!boxes.some((box) => box.checked)) { return ''; }
    if (office.checked) { return 'office'; }
    return needed.every((box) => box.checked) ? 'enough' : 'not-enough';
  };

  /* A drawn answer, from its heading up to the next one, without its marks of citation. */
  const copy = (id) => {
    const head = document.getElementById(`answer-${id}`);
    const made = document.createElement('div');
    const title = made.appendChild(document.createElement('p'));
    made.className = 'result';
    title.appendChild(document.createElement('strong')).textContent = head.textContent;
    for (let node = head.nextElementSibling; !/^H\d$/.test(node.nodeName); node = node.nextElementSibling) {
      made.appendChild(node.cloneNode(true));
    }
    made.querySelectorAll('sup').forEach((mark) => mark.remove());
    if (/110/.test(made.textContent)) { made.appendChild(document.createElement('p')).appendChild(call.cloneNode(true)); }
    return made;
  };

  const show = () => {
    const now = answer();
    /* said once, not at every tick */
    if (now === shown) { return; }
    shown = now;
    place.textContent = '';
    if (now) { place.appendChild(copy(now)); }
  };

  boxes.forEach((box) => { box.onchange = show; });
  self.handbookTool.bar({
    empty: () => {
      boxes.forEach((box) => { box.checked = false; });
      show();
    }
  });
  /* the browser may bring back the ticks of before, and tells nobody */
  self.addEventListener('pageshow', show);
})();
