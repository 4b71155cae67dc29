/* Comfort on every page; without it every link still leads where it says.
   The language switch keeps the section that is being read. A sheet of the basis closes with Esc, and the focus goes back to its mark. */
(() => {
  let mark;
  let shown;

  const shut = (event) => {
    if (shown) {
      event.preventDefault();
      history.back();
      /* once: a second step back would leave the page */
      shown = 0;
    }
  };
  addEventListener('click', (event) => {
    const link = event.target;
    const kind = link.className;
    if (kind === 'switch') {
      /* the last heading that has come up to the upper part of the screen */
      document.querySelectorAll('h2[id], h3[id]').forEach((head) => {
        if (head.offsetTop && head.getBoundingClientRect().top < 200) { link.hash = head.id; }
      });
    }
    if (kind === 'footnote-ref') { mark = link; }
    if (kind === 'footnote-backref') { shut(event); }
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { shut(event); }
  });
  addEventListener('hashchange', () => {
    if (mark && !/#n\d/.test(location.hash)) {
      mark.focus({ preventScroll: true });
      mark = 0;
    }
    shown = mark;
  });
})();
