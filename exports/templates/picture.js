/* The network itself: vis-network draws nodes and links where html_data.py placed them. */

const STYLES = {
  Person: { shape: "dot", colour: "#0072b2" },
  Organization: { shape: "square", colour: "#d55e00" },
  Method: { shape: "dot", colour: "#009e73" },
  Model: { shape: "diamond", colour: "#cc79a7" },
  Benchmark: { shape: "triangle", colour: "#e69f00" },
  Concept: { shape: "dot", colour: "#56b4e9" },
  Work: { shape: "hexagon", colour: "#882255" },
  Event: { shape: "star", colour: "#b5a300" },
  Author: { shape: "triangleDown", colour: "#7a828c" },
  Document: { shape: "square", colour: "#a9b0b8" },
  Term: { shape: "dot", colour: "#a9b0b8" },
};
/* So many links are drawn without dashes and arrowheads, and not while the picture moves. */
const MANY = graph.links.length > 3000;

const filters = {
  kinds: new Set(graph.nodes.map((node) => node.kind).filter((kind) => kind !== "Document")),
  links: new Set(graph.links.map((link) => link.kind)),
  claimTypes: new Set(graph.claimTypes),
  unlinked: true,
};
const stage = document.getElementById("picture");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const picture = { network: null, nodes: null, links: null, selected: null };
const byRank = [...graph.nodes].sort((a, b) => b.size - a.size || a.index - b.index);
byRank.forEach((node, rank) => {
  node.rank = rank;
});

function styleOf(kind) {
  return STYLES[kind] ?? STYLES.Term;
}

function linkShown(link) {
  return (
    filters.links.has(link.kind) &&
    filters.kinds.has(link.source.kind) &&
    filters.kinds.has(link.target.kind) &&
    (link.kind !== "claims" || link.claims.some((claim) => filters.claimTypes.has(claim.type)))
  );
}

function nodeShown(node) {
  return filters.kinds.has(node.kind) && (filters.unlinked || node.links.some(linkShown));
}

/* Colours of the page's style sheet. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const get = (property) => style.getPropertyValue(property).trim();
  const strength = Math.max(0.15, 0.65 * Math.min(1, Math.sqrt(1200 / (graph.links.length || 1))));
  const opacity = Math.round(strength * 255).toString(16).padStart(2, "0");
  return {
    text: get("--text"),
    halo: get("--picture"),
    strong: get("--strong"),
    soft: get("--soft"),
    marked: get("--claims"),
    relation: get("--relation") + opacity,
    claims: get("--claims") + opacity,
    inDocument: get("--faint") + opacity,
  };
}

function visNode(node, paint) {
  const { shape, colour } = styleOf(node.kind);
  const own = { background: colour, border: colour };
  const marked = { background: colour, border: paint.strong };
  return {
    id: node.id,
    x: node.x,
    y: node.y,
    shape,
    // vis draws a polygon of the same size larger than it draws a disc.
    size: shape === "dot" ? node.size : node.size * 0.9,
    color: { ...own, highlight: marked, hover: marked },
  };
}

function visLink(link, side, paint) {
  const { source, target, kind } = link;
  const relation = kind !== "claims" && kind !== "inDocument";
  const count = link.claims.length + link.relations.length;
  const marked = { claims: paint.marked, inDocument: paint.soft }[kind] ?? paint.strong;
  return {
    id: link.id,
    from: source.id,
    to: target.id,
    width: 1 + Math.log2(Math.max(1, count)),
    dashes: kind === "claims" && !MANY ? [7, 5] : false,
    color: {
      color: relation ? paint.relation : paint[kind],
      highlight: marked,
      hover: marked,
    },
    arrows: MANY || kind === "inDocument" ? "" : { to: { enabled: true, scaleFactor: 0.45 } },
    smooth: side === 0 ? false : { enabled: true, type: "curvedCW", roundness: 0.14 * side },
  };
}

/* Links between the same two nodes bend away from one another. */
function visLinks(paint) {
  const seen = new Map();
  return graph.links.map((link) => {
    const forward = link.source.index < link.target.index;
    const pair = forward
      ? `${link.source.index} ${link.target.index}`
      : `${link.target.index} ${link.source.index}`;
    const before = seen.get(pair) ?? 0;
    seen.set(pair, before + 1);
    const side = Math.ceil(before / 2) * (before % 2 ? 1 : -1);
    return visLink(link, forward ? side : -side, paint);
  });
}

