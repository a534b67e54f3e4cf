"use strict";
// Search, shown only where `beatbook serve` answers: a site on a disk or a plain host has none.
(function (bb) {
  const place = document.getElementById("search");
  if (!bb.serving || !place) return;

  bb.ask = async function (path, values) {
    const answer = await fetch(`api/${path}?${new URLSearchParams(values)}`, { headers: { accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error || "No answer.");
    return told;
  };

  bb.ask("about", {}).then(() => {
    const input = bb.el("input", { type: "search", name: "q", placeholder: "Search all articles", "aria-label": "Search all articles" });
    place.replaceChildren(bb.el("form", { role: "search", onsubmit: (event) => { event.preventDefault(); search(input.value); } },
      input, bb.el("button", { class: "quiet", type: "submit" }, "Search")));
    place.hidden = false;
  }, () => {});

  async function search(words) {
    const main = document.getElementById("main");
    const old = main.querySelector(".found");
    if (old) old.remove();
    if (!words.trim()) return;
    const found = bb.el("section", { class: "found", "aria-live": "polite", "aria-label": "Found" });
    main.prepend(found);
    try {
      const { rows, more } = await bb.ask("search", { q: words });
      found.append(
        bb.el("h2", null, rows.length ? `${bb.count(rows.length, "article")} with ${words}${more ? ", the newest" : ""}` : `No article holds ${words}`),
        bb.el("ul", { class: "articles columns" }, rows.map((row) => bb.el("li", null,
          bb.el("a", { class: "title", href: bb.toArticle(row.article_id) }, row.headline),
          bb.el("p", { class: "about" }, `${bb.outletName(row.outlet)} · ${bb.day(row.day)}`),
          bb.el("p", { class: "about" }, row.snippet)))));
    } catch (problem) {
      found.append(bb.el("p", { class: "notice" }, problem.message));
    }
  }
})((window.beatbook = window.beatbook || {}));
