"use strict";
// Voices: who gets to speak about a topic, in which role, who is first, and where only the police speak.
(function (bb) {
  const POLICE = ["accent", "police"];
  const OTHERS = ["grey", "everybody else"];

  bb.page(async function (state, isAsked) {
    const topics = bb.book.topics.filter((one) => one.speaks);
    const topic = topics.some((one) => one.topic === state.topic) ? state.topic : "";
    const by = state.by === "quotations" ? "quotations" : "words";
    const told = await bb.load(`voices/${topic || "all"}`);
    if (!isAsked()) return;
    const outlets = bb.answer(told.outlets);
    const outlet = outlets.objects.some((row) => row.outlet === state.outlet) ? state.outlet : "";
    bb.controls(
      bb.choice("Topic", "topic", bb.topicOptions(topics, "All topics"), topic),
      bb.choice("Outlet", "outlet", bb.outletOptions("All outlets"), outlet),
      bb.toggle("Measure", "by", [{ value: "words", name: "Words" }, { value: "quotations", name: "Quotations" }], by));
    bb.headline(told.words);
    bb.show(
      bb.el("div", { class: "row" }, roles(told, outlets, outlet, by), first(told)),
      bb.el("div", { class: "row" }, parted(outlets, by), alone(told, "single"), alone(told, "reply")),
      examples(told, outlet));
  });

  const last = (row) => Number(row.role === "other");
  const fill = (row) => bb.colour(bb.isPolice(row.role) ? "accent" : row.role === "other" ? "hatch" : "grey");

  function roles(told, outlets, outlet, by) {
    const answer = outlet ? outlets.where({ outlet }) : bb.answer(told.roles);
    const all = d3.sum(answer.objects, (row) => row[by]);
    const rows = answer.objects.filter((row) => row[by] > 0).sort((a, b) => last(a) - last(b) || b[by] - a[by]);
    return bb.figure({
      name: "roles", span: "two-thirds", title: outlet ? `Who speaks in ${bb.outletName(outlet)}` : "Who speaks",
      note: `Share of all ${by} quoted, by the role in which somebody speaks.`, extra: bb.key(POLICE, OTHERS), answer,
      draw: (width) => rows.length
        ? bb.bars(width, rows, { value: (row) => row[by] / all, name: (row) => bb.roleName(row.role), text: (row) => bb.percent(row[by] / all), fill })
        : bb.el("p", { class: "empty" }, "Nobody is quoted."),
    });
  }

  function first(told) {
    const answer = bb.answer(told.first);
    const rows = [...answer.objects].sort((a, b) => last(a) - last(b) || b.articles - a.articles);
    return bb.figure({
      name: "first", span: "third", title: "Who speaks first", answer,
      note: "Share of the articles in which somebody speaks; all outlets.",
      draw: (width) => bb.bars(width, rows, { value: (row) => row.share, name: (row) => bb.roleName(row.role), text: (row) => bb.percent(row.share, 0), fill, room: 130 }),
    });
  }

  // Returns one bar an outlet: the police's part of what is quoted there.
  function parted(outlets, by) {
    const rows = d3.rollups(outlets.objects, (some) => ({
      all: d3.sum(some, (row) => row[by]),
      police: d3.sum(some.filter((row) => bb.isPolice(row.role)), (row) => row[by]),
    }), (row) => row.outlet).map(([outlet, sums]) => ({ outlet, ...sums, share: sums.police / (sums.all || 1) }))
      .filter((row) => row.all).sort((a, b) => b.share - a.share);
    return bb.figure({
      name: "parted", span: "third", title: "The police’s share, by outlet", answer: outlets,
      note: `Of all ${by} quoted, those of forces, federations and unnamed police sources.`,
      draw: (width) => bb.bars(width, rows, { value: (row) => row.share, name: (row) => bb.outletName(row.outlet), text: (row) => bb.percent(row.share, 0), most: 1 }),
    });
  }

  function alone(told, name) {
    const answer = bb.answer(told[name]);
    const rows = [...answer.objects].sort((a, b) => b.share - a.share);
    const [title, note] = {
      single: ["Nobody but the police", "Articles in which every speaker is of the police, of those in which somebody speaks."],
      reply: ["The police answer too", "Of the articles in which families, victims, residents, campaigners, charities or lawyers speak: those in which a force speaks too."],
    }[name];
    const of = name === "single" ? "police_only" : "answered";
    return bb.figure({
      name, span: "third", title, note, answer,
      draw: (width) => rows.length
        ? bb.bars(width, rows, { value: (row) => row.share, name: (row) => bb.outletName(row.outlet), text: (row) => `${row[of]} of ${row.articles}`, fill: () => bb.colour(name === "single" ? "accent" : "grey"), most: 1 })
        : bb.el("p", { class: "empty" }, "No such article."),
    });
  }

  const unlike = (rows) => [...new Map(rows.map((row) => [row.beginning, row])).values()];

  function examples(told, outlet) {
    const answer = bb.answer(told.examples).where({ outlet });
    const byRole = d3.groups(answer.objects, (row) => row.role).sort((a, b) => Number(bb.isPolice(b[0])) - Number(bb.isPolice(a[0])) || Number(a[0] === "other") - Number(b[0] === "other"));
    if (!byRole.length) return null;
    return bb.figure({
      name: "examples", title: "In their words", note: "The newest quotations of each role, their beginnings.", answer,
      extra: bb.el("div", { class: "quotations" }, byRole.map(([role, rows]) => bb.el("section", null,
        bb.el("h3", null, bb.roleName(role)),
        unlike(rows).slice(0, 2).map((row) => bb.el("blockquote", null,
          bb.whole(row.beginning.trim(), row.is_cut),
          bb.el("footer", null, `${row.speaker || "nobody named"} in `, bb.el("a", { href: bb.toArticle(row.article_id) }, row.headline), ` · ${bb.outletName(row.outlet)}, ${bb.day(row.day)}`)))))),
    });
  }
})((window.beatbook = window.beatbook || {}));