function draw() {
  const paint = colours();
  const before = picture.network && {
    position: picture.network.getViewPosition(),
    scale: picture.network.getScale(),
  };
  picture.network?.destroy();
  const nodes = new vis.DataSet(graph.nodes.map((node) => visNode(node, paint)));
  const links = new vis.DataSet(visLinks(paint));
  picture.nodes = new vis.DataView(nodes, { filter: ({ id }) => nodeShown(graph.byId.get(id)) });
  picture.links = new vis.DataView(links, { filter: ({ id }) => linkShown(graph.linkById.get(id)) });
  const network = new vis.Network(
    stage,
    { nodes: picture.nodes, edges: picture.links },
    {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { borderWidth: 0, borderWidthSelected: 3 },
      edges: { selectionWidth: 0.7, hoverWidth: 0.5, selfReference: { size: 14 } },
      interaction: {
        hover: true,
        hoverConnectedEdges: false,
        keyboard: { enabled: true, bindToWindow: false },
        hideEdgesOnDrag: MANY,
        hideEdgesOnZoom: MANY,
      },
    },
  );
  picture.network = network;
  network.on("afterDrawing", (context) => drawOver(context, paint));
  network.on("click", ({ nodes: [hit], edges: [link], pointer }) => {
    const node = hit === undefined ? spotAt(pointer.DOM) : graph.byId.get(hit);
    if (node) visit(hashOf(node), { still: true });
    else if (link !== undefined) visit(hashOfLink(graph.linkById.get(link)), { still: true });
    else visit("#", { still: true });
  });
  network.on("hoverNode", ({ node, pointer }) => showTooltip(tooltipOf(graph.byId.get(node)), pointer));
  network.on("hoverEdge", ({ edge, pointer }) =>
    showTooltip(tooltipOfLink(graph.linkById.get(edge)), pointer));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, hideTooltip);
  if (before) network.moveTo(before);
  else network.fit({ animation: false });
  mark(picture.selected);
}

function refresh() {
  picture.nodes.refresh();
  picture.links.refresh();
  mark(picture.selected);
}

/* Marks a node or a link as selected, if it is in the picture. */
function mark(thing) {
  picture.selected = thing;
  const node = thing && !thing.isLink;
  const shown = thing && (node ? picture.nodes : picture.links).get(thing.id);
  picture.network.setSelection(
    {
      nodes: shown && node ? [thing.id] : [],
      edges: shown && !node ? [thing.id] : [],
    },
    { highlightEdges: true },
  );
  picture.network.redraw();
}

function centre(nodes) {
  const shown = nodes.filter((node) => picture.nodes.get(node.id)).map((node) => node.id);
  if (shown.length === 0) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = calm ? false : { duration: 400, easingFunction: "easeInOutQuad" };
  if (shown.length > 1) picture.network.fit({ nodes: shown, maxZoomLevel: 1.2, animation });
  else {
    const scale = Math.max(picture.network.getScale(), 0.9);
    picture.network.focus(shown[0], { scale, animation });
  }
}

const tooltip = document.getElementById("tooltip");

function showTooltip(text, { DOM: { x, y } }) {
  tooltip.textContent = text;
  tooltip.hidden = false;
  const left = Math.min(x + 14, stage.clientWidth - tooltip.offsetWidth - 6);
  const top = y + 18 + tooltip.offsetHeight > stage.clientHeight ? y - tooltip.offsetHeight - 8 : y + 18;
  tooltip.style.left = `${Math.max(4, left)}px`;
  tooltip.style.top = `${top}px`;
}

function hideTooltip() {
  tooltip.hidden = true;
}

function tooltipOf(node) {
  const claims = node.claims.length + node.topicOf.length;
  return `${node.label}\n${node.kinds.map((kind) => kindName(kind)).join(", ")}` +
    (claims ? ` \u00b7 ${plural(claims, "claim")}` : "");
}

function tooltipOfLink({ source, kind, target, claims, mentions, roles }) {
  if (kind === "claims") {
    return `${plural(claims.length, "claim")} by ${source.label} about ${target.label}`;
  }
  if (kind === "inDocument") {
    const count = mentions.reduce((sum, mention) => sum + mention.count, 0);
    const words = [...roles, ...(count ? [plural(count, "mention")] : [])].join(", ");
    return `${source.label} in ${target.label}: ${words}`;
  }
  return `${source.label} \u2014 ${PHRASES[kind][0]} \u2192 ${target.label}`;
}
