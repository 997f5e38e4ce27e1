// The overview: what there is in numbers, the charts, who is named most, what is left out.

function drawOverview() {
  const counts = countScores();
  fill(
    byId("view-overview"),
    drawFacts(),
    make(
      "div",
      { class: "charts" },
      figure(
        "methods",
        "How the names were found",
        drawMethods(counts),
        ["Found by", "Mentions"],
        SORTS.map((sort) => [SORT_SAYS[sort], number(total(counts[sort]))]),
      ),
      figure(
        "scores",
        "How sure that is",
        drawScores(counts),
        ["Score", ...Object.values(SORT_SAYS)],
        counts.exact.map((_, place) => [binName(place), ...SORTS.map((sort) => number(counts[sort][place]))]),
      ),
    ),
    drawMostNamed(),
    drawColophon(),
  );
}

function drawFacts() {
  const { facts } = data;
  const doubtful = [...pairs.values()].filter((pair) => pair.doubt).length;
  const tile = (value, says) => make("div", {}, make("dt", {}, says), make("dd", {}, value));
  return make(
    "dl",
    { class: "tiles" },
    tile(number(facts.mentions - facts.held), facts.mentions - facts.held === 1 ? "mention" : "mentions"),
    tile(number(facts.written), "are rewritten"),
    tile(number(facts.held), "held back"),
    tile(number(entries.length), entries.length === 1 ? "entry" : "entries"),
    tile(number(facts.spellings), facts.spellings === 1 ? "spelling" : "spellings"),
    tile(number(doubtful), "to decide"),
    tile(number(facts.documents), facts.documents === 1 ? "document" : "documents"),
    tile(facts.characters >= 1e6 ? `${(facts.characters / 1e6).toFixed(1)} million` : number(facts.characters), "characters"),
  );
}

function drawMostNamed() {
  const counts = new Map();
  for (const spelling of spellings) {
    if (!matching[spelling.number] || spelling.owners.length !== 1 || spelling.held) continue;
    const known = counts.get(spelling.owners[0]) ?? { count: 0, forms: new Set() };
    known.count += spelling.count;
    known.forms.add(spelling.form);
    counts.set(spelling.owners[0], known);
  }
  const rows = [...counts].sort((a, b) => b[1].count - a[1].count).slice(0, 12);
  return make(
    "section",
    { class: "named" },
    make("h2", {}, "Most named"),
    make(
      "ol",
      {},
      rows.map(([entry, { count, forms }]) =>
        make(
          "li",
          {},
          make(
            "button",
            {
              type: "button",
              class: "entry",
              onclick: () => {
                showOnly(entry);
                openView("spellings");
              },
            },
            name(entry.name),
          ),
          make("span", { class: "quiet" }, ` ${plural(count, "mention")}, ${plural(forms.size, "spelling")}`),
        ),
      ),
    ),
  );
}

function drawColophon() {
  const settings = Object.entries(data.settings).map(
    ([setting, value]) => `${setting} ${Array.isArray(value) ? value.join(" ") : value}`,
  );
  return make(
    "section",
    { class: "colophon" },
    data.left_out.length
      ? [
          make("h2", {}, "What this page leaves out"),
          make(
            "ul",
            {},
            data.left_out.map((sentence) => make("li", {}, sentence)),
          ),
        ]
      : null,
    make(
      "p",
      { class: "quiet" },
      `translit ${data.versions.translit}, lexicon ${data.versions.lexicon}, ${settings.join(", ")}; ${plural(data.facts.files, "file")}`,
    ),
  );
}
