// Draws the figures of a table as bars; the table stays, for those who rather read.
(() => {
  const frame = document.querySelector("[data-chart]");
  const table = frame && document.getElementById(frame.dataset.chart);
  if (!table || !window.Chart) return;
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const numbers = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" });
  const days = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", day: "numeric", timeZone: "UTC" });
  const rows = [...table.tBodies[0].rows];
  const colours = { earned: "--chart-earned", spent: "--chart-spent", expired: "--chart-expired" };
  const sets = [...table.tHead.rows[0].cells].flatMap((head, column) => head.dataset.series ? [{
    label: head.textContent,
    data: rows.map(row => Number(row.cells[column].dataset.value)),
    backgroundColor: colour(colours[head.dataset.series]),
    borderRadius: 3,
    maxBarThickness: 22,
  }] : []);
  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  window.Chart.defaults.color = colour("--ink-soft");
  new window.Chart(frame.querySelector("canvas"), {
    type: "bar",
    data: { labels: rows.map(row => days.format(new Date(row.cells[0].dataset.day + "T00:00:00Z"))), datasets: sets },
    options: {
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { position: "bottom", labels: { boxWidth: 12, boxHeight: 12 } } },
      scales: {
        x: { grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 16 } },
        y: { beginAtZero: true, grid: { color: colour("--line") }, border: { display: false }, ticks: { callback: value => numbers.format(value), maxTicksLimit: 6 } },
      },
    },
  });
})();
