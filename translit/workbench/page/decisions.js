// Decisions on pairs of a spelling and an entry, kept in this browser until they are exported.

const DECISIONS = { y: "yes", n: "no", v: "never" };
const COLUMNS = ["decision", "form", "entry_id", "count", "method", "score", "context"];
const STORE = `translit-report-${data.digest}`;
const pairs = new Map();
const decisions = new Map();
const strangers = new Map();

/** What a decision is known by: capitals make no other spelling. */
const keyOf = (form, id) => `${form.toLowerCase()}\t${id}`;

for (const spelling of spellings) {
  for (const entry of spelling.owners) {
    const key = keyOf(spelling.form, entry.id);
    if (!pairs.has(key)) pairs.set(key, { key, entry, rows: [] });
    pairs.get(key).rows.push(spelling);
  }
}
for (const pair of pairs.values()) {
  const doubtful = pair.rows.filter(doubtOf);
  const asked = doubtful.length ? doubtful : pair.rows;
  pair.doubt = doubtful.length ? doubtOf(doubtful[0]) : null;
  pair.count = asked.reduce((sum, spelling) => sum + spelling.count, 0);
  pair.spelling = asked.reduce(better);
  pair.form = pair.spelling.form;
  pair.isKnown = pair.rows.some((spelling) => spelling.owners.length === 1 && ["exact", "derived"].includes(spelling.method));
}

const pairOf = (spelling, entry) => pairs.get(keyOf(spelling.form, entry.id));

function decide(pair, decision) {
  if (!choicesOf(pair).includes(decision)) {
    say(`${pair.form} is known as a spelling of ${pair.entry.name}; what can be decided on it: ${choicesOf(pair).join(", ")}`);
    return;
  }
  if (decision && decisions.get(pair.key) !== decision) decisions.set(pair.key, decision);
  else decisions.delete(pair.key);
  keep();
  showDecisions();
  const made = decisions.get(pair.key);
  say(made ? `${made}: ${pair.form} for ${pair.entry.name}` : `${pair.form} for ${pair.entry.name} is undecided again`);
}

function keep() {
  try {
    localStorage.setItem(STORE, JSON.stringify({ decisions: [...decisions], strangers: [...strangers] }));
  } catch {
    // without storage the decisions last as long as the page
  }
}

function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    for (const [key, decision] of kept.decisions ?? []) if (pairs.has(key)) decisions.set(key, decision);
    for (const [key, line] of kept.strangers ?? []) strangers.set(key, line);
  } catch {
    // nothing was kept
  }
}

/** What can be decided on a pair: a spelling that is listed or derived already needs no yes. */
function choicesOf(pair) {
  if (!pair.isKnown) return ["yes", "no", "never"];
  return pair.doubt ? ["no", "never"] : ["never"];
}

/** Buttons that say what was decided on a pair. */
function decisionButtons(pair) {
  const choices = choicesOf(pair);
  const buttons = Object.entries(DECISIONS)
    .filter(([, decision]) => choices.includes(decision))
    .map(([key, decision]) =>
      make(
        "button",
        {
          type: "button",
          class: `decision ${decision}`,
          "data-pair": pair.key,
          "data-decision": decision,
          "aria-pressed": String(decisions.get(pair.key) === decision),
          "aria-keyshortcuts": key,
          onclick: () => decide(pair, decision),
        },
        decision,
      ),
    );
  return make(
    "span",
    { class: "decisions", role: "group", "aria-label": `Is ${pair.form} a spelling of ${pair.entry.name}?` },
    buttons,
  );
}

/** Bring every button and count on the page up to date. */
function showDecisions() {
  for (const button of document.querySelectorAll("button[data-pair]")) {
    button.setAttribute("aria-pressed", String(decisions.get(button.dataset.pair) === button.dataset.decision));
  }
  const open = [...pairs.values()].filter((pair) => pair.doubt && !decisions.has(pair.key)).length;
  byId("open-count").textContent = number(open);
  byId("open-count").setAttribute("aria-label", `${number(open)} undecided`);
  const decided = decisions.size + strangers.size;
  byId("decided").textContent = decided ? `${number(decided)} decided` : "";
  byId("export").setAttribute("aria-disabled", String(!decided && !byId("export-all").checked));
}

/** One line of the file; spreadsheets and parsers take a leading quote or sign for more than it is. */
function lineOf(pair, decision) {
  const { spelling } = pair;
  const context = spelling.contexts[0];
  const around = context ? `${context.before}[${context.form}]${context.after}`.trim() : "";
  const safe = /^[\p{L}\p{N}[…]/u.test(around) || !around ? around : `… ${around}`;
  const cells = [decision, pair.form, pair.entry.id, pair.count, spelling.method, spelling.score.toFixed(2), safe];
  return cells.map((cell) => String(cell).replace(/[\t\r\n]+/g, " ")).join("\t");
}

function decisionsFile() {
  const lines = [COLUMNS.join("\t")];
  for (const pair of pairs.values()) {
    const decision = decisions.get(pair.key);
    if (decision || (byId("export-all").checked && pair.doubt)) lines.push(lineOf(pair, decision ?? ""));
  }
  return [...lines, ...strangers.values()].join("\n") + "\n";
}

function exportDecisions() {
  if (byId("export").getAttribute("aria-disabled") === "true") {
    say("Nothing is decided yet");
    return;
  }
  const url = URL.createObjectURL(new Blob([decisionsFile()], { type: "text/tab-separated-values" }));
  make("a", { href: url, download: "decisions.tsv" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  say(`${plural(decisions.size + strangers.size, "decision")} exported to decisions.tsv`);
}

/** Take up the decisions of an earlier file; lines on what this corpus does not hold are kept for the next export. */
function importDecisions(text) {
  const [head, ...lines] = text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() && !line.startsWith("#"));
  const columns = (head ?? "").split("\t");
  const place = Object.fromEntries(COLUMNS.map((column) => [column, columns.indexOf(column)]));
  if ([place.decision, place.form, place.entry_id].includes(-1)) {
    return `This is no decisions file: its first line must name the columns ${COLUMNS.join(", ")}.`;
  }
  let taken = 0;
  for (const line of lines) {
    const cells = line.split("\t");
    const decision = cells[place.decision].trim().toLowerCase();
    const key = keyOf(cells[place.form].trim(), cells[place.entry_id].trim());
    if (!Object.values(DECISIONS).includes(decision)) continue;
    taken += 1;
    if (pairs.has(key)) decisions.set(key, decision);
    else
      strangers.set(key, COLUMNS.map((column) => (column === "decision" ? decision : (cells[place[column]] ?? ""))).join("\t"));
  }
  keep();
  showDecisions();
  const unknown = strangers.size
    ? `; ${number(strangers.size)} about spellings that are not on this page will be exported again`
    : "";
  return `${plural(taken, "decision")} read${unknown}.`;
}
