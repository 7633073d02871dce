/* Search, legend, and the address: what is selected stands behind # in the page's address, so that
   it can be linked to, and back and forward work. */

const LINK_NAMES = { claims: "claims about", inDocument: "in document" };

function encoded(text) {
  return encodeURIComponent(text).replace(/%2F/g, "/");
}

function hashOf(node) {
  return `#${encoded(node.id)}`;
}

function hashOfLink(link) {
  return `#${[link.source.id, link.kind, link.target.id].map(encoded).join("&")}`;
}

/* The node or link that the address names; null for none. */
function addressed() {
  let parts;
  try {
    parts = window.location.hash.slice(1).split("&").map(decodeURIComponent);
  } catch {
    return null; // not an address of ours
  }
  return (parts.length === 3 ? graph.linkById.get(parts.join("|")) : graph.byId.get(parts[0])) ?? null;
}

let staying = false;

/* Goes to an address; `still` leaves the picture where it is. */
function visit(hash, { still = false } = {}) {
  staying = still;
  if (hash === (window.location.hash || "#")) show();
  else window.location.hash = hash;
}

function show() {
  const thing = addressed();
  const reading = panel.contains(document.activeElement);
  hideTooltip();
  if (!thing) startPanel();
  else if (thing.isLink) linkPanel(thing);
  else if (thing.kind === "Document") documentPanel(thing);
  else entityPanel(thing);
  if (reading) panel.focus({ preventScroll: true }); // what had the focus is gone
  mark(thing);
  if (thing && !staying) centre(thing.isLink ? [thing.source, thing.target] : [thing]);
  staying = false;
}

/* ---- search ---- */

const query = document.getElementById("query");
const suggestions = document.getElementById("suggestions");
const searchable = graph.nodes.map((node) => ({
  node,
  names: [node.label, ...node.aliases].map((text) => ({ text, folded: folded(text) })),
}));
let active = -1;

/* How well a name fits: 0 best, null not at all. */
function fit(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const at = name.indexOf(wanted);
  if (at < 0) return null;
  return /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
}

function found(wanted) {
  const hits = [];
  for (const { node, names } of searchable) {
    let best = null;
    names.forEach(({ text, folded: name }, i) => {
      const score = fit(name, wanted);
      if (score === null) return;
      const rank = 2 * score + (i ? 1 : 0);
      if (!best || rank < best.rank) best = { node, rank, alias: i ? text : "" };
    });
    if (best) hits.push(best);
  }
  hits.sort((a, b) => a.rank - b.rank || b.node.size - a.node.size || a.node.index - b.node.index);
  return hits.slice(0, 12);
}

function suggest() {
  const wanted = folded(query.value.trim());
  const hits = wanted ? found(wanted) : [];
  suggestions.replaceChildren(
    ...hits.map(({ node, alias }, i) =>
      make(
        "li",
        {
          role: "option",
          id: `suggestion-${i}`,
          "aria-selected": "false",
          onpointerdown: (event) => event.preventDefault(),
          onclick: () => choose(node),
        },
        swatch(node.kind),
        make("bdi", {}, node.label),
        alias && make("bdi", { class: "note" }, alias),
        make("span", { class: "note kind" }, kindName(node.kind)),
      ),
    ),
  );
  if (wanted && hits.length === 0) {
    suggestions.append(make("li", { class: "note", role: "presentation" }, "No such name"));
  }
  suggestions.hits = hits;
  suggestions.hidden = !wanted;
  query.setAttribute("aria-expanded", String(hits.length > 0));
  activate(hits.length > 0 ? 0 : -1);
}

function activate(index) {
  active = index;
  [...suggestions.children].forEach((item, i) => {
    item.setAttribute("aria-selected", String(i === index));
    if (i === index) item.scrollIntoView({ block: "nearest" });
  });
  if (index >= 0) query.setAttribute("aria-activedescendant", `suggestion-${index}`);
  else query.removeAttribute("aria-activedescendant");
}

/* Shows a node that was asked for by name, also if the legend had hidden its kind. */
function choose(node) {
  closeSuggestions();
  query.value = node.label;
  if (node.kind !== "Document" && !picture.nodes.get(node.id)) {
    filters.kinds.add(node.kind);
    filters.unlinked ||= !node.links.some(linkShown);
    legend();
    refresh();
  }
  visit(hashOf(node));
  panel.focus({ preventScroll: true });
}

