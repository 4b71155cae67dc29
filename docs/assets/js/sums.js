/* The arithmetic of the plan: self.handbookSums. Money is whole fen; no figure here is ever a fraction, nor as large as 2^53. */
(() => {
  'use strict';
  /* Every figure is below this, 10 thousand million yuan: all of a page together then stay far below 2^52. */
  const MOST = 1e12;
  /* of a year's rate: hundredths of one per cent, and months */
  const WHOLE = 10000 * 12;
  const LONGEST = 1200;

  const quotient = (a, b) => (a - a % b) / b;
  const sum = (list) => list.reduce((all, each) => all + each, 0);

  /* a times b over c and what is left over: the product alone may be too large for a number, so bit by bit. b and c are below 2^51. */
  const share = (a, b, c) => {
    let whole = 0;
    let rest = 0;
    for (let bit = Math.pow(2, 52); bit >= 1; bit /= 2) {
      rest = 2 * rest + (quotient(a, bit) % 2) * b;
      whole = 2 * whole + quotient(rest, c);
      rest %= c;
    }
    return [whole, rest];
  };

  /* What somebody typed, as a whole number of hundredths below most: 1,234.5, ￥１２３４, 1.2万元. null where nothing stands;
     else the name of what is wrong: number, cents, minus, big. */
  const read = (text, most) => {
    const plain = text.normalize('NFKC').trim();
    if (!plain) { return null; }
    if (/^\u00a5?\s*[-\u2212]/.test(plain)) { return 'minus'; }
    const found = /^\u00a5?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(\u4e07)?\s*(?:\u5143|\u5757\u94b1?|yuan|rmb)?$/i.exec(plain);
    if (!found) { return 'number'; }
    const places = found[3] ? 6 : 2;
    const after = found[2] || '';
    if (after.length > places) { return 'cents'; }
    const digits = (found[1].replace(/,/g, '') + after + '0'.repeat(places - after.length)).replace(/^0+(?=\d)/, '');
    /* with so few digits the number is exact */
    return digits.length > 13 || +digits >= (most || MOST) ? 'big' : +digits;
  };

  /* A rate a year in hundredths of one per cent, at most 100 %; null and what is wrong as above. */
  const rate = (text) => read(text.replace(/[%\uff05]\s*$/, ''), 10001);

  /* A total over what is owed to each, in proportion: whole fen, adding up to the last; nobody gets more than is owed. */
  const split = (total, owed) => {
    const all = sum(owed);
    if (!all) { return owed.map(() => 0); }
    const given = Math.min(total, all);
    const parts = owed.map((each) => share(given, each, all));
    const out = parts.map((part) => part[0]);
    const left = given - sum(out);
    /* what is left over goes to the largest remainders, of equal ones to the first */
    parts.map((part, at) => [part[1], at]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, left)
      .forEach((part) => { out[part[1]] += 1; });
    return out;
  };

  /* Interest of a month on what is owed, to the nearest fen. */
  const interest = (owed, yearly) => {
    const [whole, rest] = share(owed, yearly, WHOLE);
    return whole + (2 * rest >= WHOLE ? 1 : 0);
  };

  /* Months until a debt is cleared by a part each month, the interest of the month first; yearly: 0 is none.
     Infinity: never. More than LONGEST: longer than that. */
  const months = (owed, part, yearly) => {
    if (interest(owed, yearly) >= part) { return Infinity; }
    if (!yearly) { return quotient(owed + part - 1, part); }
    let left = owed;
    let count = 0;
    while (left > 0 && count <= LONGEST) {
      left += interest(left, yearly) - part;
      count += 1;
    }
    return count;
  };

  /* Income that is 20 % lower, the last fen down. */
  const lower = (income) => quotient(income * 4, 5);

  /* Fen as yuan: 1,234.50; whole yuan without the two noughts. */
  const show = (fen) => {
    const size = Math.abs(fen);
    const yuan = String(quotient(size, 100)).replace(/\B(?=(\d{3})+$)/g, ',');
    const rest = size % 100 ? '.' + String(size % 100).padStart(2, '0') : '';
    return (fen < 0 ? '-' : '') + yuan + rest;
  };

  self.handbookSums = { read, rate, sum, split, interest, months, lower, show, longest: LONGEST };
})();
