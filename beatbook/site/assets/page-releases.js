"use strict";
// Releases: what newsrooms made of each press release, how much of it stands in print, and which nobody ran.
(function (bb) {
  bb.page(async function (state, isAsked) {
    const told = await bb.load("releases");
    const all = bb.answer(told.releases);
    const shown = { run: "run", none: "none" }[state.show] || "all";
    const outlets = [...new Set(all.objects.map((row) => row.outlet))];
    const from = outlets.includes(state.from) ? state.from : "";
    let listed = all.where({ outlet: from });
    if (shown === "none") listed = listed.where({ articles: 0 });
    if (shown === "run") listed = above(listed);
    const rows = listed.objects;
    const release = all.objects.find((row) => row.article_id === state.release) || rows.find((row) => row.articles) || rows[0];
    const lineage = release && release.articles ? (await bb.load(`lineage/${bb.place(release.article_id, told.shards)}`))[release.article_id] : null;
    if (!isAsked()) return;
    bb.controls(
      bb.choice("From", "from", [{ value: "", name: "All official bodies" }, ...outlets.map((one) => ({ value: one, name: bb.outletName(one) }))], from, { release: null }),
      bb.toggle("Show", "show", [{ value: "all", name: "All" }, { value: "run", name: "Run by somebody" }, { value: "none", name: "By nobody" }], shown));
    bb.headline(told.words);
    bb.show(bb.el("div", { class: "row" }, list(listed, release), release && one(release, lineage)));
  });

  function above(answer) {
    const at = answer.columns.indexOf("articles");
    return bb.answer({ sql: `from (\n${answer.sql}\n)\nwhere articles > 0`, columns: answer.columns, rows: answer.rows.filter((row) => row[at] > 0) });
  }

  function list(answer, chosen) {
    const rows = answer.objects;
    return bb.figure({
      name: "releases", span: "half", title: "Newest first", answer,
      note: "The bar is the largest part of its words that one article printed.",
      extra: rows.length ? bb.el("ul", { class: "stories" }, rows.map((row) => bb.el("li", null,
        bb.el("a", { href: bb.address({ release: row.article_id }), "aria-current": chosen && row.article_id === chosen.article_id ? "true" : null },
          bb.el("span", { class: "title" }, row.headline),
          bb.el("p", { class: "about" }, `${bb.day(row.day)} · ${bb.outletName(row.outlet)} · ${came(row)}`),
          row.articles > 0 && bar(row.most_taken))))) : bb.el("p", { class: "empty" }, "No such release."),
    });
  }

  const came = (row) => (row.articles === null ? "we saw no outlet that day" : row.articles ? `${bb.count(row.articles, "article")} in ${bb.count(row.outlets, "outlet")}` : "nobody ran it");

  function bar(share) {
    const inner = bb.el("b");
    inner.style.width = `${Math.round(100 * (share || 0))}%`;
    return bb.el("span", { class: "bar" }, bb.el("i", { "aria-hidden": "true" }, inner), bb.percent(share, 0));
  }

  function one(release, lineage) {
    const answer = lineage && bb.answer(lineage);
    const rows = answer ? answer.objects : [];
    const percent = (value) => (value === null ? "–" : bb.percent(value, 0));
    return bb.figure({
      name: "lineage", span: "half", title: release.headline, answer,
      note: rows.length ? "What was made of it, in the order in which it appeared." : `${came(release)[0].toUpperCase()}${came(release).slice(1)}.`,
      extra: bb.el("div", null,
        bb.el("p", { class: "about" }, bb.el("a", { href: bb.toArticle(release.article_id) }, "The release itself"), ` · ${bb.day(release.day)} · ${bb.outletName(release.outlet)}`),
        rows.map((row) => bb.el("div", { class: "made" },
          bb.el("a", { class: "title", href: bb.toArticle(row.article_id) }, row.headline),
          bb.el("p", { class: "about" }, `${bb.outletName(row.outlet)} · ${row.lag_hours === null ? "no time" : `${Math.max(0, Math.round(row.lag_hours))} h after it`}`),
          bb.el("p", { class: "about" }, `${percent(row.share_of_release)} of the release stands in it; ${percent(row.share_of_article)} of the article is the release’s; ${row.words_added === null ? "–" : bb.number(row.words_added)} words added`),
          bar(row.share_of_article)))),
    });
  }
})((window.beatbook = window.beatbook || {}));
