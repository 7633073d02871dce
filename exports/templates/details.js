/* What the panel beside the picture shows: the start, an entity, a document, a link. */

const panel = document.getElementById("details");

function showDetails(...content) {
  panel.replaceChildren(...content.flat(Infinity).filter(Boolean));
  panel.scrollTop = 0;
}

function section(title, id, ...content) {
  return make("section", { id }, make("h3", {}, title), content);
}

function heading(node) {
  return make(
    "header",
    { class: "heading" },
    make("p", { class: "kinds" }, node.kinds.map((kind) => [
      make("span", {}, swatch(kind), kindName(kind)),
    ])),
    make("h2", { dir: "auto" }, node.label),
  );
}

function claimsShown(claims) {
  const shown = claims.filter((claim) => filters.claimTypes.has(claim.type));
  const hidden = claims.length - shown.length;
  return [
    listing(shown, claimCard),
    hidden > 0 && make("p", { class: "note" }, `${plural(hidden, "claim")} hidden by the legend`),
  ];
}

function startPanel() {
  const entities = graph.nodes.filter((node) => node.kind !== "Document");
  const documents = graph.nodes.filter((node) => node.kind === "Document");
  const largest = [...entities].sort((a, b) => b.size - a.size).slice(0, 12);
  showDetails(
    make(
      "header",
      { class: "heading" },
      make("h2", {}, "Overview"),
      make(
        "p",
        {},
        [
          plural(entities.length, "entity", "entities"),
          plural(graph.relations.length, "relation"),
          plural(graph.claims.length, "claim"),
          plural(documents.length, "document"),
        ].join(" \u00b7 "),
      ),
      make(
        "p",
        { class: "note" },
        "Click a node or a link to read what was said, by whom, in which words. " +
          "A claim is what its claimant holds, not a fact.",
      ),
    ),
    largest.length > 0 &&
      section("Most central", "central", largest.map((node) =>
        make("p", { class: "line" }, name(node)))),
    documents.length > 0 &&
      section("Documents", "documents", listing(byDate(documents), documentLine, 50)),
  );
}

function byDate(documents) {
  const key = (document) => document.published || "";
  return [...documents].sort((a, b) => key(b).localeCompare(key(a)) || a.index - b.index);
}

function documentLine(document) {
  return make(
    "p",
    { class: "line" },
    name(document),
    make(
      "span",
      { class: "note" },
      document.published && make("time", {}, document.published),
      document.published && " \u00b7 ",
      plural(document.stated.length, "claim"),
    ),
  );
}

/* Its other names, those that differ only in case and accents once. */
function spellings(node) {
  const seen = new Set([folded(node.label)]);
  return node.aliases.filter((alias) => !seen.has(folded(alias)) && seen.add(folded(alias)));
}

function entityPanel(node) {
  const identifiers = [...new Set(node.identifiers)];
  showDetails(
    heading(node),
    spellings(node).length > 0 &&
      make("p", { class: "aliases" }, make("span", { class: "term" }, "Also "), separated(
        spellings(node).map((alias) => make("bdi", {}, alias)),
      )),
    identifiers.length > 0 &&
      make("p", { class: "identifiers" }, make("span", { class: "term" }, "Identifiers "),
        separated(identifiers.map((address) => outward(address, shortAddress(address))))),
    contents(node),
    relationSections(node),
    node.claims.length > 0 &&
      section(`Claims by ${node.label} (${node.claims.length})`, "made", claimsShown(node.claims)),
    node.topicOf.length > 0 &&
      section(`Claims about ${node.label} (${node.topicOf.length})`, "topic",
        claimsShown(node.topicOf)),
    node.reported.length > 0 &&
      section(`Claims of others reported by ${node.label} (${node.reported.length})`, "reported",
        claimsShown(node.reported)),
    documentsOf(node),
    make("p", { class: "iri note" }, node.iri),
  );
}

/* Jumps to the sections below. */
function contents(node) {
  const jump = (id, text) =>
    make("button", { type: "button", onclick: () => panel.querySelector(`#${id}`).scrollIntoView() },
      text);
  const relations = node.links.reduce((sum, link) => sum + link.relations.length, 0);
  return make(
    "nav",
    { class: "contents", "aria-label": "Sections" },
    relations > 0 && jump("relations", plural(relations, "relation")),
    node.claims.length > 0 && jump("made", `${plural(node.claims.length, "claim")} made`),
    node.topicOf.length > 0 && jump("topic", `${plural(node.topicOf.length, "claim")} about it`),
    documentCount(node) > 0 && jump("documents", plural(documentCount(node), "document")),
  );
}

