// The page's data: unpacked, indexed, filtered.
const page = JSON.parse(document.getElementById("page-data").textContent);
const say = (key, values = {}) =>
  page.words[key].replace(/\{(\w+)\}/g, (gap, name) => (name in values ? values[name] : gap));
const whole = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, page.lang === "vi" ? "." : ",");
const byName = new Intl.Collator(page.lang, { numeric: true }).compare;

const plain = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

async function unpackRows() {
  const bytes = Uint8Array.from(atob(page.rows), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const columns = await new Response(stream).json();
  page.places = columns.places;
  page.statuses = columns.statuses;
  page.standing = columns.standing;
  return columns.text.map((text, i) => ({
    text,
    day: columns.day[i],
    place: columns.place[i],
    topics: columns.topics[i],
    spots: columns.spots[i],
    status: columns.status[i],
    by: columns.by[i],
  }));
}

const filters = { words: "", topic: -1, place: [], spot: 0, status: -1, from: "", to: "" };
const order = { key: "day", down: true };
let rows = [];

const placePath = (row) => page.places[row.place];
const placeName = (path) => (path.length ? path.slice().reverse().join(", ") : say("unknown_place"));
const inside = (path, outer) => outer.every((name, i) => path[i] === name);
const topicName = (t) => page.topics[t].full;
const hasTopic = (row, topic) => row.topics.some((t) => t === topic || page.topics[t].parent === topic);
const showDay = (day) => (day ? day.split("-").reverse().join("/") : say("undated"));

// Where offices write whole answers as a status, it is filtered by what the answers come to.
const MOST_STATUSES = 25;
const statusGroup = (row) => (page.statuses.length > MOST_STATUSES ? page.standing[row.status] : row.status);

function wordsMatch(row, wanted) {
  row.lower ??= row.text.normalize("NFC").toLowerCase();
  row.plain ??= plain(row.text);
  // Words typed with marks are looked for with their marks, others without.
  return wanted.every((word) => (word === plain(word) ? row.plain : row.lower).includes(word));
}

function visibleRows() {
  const wanted = filters.words.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(
    (row) =>
      (filters.topic < 0 || hasTopic(row, filters.topic)) &&
      inside(placePath(row), filters.place) &&
      (!filters.spot || row.spots.includes(filters.spot)) &&
      (filters.status < 0 || statusGroup(row) === filters.status) &&
      (!filters.from || (row.day && row.day >= filters.from)) &&
      (!filters.to || (row.day && row.day <= filters.to)) &&
      wordsMatch(row, wanted),
  );
  return found.sort((a, b) => (order.down ? -1 : 1) * sorters[order.key](a, b));
}

const sorters = {
  day: (a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
  place: (a, b) => byName(placeName(placePath(a)), placeName(placePath(b))),
  topic: (a, b) => byName(a.topics.map(topicName).join(), b.topics.map(topicName).join()),
  text: (a, b) => byName(a.text, b.text),
  status: (a, b) => byName(page.statuses[a.status], page.statuses[b.status]),
  spot: (a, b) => (a.spots[0] || 1e9) - (b.spots[0] || 1e9),
};

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
