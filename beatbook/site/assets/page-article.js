"use strict";
// Article: what the book says of one article; its text, with the evidence marked, only where `serve` answers.
(function (bb) {
  bb.page(async function (state, isAsked) {
    if (!state.id) {
      bb.headline({ headline: "No article is named", deck: "An article’s page is reached from a chart or a list." });
      bb.show();
      return;
    }
    const shard = await bb.load(`article/${bb.place(state.id, bb.book.articleShards)}`).catch(() => ({}));
    const card = shard[state.id];
    const told = bb.serving ? await bb.ask("article", { id: state.id }).catch(() => null) : null;
    if (!isAsked()) return;
    if (!card && !told) {
      bb.headline({ headline: "This article is not in the site", deck: "The site shows articles that some page links to; `beatbook article ID` and `beatbook serve` show all." });
      bb.show();
      return;
    }
    const known = card || told.article;
    bb.headline({ headline: known.headline, deck: card ? bb.whole(card.snippet || "", card.is_cut) : known.standfirst || "" },
      `${bb.outletName(known.outlet)} · ${bb.moment(known.published_at)}${(known.authors || []).length ? ` · ${known.authors.join(", ")}` : ""}`);
    bb.show(
      facts(known, card),
      told && bb.figure({ name: "text", title: "The text, with its evidence", note: "Shown by `beatbook serve` on this machine only; its rights are its publisher’s.", extra: bb.el("div", null, bb.key(["amber-soft", "evidence for a topic"], ["accent", "a force, body or place (underlined)"], ["accent-soft", "somebody speaks"]), marked(told)) }),
      card && bb.el("div", { class: "row" }, tags(card, "topic", "Topics, and the rule that found each"), tags(card, "entity", "Who and what is named")),
      card && versions(card),
      card && voices(card));
  });

  function facts(known, card) {
    const copy = card && card.copy;
    const rows = [
      ["Read it", bb.away(known.url, "at its publisher’s")],
      ["Length", `${bb.number(known.words)} words${known.access && known.access !== "unknown" ? `, ${known.access}` : ""}`],
      known.section && ["Section", known.section],
      known.modified_at && known.modified_at !== known.published_at && ["Changed", bb.moment(known.modified_at)],
      known.revisions > 1 && ["Versions", bb.el("span", null, `${known.revisions} seen; word by word: `, bb.el("code", null, `beatbook article ${known.article_id} --versions`))],
      known.vanished_at && ["Vanished", bb.moment(known.vanished_at)],
      known.is_on_beat !== null && known.is_on_beat !== undefined && ["On the beat", `${known.is_on_beat ? "yes" : "no"} (${Number(known.relevance).toFixed(2)})`],
      copy && !copy.is_original && ["Copy", bb.el("span", null, `${copy.meaning}${copy.credit ? ` (${copy.credit})` : ""}`, copy.original_outlet && [": ", bb.el("a", { href: bb.toArticle(copy.original_id) }, copy.original_headline), ` in ${bb.outletName(copy.original_outlet)}`], copy.share_of_own !== null && `; ${bb.percent(copy.share_of_own, 0)} of its words are not its own`)],
      copy && copy.is_original && ["Copied", "others were made from this text"],
      known.story_id && ["Story", bb.el("a", { href: bb.address({ story: known.story_id }, "stories.html") }, "who else told it")],
      ["Evidence", bb.el("code", null, `beatbook article ${known.article_id}`)],
    ].filter(Boolean);
    return bb.figure({ name: "facts", title: "What the book says of it", extra: bb.el("dl", { class: "facts" }, rows.flatMap(([name, value]) => [bb.el("dt", null, name), bb.el("dd", null, value)])) });
  }

  function tags(card, kind, title) {
    const rows = card.tags.filter((tag) => tag.kind === kind);
    const byTag = d3.groups(rows, (tag) => tag.tag);
    return bb.figure({
      name: `${kind}-tags`, span: "half", title,
      extra: rows.length
        ? bb.table(title, [kind === "topic" ? "Topic" : "Name", "Words it stands on", "Rule", "Times"], rows, (tag) => [
          kind === "topic" ? bb.el("a", { href: bb.address({ topic: tag.tag }, "index.html") }, tag.name || tag.tag) : tag.name || tag.tag,
          `“${bb.whole(tag.words.replace(/\s+/g, " "), [...tag.words].length >= 80)}”`, bb.el("code", null, tag.rule), bb.number(tag.times)])
        : bb.el("p", { class: "empty" }, byTag.length ? "" : "None."),
    });
  }

  // Returns each version with what was changed in it, as far as its first words tell.
  function versions(card) {
    if (!card.revisions.length) return null;
    return bb.figure({
      name: "versions", title: "How it was changed", note: "As first read, and each time that we read it otherwise. Struck out: gone. Underlined: new.",
      extra: bb.el("ol", { class: "articles versions-told" }, card.revisions.map((row, at) => {
        const edits = card.edits.filter((edit) => edit.revision === row.revision);
        return bb.el("li", null,
          bb.el("p", { class: "about" }, `${at ? "Read" : "First read"} ${bb.moment(row.valid_from)} · ${bb.number(row.words)} words`),
          bb.el("p", { class: "title" }, row.headline),
          edits.length > 0 && bb.edited(edits));
      })),
    });
  }

  function voices(card) {
    if (!card.voices.length) return null;
    return bb.figure({
      name: "voices", title: "Who speaks, in this order",
      extra: bb.table("Who speaks", ["Speaker", "Role", "Quotations", "Words"], card.voices, (row) => [
        row.speaker, bb.el("span", { class: bb.isPolice(row.role) ? "tag police" : "tag" }, bb.roleName(row.role)), bb.number(row.quotations), bb.number(row.words)]),
    });
  }

  // Returns the body with its evidence marked; offsets count code points, so the text is taken apart by them.
  function marked({ article, evidence, voices }) {
    const letters = [...article.body];
    const spans = [
      ...evidence.filter((span) => span.field === "body").map((span) => ({ ...span, kind: span.kind, title: `${span.name || span.tag}: ${span.rule}` })),
      ...voices.map((voice) => ({ start: voice.start, end: voice.end, kind: "voice", title: `${voice.speaker_name || voice.speaker_text || "nobody named"}, ${bb.roleName(voice.role)}` })),
    ];
    const edges = [...new Set([0, letters.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
    const rank = { topic: 0, entity: 1, voice: 2 };
    return bb.el("div", { class: "text" }, edges.slice(1).map((end, at) => {
      const start = edges[at];
      const text = letters.slice(start, end).join("");
      const covering = spans.filter((span) => span.start <= start && end <= span.end).sort((a, b) => rank[a.kind] - rank[b.kind]);
      return covering.length ? bb.el("mark", { class: covering[0].kind, title: covering.map((span) => span.title).join("; ") }, text) : text;
    }));
  }
})((window.beatbook = window.beatbook || {}));
