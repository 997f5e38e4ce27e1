// Views, and everything tied together.

const VIEWS = ["overview", "text", "spellings", "review"];
const DRAW = {
  overview: () => drawOverview(),
  text: () => {
    layOutText();
    drawText();
  },
  spellings: () => {
    layOutTable();
    drawTable();
  },
  review: () => {
    layOutReview();
    drawReview();
  },
};
let view = "overview";

function openView(wanted, focus = false) {
  view = wanted;
  hideTip();
  for (const each of VIEWS) {
    const tab = byId(`tab-${each}`);
    tab.setAttribute("aria-selected", String(each === view));
    tab.tabIndex = each === view ? 0 : -1;
    byId(`view-${each}`).hidden = each !== view;
  }
  if (focus) byId(`tab-${view}`).focus();
  DRAW[view]();
  window.scrollTo(0, 0);
}

function refresh() {
  applyFilters();
  DRAW[view]();
}

function openHelp() {
  byId("help").showModal();
}

function onTabKey(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) openView(VIEWS[(VIEWS.indexOf(view) + by + VIEWS.length) % VIEWS.length], true);
}

async function onImport(event) {
  const [file] = event.target.files;
  if (!file) return;
  byId("import-note").textContent = importDecisions(await file.text());
  DRAW[view]();
}

function listen() {
  document
    .querySelector(".tabs")
    .addEventListener(
      "click",
      (event) => event.target.closest("[role=tab]") && openView(event.target.closest("[role=tab]").dataset.view),
    );
  document.querySelector(".tabs").addEventListener("keydown", onTabKey);
  byId("filters").addEventListener("input", refresh);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("everything").addEventListener("click", () => {
    byId("filters").reset();
    showOnly(null);
  });
  byId("entry-clear").addEventListener("click", () => showOnly(null));
  byId("mode").addEventListener("change", drawText);
  byId("sort").addEventListener("change", refresh);
  byId("doubts").addEventListener("change", () => goToReview(0));
  byId("undecided").addEventListener("change", () => goToReview(0));
  byId("excerpts").addEventListener("click", (event) => {
    const mark = event.target.closest("mark.item");
    if (!mark) return;
    makeCurrent(mark);
    openDetails(spellings[mark.dataset.spelling]);
  });
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest(".view .item");
    if (item) makeCurrent(item);
  });
  byId("export").addEventListener("click", exportDecisions);
  byId("export-all").addEventListener("change", showDecisions);
  byId("import").addEventListener("change", onImport);
  byId("help-open").addEventListener("click", openHelp);
  byId("keys-on").addEventListener("change", settleItems);
  document.addEventListener("keydown", pressed);
  watchTips();
}

byId("method-help").append(
  ...METHODS.map((method) => make("div", {}, make("dt", {}, badge(method)), make("dd", {}, METHOD_SAYS[method]))),
);
recall();
drawFilters();
drawDoubts();
applyFilters();
listen();
openView("overview");
showDecisions();
