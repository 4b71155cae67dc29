/* Home: the link to the search becomes a field. What is typed goes along in the fragment, which no host ever sees. */
(function () {
  'use strict';
  var form = document.getElementById('ask');
  var link = document.querySelector('article .find');
  link.hidden = true;
  form.hidden = false;
  form.addEventListener('submit', function (event) {
    var words = form.querySelector('input').value.trim();
    event.preventDefault();
    location.href = link.href + (words ? '#q=' + encodeURIComponent(words) : '');
  });
}());
