// The text, page by page, with every mention marked.

const PAGE_CHARACTERS = 20000;
let textPages = [];
let textPage = 0;

/** The excerpts to show, in pages: with a filter only those that hold a matching mention. */
function layOutText() {
  const chosen = isEverythingShown()
    ? excerpts
    : excerpts.filter((excerpt) => excerpt.mentions.some((spelling) => matching[spelling]));
  textPages = [];
  let size = Infinity;
  for (const excerpt of chosen) {
    if (size + excerpt.size > PAGE_CHARACTERS) {
      textPages.push([]);
      size = 0;
    }
    textPages.at(-1).push(excerpt);
    size += excerpt.size;
  }
  textPage = Math.min(textPage, Math.max(0, textPages.length - 1));
  const hidden = excerpts.length - chosen.length;
  byId("text-note").textContent = [
    hidden ? `${plural(hidden, "excerpt")} without a matching name ${hidden === 1 ? "is" : "are"} not shown.` : "",
    chosen.length ? "" : excerpts.length ? "No name in the text shown matches the filter." : "There is no text.",
  ]
    .filter(Boolean)
    .join(" ");
}

function drawText() {
  const mode = byId("mode").querySelector("input:checked").value;
  const shown = textPages[textPage] ?? [];
  fill(
    byId("excerpts"),
    shown.map((excerpt, place) => drawExcerpt(excerpt, shown[place - 1], mode)),
  );
  drawPagers(byId("view-text"), textPage, textPages.length, goToText);
  settleItems();
}

function drawExcerpt(excerpt, before, mode) {
  const goesOn = before && before.document === excerpt.document && before.number + 1 === excerpt.number;
  const isLeap = before && before.document === excerpt.document && !goesOn;
  const heading = make(
    "h2",
    { class: "source" },
    name(excerpt.file),
    ` line ${number(excerpt.line)}`,
    isLeap ? " (text between is left out)" : null,
  );
  const running = make(
    "div",
    { class: "running", dir: "auto" },
    excerpt.parts.map((part) => (typeof part === "string" ? part : drawMention(spellings[part], mode))),
  );
  return make("section", { class: "excerpt" }, goesOn ? null : heading, running);
}

function drawMention(spelling, mode) {
  const changes = spelling.changes;
  const strength = spelling.score >= 0.95 ? "strong" : spelling.score >= 0.85 ? "fair" : "faint";
  const fits = matching[spelling.number];
  const content =
    mode === "both" && changes
      ? [make("del", {}, spelling.text), make("ins", {}, spelling.replacement)]
      : [mode === "after" ? spelling.replacement : spelling.text];
  return make(
    "mark",
    {
      class: `mention ${spelling.method} ${spelling.fate} ${strength}${fits ? " item" : " faded"}`,
      "data-spelling": spelling.number,
      role: fits ? "button" : null,
      tabindex: fits ? -1 : null,
    },
    content,
  );
}

function goToText(page, last = false) {
  textPage = Math.max(0, Math.min(page, textPages.length - 1));
  drawText();
  byId("views").scrollIntoView();
  const shown = itemsOf(byId("view-text"));
  return (last ? shown.at(-1) : shown[0]) ?? null;
}

// The tip: before and after, on pointing and on focus; Escape puts it away.

let tipped = null;

function showTip(mark) {
  const spelling = spellings[mark.dataset.spelling];
  const tip = byId("tip");
  const becomes = spelling.changes
    ? [" → ", make("strong", {}, name(spelling.becomes))]
    : [make("span", { class: "quiet" }, spelling.held ? " is held back" : " stays")];
  fill(
    tip,
    make("p", { class: "change" }, name(spelling.form), becomes),
    make("p", {}, name(owner(spelling)), " ", make("span", { class: "quiet" }, spelling.owners[0]?.kind ?? "")),
    make(
      "p",
      {},
      badge(spelling.method),
      ` ${spelling.score.toFixed(2)}`,
      spelling.held ? make("span", { class: "why" }, ` ${spelling.held}`) : null,
    ),
  );
  tip.hidden = false;
  tipped = mark;
  mark.setAttribute("aria-describedby", "tip");
  const box = mark.getClientRects()[0];
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
  const fitsBelow = box.bottom + tip.offsetHeight + 12 < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${fitsBelow ? box.bottom : box.top - tip.offsetHeight}px`;
}

function hideTip() {
  tipped?.removeAttribute("aria-describedby");
  tipped = null;
  byId("tip").hidden = true;
}

function watchTips() {
  const markAt = (target) => target.closest?.("mark.mention");
  document.addEventListener("mouseover", (event) => {
    const mark = markAt(event.target);
    if (mark) showTip(mark);
    else if (tipped && !event.target.closest("#tip")) hideTip();
  });
  document.addEventListener("focusin", (event) => (markAt(event.target) ? showTip(event.target) : hideTip()));
  window.addEventListener("scroll", hideTip, { passive: true });
}
