// What is doubtful, one question for each pair of a spelling and an entry.

const QUESTIONS_A_PAGE = 20;
const DOUBT_REASONS = {
  shared: "several entries share this name; all are written alike",
  "nearly equal": "no rule explains it; it is near, and the document speaks of the entry",
};
let cards = [];
let reviewPage = 0;

function drawDoubts() {
  const says = {
    ambiguous: "several entries, not rewritten",
    "held back": "held back",
    "nearly equal": "nearly equal",
    shared: "several entries, one form",
  };
  byId("doubts").append(
    ...DOUBTS.map((doubt) =>
      make(
        "label",
        {},
        make("input", { type: "checkbox", value: doubt, checked: true }),
        says[doubt],
        " ",
        make("span", { class: "count" }),
      ),
    ),
  );
}

/** One card for each doubtful form and its owners. */
function gatherCards() {
  const found = new Map();
  for (const spelling of spellings) {
    const doubt = doubtOf(spelling);
    if (!doubt || !matching[spelling.number]) continue;
    const key = [doubt, spelling.form.toLowerCase(), ...spelling.owners.map((entry) => entry.number)].join("\t");
    if (!found.has(key)) found.set(key, { doubt, spelling, count: 0, contexts: [], reasons: new Map() });
    const card = found.get(key);
    const reason = spelling.held || DOUBT_REASONS[doubt];
    card.count += spelling.count;
    card.contexts.push(...spelling.contexts);
    card.reasons.set(reason, (card.reasons.get(reason) ?? 0) + spelling.count);
    card.spelling = better(card.spelling, spelling);
  }
  return [...found.values()];
}

/** The cards that are asked for, those that would change most first. */
function layOutReview() {
  const every = gatherCards();
  const wanted = checkedValues("doubts");
  for (const input of byId("doubts").querySelectorAll("input")) {
    input.parentElement.querySelector(".count").textContent = number(every.filter((card) => card.doubt === input.value).length);
  }
  const isOpen = ({ spelling }) => spelling.owners.some((entry) => !decisions.has(pairOf(spelling, entry).key));
  const weight = (card) => card.count * card.spelling.score * (card.doubt === "shared" ? 1e-6 : 1);
  const undecidedOnly = byId("undecided").checked;
  cards = every
    .filter((card) => wanted.has(card.doubt) && (!undecidedOnly || isOpen(card)))
    .sort((a, b) => weight(b) - weight(a));
  reviewPage = Math.min(reviewPage, Math.max(0, Math.ceil(cards.length / QUESTIONS_A_PAGE) - 1));
}

/** The reasons of a card, the most frequent first. */
function reasonsOf({ reasons }) {
  const ranked = [...reasons].sort((a, b) => b[1] - a[1]);
  const shown = ranked.slice(0, 3).map(([reason, count]) => (ranked.length > 1 ? `${reason} (${number(count)})` : reason));
  return shown.join("; ") + (ranked.length > 3 ? `; and ${plural(ranked.length - 3, "other reason")}` : "");
}

function drawReview() {
  const first = reviewPage * QUESTIONS_A_PAGE;
  const shown = cards.slice(first, first + QUESTIONS_A_PAGE);
  byId("questions").start = first + 1;
  fill(byId("questions"), shown.map(drawCard));
  if (!shown.length) byId("questions").append(make("li", { class: "quiet empty" }, "Nothing is open here."));
  drawPagers(byId("view-review"), reviewPage, Math.ceil(cards.length / QUESTIONS_A_PAGE), goToReview);
  settleItems();
}

function drawCard(card) {
  const { spelling, count, contexts } = card;
  return make(
    "li",
    { class: "card" },
    make(
      "header",
      {},
      make(
        "h2",
        {},
        name(spelling.form),
        spelling.changes ? [make("span", { class: "arrow" }, " → "), name(spelling.becomes)] : null,
      ),
      badge(spelling.method),
      make("span", {}, spelling.score.toFixed(2)),
      make("span", { class: "total" }, plural(count, "mention")),
    ),
    make("p", { class: "why" }, name(reasonsOf(card))),
    spelling.owners.map((entry) => drawQuestion(spelling, entry)),
    drawContexts({ ...spelling, contexts: contexts.slice(0, 4) }),
  );
}

function drawQuestion(spelling, entry) {
  const pair = pairOf(spelling, entry);
  return make(
    "div",
    {
      class: "question item",
      role: "group",
      tabindex: -1,
      "data-spelling": spelling.number,
      "data-pair-key": pair.key,
      "aria-label": `${spelling.form}: ${entry.name}?`,
    },
    make(
      "span",
      { class: "whose" },
      make("strong", {}, name(entry.name)),
      " ",
      make(
        "span",
        { class: "quiet" },
        [entry.kind, entry.native].filter(Boolean).map((part, place) => [place ? " · " : "", name(part)]),
      ),
    ),
    decisionButtons(pair),
  );
}

function goToReview(page, last = false) {
  reviewPage = page;
  layOutReview();
  drawReview();
  byId("views").scrollIntoView();
  const shown = itemsOf(byId("view-review"));
  return (last ? shown.at(-1) : shown[0]) ?? null;
}
