"use strict";
// What all charts share: colours of the page, type, gaps that are hatched, bars with their figures beside them.
(function (bb) {
  bb.colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  // Returns a plot without the names that Plot gives its groups ("bar", "line"): to a listener they are noise.
  bb.plot = function (options) {
    const plot = Plot.plot(options);
    for (const group of plot.querySelectorAll("g[aria-label]")) {
      group.dataset.mark = group.getAttribute("aria-label");
      group.removeAttribute("aria-label");
      group.removeAttribute("aria-description");
    }
    return plot;
  };

  // Returns what every chart is given.
  bb.base = (width, more) => ({
    width,
    style: { background: "transparent", color: bb.colour("soft"), fontSize: "12px", overflow: "visible" },
    ...more,
  });

  let patterns = 0;
  // Returns a mark that hatches the weeks in which nothing could be seen.
  bb.hatched = function (weeks, step) {
    return function (_, { x, y }, __, { marginTop, height, marginBottom }) {
      const id = `hatch-${(patterns += 1)}`;
      const group = bb.svg("g", { "aria-hidden": "true" },
        bb.svg("defs", null, bb.svg("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          bb.svg("line", { x1: 0, y1: 0, x2: 0, y2: 5, stroke: bb.colour("hatch"), "stroke-width": 2.5 }))));
      for (const [first, last] of runs(weeks)) {
        const left = x(first - step / 2);
        group.append(bb.svg("rect", {
          x: Math.max(left, x.range()[0]), y: marginTop, width: Math.max(1, x(+last + step / 2) - left),
          height: height - marginTop - marginBottom, fill: `url(#${id})`, class: "blind",
        }));
      }
      return group;
    };

    function runs(dates) {
      const found = [];
      for (const date of dates) {
        const last = found[found.length - 1];
        if (last && date - last[1] <= step * 1.1) last[1] = date;
        else found.push([date, date]);
      }
      return found;
    }
  };

  // Returns horizontal bars, longest first as given, each with its name before and its figure behind.
  bb.bars = function (width, rows, { value, name, text, fill, room = 150, most }) {
    const margin = Math.min(room, Math.round(width * 0.42));
    return bb.plot(bb.base(width, {
      height: rows.length * 25 + 8, marginLeft: margin, marginRight: 66, marginTop: 2, marginBottom: 2,
      x: { axis: null, domain: [0, most || Math.max(...rows.map(value), 1e-9)] },
      y: { axis: null, domain: rows.map((_, at) => at), padding: 0.28 },
      marks: [
        Plot.barX(rows, { x: value, y: (_, at) => at, fill: (row) => (fill ? fill(row) : bb.colour("accent")) }),
        Plot.text(rows, { x: 0, y: (_, at) => at, text: (row) => bb.cut(name(row), Math.floor(margin / 6.6)), textAnchor: "end", dx: -8, fill: bb.colour("ink"), title: name }),
        Plot.text(rows, { x: value, y: (_, at) => at, text, textAnchor: "start", dx: 6, fill: bb.colour("soft") }),
      ],
    }));
  };

  // Returns a key: what a colour means, in words beside it.
  bb.key = (...entries) => bb.el("ul", { class: "key" }, entries.map(([colour, text]) => {
    const patch = bb.el("i", { class: colour === "hatch" ? "hatch" : null });
    if (colour !== "hatch") patch.style.background = `var(--${colour})`; // follows the page to dark, and to paper
    return bb.el("li", null, patch, text);
  }));

  const far = new WeakMap(); // places that nobody has seen yet, and how to draw them
  const near = new IntersectionObserver((places) => {
    for (const { isIntersecting, target } of places) if (isIntersecting) fill(target);
  }, { rootMargin: "300px" });

  function fill(place) {
    near.unobserve(place);
    place.classList.remove("far");
    place.style.minHeight = "";
    place.replaceChildren(far.get(place)());
  }

  // Returns a place of a height that is drawn once a reader comes near it: of two hundred charts few are looked at.
  bb.later = function (height, draw) {
    const place = bb.el("div", { class: "far" });
    place.style.minHeight = `${height}px`;
    far.set(place, draw);
    near.observe(place);
    return place;
  };

  // Draws all that is below an element: for paper, and for who saves a picture of it.
  bb.complete = (element) => [...element.querySelectorAll(".far")].forEach(fill);
  window.addEventListener("beforeprint", () => bb.complete(document));

  // Returns end labels moved apart, at least `gap` pixels, in the order of their height.
  bb.apart = function (labels, gap, top, bottom) {
    const sorted = [...labels].sort((a, b) => a.y - b.y);
    for (let at = 1; at < sorted.length; at += 1) sorted[at].y = Math.max(sorted[at].y, sorted[at - 1].y + gap);
    let limit = bottom;
    for (let at = sorted.length - 1; at >= 0; at -= 1) {
      sorted[at].y = Math.max(top, Math.min(sorted[at].y, limit));
      limit = sorted[at].y - gap;
    }
    return sorted;
  };
})((window.beatbook = window.beatbook || {}));
