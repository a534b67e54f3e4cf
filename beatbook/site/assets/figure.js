"use strict";
// Frames a chart: title, note, drawing, and behind it the table, the statement and the files.
(function (bb) {
  const ROWS = 400; // that a table shows; the CSV holds all
  const live = new Set();
  let number = 0;

  // Returns a figure. `draw(width)` returns its nodes; it is called again when the width or the colours change.
  bb.figure = function ({ title, note, answer, draw, name, span, label, slider, level = "h2", extra }) {
    const id = `figure-${(number += 1)}`;
    const chart = bb.el("div", { class: "chart", "data-chart": name, ...(slider ? {} : { role: "group" }), "aria-label": label || title });
    const tools = answer ? bb.el("div", { class: "tools" }) : null;
    const behind = bb.el("div", { class: "behind", hidden: true, id: `${id}-behind` });
    const figure = bb.el("section", { class: `figure ${span || ""}`, "aria-labelledby": id, "data-figure": name },
      bb.el(level, { id }, title), note && bb.el("p", { class: "note" }, note), extra, draw && chart, tools, behind);
    if (tools) {
      const open = (what, make) => opener(what, make, tools, behind);
      tools.append(open("Table", () => table(answer)), open("SQL", () => statement(answer)));
      tools.append(button("CSV", () => bb.save(`${fileName(name)}.csv`, "text/csv", answer.csv())));
      if (draw) {
        tools.append(button("SVG", () => bb.saveSvg(fileName(name), bb.picture(chart, title))));
        tools.append(button("PNG", () => bb.savePng(fileName(name), bb.picture(chart, title)).catch((problem) => bb.tell(problem.message))));
      }
    }
    if (draw) {
      figure.redraw = (width) => chart.replaceChildren(...[draw(width)].flat().filter(Boolean));
      live.add(figure);
    }
    return figure;
  };

  // Puts figures on the page, and draws each as wide as its place turned out to be.
  bb.show = function (...nodes) {
    live.clear();
    const place = document.getElementById("figures");
    const back = keep(place);
    place.style.minHeight = `${place.offsetHeight}px`; // until all is drawn, or the page would jump
    place.replaceChildren(...nodes.flat().filter(Boolean));
    bb.settle(place);
    back();
  };

  // Remembers what has the focus and how far lists were scrolled; returns what brings both back.
  function keep(place) {
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const chart = active && active.dataset.chart;
    const href = active && active.getAttribute("href");
    const scrolled = [...place.querySelectorAll(".stories")].map((list) => list.scrollTop);
    return () => {
      [...place.querySelectorAll(".stories")].forEach((list, at) => { list.scrollTop = scrolled[at] || 0; });
      const again = chart ? place.querySelector(`[data-chart="${CSS.escape(chart)}"]`) : href ? place.querySelector(`a[href="${CSS.escape(href)}"]`) : null;
      if (again) again.focus({ preventScroll: true });
    };
  }

  bb.settle = function (place) {
    for (const figure of place.querySelectorAll(".figure")) {
      if (!figure.redraw) continue;
      live.add(figure);
      figure.redraw(Math.floor(figure.querySelector(".chart").clientWidth));
    }
  };

  function redraw() {
    for (const figure of live) {
      if (figure.isConnected) figure.redraw(Math.floor(figure.querySelector(".chart").clientWidth));
      else live.delete(figure);
    }
    if (window.matchMedia("print").matches) bb.complete(document);
  }
  let width = window.innerWidth;
  let soon = 0;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(soon);
    soon = setTimeout(redraw, 80);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  window.matchMedia("print").addEventListener("change", redraw); // paper is white, whatever the screen was

  function button(text, act) {
    return bb.el("button", { type: "button", onclick: act }, text);
  }

  function opener(text, make, tools, behind) {
    const opens = bb.el("button", {
      type: "button", "aria-expanded": "false", "aria-controls": behind.id, "data-opens": text,
      onclick: () => {
        const wasOpen = opens.getAttribute("aria-expanded") === "true";
        for (const other of tools.querySelectorAll("[aria-expanded]")) other.setAttribute("aria-expanded", "false");
        opens.setAttribute("aria-expanded", String(!wasOpen));
        behind.hidden = wasOpen;
        behind.replaceChildren(...(wasOpen ? [] : [make()]));
      },
    }, text);
    return opens;
  }

  function statement(answer) {
    return bb.el("pre", { tabindex: "0", "aria-label": "The statement that gives these rows" }, bb.el("code", null, `${answer.sql};`));
  }

  function table(answer) {
    const isNumber = answer.columns.map((_, at) => answer.rows.every((row) => row[at] === null || typeof row[at] === "number"));
    const kind = (at) => (isNumber[at] ? "number" : null);
    const head = answer.columns.map((name, at) => bb.el("th", { scope: "col", class: kind(at) }, name.replaceAll("_", " ")));
    const rows = answer.rows.slice(0, ROWS).map((row) =>
      bb.el("tr", null, row.map((value, at) => bb.el("td", { class: kind(at) }, written(value)))));
    const more = answer.rows.length - ROWS;
    return bb.el("div", null,
      bb.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows" },
        bb.el("table", null, bb.el("thead", null, bb.el("tr", null, head)), bb.el("tbody", null, rows))),
      more > 0 && bb.el("p", { class: "about" }, `${bb.count(more, "more row")}: the CSV holds all.`));
  }

  function written(value) {
    if (value === null || value === undefined) return "–";
    if (typeof value === "object") return JSON.stringify(value);
    return String(value);
  }

  const fileName = (name) => ["beatbook", name, ...Object.values(bb.state())].join("-").replace(/[^\w-]+/g, "-").slice(0, 80);
})((window.beatbook = window.beatbook || {}));
