"use strict";
// Draws weeks: one topic over time with its bursts, gaps and copies, and the same small, outlet by outlet.
(function (bb) {
  const WEEK = 7 * 24 * 3600 * 1000;
  const LABELS = 3; // bursts that say in words what made them

  bb.measures = {
    share: { name: "Share of output", axis: "% of articles", column: "share", times: 100, text: (v) => `${v.toFixed(1)}%` },
    articles: { name: "Articles", axis: "articles a week", column: "articles", times: 1, text: (v) => bb.count(v, "article") },
  };

  // Returns a figure as it is drawn; null stays null.
  bb.measured = (figure, measure) => (figure === null ? null : figure * bb.measures[measure].times);

  // Returns the weeks of an answer as points; `seen` is false where we were blind.
  bb.points = (answer, measure) => answer.objects.map((row) => ({
    date: bb.time(row.period), period: row.period, row, seen: row.articles !== null,
    value: row.articles === null ? null : bb.measured(row[bb.measures[measure].column], measure),
  }));

  const blind = (points) => points.filter((point) => !point.seen).map((point) => point.date);
  const nice = (highest) => (highest > 0 ? highest * 1.1 : 1);

  // Returns an axis of Mondays, as many as there is room for; of months where it spans more than a year.
  bb.weekAxis = function (points, width) {
    const room = Math.max(2, Math.floor(width / 92));
    if (points.length > 56) return Plot.axisX({ ticks: room, tickSize: 4 });
    const step = Math.max(1, Math.ceil(points.length / room));
    const shown = points.filter((_, at) => (points.length - 1 - at) % step === 0).map((point) => point.date);
    return Plot.axisX(shown, { tickFormat: (date, at) => `${bb.day(date, true)}${at === 0 ? `\n${date.getUTCFullYear()}` : ""}`, tickSize: 4 });
  };

  // Returns the chart of one line: `bursts` by week, `copies` shaded below it, `average` in grey behind it.
  bb.weeks = function (width, points, { measure, bursts = [], copies, average, chosen }) {
    const kind = bb.measures[measure];
    const highest = d3.max([...points, ...(average || [])], (point) => point.value) || 0;
    const height = Math.round(Math.max(210, Math.min(330, width * 0.34)));
    const copied = (point) => (!point.seen ? null : measure === "share" ? (point.row.output ? (100 * point.row.copies) / point.row.output : null) : point.row.copies);
    const partly = points.filter((point) => point.seen && (point.row.outlets_blind > 0 || point.row.state === "partial"));
    const byWeek = new Map(points.map((point) => [point.period, point]));
    const marked = largest(bursts).filter((burst) => byWeek.has(burst.period) && byWeek.get(burst.period).value !== null);
    const at = (burst) => byWeek.get(burst.period);
    return bb.plot(bb.base(width, {
      height, marginLeft: 34, marginRight: 14, marginTop: 40, marginBottom: 34,
      x: { type: "utc", label: null, domain: d3.extent(points, (point) => point.date) },
      y: { label: null, domain: [0, nice(highest)], ticks: 4, tickSize: 0, grid: true },
      marks: [
        bb.hatched(blind(points), WEEK),
        Plot.areaY(points, { x: "date", y1: 0, y2: "value", fill: bb.colour("fill") }), // y alone would stack a gap as zero
        copies && Plot.areaY(points, { x: "date", y1: 0, y2: copied, fill: bb.colour("copy") }),
        chosen && byWeek.has(chosen) && Plot.ruleX([at({ period: chosen }).date], { stroke: bb.colour("accent"), strokeWidth: 9, strokeOpacity: 0.16 }),
        average && Plot.lineY(average, { x: "date", y: "value", stroke: bb.colour("grey"), strokeWidth: 1.2 }),
        Plot.lineY(points, { x: "date", y: "value", stroke: bb.colour("ink"), strokeWidth: 1.9, strokeLinejoin: "round" }),
        Plot.dot(alone(points), { x: "date", y: "value", r: 2, fill: bb.colour("ink") }),
        partly.length && Plot.ruleY(partly, { x1: (point) => +point.date - WEEK / 2, x2: (point) => +point.date + WEEK / 2, y: 0, stroke: bb.colour("amber"), strokeWidth: 3, clip: "frame" }),
        bb.weekAxis(points, width),
        Plot.dot(marked, { x: (burst) => at(burst).date, y: (burst) => at(burst).value, r: 4.5, fill: bb.colour("burst"), stroke: bb.colour("paper"), strokeWidth: 1.5 }),
        burstLabels(marked, at, width, points),
        Plot.text([kind.axis], { frameAnchor: "top-left", text: (text) => text, dx: -34, dy: -34, textAnchor: "start" }),
      ].filter(Boolean),
    }));
  };

  // Returns one burst a week, the largest of each.
  function largest(bursts) {
    const weeks = d3.rollup(bursts, (some) => d3.greatest(some, (burst) => burst.score), (burst) => burst.period);
    return [...weeks.values()].sort((a, b) => b.score - a.score);
  }

  // Returns the points that no line shows, because the weeks beside them are gaps.
  function alone(points) {
    const has = (point) => point && point.value !== null;
    return points.filter((point, at) => has(point) && !has(points[at - 1]) && !has(points[at + 1]));
  }

  // Returns a mark that names the foremost bursts, each above its dot, or as much higher as the line asks for.
  function burstLabels(marked, at, width, points) {
    return function (_, { x, y }) {
      const group = bb.svg("g", {
        "font-size": 12, "font-weight": 600, fill: bb.colour("burst"), stroke: bb.colour("paper"), "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round",
      });
      const line = points.filter((point) => point.value !== null).map((point) => [x(point.date), y(point.value)]);
      const taken = [];
      const meets = (box) => taken.some((other) => box.left < other.right + 12 && other.left < box.right + 12 && box.top < other.foot && other.top < box.foot);
      for (const burst of marked.slice(0, width < 500 ? 1 : LABELS)) {
        const words = bb.cut(burst.story || `${bb.count(burst.articles, "article")} on ${bb.day(burst.day, true)}`, width < 500 ? 30 : 44);
        const [left, high] = [x(at(burst).date), y(at(burst).value)];
        const long = words.length * 6.1;
        const isEnd = left > width * 0.55 || left + long > width;
        const boxAt = (foot) => ({ left: isEnd ? left - long : left, right: isEnd ? left : left + long, top: foot - 15, foot });
        let box = boxAt(high - 7);
        while (box.top > 2 && (meets(box) || crosses(line, box))) box = boxAt(box.foot - 6);
        if (box.left < 0 || box.top < -4 || meets(box)) continue;
        taken.push(box);
        if (box.foot < high - 12) group.append(bb.svg("line", { x1: left, x2: left, y1: box.foot + 2, y2: high - 6, stroke: bb.colour("burst"), "stroke-width": 1 }));
        group.append(bb.svg("text", { x: left + (isEnd ? 5 : -5), y: box.foot - 4, "text-anchor": isEnd ? "end" : "start" }, words));
      }
      return group;
    };
  }

  // Returns whether a line, given by its corners, runs through a box.
  function crosses(line, box) {
    const height = (from, to, at) => from[1] + ((to[1] - from[1]) * (at - from[0])) / (to[0] - from[0] || 1);
    return d3.pairs(line).some(([from, to]) => {
      const [first, last] = [Math.max(from[0], box.left), Math.min(to[0], box.right)];
      if (first > last) return false;
      const ends = [height(from, to, first), height(from, to, last)];
      return Math.min(...ends) < box.foot && Math.max(...ends) > box.top;
    });
  }

  // Makes a chart of weeks answer to the pointer and to the arrow keys; `pick` is told the week that was chosen.
  bb.slide = function (chart, plot, points, { measure, chosen, pick }) {
    const kind = bb.measures[measure];
    const x = plot.scale("x");
    const box = plot.viewBox.baseVal;
    const cursor = bb.svg("g", { class: "cursor", "pointer-events": "none", visibility: "hidden" },
      bb.svg("line", { y1: 26, y2: box.height - 34, stroke: bb.colour("ink"), "stroke-width": 1 }),
      bb.svg("text", { y: 14, "font-size": 12, "font-weight": 600, fill: bb.colour("ink"), stroke: bb.colour("paper"), "stroke-width": 5, "paint-order": "stroke" }));
    plot.append(cursor);
    let place = Math.max(0, points.findIndex((point) => point.period === chosen));
    if (!points.some((point) => point.period === chosen)) place = points.length - 1;
    const words = (point) => `Week of ${bb.day(point.date)}: ${!point.seen ? "blind, no figure" : point.value === null ? "nothing published" : kind.text(point.value)}`;
    const show = (at) => {
      place = Math.max(0, Math.min(points.length - 1, at));
      const left = x.apply(points[place].date);
      const [line, text] = cursor.children;
      line.setAttribute("x1", left);
      line.setAttribute("x2", left);
      text.textContent = words(points[place]);
      text.setAttribute("x", Math.max(0, Math.min(left, box.width)));
      text.setAttribute("text-anchor", left > box.width * 0.75 ? "end" : left < box.width * 0.25 ? "start" : "middle");
      cursor.setAttribute("visibility", "visible");
      chart.setAttribute("aria-valuenow", place);
      chart.setAttribute("aria-valuetext", words(points[place]));
    };
    for (const [name, value] of Object.entries({ role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": points.length - 1, "aria-valuenow": place, "aria-valuetext": words(points[place]) })) {
      chart.setAttribute(name, value);
    }
    const nearest = (event) => {
      const rect = plot.getBoundingClientRect();
      const date = x.invert(((event.clientX - rect.left) / rect.width) * box.width);
      return d3.leastIndex(points, (a, b) => Math.abs(a.date - date) - Math.abs(b.date - date));
    };
    chart.onpointermove = (event) => show(nearest(event));
    chart.onpointerleave = () => cursor.setAttribute("visibility", "hidden");
    chart.onclick = (event) => { show(nearest(event)); pick(points[place].period); };
    chart.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 4, PageDown: -4, Home: -points.length, End: points.length }[event.key];
      if (step) show(place + step);
      else if (event.key === "Enter" || event.key === " ") pick(points[place].period);
      else return;
      event.preventDefault();
    };
  };

  bb.SMALL = 58; // pixels
  // Returns one small chart: an outlet's line on the scale of all, the average of all in grey behind it.
  bb.small = function (width, points, average, highest) {
    return bb.plot(bb.base(width, {
      height: bb.SMALL, marginLeft: 1, marginRight: 1, marginTop: 5, marginBottom: 2, axis: null,
      x: { type: "utc", domain: d3.extent(average, (point) => point.date) },
      y: { domain: [0, nice(highest)] },
      marks: [
        bb.hatched(blind(points), WEEK),
        Plot.ruleY([0], { stroke: bb.colour("rule") }),
        Plot.lineY(average, { x: "date", y: "value", stroke: bb.colour("grey"), strokeWidth: 1 }),
        Plot.lineY(points, { x: "date", y: "value", stroke: bb.colour("accent"), strokeWidth: 1.6 }),
        Plot.dot(alone(points), { x: "date", y: "value", r: 1.6, fill: bb.colour("accent") }),
      ],
    }));
  };
})((window.beatbook = window.beatbook || {}));
