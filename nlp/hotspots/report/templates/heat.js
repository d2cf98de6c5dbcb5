// Topics by places as a table whose cells are buttons: it can be read aloud, printed and walked
// through by keyboard.
const HEAT_PLACES = 18;
// Beyond this the dark letters would be hard to read.
const HEAT_MOST = 0.62;
let heatPath = [];
const openTopics = new Set();

function heatPlaces() {
  const counts = new Map();
  for (const row of rows) {
    const path = placePath(row);
    if (!inside(path, heatPath)) continue;
    const name = path[heatPath.length] ?? "";
    counts.set(name, (counts.get(name) || 0) + 1);
  }
  const names = [...counts].filter(([name]) => name).sort((a, b) => b[1] - a[1] || byName(a[0], b[0])).map(([name]) => name);
  return { shown: names.slice(0, HEAT_PLACES), others: names.length - HEAT_PLACES };
}

function heatTopics() {
  const list = [];
  page.topics.forEach((topic, i) => {
    if (topic.parent < 0 || openTopics.has(topic.parent)) list.push(i);
  });
  return list;
}

function heatCounts(places) {
  const counts = new Map();
  const add = (topic, column) => {
    if (!counts.has(topic)) counts.set(topic, { all: 0, rest: 0, at: new Array(places.length).fill(0) });
    const entry = counts.get(topic);
    entry.all += 1;
    if (column >= 0) entry.at[column] += 1;
    else entry.rest += 1;
  };
  for (const row of rows) {
    const path = placePath(row);
    if (!inside(path, heatPath)) continue;
    const column = places.indexOf(path[heatPath.length]);
    const nodes = new Set(row.topics.flatMap((t) => [t, page.topics[t].parent]).filter((t) => t >= 0));
    for (const topic of nodes) add(topic, column);
  }
  return counts;
}

function heatCell(n, most, topic, path) {
  if (!n) return element("td");
  const label = `${topicName(topic)}, ${placeName(path)}: ${say("n_opinions", { n: whole(n) })}`;
  const button = element("button", { type: "button", "aria-label": label, onclick: () => filterBy({ ...NO_FILTER, topic, place: path }, { go: true }) }, whole(n));
  const cell = element("td", {}, button);
  cell.style.setProperty("--heat", (HEAT_MOST * Math.sqrt(n / most)).toFixed(3));
  return cell;
}

function placeHead(name) {
  const path = [...heatPath, name];
  const deeper = page.places.some((other) => other.length > path.length && inside(other, path));
  const text = element("bdi", {}, name);
  return element(
    "th",
    { scope: "col" },
    deeper ? element("button", { type: "button", onclick: () => drillTo(path) }, text) : element("span", {}, text),
  );
}

function topicHead(topic) {
  const { parent, name } = page.topics[topic];
  const hasParts = page.topics.some((other) => other.parent === topic);
  if (parent >= 0 || !hasParts) return element("th", { scope: "row" }, name);
  const open = openTopics.has(topic);
  const toggle = () => {
    if (!openTopics.delete(topic)) openTopics.add(topic);
    drawHeat();
    document.querySelector(`#heat-map [data-topic="${topic}"]`).focus();
  };
  const button = element("button", { type: "button", "aria-expanded": String(open), "data-topic": topic, onclick: toggle }, `${open ? "▾" : "▸"} ${name}`);
  return element("th", { scope: "row" }, button);
}

function drawHeat() {
  const { shown, others } = heatPlaces();
  const counts = heatCounts(shown);
  const topics = heatTopics().filter((topic) => counts.has(topic));
  const tops = topics.filter((topic) => page.topics[topic].parent < 0);
  const most = Math.max(1, ...tops.flatMap((topic) => counts.get(topic).at));
  const rest = tops.some((topic) => counts.get(topic).rest);
  const restName = others > 0 ? say("other_places", { n: whole(others) }) : say("unknown_place");
  const head = [element("th", { scope: "col" }, element("span", {}, say("topic"))), ...shown.map(placeHead)];
  if (rest) head.push(element("th", { scope: "col" }, element("span", {}, restName)));
  head.push(element("th", { scope: "col" }, element("span", {}, say("total"))));
  const body = topics.map((topic) => {
    const entry = counts.get(topic);
    const cells = shown.map((name, i) => heatCell(entry.at[i], most, topic, [...heatPath, name]));
    if (rest) cells.push(element("td", { class: "sum" }, entry.rest ? whole(entry.rest) : ""));
    cells.push(element("td", { class: "sum" }, whole(entry.all)));
    return element("tr", page.topics[topic].parent >= 0 ? { class: "sub" } : {}, topicHead(topic), ...cells);
  });
  document
    .getElementById("heat-map")
    .replaceChildren(element("caption", {}, say("heat_caption")), element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body));
  drawPath();
}

function drawPath() {
  const steps = [[], ...heatPath.map((_, i) => heatPath.slice(0, i + 1))];
  const parts = steps.flatMap((path, i) => {
    const name = path.length ? path[path.length - 1] : say("all_places");
    const last = i === steps.length - 1;
    return [i ? " › " : "", last ? element("strong", {}, element("bdi", {}, name)) : element("button", { type: "button", onclick: () => drillTo(path) }, element("bdi", {}, name))];
  });
  document.getElementById("heat-path").replaceChildren(...parts);
}

function drillTo(path) {
  heatPath = path;
  drawHeat();
  filterBy({ place: path });
  document.querySelector("#heat .scroll").focus();
}
