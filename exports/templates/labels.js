/* Names and spots over the picture: the most central names first and none over another, so that they
   can be read at any zoom. */

const MOST_LABELS = 160;
const MOST_CENTRAL = 40; // are named from any distance
const LONGEST_LABEL = 34;

/* Where a node is on the screen, and how large; null out of sight. From afar, nodes are spots that
   are still large enough to be seen, the central ones larger. */
function spotOf(node, { scale, view, width, height }) {
  const place = picture.network.body.nodes[node.id];
  if (!place || !picture.nodes.get(node.id)) return null;
  const x = (place.x - view.x) * scale + width / 2;
  const y = (place.y - view.y) * scale + height / 2;
  if (x < -80 || y < -40 || x > width + 80 || y > height + 40) return null;
  const least = 0.8 + 0.16 * node.size;
  return { x, y, radius: Math.max(node.size * scale, least), small: node.size * scale < least };
}

function sight() {
  const { network } = picture;
  return {
    scale: network.getScale(),
    view: network.getViewPosition(),
    width: stage.clientWidth,
    height: stage.clientHeight,
  };
}

function spotAt({ x, y }) {
  const seen = sight();
  return byRank.find((node) => {
    const spot = spotOf(node, seen);
    return spot && Math.hypot(spot.x - x, spot.y - y) <= spot.radius + 2;
  });
}

/* Spots for nodes that are too small to see, and names: the selected one and its neighbours first,
   then by size. */
function drawOver(context, paint) {
  const seen = sight();
  const ratio = context.canvas.width / seen.width;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const chosen = picture.selected ? neighbourhood(picture.selected) : [];
  const others = new Set(chosen);
  const spots = [...chosen, ...byRank.filter((node) => !others.has(node))]
    .map((node, i) => ({ node, first: i < chosen.length, spot: spotOf(node, seen) }))
    .filter(({ spot }) => spot);
  for (const { node, spot } of [...spots].reverse()) {
    if (!spot.small) continue;
    context.fillStyle = styleOf(node.kind).colour;
    context.beginPath();
    context.arc(spot.x, spot.y, spot.radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = paint.halo;
  context.fillStyle = paint.text;
  const taken = [];
  for (const { node, first, spot } of spots) {
    if (taken.length >= MOST_LABELS) break;
    if (!first && spot.small && node.rank >= MOST_CENTRAL) continue;
    writeLabel(context, node, spot, first, taken);
  }
  context.restore();
}

function writeLabel(context, node, { x, y, radius }, first, taken) {
  const size = Math.round(Math.min(20, 10 + radius * 0.32));
  context.font = `${first || node.size > 15 ? 600 : 400} ${size}px system-ui, sans-serif`;
  const text = shortened(node.label);
  const half = context.measureText(text).width / 2 + 3;
  const top = y + radius + 3;
  const [x0, y0, x1, y1] = [x - half, top - 1, x + half, top + size + 3];
  if (taken.some((box) => x0 < box[2] && box[0] < x1 && y0 < box[3] && box[1] < y1)) return;
  taken.push([x0, y0, x1, y1]);
  context.strokeText(text, x, top);
  context.fillText(text, x, top);
}

function neighbourhood(thing) {
  if (thing.isLink) return [thing.source, thing.target];
  const others = thing.links
    .filter(linkShown)
    .map((link) => (link.source === thing ? link.target : link.source));
  return [thing, ...others.sort((a, b) => b.size - a.size)];
}

function shortened(text) {
  const letters = [...text.replace(/\s+/g, " ")];
  if (letters.length <= LONGEST_LABEL) return letters.join("");
  return `${letters.slice(0, LONGEST_LABEL - 1).join("").trimEnd()}\u2026`;
}