function closeSuggestions() {
  suggestions.hidden = true;
  query.setAttribute("aria-expanded", "false");
  query.removeAttribute("aria-activedescendant");
}

query.addEventListener("input", suggest);
query.addEventListener("focus", () => query.select());
query.addEventListener("blur", closeSuggestions);
query.addEventListener("keydown", (event) => {
  const hits = suggestions.hidden ? [] : (suggestions.hits ?? []);
  if (event.key === "Escape") closeSuggestions();
  else if (event.key === "ArrowDown" && hits.length === 0) suggest();
  else if (event.key === "ArrowDown") activate((active + 1) % hits.length);
  else if (event.key === "ArrowUp" && hits.length > 0) activate((active - 1 + hits.length) % hits.length);
  else if (event.key === "Enter" && hits[active]) choose(hits[active].node);
  else return;
  if (event.key !== "Enter" || hits.length > 0) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(input|textarea)$/i.test(event.target.tagName)) {
    event.preventDefault();
    query.focus();
  }
});

/* ---- legend ---- */

function checkbox(group, value, count, picture, text) {
  const box = make("input", { type: "checkbox", value, "data-group": group });
  box.checked = filters[group].has(value);
  box.addEventListener("change", () => {
    if (box.checked) filters[group].add(value);
    else filters[group].delete(value);
    refresh();
    if (group === "claimTypes") show();
  });
  return make("label", {}, box, picture, make("span", {}, text),
    make("span", { class: "count" }, count.toLocaleString("en")));
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function group(title, rows) {
  return rows.length > 0 && make("fieldset", {}, make("legend", {}, title), rows);
}

function stroke(kind) {
  const known = kind === "claims" || kind === "inDocument" ? kind : "relation";
  const dashed = kind === "claims" && !MANY ? "dashed" : "";
  return make("span", { class: `stroke ${known} ${dashed}`, "aria-hidden": "true" });
}

function legend() {
  const kinds = counted(graph.nodes.map((node) => node.kind));
  const links = counted(graph.links.map((link) => link.kind));
  const types = counted(graph.claims.map((claim) => claim.type));
  const inOrder = (order, counts) => order.filter((key) => counts.has(key));
  const unlinked = make("input", { type: "checkbox", id: "unlinked" });
  unlinked.checked = filters.unlinked;
  unlinked.addEventListener("change", () => {
    filters.unlinked = unlinked.checked;
    refresh();
  });
  document.getElementById("filters").replaceChildren(
    ...[
      group("Nodes", [
        ...inOrder(Object.keys(STYLES), kinds).map((kind) =>
          checkbox("kinds", kind, kinds.get(kind), swatch(kind), kindName(kind, 2))),
        make("label", {}, unlinked, make("span", { class: "swatch" }), make("span", {}, "without links")),
      ]),
      group("Links", inOrder([...Object.keys(PHRASES), "claims", "inDocument"], links).map((kind) =>
        checkbox("links", kind, links.get(kind), stroke(kind),
          LINK_NAMES[kind] ?? PHRASES[kind][0]))),
      group("Claims", inOrder(graph.claimTypes, types).map((type) =>
        checkbox("claimTypes", type, types.get(type), null, type))),
      make("p", { class: "note" }, "Size: PageRank over relations and claims. Width: how many."),
    ].filter(Boolean),
  );
}

/* ---- start ---- */

function start() {
  legend();
  if (graph.nodes.length === 0) {
    const empty = document.getElementById("empty");
    empty.textContent = "There is nothing in this graph yet. claimgraph build SOURCE reads documents into it.";
    empty.hidden = false;
  }
  if (window.matchMedia("(max-width: 760px)").matches) {
    document.getElementById("legend").open = false;
  }
  draw();
  const zoom = (factor) => () =>
    picture.network.moveTo({ scale: picture.network.getScale() * factor, animation: { duration: 150 } });
  document.getElementById("zoom-in").addEventListener("click", zoom(1.5));
  document.getElementById("zoom-out").addEventListener("click", zoom(1 / 1.5));
  document.getElementById("zoom-fit").addEventListener("click", () =>
    picture.network.fit({ animation: { duration: 300 } }));
  dark.addEventListener("change", draw);
  window.addEventListener("hashchange", show);
  show();
  window.claimgraph = {
    graph,
    get network() {
      return picture.network;
    },
    select: (id) => visit(hashOf(graph.byId.get(id))),
    visibleNodes: () => picture.nodes.getIds(),
    visibleLinks: () => picture.links.getIds(),
  };
}

start();
