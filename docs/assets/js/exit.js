/* The way out: the page is covered at once, and no step back leads to it. Shift three times does the same. */
(function () {
  'use strict';
  var link = document.querySelector('.exit a');
  var times = [];
  var alone = false;

  function leave(event) {
    if (event) { event.preventDefault(); }
    document.body.hidden = true;
    document.title = '\u3000';
    location.replace(link.href);
  }

  link.addEventListener('click', leave);
  /* Shift that is held for another key, as with Tab, is none of the three */
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Shift') { times = []; alone = false; } else if (!event.repeat) { alone = true; }
  });
  document.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift' || !alone) { return; }
    times = times.concat(Date.now()).slice(-3);
    if (times.length === 3 && times[2] - times[0] < 2000) { leave(); }
  });
}());
