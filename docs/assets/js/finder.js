/* The finder, one question at a time: reads the lists that the page holds, red flags first. Where the reader is stands in the
   fragment as numbers of options (#7-1-2) and nowhere else. Without it the nested lists lead to the same outcomes, and paper
   shows them all. */
(() => {
  const words = document.currentScript.dataset;
  const flags = document.getElementById('flags');
  const tree = document.getElementById('questions');
  const red = flags.nextElementSibling.children;
  const whole = [];
  for (let node = flags; node && node.id !== 'checked'; node = node.nextElementSibling) { whole.push(node); }

  const panel = document.createElement('div');
  const title = document.createElement('h2');
  const list = document.createElement('ul');
  const ways = document.createElement('p');
  let shown;
  panel.id = 'finder';
  /* a list without marks is read out as one only where it says so */
  list.setAttribute('role', 'list');
  title.tabIndex = -1;
  panel.append(title, list);
  ways.id = 'finder-ways';
  flags.before(panel, ways);

  const link = (parent, text, hash) => {
    const made = document.createElement('a');
    made.textContent = text;
    made.href = `#${hash}`;
    parent.append(made, ' ');
    return made;
  };

  /* What the list item of an answer says, without the question and the answers below it. */
  const said = (item) => item.firstElementChild.textContent;

  /* Where a list of numbers leads: its last item, and the answers to choose from there, none at an outcome. Null where one of
     them is no option. The last flag, "none of these", leads to the questions. */
  const walk = (steps) => {
    let options = red;
    let item = null;
    for (let at = 0; at < steps.length; at += 1) {
      item = options && options[steps[at] - 1];
      if (!item) { return null; }
      const below = item.querySelector('ul');
      options = !at && +steps[0] === red.length ? tree.nextElementSibling.children : below && below.children;
    }
    return { item, options, steps };
  };

  /* Shows an outcome of the page where it stands, with the ways on behind it. */
  const outcome = (head) => {
    const parts = [head];
    for (let node = head.nextElementSibling; node && /^(P|OL|UL|DIV)$/.test(node.tagName) && node.id !== 'checked';) {
      parts.push(node);
      node = node.nextElementSibling;
    }
    whole.forEach((node) => node.classList.toggle('off', parts.indexOf(node) < 0));
    parts[parts.length - 1].after(ways);
    title.textContent = words.do;
  };

  const show = (moved) => {
    const hash = location.hash.slice(1);
    const head = /^go-/.test(hash) && document.getElementById(hash);
    const numbers = /^\d+(-\d+)*$/.test(hash);
    /* a footnote, say: the step stays */
    const known = head || numbers || /^(|flags|questions|outcomes)$/.test(hash);
    if (hash === shown || !known && shown !== undefined) { return; }
    shown = hash;
    list.textContent = ways.textContent = '';
    panel.after(ways);
    panel.hidden = hash === 'outcomes';
    whole.forEach((node) => node.classList.toggle('off', !panel.hidden));
    if (panel.hidden) { return; }
    const place = walk(numbers ? hash.split('-') : hash === 'questions' ? [red.length] : []) || walk([]);
    const steps = place.steps;
    if (head || !place.options) {
      outcome(head || document.getElementById(place.item.querySelector('a').hash.slice(1)));
    } else {
      title.textContent = steps.length > 1 ? `${said(place.item)} ${place.item.childNodes[1].textContent.trim()}`
        : (steps.length ? tree : flags).textContent;
      Array.from(place.options).forEach((item, number) => {
        link(list.appendChild(document.createElement('li')), said(item), steps.concat(number + 1).join('-'));
      });
    }
    if (steps.length) { link(ways, words.back, steps.slice(0, -1).join('-') || 'flags'); }
    if (steps.length || head) { link(ways, words.again, 'flags'); }
    if (moved) { title.focus(); }
  };

  addEventListener('hashchange', () => show(true));
  show(location.hash);
})();