function documentCount(node) {
  return node.links.filter((link) => link.kind === "inDocument").length;
}

function relationSections(node) {
  const groups = new Map();
  for (const link of node.links) {
    if (link.relations.length === 0) continue;
    const inverse = link.source === node ? 0 : 1;
    const phrase = PHRASES[link.kind][inverse];
    if (!groups.has(phrase)) groups.set(phrase, []);
    groups.get(phrase).push({ other: inverse ? link.source : link.target, link });
  }
  if (groups.size === 0) return null;
  return section(
    "Relations",
    "relations",
    make("p", { class: "note" }, "As documents state them, in their words."),
    [...groups].map(([phrase, found]) =>
      make(
        "div",
        { class: "group" },
        make("h4", {}, phrase),
        listing(
          found.sort((a, b) => b.other.size - a.other.size),
          ({ other, link }) =>
            make("div", { class: "relation" }, name(other), link.relations.map(statement)),
          8,
        ),
      ),
    ),
  );
}

function documentsOf(node) {
  const links = node.links.filter((link) => link.kind === "inDocument");
  if (links.length === 0) return null;
  const documents = byDate(links.map((link) => link.target));
  const linkTo = new Map(links.map((link) => [link.target, link]));
  return section(
    "Documents",
    "documents",
    listing(documents, (document) => documentEntry(document, linkTo.get(document)), 12),
  );
}

function documentEntry(document, { mentions, roles }) {
  return make(
    "div",
    { class: "relation" },
    name(document),
    make(
      "span",
      { class: "note" },
      [
        document.published,
        ...roles,
        ...mentions.map(({ count }) => plural(count, "mention")),
      ].filter(Boolean).join(" \u00b7 "),
    ),
    mentions.map(({ before, exact, after }) =>
      make("p", { class: "snippet", dir: "auto" }, `\u2026${before}`, make("mark", {}, exact),
        `${after}\u2026`),
    ),
  );
}

function documentPanel(node) {
  const people = node.people.map(([role, index]) => [role, graph.nodes[index]]);
  const fact = (term, ...value) => [make("dt", {}, term), make("dd", { dir: "auto" }, value)];
  const mentions = [...node.mentions].sort((a, b) => b.count - a.count);
  showDetails(
    heading(node),
    node.description && make("p", { dir: "auto" }, node.description),
    make(
      "dl",
      {},
      node.published && fact("Date", make("time", {}, node.published)),
      people.map(([role, person]) => fact(role[0].toUpperCase() + role.slice(1), name(person))),
      node.source && fact("Source", linked(node.source)),
      node.licence && fact("Licence", linked(node.licence)),
      node.location && fact("File", node.location),
    ),
    mentions.length > 0 &&
      section(`Mentions (${mentions.length})`, "mentions",
        make("div", { class: "names" }, listing(mentions, ({ entity, count }) =>
          make("span", { class: "counted" }, name(entity), ` ${count}`), 40))),
    node.relations.length > 0 &&
      section(`Relations stated (${node.relations.length})`, "relations",
        listing(node.relations, (relation) =>
          make("div", { class: "relation" }, triple(relation.source, relation.predicate,
            relation.target), statement(relation)), 12)),
    node.stated.length > 0 &&
      section(`Claims (${node.stated.length})`, "stated", claimsShown(node.stated)),
    make("p", { class: "iri note" }, node.iri),
  );
}

function triple(source, kind, target) {
  return make("p", { class: "triple" }, name(source), ` ${PHRASES[kind][0]} `, name(target));
}

function linkPanel(link) {
  const { source, kind, target } = link;
  const title = (...content) =>
    make("header", { class: "heading" }, make("h2", { class: "link-title" }, content));
  if (kind === "claims") {
    showDetails(
      title(plural(link.claims.length, "claim"), " by ", name(source), " about ", name(target)),
      claimsShown(link.claims),
    );
  } else if (kind === "inDocument") {
    showDetails(
      title(name(source), " in ", name(target)),
      documentEntry(target, link),
    );
  } else {
    showDetails(
      title(name(source), ` ${PHRASES[kind][0]} `, name(target)),
      make("p", { class: "note" }, `Stated in ${plural(link.relations.filter((r) => r.document).length,
        "document")}`),
      link.relations.map(statement),
    );
  }
}
