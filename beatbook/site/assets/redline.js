"use strict";
// Shows what an edit changed: the words that are gone struck out, those that are new underlined, in reading order.
(function (bb) {
  const WORD = /\s*(?:[\p{L}\p{N}]+(?:['’.,]\p{L}+|[.,]\p{N}+)*|[^\s\p{L}\p{N}])/gu;
  const LONG = 240; // words and marks on either side; longer texts are shown one after the other

  bb.kindName = (kind) => (kind || "").replaceAll("_", " ");

  // Returns two texts as one: runs of [mark, text], where the mark is same, gone or new; words that both have, in
  // the same order, are the same (the longest common subsequence).
  bb.diff = function (before, after) {
    const [old, now] = [before, after].map((text) => text.match(WORD) || []);
    if (!old.length || !now.length || old.length > LONG || now.length > LONG) return runs([...old.map((word) => ["gone", word]), ...now.map((word) => ["new", word])]);
    const key = (word) => word.trim();
    const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
    for (let i = old.length - 1; i >= 0; i -= 1) {
      for (let j = now.length - 1; j >= 0; j -= 1) {
        table[i][j] = key(old[i]) === key(now[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
      }
    }
    const marked = [];
    let [i, j] = [0, 0];
    while (i < old.length || j < now.length) {
      if (i < old.length && j < now.length && key(old[i]) === key(now[j])) { marked.push(["same", now[j]]); i += 1; j += 1; }
      else if (i < old.length && (j === now.length || table[i + 1][j] >= table[i][j + 1])) { marked.push(["gone", old[i]]); i += 1; }
      else { marked.push(["new", now[j]]); j += 1; }
    }
    return runs(marked);
  };

  // Returns the words as runs of one mark; of each stretch that changed, all that is gone stands before what is new.
  function runs(marked) {
    const found = [];
    let changed = { gone: "", new: "" };
    const flush = () => {
      for (const mark of ["gone", "new"]) if (changed[mark]) found.push([mark, changed[mark]]);
      changed = { gone: "", new: "" };
    };
    for (const [mark, word] of marked) {
      if (mark !== "same") { changed[mark] += word; continue; }
      flush();
      const last = found[found.length - 1];
      if (last && last[0] === "same") last[1] += word;
      else found.push(["same", word]);
    }
    flush();
    return found;
  }

  const NAMES = { gone: ["del", "gone: "], new: ["ins", "new: "] };
  // Returns both texts as one paragraph; listeners are told which words are gone and which are new.
  bb.redline = (before, after, isCut) => bb.el("p", { class: "redline" }, bb.diff(before, after).map(([mark, text], at) => {
    const words = at ? text : text.trimStart();
    if (mark === "same") return words;
    const space = words.match(/^\s*/)[0] ? " " : "";
    return [space, bb.el(NAMES[mark][0], null, bb.el("span", { class: "visually-hidden" }, NAMES[mark][1]), words.trimStart())];
  }).flat(), isCut && "…");

  // Returns an article's edits of one moment: the words of each place once, beside all the kinds they are of.
  bb.edited = function (rows) {
    const places = d3.groups(rows, (row) => `${row.field}\n${row.old_text}\n${row.new_text}`);
    return places.map(([, some]) => bb.el("div", { class: "edit" },
      bb.el("p", { class: "kinds" },
        [...new Set(some.map((row) => row.kind))].map((kind) => bb.el("span", { class: "tag" }, bb.kindName(kind))),
        reasons(some)),
      bb.redline(some[0].old_text, some[0].new_text, some[0].is_cut)));
  };

  // Returns the headlines that an article had, one after the other, each marked against the one before.
  bb.history = (id, rows) => bb.el("div", { class: "history" },
    bb.el("p", { class: "about" }, bb.el("a", { href: bb.toArticle(id) }, bb.outletName(rows[0].outlet)), ` · ${bb.count(rows.length, "headline")}`),
    bb.el("ol", null, rows.map((row, at) => bb.el("li", null,
      bb.el("time", { class: "about", datetime: row.valid_from }, bb.moment(row.valid_from)),
      at ? bb.redline(rows[at - 1].headline, row.headline) : bb.el("p", { class: "redline" }, row.headline)))));

  const TELLING = /^(voice|name|number|made|soft|sharp)/; // kinds whose rule says more than that there is an edit
  function reasons(rows) {
    const told = [...new Set(rows.filter((row) => TELLING.test(row.kind) && row.rule).map((row) => row.rule))];
    return told.length ? bb.el("span", { class: "about" }, ` ${told.join("; ")}`) : null;
  }
})((window.beatbook = window.beatbook || {}));
