/* The graph as objects that know their links: what html_data.py wrote, indexed. */

const PHRASES = {
  affiliatedWith: ["affiliated with", "affiliated people"],
  founded: ["founded", "founded by"],
  developed: ["developed", "developed by"],
  uses: ["uses", "used by"],
  evaluatedOn: ["evaluated on", "used to evaluate"],
  broader: ["a kind of", "more specific"],
  appliedTo: ["applied to", "approached with"],
  participatedIn: ["took part in", "participants"],
  partOf: ["part of", "has as parts"],
};
const VERBS = {
  fact: "states",
  opinion: "holds",
  prediction: "predicts",
  recommendation: "recommends",
  plan: "plans",
};
const CUES = [
  "attribution", "negation", "hedge", "condition", "date", "negation scope", "hedge scope",
];

const graph = readGraph(JSON.parse(document.getElementById("data").textContent));

function readGraph(data) {
  const nodes = data.nodes.id.map((id, index) => readNode(data, id, index));
  const links = new Map();
  const link = (source, kind, target) => {
    const id = `${source.id}|${kind}|${target.id}`;
    if (!links.has(id)) {
      const made = { isLink: true, id, source, kind, target };
      Object.assign(made, { relations: [], claims: [], mentions: [], roles: [] });
      links.set(id, made);
      source.links.push(made);
      if (target !== source) target.links.push(made);
    }
    return links.get(id);
  };
  const relations = data.relations.map((row) => {
    const [source, predicate, target, document, roles, confidence, spans] = row;
    const relation = {
      source: nodes[source],
      predicate: data.predicates[predicate],
      target: nodes[target],
      document: nodes[document] ?? null,
      roles,
      confidence,
      spans: spans.map(([exact, ...place]) => ({ exact, ...readPlace(place) })),
    };
    link(relation.source, relation.predicate, relation.target).relations.push(relation);
    relation.document?.relations.push(relation);
    return relation;
  });
  const claims = data.claims.map((row) => readClaim(data, nodes, row));
  for (const claim of claims) {
    claim.within = claims[claim.within] ?? null;
    claim.claimant.claims.push(claim);
    for (const topic of claim.about) {
      topic.topicOf.push(claim);
      if (topic !== claim.claimant) link(claim.claimant, "claims", topic).claims.push(claim);
    }
    for (const reporter of claim.reporters) reporter.reported.push(claim);
    claim.document?.stated.push(claim);
  }
  for (const [entity, document, count, before, exact, after] of data.mentions) {
    const mention = {
      entity: nodes[entity],
      document: nodes[document],
      count,
      before,
      exact,
      after,
    };
    mention.entity.mentions.push(mention);
    mention.document.mentions.push(mention);
    link(mention.entity, "inDocument", mention.document).mentions.push(mention);
  }
  for (const node of nodes) {
    for (const [role, index] of node.people) {
      nodes[index].parts.push({ role, document: node });
      link(nodes[index], "inDocument", node).roles.push(role);
    }
  }
  return {
    nodes,
    links: [...links.values()],
    claims,
    relations,
    claimTypes: data.claimTypes,
    byId: new Map(nodes.map((node) => [node.id, node])),
    linkById: links,
  };
}

function readNode(data, id, index) {
  const { label, kind, x, y, size, more } = data.nodes;
  const known = more[index] ?? {};
  return {
    index,
    id,
    iri: /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : data.base + id,
    label: label[index],
    kind: data.kinds[kind[index]],
    kinds: known.kinds ?? [data.kinds[kind[index]]],
    x: x[index],
    y: y[index],
    size: size[index],
    aliases: known.aliases ?? [],
    identifiers: [
      ...(known.exactMatch ?? []),
      ...(known.sameAs ?? []),
      ...(known.sources ?? []),
    ],
    vocabulary: Boolean(known.vocabulary),
    published: known.published ?? "",
    source: known.source ?? "",
    licence: known.licence ?? "",
    description: known.description ?? "",
    location: known.location ?? "",
    people: known.people ?? [],
    links: [], // with another node, in the picture
    claims: [], // it makes
    topicOf: [], // claims about it
    reported: [], // claims of others that it passes on
    mentions: [], // of it in documents; for a document, in it
    parts: [], // it has in documents: author, host
    stated: [], // claims in this document
    relations: [], // stated in this document
  };
}

function readPlace([start, end, page, speaker, time]) {
  return { start, end, page: page ?? 0, speaker: speaker ?? "", time: time ?? "" };
}

function readClaim(data, nodes, row) {
  const [claimant, type, flags, document, exact, text, about, place, ...rest] = row;
  const [date, cues, reporters, within, confidence, probability] = rest;
  return {
    claimant: nodes[claimant],
    type: data.claimTypes[type],
    negated: Boolean(flags & 1),
    hedged: Boolean(flags & 2),
    quotation: Boolean(flags & 4),
    explicit: Boolean(flags & 8),
    document: nodes[document] ?? null,
    exact,
    text: text || exact,
    about: about.map((index) => nodes[index]),
    ...readPlace(place),
    date,
    cues: cues.map(([cue, words, offset]) => ({ cue: CUES[cue], words, offset })),
    reporters: reporters.map((index) => nodes[index]),
    within,
    confidence,
    probability: probability ?? [],
  };
}

/* Names compare without case and accents, as in search. */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function kindName(kind, count = 1) {
  const names = { Author: ["Unnamed author", "Unnamed authors"], Person: ["Person", "People"] };
  const [one, many] = names[kind] ?? [kind, `${kind}s`];
  return count === 1 ? one : many;
}
