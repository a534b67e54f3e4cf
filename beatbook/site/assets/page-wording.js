"use strict";
// Wording: which outlets use a frame of words, how often, and in which sentences.
(function (bb) {
  bb.page(async function (state, isAsked) {
    const frames = bb.book.frames;
    if (!frames.length) {
      bb.show(bb.el("p", { class: "notice" }, "No article uses any frame that we look for."));
      return;
    }
    const frame = frames.some((one) => one.frame === state.frame) ? state.frame : frames[0].frame;
    const told = await bb.load(`wording/${frame}`);
    if (!isAsked()) return;
    bb.controls(bb.choice("Frame", "frame", frames.map((one) => ({ value: one.frame, name: `${one.name} (${bb.count(one.articles, "article")})` })), frame));
    bb.headline(told.words);
    bb.show(bb.el("div", { class: "row" }, byOutlet(bb.answer(told.outlets)), byWeek(bb.answer(told.weeks))), examples(bb.answer(told.examples)));
  });

  function byOutlet(answer) {
    const rows = answer.objects.filter((row) => row.output);
    return bb.figure({
      name: "outlets", span: "half", title: "By outlet", note: "Share of each outlet’s articles that use it.", answer,
      draw: (width) => bb.bars(width, rows, { value: (row) => row.share, name: (row) => bb.outletName(row.outlet), text: (row) => bb.percent(row.share) }),
    });
  }

  function byWeek(answer) {
    const points = bb.points(answer, "share");
    const figure = bb.figure({
      name: "weeks", span: "half", title: "Week by week", note: "Share of all articles that use it; all outlets.", answer,
      draw: (width) => (points.length > 1 ? bb.weeks(width, points, { measure: "share" }) : bb.el("p", { class: "empty" }, "Too few whole weeks.")),
    });
    return figure;
  }

  function examples(answer) {
    return bb.figure({
      name: "examples", title: "In these words", note: "The newest uses of each outlet.", answer,
      extra: bb.el("ul", { class: "articles columns" }, answer.objects.map((row) => bb.el("li", null,
        bb.el("p", { class: "concordance" }, `…${row.before.replace(/\s+/g, " ")}`, bb.el("mark", null, row.text), `${row.after.replace(/\s+/g, " ")}…`),
        bb.el("p", { class: "about" }, bb.el("a", { href: bb.toArticle(row.article_id) }, row.headline), ` · ${bb.outletName(row.outlet)}, ${bb.day(row.day)}`)))),
    });
  }
})((window.beatbook = window.beatbook || {}));
