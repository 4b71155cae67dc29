/* Comfort that no page needs: a line to say fills the screen, a closed basis gives the focus back to its mark. */
(function () {
  'use strict';
  var words = document.currentScript.dataset;
  var mark = null;

  /* A tap on a line to say fills the screen with it, to hold up to a window or a door camera. */
  function fill(opener) {
    var layer = document.createElement('div');
    function end() {
      layer.remove();
      opener.focus();
    }
    layer.className = 'say-large';
    layer.setAttribute('role', 'dialog');
    layer.setAttribute('aria-modal', true);
    layer.setAttribute('aria-label', words.open);
    layer.innerHTML = '<p lang="zh-CN"></p><button></button>';
    layer.firstChild.innerHTML = opener.innerHTML;
    layer.lastChild.textContent = words.close;
    layer.onclick = end;
    layer.onkeydown = function (event) {
      if (event.key === 'Escape') { end(); }
      if (event.key === 'Tab') { event.preventDefault(); }
    };
    document.body.appendChild(layer);
    layer.lastChild.focus();
  }

  document.querySelectorAll('.say li').forEach(function (item, number) {
    var first = item.querySelector('p') || item;
    var opener = document.createElement('button');
    /* told once: further down the reader knows */
    if (!number) { item.parentNode.previousElementSibling.appendChild(document.createElement('small')).textContent = words.hint; }
    opener.type = 'button';
    opener.title = words.open;
    opener.className = 'say-line';
    while (first.firstChild && first.firstChild.nodeName !== 'BR') {
      opener.appendChild(first.firstChild);
    }
    first.insertBefore(opener, first.firstChild);
    opener.onclick = function () { fill(opener); };
  });

  /* The basis of one line came up as a sheet: closing it is going back, to the very mark that was tapped. */
  function shut(event) {
    if (mark) {
      event.preventDefault();
      history.back();
    }
  }
  document.onclick = function (event) {
    var name = event.target.className;
    if (name === 'footnote-ref') { mark = event.target; }
    if (name === 'footnote-backref') { shut(event); }
  };
  document.onkeydown = function (event) {
    if (event.key === 'Escape') { shut(event); }
  };
  window.onhashchange = function () {
    if (mark && location.hash.indexOf('#fn')) {
      mark.focus({ preventScroll: true });
      mark = null;
    }
  };
}());
