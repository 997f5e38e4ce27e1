// Which mentions are looked at: a spelling matches the filter or does not.

const scores = [...spellings.map((spelling) => spelling.score), ...data.unlisted.map((row) => row[1])];
const LOWEST = scores.reduce((low, score) => Math.min(low, Math.floor(score * 20) / 20), 0.7);
const matching = new Uint8Array(spellings.length).fill(1);
let onlyEntry = null;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const searchable = spellings.map((spelling) =>
  plain(
    [spelling.text, spelling.replacement, ...spelling.owners.flatMap((entry) => [entry.id, entry.name, entry.native])].join("\n"),
  ),
);

function checkedValues(group) {
  return new Set([...byId(group).querySelectorAll("input:checked")].map((input) => input.value));
}

function drawFilters() {
  const sum = (key, value) => spellings.reduce((total, spelling) => total + (spelling[key] === value ? spelling.count : 0), 0);
  const box = (value, label, count, says) =>
    make(
      "label",
      { class: "box" },
      make("input", { type: "checkbox", value, defaultChecked: true }),
      label,
      make("span", { class: "count" }, number(count)),
      says,
    );
  byId("methods").append(
    ...METHODS.map((method) => box(method, badge(method), sum("method", method), make("small", {}, METHOD_SAYS[method]))),
  );
  byId("fates").append(
    ...FATES.map((fate) => box(fate, make("span", { class: `fate ${fate}` }, FATE_SAYS[fate]), sum("fate", fate), null)),
  );
  byId("kind").append(
    ...[...new Set(entries.map((entry) => entry.kind))]
      .filter(Boolean)
      .sort()
      .map((kind) => make("option", { value: kind }, kind)),
  );
  for (const id of ["low", "high"])
    Object.assign(byId(id), { min: LOWEST, max: 1, value: id === "low" ? LOWEST : 1, defaultValue: id === "low" ? LOWEST : 1 });
}

/** True while nothing is filtered out. */
function isEverythingShown() {
  return matching.every(Boolean);
}

function applyFilters() {
  const words = plain(byId("query").value).split(/\s+/).filter(Boolean);
  const methods = checkedValues("methods");
  const fates = checkedValues("fates");
  const kind = byId("kind").value;
  const low = Math.min(byId("low").valueAsNumber, byId("high").valueAsNumber);
  const high = Math.max(byId("low").valueAsNumber, byId("high").valueAsNumber);
  let mentions = 0;
  let all = 0;
  for (const spelling of spellings) {
    const fits =
      methods.has(spelling.method) &&
      fates.has(spelling.fate) &&
      spelling.score >= low - 1e-9 &&
      spelling.score <= high + 1e-9 &&
      (!kind || spelling.owners.some((entry) => entry.kind === kind)) &&
      (onlyEntry === null || spelling.owners.includes(onlyEntry)) &&
      words.every((word) => searchable[spelling.number].includes(word));
    matching[spelling.number] = fits ? 1 : 0;
    mentions += fits ? spelling.count : 0;
    all += spelling.count;
  }
  byId("low-value").textContent = low.toFixed(2);
  byId("high-value").textContent = high.toFixed(2);
  byId("entry-chip").hidden = onlyEntry === null;
  byId("entry-name").textContent = onlyEntry?.name ?? "";
  byId("matching").textContent = isEverythingShown()
    ? `All ${plural(all, "mention")}`
    : `${number(mentions)} of ${plural(all, "mention")}`;
}

function showOnly(entry) {
  onlyEntry = entry;
  refresh();
}
