// Going from item to item (names, rows, questions) and deciding by single keys.

let current = null;

function itemsOf(view) {
  return [...view.querySelectorAll(".item")];
}

function activeView() {
  return document.querySelector(".view:not([hidden])");
}

function currentItem() {
  return current?.isConnected && current.closest(".view:not([hidden])") ? current : null;
}

/** One item of the view can be reached by Tab, and from it the others by j and k; all of them where single keys are off. */
function settleItems() {
  const items = itemsOf(activeView());
  if (!currentItem()) current = items[0] ?? null;
  const every = !byId("keys-on").checked;
  for (const item of items) item.tabIndex = every || item === current ? 0 : -1;
}

function makeCurrent(item) {
  if (current?.isConnected && byId("keys-on").checked) current.tabIndex = -1;
  current = item;
  item.tabIndex = 0;
}

function goTo(item) {
  if (!item) return;
  makeCurrent(item);
  item.focus({ preventScroll: true });
  const box = item.getBoundingClientRect();
  if (box.top < 130 || box.bottom > window.innerHeight - 90) item.scrollIntoView({ block: "center" });
  if (item.matches("mark.mention")) showTip(item);
}

/** The next item in this direction; past the end of a page the first of the next that has any. */
function step(by) {
  const view = activeView();
  const items = itemsOf(view);
  const here = currentItem();
  const isOnIt = here && (document.activeElement === here || here.contains(document.activeElement));
  const place = items.indexOf(here);
  const next = (isOnIt || place > 0 ? items[place + by] : here) ?? null;
  let found = next;
  while (!found && found !== undefined) found = turn(by, by < 0);
  goTo(found);
}

/** Turn the page; returns the item to go on with, null where the page has none, undefined where there is no page. */
function turn(by, last = false) {
  const pages = {
    "view-text": [textPage, textPages.length, goToText],
    "view-spellings": [tablePage, tablePages.length, goToTable],
    "view-review": [reviewPage, Math.ceil(cards.length / QUESTIONS_A_PAGE), goToReview],
  }[activeView().id];
  if (!pages) return undefined;
  const [page, count, go] = pages;
  return page + by >= 0 && page + by < count ? go(page + by, last) : undefined;
}

/** The pair that y, n and v speak of: that of the question, or of the open or current spelling if it has one owner. */
function pairAtHand() {
  const question = document.activeElement?.closest("[data-pair-key], .decisions");
  if (question) return pairs.get(question.dataset.pairKey ?? question.querySelector("button").dataset.pair);
  const shown = byId("details").contains(document.activeElement) ? byId("details").querySelector("[data-pair]") : null;
  const item = currentItem();
  const spelling = shown ? pairs.get(shown.dataset.pair).spelling : item ? spellings[item.dataset.spelling] : null;
  if (!shown && item?.dataset.pairKey) return pairs.get(item.dataset.pairKey);
  if (spelling && spelling.owners.length > 1) {
    if (!shown) openDetails(spelling);
    say("Several entries share this name: choose one of them");
    return null;
  }
  return spelling ? pairOf(spelling, spelling.owners[0]) : null;
}

function decideAtHand(decision) {
  const pair = pairAtHand();
  if (!pair) return;
  decide(pair, decision);
  if (activeView().id === "view-review" && decisions.has(pair.key) && byId("details").hidden) step(1);
}

function pressed(event) {
  if (event.key === "Escape") {
    if (!byId("tip").hidden) hideTip();
    else closeDetails();
    return;
  }
  const types = event.target.closest?.("input:not([type=checkbox], [type=radio], [type=range]), select, textarea");
  if (event.ctrlKey || event.altKey || event.metaKey || types || byId("help").open) return;
  if (event.key === "Enter" && event.target.matches?.(".item[data-spelling]"))
    openDetails(spellings[event.target.dataset.spelling]);
  else if (!byId("keys-on").checked) return;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (DECISIONS[event.key]) decideAtHand(DECISIONS[event.key]);
  else if (event.key === "]") goTo(turn(1));
  else if (event.key === "[") goTo(turn(-1));
  else if (event.key === "/") byId("query").focus();
  else if (event.key === "?") openHelp();
  else if (/^[1-4]$/.test(event.key)) openView(VIEWS[event.key - 1]);
  else return;
  event.preventDefault();
}
