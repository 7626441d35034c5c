
'use strict';
// Finds text in the page and sorts its tables. Without this script the page shows the same, folded and in its own order.
// The text has no less-than sign and no ampersand, so that the page is also well-formed XML.
(() => {
  const form = document.getElementById('find'), box = form.querySelector('input'), count = form.querySelector('output');
  const sections = [...document.querySelectorAll('main section')];
  const items = section => [...section.querySelectorAll('.group, .rows > tbody > tr, .bars > div')];
  const folds = [...document.querySelectorAll('main details')];
  const opened = new Set(folds.filter(fold => fold.open));
  const texts = new Map(sections.flatMap(items).map(item => [item, item.textContent.toLowerCase()]));

  const find = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(word => word);
    const fits = item => words.every(word => texts.get(item).includes(word));
    folds.forEach(fold => { fold.open = words.length ? false : opened.has(fold); });
    let found = 0;
    for (const section of sections) {
      let here = 0;
      for (const item of items(section)) {
        const group = item.matches('.group') ? null : item.closest('.group');
        const shown = group ? fits(group) : fits(item);
        item.hidden = !shown;
        if (!shown || group) continue;
        here++;
        for (let fold = item.parentElement.closest('details'); fold; fold = fold.parentElement.closest('details')) {
          if (words.length) fold.open = true;
        }
      }
      section.hidden = words.length ? here === 0 : false;
      found += here;
    }
    count.textContent = words.length ? found + ' found' : '';
  };
  form.addEventListener('submit', event => event.preventDefault());
  box.addEventListener('input', find);
  form.hidden = false;

  const value = (row, column) => {
    const cell = row.cells[column], text = cell.textContent;
    return cell.matches('.number') ? (text ? Number(text.replaceAll(',', '')) : -Infinity) : text;
  };
  const compare = (a, b) => typeof a === 'number' ? a - (typeof b === 'number' ? b : -Infinity) || 0 : a.localeCompare(b, 'en', {numeric: true});
  const sort = head => {
    const order = head.ariaSort === 'ascending' ? 'descending' : 'ascending', column = head.cellIndex;
    const body = head.closest('table').tBodies[0];
    for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
    head.ariaSort = order;
    const sign = order === 'ascending' ? 1 : -1;
    body.append(...[...body.rows].sort((a, b) => sign * compare(value(a, column), value(b, column))));
  };
  for (const head of document.querySelectorAll('.rows > thead th')) {
    const button = document.createElement('button');
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => sort(head));
  }
})();
