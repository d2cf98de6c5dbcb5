// Charts, and the start of everything.
const NUMBERS = {
  vi: { decimal: ",", thousands: ".", grouping: [3], currency: ["", ""] },
  en: { decimal: ".", thousands: ",", grouping: [3], currency: ["", ""] },
};

async function drawChart(id, spec) {
  const place = document.getElementById(id);
  if (!spec || !place) return;
  // `ast` has Vega walk through expressions instead of making code of them.
  const drawn = await vegaEmbed(place, spec, {
    ast: true,
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    formatLocale: NUMBERS[page.lang],
    tooltip: { disableDefaultStyle: true },
  });
  drawn.view.addEventListener("click", (event, item) => {
    const topic = page.topics.findIndex((entry) => entry.parent < 0 && entry.name === item?.datum?.topic);
    if (topic >= 0) filterBy({ ...NO_FILTER, topic }, { go: true });
  });
}

async function start() {
  for (const words of document.querySelectorAll("blockquote > p")) {
    const button = clamp(words);
    if (button) words.after(button);
  }
  drawChart("chart-topics", page.charts.topics);
  drawChart("chart-time", page.charts.time);
  if (typeof DecompressionStream === "undefined") {
    document.getElementById("shown").textContent = say("old_browser");
    return;
  }
  rows = await unpackRows();
  fillFilters();
  listenToFilters();
  // Where all opinions come from one place, the map begins inside it.
  while (heatPlaces().shown.length === 1 && page.places.some((path) => path.length > heatPath.length + 1)) {
    heatPath = [...heatPath, heatPlaces().shown[0]];
  }
  drawHeat();
  drawTable();
  document.documentElement.dataset.ready = "true";
}

window.addEventListener("beforeprint", () => {
  document.querySelector("#method details").open = true;
});
start();
