// The atlas as the page holds it: every paper and concept as one object that knows its neighbours.

const data = JSON.parse(document.getElementById("atlas").textContent);
const { nodes } = data.network;

export const { placed, papersInAtlas, conceptsInAtlas, communities } = data;
export const options = data.network.options;

// Papers and concepts in the order of their importance, each with label, group (Paper or the concept's type), size, x, y,
// community, its details, and `address`, the fragment that leads to it.
export const papers = data.papers.map((details, number) => join(nodes[number], details, "paper"));
export const concepts = data.concepts.map((details, number) => join(nodes[papers.length + number], details, "concept"));
export const usages = [];
export const links = [];

const byId = new Map([...papers, ...concepts].map((node) => [node.id, node]));
const byAddress = new Map([...papers, ...concepts].map((node) => [node.address, node]));

for (const edge of data.network.edges) {
  const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
  if (edge.shared) addLink(from, to, edge);
  else addUsage(from, to);
}
papers.forEach((paper) => paper.links.sort((a, b) => b.score - a.score));

function join(node, details, kind) {
  const shared = { ...details, ...node, key: details.id, kind, address: `#${kind}/${encodeURIComponent(details.id)}` };
  return kind === "paper" ? { ...shared, concepts: [], links: [] } : { ...shared, papersHere: [] };
}

function addUsage(paper, concept) {
  usages.push({ id: `${paper.id}-${concept.id}`, from: paper, to: concept, score: 0 });
  paper.concepts.push(concept);
  concept.papersHere.push(paper);
}

function addLink(a, b, edge) {
  const shared = edge.shared.map((number) => concepts[number]);
  links.push({ id: `${a.id}-${b.id}`, from: a, to: b, score: edge.value });
  a.links.push({ paper: b, score: edge.value, shared });
  b.links.push({ paper: a, score: edge.value, shared });
}

export function nodeAt(address) {
  return byAddress.get(address) ?? null;
}

export function nodeOf(id) {
  return byId.get(id);
}

export function neighboursOf(node) {
  return node.kind === "paper" ? [...node.concepts, ...node.links.map((link) => link.paper)] : node.papersHere;
}

// The mentions of a paper in the order of its text; offsets are those of JavaScript.
export function mentionsOf(paper) {
  const found = [];
  for (let at = 0; at < paper.mentions.length; at += 6) {
    const [concept, inAbstract, start, end, sentStart, sentEnd] = paper.mentions.slice(at, at + 6);
    found.push({ concept: concepts[concept], field: inAbstract ? "abstract" : "title", start, end, sentStart, sentEnd });
  }
  return found;
}

export function fieldText(paper, field) {
  return field === "title" ? paper.label : paper.abstract ?? "";
}
