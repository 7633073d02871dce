/* Small pieces of the details: names, quotations with their places, claims. Documents may say
   anything, so all text goes in as text nodes; nothing here ever parses markup. */

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  dot: "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
  square: "M2 2h12v12h-12z",
  diamond: "M8 .8L15.2 8L8 15.2L.8 8z",
  triangle: "M8 1.5L15 14H1z",
  triangleDown: "M8 14.5L15 2H1z",
  star: "M8 .8l2.2 4.9 5.3.5-4 3.5 1.2 5.2L8 12.2 3.3 14.9l1.2-5.2-4-3.5 5.3-.5z",
  hexagon: "M4.3 1.6h7.4L15.4 8l-3.7 6.4H4.3L.6 8z",
};

/* An element; children are elements, texts, or nothing (null, undefined, false). */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

function swatch(kind) {
  const { shape } = styleOf(kind);
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("class", `swatch kind-${kind}`);
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[shape]);
  picture.append(path);
  return picture;
}

/* A node's name as a link to it. */
function name(node, extra = "") {
  return make(
    "a",
    { class: `name ${extra}`, href: hashOf(node), title: kindName(node.kind) },
    swatch(node.kind),
    make("bdi", {}, node.label),
  );
}

function outward(address, text) {
  if (!/^https?:\/\//i.test(address)) return make("bdi", {}, text);
  const properties = { class: "outward", href: address, target: "_blank" };
  return make("a", { ...properties, rel: "noopener noreferrer" }, make("bdi", {}, text));
}

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]])/i;

/* Text whose web addresses are links. */
function linked(text) {
  return text.split(ADDRESS).map((part, i) => (i % 2 ? outward(part, shortAddress(part)) : part));
}

function shortAddress(address) {
  return address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}

/* 75.5 as 1:15 */
function clock(seconds) {
  const whole = Math.floor(Number(seconds));
  const pair = (value) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${hours ? `${hours}:${pair(minutes)}` : minutes}:${pair(whole % 60)}`;
}

/* Where words stand in their document, for people. */
function placeText({ start, end, page, speaker, time }) {
  const parts = [];
  if (page) parts.push(`page ${page}`);
  if (time) parts.push(time.split(",").map(clock).join("\u2013"));
  if (speaker) parts.push(`${speaker} speaking`);
  if (end) parts.push(`characters ${start}\u2013${end}`);
  return parts.join(" \u00b7 ");
}

function citation(document, place, confidence) {
  const source = document?.source.match(ADDRESS)?.[0];
  return make(
    "footer",
    { class: "citation" },
    document && name(document),
    document?.published && make("time", {}, document.published),
    make("bdi", { class: "place" }, placeText(place)),
    confidence > 0 && confidence < 1 && make("span", {}, `confidence ${confidence}`),
    source && outward(source, "source"),
  );
}

/* Exact words; where cues stand in them, they are marked. Scopes, which hold cues, are not. */
function quotation(words, cues = [], quoted = false) {
  const inside = cues
    .filter(({ cue, offset }) => offset >= 0 && !cue.endsWith(" scope"))
    .sort((a, b) => a.offset - b.offset);
  const pieces = [];
  let done = 0;
  for (const { cue, words: cueWords, offset } of inside) {
    if (offset < done || words.slice(offset, offset + cueWords.length) !== cueWords) continue;
    pieces.push(words.slice(done, offset));
    pieces.push(make("mark", { class: cue, title: `${cue} cue` }, cueWords));
    done = offset + cueWords.length;
  }
  pieces.push(words.slice(done));
  return make("blockquote", { dir: "auto", class: quoted ? "quoted" : null }, pieces);
}

function chip(text, kind, title) {
  return make("span", { class: `chip ${kind}`, title }, text);
}

/* One claim, always with whose it is. */
function claimCard(claim) {
  const cue = (wanted) => claim.cues.find((known) => known.cue === wanted)?.words;
  const attributed = cue("attribution");
  return make(
    "article",
    { class: "claim" },
    make(
      "header",
      {},
      name(claim.claimant),
      ` ${VERBS[claim.type]} `,
      make(
        "span",
        { class: "chips" },
        chip(claim.type, `type-${claim.type}`),
        claim.date && chip(`about ${claim.date}`, "date", "The date that the claim is about"),
        claim.quotation && chip("quotation", "quotation", "The claimant\u2019s own words"),
        claim.negated && chip("negated", "negated", cue("negation scope") ?? cue("negation")),
        claim.hedged && chip("hedged", "hedged", cue("hedge scope") ?? cue("hedge")),
        claim.probability.length > 0 &&
          chip(percentages(claim.probability), "hedged", "The probability that the words give"),
        !claim.explicit &&
          chip("implicit", "implicit", "The sentence does not say whose view it gives"),
      ),
    ),
    quotation(claim.text, claim.cues, claim.quotation),
    claim.text !== claim.exact &&
      make("details", { class: "verbatim" }, make("summary", {}, "as it stands in the document"),
        make("pre", { dir: "auto" }, claim.exact)),
    cue("condition") &&
      make("p", { class: "note" }, "On the condition: ", make("q", { dir: "auto" }, cue("condition"))),
    !claim.date && cue("date") &&
      make("p", { class: "note" }, "For when: ", make("q", { dir: "auto" }, cue("date"))),
    attributed && make("p", { class: "note" }, "Attributed by ", make("q", { dir: "auto" }, attributed)),
    claim.reporters.length > 0 &&
      make("p", { class: "note" }, "Reported by ", separated(claim.reporters.map((n) => name(n)))),
    claim.within &&
      make("p", { class: "note" }, "Part of a claim of ", name(claim.within.claimant), ": ",
        make("q", { dir: "auto" }, claim.within.text)),
    claim.about.length > 0 &&
      make("p", { class: "note" }, "About ", separated(claim.about.map((n) => name(n)))),
    citation(claim.document, claim, claim.confidence),
  );
}

/* [0.5, 0.5] as 50 %, [0.1, 0.2] as 10 to 20 % */
function percentages([least, greatest]) {
  const percent = (value) => String(Math.round(value * 10000) / 100);
  return `${least === greatest ? "" : `${percent(least)} to `}${percent(greatest)} %`;
}

function separated(elements) {
  return elements.flatMap((element, i) => (i ? [", ", element] : [element]));
}

/* What each document says of a relation, in its words. */
function statement(relation) {
  const { document, roles, spans, confidence } = relation;
  if (!document) return make("span", { class: "note" }, "from the vocabulary");
  return make(
    "div",
    { class: "statement" },
    roles.length > 0 && make("p", { class: "role" }, "as ", make("bdi", {}, roles.join(", "))),
    spans.map((span, i) => [
      quotation(span.exact),
      citation(i === spans.length - 1 ? document : null, span, i === spans.length - 1 ? confidence : 0),
    ]),
    spans.length === 0 && citation(document, {}, confidence),
  );
}

/* A list that begins with a few items and shows the others when asked to. */
function listing(items, render, first = 20) {
  const list = make("div", { class: "listing" }, items.slice(0, first).map(render));
  if (items.length > first) {
    const rest = items.slice(first);
    const more = make("button", { type: "button", class: "more" }, `Show ${rest.length} more`);
    more.addEventListener("click", () => {
      const added = rest.map(render).flat();
      more.replaceWith(...added);
      added[0].querySelector("a")?.focus();
    });
    list.append(more);
  }
  return list;
}
