// The table: the spellings of each entry, with counts.

const ROWS_A_PAGE = 100;
let tablePages = [];
let tablePage = 0;

/** The matching spellings under whose they are, one row for each form and method. */
function layOutTable() {
  const byOwner = new Map();
  for (const spelling of spellings) {
    if (!matching[spelling.number]) continue;
    const key = spelling.owners.map((entry) => entry.number).join();
    if (!byOwner.has(key))
      byOwner.set(key, { owners: spelling.owners, name: owner(spelling), rows: new Map(), count: 0, held: 0, lowest: 1 });
    const group = byOwner.get(key);
    const row = [spelling.form, spelling.becomes, spelling.method, Boolean(spelling.held)].join("\t");
    if (!group.rows.has(row)) group.rows.set(row, { spelling, count: 0, low: spelling.score, high: spelling.score });
    const known = group.rows.get(row);
    known.count += spelling.count;
    known.low = Math.min(known.low, spelling.score);
    known.high = Math.max(known.high, spelling.score);
    group.count += spelling.held ? 0 : spelling.count;
    group.held += spelling.held ? spelling.count : 0;
    group.lowest = Math.min(group.lowest, spelling.score);
  }
  const orders = {
    count: (a, b) => b.count - a.count || b.held - a.held,
    spellings: (a, b) => b.rows.size - a.rows.size || b.count - a.count,
    name: (a, b) => a.name.localeCompare(b.name),
    score: (a, b) => a.lowest - b.lowest || b.count - a.count,
  };
  tablePages = pagesOf([...byOwner.values()].sort(orders[byId("sort").value]));
  tablePage = Math.min(tablePage, Math.max(0, tablePages.length - 1));
}

/** Groups in pages of so many rows; a group that is longer goes on on the next page. */
function pagesOf(groups) {
  const pages = [];
  let left = 0;
  for (const group of groups) {
    const rows = [...group.rows.values()].sort((a, b) => b.count - a.count);
    for (let first = 0; first < rows.length;) {
      if (!left) pages.push([]);
      left ||= ROWS_A_PAGE;
      const shown = rows.slice(first, first + left);
      pages.at(-1).push({ group, rows: shown, first, most: rows[0].count });
      first += shown.length;
      left -= shown.length;
    }
  }
  return pages;
}

function drawTable() {
  const table = byId("table");
  const shown = tablePages[tablePage] ?? [];
  for (const body of [...table.tBodies]) body.remove();
  table.append(...shown.map(drawGroup));
  if (!shown.length)
    table.append(
      make("tbody", {}, make("tr", {}, make("td", { colSpan: 6, class: "quiet" }, "No spelling matches the filter."))),
    );
  drawPagers(byId("view-spellings"), tablePage, tablePages.length, goToTable);
  settleItems();
}

function drawGroup({ group, rows, first, most }) {
  const only = group.owners.length === 1 ? group.owners[0] : null;
  const says = only ? [only.kind, only.native].filter(Boolean).join(" · ") : "several entries share these";
  const head = make(
    "th",
    { colSpan: 6, scope: "rowgroup" },
    only
      ? make(
          "button",
          { type: "button", class: "entry", title: "Show only this entry", onclick: () => showOnly(only) },
          name(group.name),
        )
      : name(group.name),
    make("span", { class: "quiet" }, name(says), first ? ", continued" : null),
    make(
      "span",
      { class: "total" },
      `${plural(group.rows.size, "spelling")}, ${plural(group.count, "mention")}${group.held ? `, ${number(group.held)} held back` : ""}`,
    ),
  );
  return make(
    "tbody",
    {},
    make("tr", { class: "group" }, head),
    rows.map((row) => drawRow(row, most, only)),
  );
}

function drawRow({ spelling, count, low, high }, most, only) {
  const bar = make("span", { class: `bar ${spelling.method}`, "aria-hidden": "true" });
  bar.style.setProperty("--part", `${(100 * count) / most}%`);
  const open = make(
    "button",
    { type: "button", class: "form item", "data-spelling": spelling.number, onclick: () => openDetails(spelling) },
    name(spelling.form),
  );
  const becomes = spelling.changes
    ? name(spelling.becomes)
    : make("span", { class: "quiet" }, spelling.held ? "held back" : "stays");
  const oddity = oddityOf(spelling.form);
  return make(
    "tr",
    {},
    make("td", {}, open, oddity ? make("small", {}, oddity) : null),
    make("td", {}, becomes),
    make("td", {}, badge(spelling.method)),
    make("td", { class: "number" }, low === high ? high.toFixed(2) : `${low.toFixed(2)}–${high.toFixed(2)}`),
    make("td", { class: "number" }, bar, number(count)),
    make("td", {}, only ? decisionButtons(pairOf(spelling, only)) : make("span", { class: "quiet" }, "several entries")),
  );
}

function goToTable(page, last = false) {
  tablePage = page;
  drawTable();
  byId("views").scrollIntoView();
  const shown = itemsOf(byId("view-spellings"));
  return (last ? shown.at(-1) : shown[0]) ?? null;
}
