/* A tap on a line to say fills the screen with it, to hold up to a window or a door camera. Without script the line just stands there. */
(function () {
  'use strict';
  var words = document.currentScript.dataset;

  function fill(opener) {
    var layer = document.createElement('div');
    var line = document.createElement('p');
    var close = document.createElement('button');
    layer.className = 'say-large';
    layer.setAttribute('role', 'dialog');
    layer.setAttribute('aria-modal', 'true');
    layer.setAttribute('aria-label', words.open);
    line.lang = 'zh-CN';
    line.textContent = opener.textContent;
    close.textContent = words.close;
    layer.appendChild(line);
    layer.appendChild(close);
    function end() {
      layer.remove();
      opener.focus();
    }
    layer.addEventListener('click', end);
    layer.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') { end(); }
      if (event.key === 'Tab') { event.preventDefault(); }
    });
    document.body.appendChild(layer);
    close.focus();
  }

  Array.prototype.forEach.call(document.querySelectorAll('.say li'), function (item) {
    var first = item.querySelector('p') || item;
    var opener = document.createElement('button');
    opener.type = 'button';
    opener.title = words.open;
    opener.className = 'say-line';
    while (first.firstChild && first.firstChild.nodeName !== 'BR') {
      opener.appendChild(first.firstChild);
    }
    first.insertBefore(opener, first.firstChild);
    opener.addEventListener('click', function () { fill(opener); });
  });
}());
