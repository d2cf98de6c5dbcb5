// The table of opinions: search, filters, order, pages.
const PAGE_ROWS = 50;
const LONG = 320;
let shownPage = 0;

const columns = ["day", "place", "topic", "text"];
if (page.hasStatus) columns.push("status");
if (page.spots.length) columns.push("spot");
const HEADINGS = { day: "date", place: "place", topic: "topic", text: "text", status: "status", spot: "spot" };

function drawHead() {
  const cells = columns.map((key) => {
    const direction = order.key !== key ? "none" : order.down ? "descending" : "ascending";
    const button = element("button", { type: "button", onclick: () => sortBy(key) }, say(HEADINGS[key]));
    return element("th", { scope: "col", role: "columnheader", class: `c-${key}`, "aria-sort": direction }, button);
  });
  const head = document.querySelector("#rows thead");
  const focused = head.contains(document.activeElement);
  head.replaceChildren(element("tr", { role: "row" }, ...cells));
  if (focused) head.querySelector(`.c-${order.key} button`).focus();
}

function sortBy(key) {
  order.down = order.key === key ? !order.down : false;
  order.key = key;
  shownPage = 0;
  drawTable();
}

/** Show the beginning of a long text, and a button for the rest; null where it is short. */
function clamp(words) {
  if (words.textContent.length <= LONG) return null;
  words.classList.add("clamped");
  const button = element("button", { type: "button", class: "more", "aria-expanded": "false" }, say("more"));
  button.addEventListener("click", () => {
    const open = !words.classList.toggle("clamped");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = say(open ? "less" : "more");
  });
  return button;
}

function textCell(row) {
  const words = element("div", { dir: "auto" }, row.text);
  return [words, clamp(words), row.by && element("bdi", { class: "by" }, row.by)].filter(Boolean);
}

const cellOf = {
  day: (row) => [showDay(row.day)],
  place: (row) => [element("bdi", {}, placeName(placePath(row)))],
  topic: (row) => [row.topics.map(topicName).join("; ")],
  text: textCell,
  status: (row) => {
    const words = element("div", { dir: "auto" }, page.statuses[row.status]);
    return [words, clamp(words)].filter(Boolean);
  },
  spot: (row) =>
    row.spots.flatMap((n, i) => [
      i ? " " : "",
      element("a", { href: `#spot-${n}`, "aria-label": `${say("spot")} ${n}` }, String(n)),
    ]),
};

function drawTable() {
  const found = visibleRows();
  const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS));
  shownPage = Math.min(shownPage, pages - 1);
  const part = found.slice(shownPage * PAGE_ROWS, (shownPage + 1) * PAGE_ROWS);
  drawHead();
  document.querySelector("#rows tbody").replaceChildren(
    ...part.map((row) =>
      element(
        "tr",
        { role: "row" },
        ...columns.map((key) =>
          element("td", { role: "cell", class: `c-${key}`, "data-label": say(HEADINGS[key]) }, ...cellOf[key](row)),
        ),
      ),
    ),
  );
  document.getElementById("shown").textContent = found.length
    ? say("shown", { n: whole(found.length), total: whole(rows.length) })
    : say("no_rows");
  drawPager(pages);
}

function drawPager(pages) {
  const turn = (by, key, off) => {
    const button = element("button", { type: "button", "data-turn": by }, say(key));
    button.disabled = off;
    button.addEventListener("click", () => {
      shownPage += by;
      drawTable();
      toTable();
    });
    return button;
  };
  document.getElementById("pager").replaceChildren(
    ...(pages === 1
      ? []
      : [
          turn(-1, "previous", shownPage === 0),
          say("page_of", { page: whole(shownPage + 1), pages: whole(pages) }),
          turn(1, "next", shownPage === pages - 1),
        ]),
  );
}

function toTable() {
  const heading = document.getElementById("opinions-h");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

// --- filters

const field = (name) => document.getElementById(`f-${name}`);

function options(name, entries) {
  const list = field(name);
  if (list) list.replaceChildren(...entries.map(([value, text]) => element("option", { value }, text)));
}

function placeOptions() {
  const counts = new Map();
  for (const row of rows) {
    const path = placePath(row);
    for (let depth = 1; depth <= path.length; depth++) {
      const key = JSON.stringify(path.slice(0, depth));
      counts.set(key, (counts.get(key) || 0) + 1);
    }
  }
  return [...counts]
    .map(([key, n]) => [key, `${placeName(JSON.parse(key))} (${whole(n)})`])
    .sort((a, b) => byName(a[1], b[1]));
}

function statusOptions() {
  if (page.statuses.length <= MOST_STATUSES) return page.statuses.map((name, i) => [i, name || say("st_none")]);
  return page.standings.map((name, i) => [i, name]).filter(([i]) => page.standing.includes(i));
}

function fillFilters() {
  options("topic", [["-1", say("all_topics")], ...page.topics.map((topic, i) => [i, (topic.parent < 0 ? "" : "\u2003") + topic.name])]);
  options("place", [["[]", say("all_places")], ...placeOptions()]);
  options("spot", [["0", say("all_spots")], ...page.spots.map((name, i) => [i + 1, `${i + 1}. ${name}`])]);
  options("status", [["-1", say("all_statuses")], ...statusOptions()]);
}

/** Set some filters, the others as they are, and show what is left. */
function filterBy(changes, { go = false } = {}) {
  Object.assign(filters, changes);
  shownPage = 0;
  const shown = { text: filters.words, topic: filters.topic, place: JSON.stringify(filters.place), spot: filters.spot, status: filters.status, from: filters.from, to: filters.to };
  for (const [name, value] of Object.entries(shown)) {
    if (field(name) && field(name).value !== String(value)) field(name).value = String(value);
  }
  drawTable();
  if (go) toTable();
}

const NO_FILTER = { words: "", topic: -1, place: [], spot: 0, status: -1, from: "", to: "" };

function listenToFilters() {
  let waiting;
  field("text").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => filterBy({ words: field("text").value }), 150);
  });
  const read = {
    topic: (value) => ({ topic: Number(value) }),
    place: (value) => ({ place: JSON.parse(value) }),
    spot: (value) => ({ spot: Number(value) }),
    status: (value) => ({ status: Number(value) }),
    from: (value) => ({ from: value }),
    to: (value) => ({ to: value }),
  };
  for (const [name, change] of Object.entries(read)) {
    field(name)?.addEventListener("change", () => filterBy(change(field(name).value)));
  }
  field("clear").addEventListener("click", () => filterBy(NO_FILTER));
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("button[data-spot]")) {
    button.addEventListener("click", () => filterBy({ ...NO_FILTER, spot: Number(button.dataset.spot) }, { go: true }));
  }
}
