"use strict";
// Lists articles: headline, outlet and day, and the way to what the book says of each.
(function (bb) {
  const COPY = { wire: "agency copy", release: "from a release", group: "sister title", lifted: "same text" };

  bb.copyTag = (kind) => kind && bb.el("span", { class: "tag" }, COPY[kind] || kind);

  // Returns a list of articles; each row has at least headline, article_id, outlet and day.
  bb.articles = function (rows, { columns = true, also } = {}) {
    return bb.el("ul", { class: `articles ${columns ? "columns" : ""}` }, rows.map((row) =>
      bb.el("li", null,
        row.is_recent === false && !bb.serving ? bb.away(row.url, row.headline, "title") : bb.el("a", { class: "title", href: bb.toArticle(row.article_id) }, row.headline),
        bb.el("p", { class: "about" }, `${bb.outletName(row.outlet)} · ${bb.day(row.day)}`, bb.copyTag(row.copy), also && also(row)))));
  };

  // Returns a plain table of a few columns: `cells(row)` gives what stands in each.
  bb.table = (label, names, rows, cells) => bb.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${label}: table` },
    bb.el("table", null,
      bb.el("thead", null, bb.el("tr", null, names.map((name) => bb.el("th", { scope: "col" }, name)))),
      bb.el("tbody", null, rows.map((row) => bb.el("tr", null, cells(row).map((cell, at) => bb.el(at ? "td" : "th", at ? null : { scope: "row" }, cell)))))));
})((window.beatbook = window.beatbook || {}));
