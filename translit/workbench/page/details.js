// The panel that tells all that is known of a spelling.

let cameFrom = null;

function openDetails(spelling) {
  cameFrom = document.activeElement;
  hideTip();
  const panel = byId("details");
  fill(
    panel,
    make(
      "header",
      {},
      make("h2", { id: "details-name" }, name(spelling.form), spelling.changes ? [" → ", name(spelling.becomes)] : null),
      make("button", { type: "button", class: "close", "aria-label": "Close", onclick: closeDetails }, "×"),
    ),
    spelling.held ? make("p", { class: "why" }, `Held back: ${spelling.held}.`) : null,
    spelling.owners.map((entry) => drawOwner(spelling, entry)),
    make(
      "dl",
      { class: "facts" },
      fact("Found by", badge(spelling.method), ` ${METHOD_SAYS[spelling.method]}`),
      fact("Score", drawScore(spelling.score)),
      oddityOf(spelling.form) ? fact("Letters", oddityOf(spelling.form)) : null,
      spelling.grammaticalCase ? fact("Case", spelling.grammaticalCase) : null,
      fact("Count", plural(spelling.count, "mention")),
      spelling.rules.length
        ? fact(
            "Because",
            make(
              "ul",
              {},
              spelling.rules.map((rule) => make("li", {}, name(rule))),
            ),
          )
        : null,
    ),
    make(
      "h3",
      {},
      spelling.count > spelling.contexts.length ? `${spelling.contexts.length} of ${plural(spelling.count, "place")}` : "Where",
    ),
    drawContexts(spelling),
  );
  panel.hidden = false;
  document.body.classList.add("with-details");
  panel.focus();
}

function closeDetails() {
  if (byId("details").hidden) return false;
  byId("details").hidden = true;
  document.body.classList.remove("with-details");
  if (cameFrom?.isConnected) cameFrom.focus();
  else currentItem()?.focus();
  return true;
}

function fact(term, ...says) {
  return make("div", {}, make("dt", {}, term), make("dd", {}, says));
}

function drawOwner(spelling, entry) {
  const pair = pairOf(spelling, entry);
  const others = spellings.filter((other) => other.owners.includes(entry) && other.form !== spelling.form);
  const forms = [...new Set(others.map((other) => other.form))];
  return make(
    "section",
    { class: "owner" },
    make("h3", {}, name(entry.name)),
    make(
      "p",
      { class: "quiet" },
      [entry.kind, entry.native].filter(Boolean).map((part) => [name(part), " · "]),
      make("code", {}, entry.id),
    ),
    make("p", {}, make("span", { class: "quiet" }, "A spelling of this entry? "), decisionButtons(pair)),
    forms.length
      ? make(
          "p",
          { class: "quiet" },
          "also stands as ",
          forms.slice(0, 8).map((form, place) => [place ? ", " : "", name(form)]),
          forms.length > 8 ? ` and ${number(forms.length - 8)} more` : null,
        )
      : null,
    make("p", {}, make("button", { type: "button", onclick: () => showOnly(entry) }, "Show only this entry")),
  );
}

function drawScore(score) {
  const meter = make("span", { class: "meter", "aria-hidden": "true" });
  meter.style.setProperty("--part", `${score * 100}%`);
  return [score.toFixed(3).replace(/0$/, ""), " ", meter];
}

function drawContexts(spelling) {
  return make(
    "ul",
    { class: "contexts" },
    spelling.contexts.map((context) =>
      make(
        "li",
        {},
        make(
          "p",
          { dir: "auto" },
          context.before,
          make("mark", { class: `mention plain ${spelling.method} ${spelling.fate} strong` }, context.form),
          context.after,
        ),
        make("p", { class: "source" }, name(context.file), ` line ${number(context.line)}`),
      ),
    ),
  );
}
