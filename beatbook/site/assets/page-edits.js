"use strict";
// Edits: what outlets changed after publication, of which kind and how often, and the headlines an article had.
(function (bb) {
  const SHOWN = 40; // changes that the list shows at once
  const WEEK = 7 * 24 * 3600 * 1000;
  const DAY = 24;
  const LEAST = 26; // weeks that the chart has room for

  bb.page(async function (state, isAsked) {
    const told = await bb.load("edits");
    const kinds = bb.answer(told.kinds);
    const edited = new Set(kinds.objects.filter((row) => row.edits).map((row) => row.outlet));
    const known = new Set(kinds.objects.map((row) => row.kind).filter(Boolean));
    const outlet = edited.has(state.outlet) ? state.outlet : "";
    const kind = known.has(state.kind) ? state.kind : "";
    const some = await bb.load(`edited/${outlet || "all"}`);
    if (!isAsked()) return;
    bb.controls(
      bb.choice("Outlet", "outlet", bb.outletOptions("All outlets").filter((one) => !one.value || edited.has(one.value)), outlet),
      bb.choice("Kind of edit", "kind", [{ value: "", name: "All kinds" }, ...[...known].sort().map((one) => ({ value: one, name: bb.kindName(one) }))], kind));
    bb.headline(outlet || kind ? narrowed(kinds, outlet, kind) : told.words);
    bb.show(
      bb.el("div", { class: "row" }, byKind(kinds.where({ outlet }), kind), byOutlet(kinds.where({ kind }), outlet, kind)),
      byWeek(bb.answer(some.weeks), outlet),
      bb.el("div", { class: "row" }, list(bb.answer(some.newest), kind), headlines(bb.answer(some.headlines))));
  });

  // Returns the sentence for one outlet, one kind, or both.
  function narrowed(kinds, outlet, kind) {
    const rows = kinds.where({ outlet, kind }).objects;
    const looks = d3.sum(new Map(kinds.where({ outlet }).objects.map((row) => [row.outlet, row.looks])).values());
    const edits = d3.sum(rows, (row) => row.edits);
    const what = kind ? bb.kindName(kind) : bb.count(edits, "edit");
    return {
      headline: `${outlet ? `${bb.outletName(outlet)}: ` : ""}${kind ? `${what[0].toUpperCase()}${what.slice(1)}, ${bb.count(edits, "time")}` : `${what} after publication`}`,
      deck: `Seen in ${bb.count(looks, "second look")} at articles${looks ? `: ${(100 * edits / looks).toFixed(1)} for every hundred` : ""}.`,
    };
  }

  function byKind(answer, chosen) {
    const rows = d3.rollups(answer.objects.filter((row) => row.edits), (some) => d3.sum(some, (row) => row.edits), (row) => row.kind)
      .map(([kind, edits]) => ({ kind, edits })).sort((a, b) => b.edits - a.edits || a.kind.localeCompare(b.kind));
    return bb.figure({
      name: "kinds", span: "half", title: "What kind of edit", note: "One change may be of several kinds.", answer,
      draw: (width) => (rows.length ? bb.bars(width, rows, {
        value: (row) => row.edits, name: (row) => bb.kindName(row.kind), text: (row) => bb.number(row.edits),
        fill: (row) => bb.colour(!chosen || row.kind === chosen ? "accent" : "copy"),
      }) : empty("No edit was seen.")),
    });
  }

  function byOutlet(answer, chosen, kind) {
    const rows = d3.rollups(answer.objects, (some) => ({ edits: d3.sum(some, (row) => row.edits), looks: some[0].looks }), (row) => row.outlet)
      .map(([outlet, sums]) => ({ outlet, ...sums, rate: 100 * sums.edits / sums.looks })).sort((a, b) => b.rate - a.rate || a.outlet.localeCompare(b.outlet));
    return bb.figure({
      name: "outlets", span: "half", title: "Who edits", answer,
      note: `${kind ? `Edits “${bb.kindName(kind)}”` : "Edits"} for every hundred times that we looked again: who is looked at more often is also seen to edit more.`,
      draw: (width) => (rows.length ? bb.bars(width, rows, {
        value: (row) => row.rate, name: (row) => bb.outletName(row.outlet), text: (row) => row.rate.toFixed(1),
        fill: (row) => bb.colour(!chosen || row.outlet === chosen ? "accent" : "copy"),
      }) : empty("No article was looked at again yet.")),
    });
  }

  // Returns a column a week; hatched where nobody looked, so that no edit could be seen.
  function byWeek(answer, outlet) {
    const all = answer.objects.map((row) => ({ ...row, date: bb.time(row.period) }));
    const first = all.findIndex((row) => row.looks);
    const rows = first < 0 ? [] : all.slice(Math.max(0, Math.min(first - 1, all.length - LEAST)));
    return bb.figure({
      name: "weeks", title: `${outlet ? bb.outletName(outlet) : "All outlets"}, week by week`, answer,
      note: "Edits by the week in which they were seen.", extra: bb.key(["accent", "edits"], ["hatch", "nobody looked again: no figure"]),
      label: "Edits by the week in which they were seen",
      draw: (width) => (rows.length ? bb.plot(bb.base(width, {
        height: 190, marginLeft: 34, marginRight: 14, marginTop: 12, marginBottom: 34,
        x: { type: "utc", label: null, domain: [new Date(+rows[0].date - WEEK / 2), new Date(+rows[rows.length - 1].date + WEEK / 2)] },
        y: { label: null, domain: [0, d3.max(rows, (row) => row.edits) || 1], ticks: 4, tickSize: 0, grid: true, tickFormat: (value) => (Number.isInteger(value) ? bb.number(value) : "") },
        marks: [
          bb.hatched(rows.filter((row) => row.edits === null).map((row) => row.date), WEEK),
          Plot.rect(rows.filter((row) => row.edits), {
            x1: (row) => +row.date - WEEK / 2, x2: (row) => +row.date + WEEK / 2, y1: 0, y2: "edits", fill: bb.colour("accent"), insetLeft: 1, insetRight: 1,
            title: (row) => `Week of ${bb.day(row.period)}: ${bb.count(row.edits, "edit")} of ${bb.count(row.articles, "article")} in ${bb.count(row.looks, "second look")}`,
          }),
          Plot.ruleY([0], { stroke: bb.colour("grey") }),
          bb.weekAxis(rows, width),
        ],
      })) : empty("No whole week in which an article was looked at again.")),
    });
  }

  const empty = (text) => bb.el("p", { class: "empty" }, text);
  const after = (hours) => (hours === null ? "" : ` · ${hours < 1 ? "within the hour" : hours < 2 * DAY ? `${Math.round(hours)} h` : `${Math.round(hours / DAY)} days`} after publication`);

  // Returns the newest edits, those of one article and moment together.
  function list(newest, kind) {
    const answer = newest.where({ kind });
    const changes = d3.groups(answer.objects, (row) => `${row.article_id} ${row.edited_at}`).map(([, rows]) => rows);
    return bb.figure({
      name: "edits", span: "two-thirds", title: "What was changed", answer,
      note: `The newest of each kind${changes.length > SHOWN ? `; ${SHOWN} of ${bb.count(changes.length, "change")} are shown, the CSV holds all` : ""}. Struck out: gone. Underlined: new.`,
      extra: changes.length ? bb.el("ul", { class: "articles" }, changes.slice(0, SHOWN).map((rows) => bb.el("li", null,
        bb.el("a", { class: "title", href: bb.toArticle(rows[0].article_id) }, rows[0].headline),
        bb.el("p", { class: "about" }, `${bb.outletName(rows[0].outlet)} · seen ${bb.moment(rows[0].edited_at)}${after(rows[0].hours_after)}`),
        bb.edited(rows)))) : empty("No such edit was seen."),
    });
  }

  function headlines(answer) {
    const histories = d3.groups(answer.objects, (row) => row.article_id);
    return bb.figure({
      name: "headlines", span: "third", title: "Headlines over time", answer, note: "Articles that had more than one, the latest to change first.",
      extra: histories.length ? bb.el("div", { class: "histories" }, histories.slice(0, SHOWN).map(([id, rows]) => bb.history(id, rows))) : empty("No headline was seen to change."),
    });
  }
})((window.beatbook = window.beatbook || {}));
