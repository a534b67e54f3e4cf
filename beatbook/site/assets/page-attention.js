"use strict";
// Attention: how much is written about a topic, week by week, by whom, and the articles behind each week.
(function (bb) {
  bb.page(async function (state, isAsked) {
    const topic = bb.book.topics.some((one) => one.topic === state.topic) ? state.topic : bb.book.start;
    if (!topic) {
      bb.show(bb.el("p", { class: "notice" }, "The book holds no article about any topic yet."));
      return;
    }
    const measure = bb.measures[state.measure] ? state.measure : "share";
    const later = bb.outletsOf(topic); // large where outlets are many: the page is drawn before it comes
    const all = await bb.load(`attention/${topic}`);
    const parts = bb.outletsKnown(topic) || (state.outlet ? await later : null);
    if (!isAsked()) return;
    const weeks = bb.answer(all.weeks);
    const outlet = parts && parts.words[state.outlet] ? state.outlet : "";
    bb.controls(
      bb.choice("Topic", "topic", bb.topicOptions(bb.book.topics), topic, { week: null }),
      bb.choice("Outlet", "outlet", bb.outletOptions("All outlets"), outlet),
      bb.toggle("Measure", "measure", [{ value: "share", name: "Share" }, { value: "articles", name: "Count" }], measure));
    bb.headline(outlet ? parts.words[outlet][measure] : all.words[measure]);
    const chosen = { topic, measure, outlet, week: state.week };
    const panel = bb.el("div", { id: "week" });
    const rest = bb.el("div", null, parts && byOutlet(chosen, weeks, bb.answer(parts.outlets)));
    bb.show(movers(topic), main(chosen, all, weeks, parts), panel, rest);
    if (!parts) {
      const { outlets } = await later;
      if (!isAsked()) return;
      rest.append(byOutlet(chosen, weeks, bb.answer(outlets)));
      bb.settle(rest);
    }
    await week(panel, chosen, (outlet ? bb.answer((parts || await later).outlets).where({ outlet }) : weeks).objects, isAsked);
  });

  // Returns the topics that changed most, each a link.
  function movers(topic) {
    const changed = bb.book.topics.filter((one) => !one.is_group && one.change && one.change.direction);
    const by = (direction) => changed.filter((one) => one.change.direction === direction)
      .sort((a, b) => Math.abs(b.change.deviations) - Math.abs(a.change.deviations)).slice(0, 3);
    const found = [...by(1), ...by(-1)];
    if (!found.length) return null;
    return bb.el("ul", { class: "movers", "aria-label": "What changed most in the last four weeks" },
      bb.el("li", null, bb.el("h2", null, "Changed most")),
      found.map((one) => {
        const up = one.change.direction > 0;
        return bb.el("li", null,
          bb.el("span", { class: up ? "up" : "down", "aria-hidden": "true" }, up ? "▲" : "▼"),
          bb.el("a", { href: bb.address({ topic: one.topic, week: null }), "aria-current": one.topic === topic ? "true" : null }, one.name),
          bb.el("span", { class: "about" }, `${bb.percent(one.change.usual)} → ${bb.percent(one.change.lately)}`));
      }));
  }

  function main({ topic, outlet, week, measure }, all, weeks, parts) {
    const answer = outlet ? bb.answer(parts.outlets).where({ outlet }) : weeks;
    const points = bb.points(answer, measure);
    const kind = bb.measures[measure];
    const noted = outlet
      ? "Grey is the average of all outlets. Click a week for its articles."
      : "Dots are weeks with a burst, named after the story that made it. Click a week for its articles.";
    const keys = [
      outlet ? ["grey", "all outlets"] : ["copy", "copies of another’s text"],
      ["hatch", "blind: no figure"],
      ["amber", outlet ? "seen in part" : "some outlet not seen"],
    ];
    const figure = bb.figure({
      name: "weeks", title: `${outlet ? bb.outletName(outlet) : "All outlets"}, week by week`, note: noted, answer, slider: true,
      label: `${kind.name} about ${bb.topicName(topic)}, week by week. Arrow keys move, Enter lists the articles.`,
      extra: bb.key(...keys),
      draw: (width) => {
        const plot = bb.weeks(width, points, {
          measure, chosen: week, copies: !outlet, bursts: outlet ? [] : bb.answer(all.bursts).objects,
          average: outlet ? average(weeks, measure) : null,
        });
        bb.slide(figure.querySelector(".chart"), plot, points, { measure, chosen: week, pick: (period) => bb.change({ week: period }) });
        return plot;
      },
    });
    return figure;
  }

  // Returns the grey line: the share of all outlets together, or the mean number of articles of those that we saw.
  function average(weeks, measure) {
    return bb.points(weeks, measure).map((point) => ({
      ...point,
      value: measure === "share" || point.value === null ? point.value : point.row.outlets_up ? point.value / point.row.outlets_up : null,
    }));
  }

  function byOutlet({ topic, measure, outlet }, weeks, outlets) {
    const grey = average(weeks, measure);
    const at = Object.fromEntries(outlets.columns.map((name, place) => [name, place]));
    const rows = d3.group(outlets.rows, (row) => row[at.outlet]);
    const cells = bb.book.outlets
      .filter((one) => rows.has(one.outlet))
      .map((one) => ({ ...one, part: bb.answer({ ...outlets, rows: rows.get(one.outlet) }) }))
      .map((one) => ({ ...one, total: total(one.part.rows, at, measure) }))
      .sort((a, b) => (b.total ?? -1) - (a.total ?? -1) || a.name.localeCompare(b.name));
    const column = at[bb.measures[measure].column];
    const highest = bb.measured(d3.max(outlets.rows, (row) => row[column]) || 0, measure);
    const text = (value) => (value === null ? "blind" : measure === "share" ? bb.percent(value) : bb.number(value));
    return bb.figure({
      name: "outlets", title: "The same weeks, outlet by outlet",
      note: `${measure === "share" ? "Each outlet’s own share over all weeks beside its name" : "Articles of all weeks beside the name"}; grey is the average of all outlets, on one scale.`,
      answer: outlets,
      label: `${bb.topicName(topic)} by outlet, small charts`,
      draw: (width) => {
        const columns = Math.max(2, Math.floor((width + 26) / (width < 480 ? 150 : 194)));
        const each = Math.floor((width - 26 * (columns - 1)) / columns);
        const small = (cell) => bb.small(each, bb.points(cell.part, measure), grey, highest);
        return bb.el("ul", { class: "smalls" }, cells.map((cell) => bb.el("li", null,
          bb.el("a", { href: bb.address({ outlet: cell.outlet === outlet ? null : cell.outlet }), "aria-current": cell.outlet === outlet ? "true" : null },
            bb.el("span", { class: "name" }, bb.el("span", { "data-label": cell.name }, cell.name), bb.el("span", null, text(cell.total))),
            bb.later(bb.SMALL, () => small(cell))))));
      },
    });
  }

  function total(rows, at, measure) {
    const seen = rows.filter((row) => row[at.articles] !== null);
    if (!seen.length) return null;
    const articles = d3.sum(seen, (row) => row[at.articles]);
    return measure === "share" ? articles / (d3.sum(seen, (row) => row[at.output]) || Infinity) : articles;
  }

  // Lists a week's articles, once one is chosen.
  async function week(panel, { topic, outlet, week: period }, drawn, isAsked) {
    if (!/^\d{4}-\d\d-\d\d$/.test(period || "")) return;
    const title = `Week of ${bb.day(period)}`;
    const listed = await bb.load(`articles/${topic}/${period.slice(0, 4)}`).catch(() => null);
    if (!isAsked()) return;
    const answer = listed && bb.answer(listed.articles).where({ period, outlet });
    const rows = answer ? answer.objects : [];
    const point = drawn.find((row) => row.period === period);
    const all = Math.max(rows.length, (point && point.articles) || 0);
    const more = all > rows.length ? (rows.length ? `; those that speak of it most, ${rows.length} in all` : "; the site lists none of them") : "";
    const said = all ? `${bb.count(all, "article")}${outlet || more ? "" : ` of ${bb.count(new Set(rows.map((row) => row.outlet)).size, "outlet")}`}${more}.` : "No article that we hold.";
    panel.replaceChildren(bb.figure({
      name: "articles", title, note: said, answer,
      extra: bb.el("div", null, bb.articles(rows), bb.el("p", { class: "about" }, bb.el("a", { href: bb.address({ week: null }) }, "Close this week"))),
    }));
    bb.tell(`${title}: ${said}`);
  }
})((window.beatbook = window.beatbook || {}));
