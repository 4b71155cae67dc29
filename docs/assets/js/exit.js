/* The way out: the page is covered at once, and no step back leads to it. Shift three times does the same. */
(function () {
  'use strict';
  var link = document.querySelector('.exit a');
  var times = [];

  function leave(event) {
    if (event) { event.preventDefault(); }
    document.body.hidden = true;
    document.title = '\u3000';
    location.replace(link.href);
  }

  link.addEventListener('click', leave);
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Shift' || event.repeat) { return; }
    times = times.concat(Date.now()).slice(-3);
    if (times.length === 3 && times[2] - times[0] < 2000) { leave(); }
  });
}());
