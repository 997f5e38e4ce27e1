// The charts: how the names were found, and how sure that is; each with words and a table for those who do not see it.

const BIN = 0.05;
const DECISION_LINE = data.settings.min_score;
const SORTS = [...METHODS, "held"];
const SORT_SAYS = { exact: "exact", derived: "derived", folded: "folded", fuzzy: "fuzzy", held: "held back" };
const FILLS = {
  exact: () => [],
  derived: () => [draw("path", { d: "M-2 2l4-4M0 8l8-8M6 10l4-4" })],
  folded: () => [draw("circle", { cx: 2, cy: 2, r: 1.3 }), draw("circle", { cx: 6, cy: 6, r: 1.3 })],
  fuzzy: () => [draw("path", { d: "M0 2l2 2l2-2l2 2l2-2M0 6l2 2l2-2l2 2l2-2" })],
  held: () => [draw("path", { d: "M0 4H8M4 0V8" })],
};

/** Mentions by method, or as held back, and bin of scores; without a filter those of spellings not listed count, too. */
function countScores() {
  const rows = spellings
    .filter((spelling) => matching[spelling.number])
    .map((spelling) => [spelling.method, spelling.score, spelling.held, spelling.count]);
  if (isEverythingShown()) rows.push(...data.unlisted);
  const bins = Math.round((1 - LOWEST) / BIN) + 1;
  const counts = Object.fromEntries(SORTS.map((sort) => [sort, new Array(bins).fill(0)]));
  for (const [method, score, held, count] of rows)
    counts[held ? "held" : method][Math.max(0, Math.floor((score - LOWEST) / BIN + 1e-6))] += count;
  return counts;
}

const total = (counts) => counts.reduce((sum, count) => sum + count, 0);

function binName(place) {
  const low = LOWEST + place * BIN;
  return low > 1 - 1e-6 ? "1.00" : `${low.toFixed(2)}–${(low + BIN - 0.01).toFixed(2)}`;
}

/** A chart with its title and, for those who do not see it or want the numbers, a table. */
function figure(id, title, drawing, head, rows) {
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", `${title}: ${rows.map((row) => inWords(head, row)).join("; ")}`);
  return make(
    "figure",
    { id: `chart-${id}` },
    make("figcaption", {}, title),
    drawing,
    make(
      "details",
      {},
      make("summary", {}, "as a table"),
      make(
        "table",
        {},
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            head.map((column) => make("th", { scope: "col" }, column)),
          ),
        ),
        make(
          "tbody",
          {},
          rows.map(([first, ...rest]) =>
            make(
              "tr",
              {},
              make("th", { scope: "row" }, first),
              rest.map((cell) => make("td", { class: "number" }, cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A row of the table of a chart in words; of several columns those that are not nought. */
function inWords([, ...columns], [first, ...cells]) {
  if (columns.length === 1) return `${first} ${cells[0]}`;
  const present = columns.map((column, place) => [column, cells[place]]).filter(([, cell]) => cell !== "0");
  return `${first}: ${present.map((pair) => pair.join(" ")).join(", ") || "none"}`;
}

function drawPatterns(prefix) {
  return draw(
    "defs",
    {},
    SORTS.map((sort) =>
      draw(
        "pattern",
        { id: `${prefix}-${sort}`, width: 8, height: 8, patternUnits: "userSpaceOnUse", class: `fill ${sort}` },
        draw("rect", { width: 8, height: 8 }),
        FILLS[sort](),
      ),
    ),
  );
}

function label(x, y, text, attributes = {}) {
  return draw("text", { x, y, ...attributes }, text);
}

function drawMethods(counts) {
  const drawing = draw("svg", { viewBox: "0 0 480 210" }, drawPatterns("by-method"));
  const most = Math.max(1, ...SORTS.map((sort) => total(counts[sort])));
  const all = SORTS.reduce((sum, sort) => sum + total(counts[sort]), 0);
  SORTS.forEach((sort, place) => {
    const count = total(counts[sort]);
    const y = place * 41 + 4;
    const width = count ? Math.max(2, (count / most) * 280) : 0;
    drawing.append(
      label(0, y + 22, SORT_SAYS[sort]),
      draw("rect", { x: 75, y, width, height: 32, rx: 2, fill: `url(#by-method-${sort})`, class: `edge ${sort}` }),
      label(83 + width, y + 22, `${number(count)} · ${percent(count, all)}`, { class: "value" }),
    );
  });
  return drawing;
}

function drawScores(counts) {
  const drawing = draw("svg", { viewBox: "0 0 480 210" }, drawPatterns("by-score"));
  const bins = counts.exact.map((_, place) => total(SORTS.map((sort) => counts[sort][place])));
  const most = Math.max(1, ...bins);
  const step = 470 / bins.length;
  const isNarrow = bins.length > 8;
  bins.forEach((count, place) => {
    const x = 5 + place * step;
    let y = 175;
    for (const sort of SORTS) {
      const height = counts[sort][place] ? Math.max(2, (counts[sort][place] / most) * 145) : 0;
      y -= height;
      if (height)
        drawing.append(
          draw("rect", {
            x: x + step * 0.06,
            y,
            width: step * 0.88,
            height,
            fill: `url(#by-score-${sort})`,
            class: `edge ${sort}`,
          }),
        );
    }
    drawing.append(label(x + step / 2, y - 5, count ? number(count) : "", { class: "value", "text-anchor": "middle" }));
    const says = isNarrow ? binName(place).slice(0, 4) : binName(place);
    if (!isNarrow || place % 2 === (bins.length - 1) % 2)
      drawing.append(label(x + step / 2, 193, says, { class: "axis", "text-anchor": "middle" }));
  });
  drawing.append(draw("path", { d: "M5 175.5H475", class: "axis" }));
  const line = 5 + ((DECISION_LINE - LOWEST) / BIN) * step;
  if (LOWEST < DECISION_LINE)
    drawing.append(
      draw("path", { d: `M${line} 12V180`, class: "axis decision-line" }),
      label(line - 5, 20, `not rewritten below ${DECISION_LINE.toFixed(2)}`, { class: "axis", "text-anchor": "end" }),
    );
  return drawing;
}
