"use strict";
// What the page knows: the rows of the data, unpacked once.

const data = JSON.parse(document.getElementById("data").textContent);
const METHODS = ["exact", "derived", "folded", "fuzzy"];
const METHOD_SAYS = {
  exact: "listed in the lexicon",
  derived: "spelt by rule from the native form",
  folded: "equal by rule: the same fold key",
  fuzzy: "nearly equal, with evidence beside it",
};
const FATES = ["written", "stands", "held"];
const FATE_SAYS = {
  written: "is rewritten",
  stands: "stays as it is",
  held: "is held back",
};
const DOUBTS = ["ambiguous", "held back", "nearly equal", "shared"];

const entries = data.entries.map(([id, name, kind, native], number) => ({ number, id, name, kind, native }));

/** A spelling as a lexicon lists it: on one line, and whole where a line end broke it. */
function onOneLine(text) {
  return text
    .replace(/(?<=\p{L})[-\u00ad‐][ \t]*\n[ \t]*(?=\p{Ll})/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** What is odd about the letters of a form, where two of them that look alike are of different scripts; else null. */
function oddityOf(form) {
  const mixed = form.split(/[^\p{L}\p{M}]+/u).some((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word));
  return mixed ? "Latin and Cyrillic letters in one word" : null;
}

const spellings = data.spellings.map((row, number) => {
  const [text, replacement, owners, method, score, rules, grammaticalCase, held, count, contexts] = row;
  const form = onOneLine(text);
  return {
    number,
    text,
    form,
    method,
    score,
    held,
    count,
    changes: replacement !== 0,
    replacement: replacement === 0 ? text : replacement,
    becomes: onOneLine(replacement === 0 ? text : replacement),
    owners: owners.map((owner) => entries[owner]),
    rules: rules.map((rule) => data.rules[rule]),
    grammaticalCase,
    contexts: contexts.map(([file, line, before, after]) => ({ file: data.files[file], line, before, form, after })),
    fate: held ? "held" : replacement === 0 ? "stands" : "written",
  };
});

const excerpts = data.excerpts.map(([file, line, document, number, parts]) => ({
  file: data.files[file],
  line,
  document,
  number,
  parts,
  mentions: parts.filter((part) => typeof part === "number"),
  size: parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length : spellings[part].text.length), 0),
}));

/** Of two spellings that differ in nothing but capitals or score the one to show: not all in capitals, then the surer. */
function better(a, b) {
  const isShouted = (spelling) => spelling.form === spelling.form.toUpperCase();
  if (isShouted(a) !== isShouted(b)) return isShouted(a) ? b : a;
  return b.score > a.score ? b : a;
}

/** Why a spelling is asked about, or null: it belongs to several entries, is held back or only near. */
function doubtOf(spelling) {
  if (spelling.owners.length > 1) return spelling.held ? "ambiguous" : "shared";
  if (spelling.held) return "held back";
  return spelling.method === "fuzzy" ? "nearly equal" : null;
}

function owner(spelling) {
  return spelling.owners.map((entry) => entry.name).join(" or ");
}

function number(value) {
  return value.toLocaleString("en");
}

function plural(count, one, many = one + "s") {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function percent(part, whole) {
  const value = whole ? (100 * part) / whole : 0;
  return value > 0 && value < 1 ? "< 1 %" : `${Math.round(value)} %`;
}
