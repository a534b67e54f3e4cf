"use strict";
// Sources: which days of each outlet we saw, which not and why, and what came of the addresses it offered.
(function (bb) {
  const STATES = { up: "seen", degraded: "thin", partial: "amber", blind: "burst" };
  const WORDS = { up: "seen", degraded: "seen, thinly", partial: "seen on some days", blind: "blind" };
  const DAY = 24 * 3600 * 1000;

  bb.page(async function (state, isAsked) {
    const told = await bb.load("sources");
    const weeks = bb.answer(told.weeks);
    const known = [...new Set(weeks.objects.map((row) => row.outlet))];
    const status = bb.answer(told.status);
    const outlet = known.includes(state.outlet) ? state.outlet : (status.objects[0] || {}).outlet || known[0];
    const days = outlet ? await bb.load(`days/${outlet}`).catch(() => null) : null;
    if (!isAsked()) return;
    bb.controls(bb.choice("Outlet", "outlet", bb.outletOptions().filter((one) => known.includes(one.value)), outlet));
    bb.headline(told.words);
    bb.show(
      strip(weeks, outlet),
      outlet && bb.el("div", { class: "row" }, calendar(outlet, days && bb.answer(days.days)), outcomes(outlet, bb.answer(told.outcomes), told.meanings)),
      trouble(status, bb.answer(told.outcomes)));
  });

  const key = () => bb.key(...Object.entries(STATES).map(([state, colour]) => [colour, WORDS[state]]));

  // Returns a line an outlet, a cell a week.
  function strip(answer, chosen) {
    const rows = answer.objects.map((row) => ({ ...row, date: bb.time(row.period) }));
    const outlets = bb.book.outlets.map((one) => one.outlet).filter((one) => rows.some((row) => row.outlet === one));
    const weeks = [...new Set(rows.map((row) => row.period))].sort().map((period) => ({ date: bb.time(period) }));
    return bb.figure({
      name: "seen", title: "What we saw, week by week", note: "The last year: one line an outlet, one cell a week.", answer, extra: key(),
      draw: (width) => {
        const margin = Math.min(160, Math.round(width * 0.36));
        return rows.length ? bb.plot(bb.base(width, {
          height: outlets.length * 20 + 34, marginLeft: margin, marginRight: 4, marginTop: 2, marginBottom: 30,
          x: { type: "utc", label: null, domain: [d3.min(rows, (row) => row.date), new Date(+d3.max(rows, (row) => row.date) + 7 * DAY)] },
          y: { domain: outlets, axis: null, padding: 0.22 },
          marks: [
            Plot.rect(rows, { x1: (row) => +row.date, x2: (row) => +row.date + 7 * DAY, y: "outlet", fill: (row) => bb.colour(STATES[row.state]), insetLeft: 0.5, insetRight: 0.5, title: (row) => `${bb.outletName(row.outlet)}, week of ${bb.day(row.period)}: ${WORDS[row.state]}, ${bb.count(row.kept || 0, "article")}` }),
            Plot.text(outlets, { y: (one) => one, text: (one) => bb.cut(bb.outletName(one), Math.floor(margin / 6.6)), frameAnchor: "left", textAnchor: "end", dx: -8, fill: bb.colour("ink"), fontWeight: (one) => (one === chosen ? 700 : 400) }),
            bb.weekAxis(weeks, width - margin),
          ],
        })) : bb.el("p", { class: "empty" }, "No whole week was seen yet.");
      },
    });
  }

  // Returns one outlet's last year, a column a week, a row a weekday; the darker, the more articles.
  function calendar(outlet, answer) {
    const rows = answer ? answer.objects.map((row) => ({ ...row, date: bb.time(row.day) })) : [];
    const most = d3.max(rows, (row) => row.kept) || 1;
    const week = (row) => d3.utcMonday.count(d3.utcMonday.floor(rows[0].date), row.date);
    return bb.figure({
      name: "calendar", span: "two-thirds", title: `${bb.outletName(outlet)}, day by day`, answer, extra: key(),
      note: "Paler means fewer articles; an empty frame is a day that was seen and had none.",
      draw: (width) => {
        if (!rows.length) return bb.el("p", { class: "empty" }, "No day was seen yet.");
        const weeks = week(rows[rows.length - 1]) + 1;
        const cell = Math.max(9, Math.min(22, Math.floor((width - 40) / weeks)));
        const shown = rows.filter((row) => weeks - week(row) <= Math.floor((width - 40) / cell));
        const first = week(shown[0]);
        return bb.plot(bb.base(40 + cell * (weeks - first), {
          height: 7 * cell + 26, marginLeft: 34, marginRight: 2, marginTop: 22, marginBottom: 2,
          x: { domain: d3.range(first, weeks), axis: null, padding: 0.12 },
          y: { domain: d3.range(7), axis: null, padding: 0.12 },
          marks: [
            Plot.text(["Mon", "Wed", "Fri", "Sun"], { y: (_, at) => 2 * at, text: (name) => name, frameAnchor: "left", textAnchor: "end", dx: -6 }),
            Plot.text(shown.filter((row, at) => at === 0 ? row.date.getUTCDate() < 20 : row.date.getUTCDate() === 1), { x: week, y: () => 0, dy: -cell / 2 - 9, text: (row) => bb.day(row.date, true).split(" ")[1], textAnchor: "start", dx: -cell / 2 }),
            Plot.cell(shown, {
              x: week, y: (row) => (row.date.getUTCDay() + 6) % 7, rx: 2, fill: (row) => bb.colour(STATES[row.state]),
              fillOpacity: (row) => (row.state === "blind" ? 0.85 : row.kept ? 0.3 + (0.7 * row.kept) / most : 0), stroke: (row) => bb.colour(STATES[row.state]), strokeOpacity: 0.6,
              title: (row) => `${bb.day(row.day)}: ${WORDS[row.state]}, ${bb.count(row.kept, "article")}${row.reason ? `. ${row.reason}` : ""}${row.warning ? `. ${row.warning}` : ""}`,
            }),
          ],
        }));
      },
    });
  }

  function outcomes(outlet, all, meanings) {
    const answer = all.where({ outlet });
    const rows = answer.objects;
    return bb.figure({
      name: "outcomes", span: "third", title: "What came of its addresses", answer,
      note: "Each address that it offered as an article has one outcome.",
      draw: (width) => rows.length
        ? [bb.bars(width, rows, { value: (row) => row.urls, name: (row) => row.outcome.replaceAll("_", " "), text: (row) => bb.number(row.urls), fill: (row) => bb.colour(["fetched", "unchanged"].includes(row.outcome) ? "accent" : "grey"), room: 120 }),
          bb.el("dl", { class: "about" }, rows.filter((row) => meanings[row.outcome]).flatMap((row) => [bb.el("dt", null, row.outcome.replaceAll("_", " ")), bb.el("dd", null, meanings[row.outcome])]))]
        : bb.el("p", { class: "empty" }, "It offered none."),
    });
  }

  function trouble(answer, outcomes) {
    const refused = new Map(outcomes.where({ outcome: "blocked" }).objects.map((row) => [row.outlet, row.urls]));
    return bb.figure({
      name: "status", title: "The last run of each", note: "What needs a look first; days are of the thirty up to the last that is counted.", answer,
      extra: bb.table("The last run of each outlet", ["Outlet", "Now", "Days blind", "Thin", "Offered", "Kept", "Refused", "Why"], answer.objects, (row) => [
        bb.el("a", { href: bb.address({ outlet: row.outlet }) }, bb.outletName(row.outlet)), WORDS[row.state] || "never seen",
        bb.number(row.days_blind), bb.number(row.days_degraded), bb.number(row.offered), bb.number(row.kept), bb.number(refused.get(row.outlet) || 0),
        [row.reason, row.warning].filter(Boolean).join("; ") || "–",
      ]),
    });
  }
})((window.beatbook = window.beatbook || {}));
