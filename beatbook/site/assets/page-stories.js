"use strict";
// Stories: who told of an event and when, whose text was another's, and who was silent though we saw them.
(function (bb) {
  const SHOWN = 60; // stories that the list shows at once
  const SILENCE = [
    ["silent", "Silent, though we saw every day of it"],
    ["partial", "Nothing found, but not every day was seen"],
    ["blind", "Blind, so nothing can be said"],
  ];

  bb.page(async function (state, isAsked) {
    const told = await bb.load("stories");
    const all = bb.answer(told.stories);
    const topics = new Set(Object.values(told.topics).flat());
    const topic = topics.has(state.topic) ? state.topic : "";
    const listed = topic ? ofTopic(all, told.topics, topic) : all;
    const rows = listed.objects;
    const story = told.topics[state.story] ? state.story : rows.length ? rows[0].story_id : null;
    const detail = story && (await bb.load(`story/${bb.place(story, told.shards)}`))[story];
    if (!isAsked()) return;
    bb.controls(bb.choice("Topic", "topic", bb.topicOptions(bb.book.topics.filter((one) => one.is_group || topics.has(one.topic)).filter((one) => !one.is_group), "All topics"), topic, { story: null }));
    bb.headline(topic ? { headline: `${bb.topicName(topic)}: ${bb.count(rows.length, "story", "stories")} told by more than one outlet`, deck: told.words.deck } : told.words);
    bb.show(bb.el("div", { class: "row" }, list(listed, story), detail && one(all.objects.find((row) => row.story_id === story), detail)));
  });

  // Returns the stories of which some article is about the topic, with the statement that gives them.
  function ofTopic(all, topics, topic) {
    return bb.answer({
      sql: `from (\n${all.sql}\n)\nwhere story_id in (\n    select told.story_id from article_stories as told\n    join article_topics as tagged on tagged.article_id = told.article_id\n    where tagged.topic = '${topic.replaceAll("'", "''")}'\n)`,
      columns: all.columns,
      rows: all.rows.filter((row) => topics[row[all.columns.indexOf("story_id")]].includes(topic)),
    });
  }

  function list(answer, chosen) {
    const rows = answer.objects;
    return bb.figure({
      name: "stories", span: "third", title: "Latest first", answer,
      note: rows.length > SHOWN ? `${SHOWN} of ${rows.length}; a topic narrows them.` : null,
      extra: bb.el("ul", { class: "stories" }, rows.slice(0, SHOWN).map((row) => bb.el("li", null,
        bb.el("a", { href: bb.address({ story: row.story_id }), "aria-current": row.story_id === chosen ? "true" : null },
          bb.el("span", { class: "title" }, row.label),
          bb.el("p", { class: "about" }, `${span(row)} · ${bb.count(row.outlets, "outlet")}, ${bb.count(row.articles, "article")}${row.silent.length ? ` · ${row.silent.length} silent` : ""}`))))),
    });
  }

  const span = (row) => (row.first_day === row.last_day ? bb.day(row.first_day) : `${bb.day(row.first_day, true)} to ${bb.day(row.last_day)}`);

  function one(story, detail) {
    const articles = bb.answer(detail.articles);
    const silence = bb.answer(detail.silence);
    const edits = detail.edits && bb.answer(detail.edits);
    const rows = articles.objects;
    const dated = rows.filter((row) => row.published_at);
    return bb.el("div", { class: "two-thirds" },
      bb.figure({
        name: "timeline", title: story.label, answer: articles,
        note: `${story.first_outlet === null ? "" : `First in ${bb.outletName(story.first_outlet)}. `}${story.half_life_hours === null ? "" : `Half of the articles were out ${hours(story.half_life_hours)} later.`}`,
        extra: bb.key(["accent", "an outlet’s own text"], ["copy", "a copy of another’s"]),
        draw: (width) => (dated.length ? timeline(width, dated) : bb.el("p", { class: "empty" }, "No article has a time.")),
      }),
      bb.figure({
        name: "articles", level: "h3", title: "Article by article",
        extra: bb.articles(rows.map((row) => ({ ...row, day: row.day })), {
          columns: false,
          also: (row) => [` · ${row.hours_after_first === null ? "no time" : row.hours_after_first < 0.05 ? "first" : `${hours(row.hours_after_first)} after the first`}`,
            row.revisions > 1 && bb.el("span", { class: "tag" }, `changed ${row.revisions - 1}×`)],
        }),
      }),
      edits && bb.figure({
        name: "edits", level: "h3", title: "What was changed afterwards", answer: edits, note: "Struck out: gone. Underlined: new.",
        extra: bb.el("ul", { class: "articles" }, d3.groups(edits.objects, (row) => `${row.article_id} ${row.edited_at}`).map(([, some]) => bb.el("li", null,
          bb.el("a", { class: "title", href: bb.toArticle(some[0].article_id) }, some[0].headline),
          bb.el("p", { class: "about" }, `${bb.outletName(some[0].outlet)} · seen ${bb.moment(some[0].edited_at)}`),
          bb.edited(some)))),
      }),
      bb.figure({
        name: "silence", level: "h3", title: "Who did not", answer: silence,
        extra: bb.el("dl", null, SILENCE.flatMap(([kind, words]) => {
          const names = silence.objects.filter((row) => row.state === kind).map((row) => bb.outletName(row.outlet));
          return names.length ? [bb.el("dt", { class: "about" }, words), bb.el("dd", null, names.join(", "))] : [];
        })),
      }));
  }

  const hours = (number) => (number < 1 ? `${Math.max(1, Math.round(number * 60))} min` : number < 48 ? `${Math.round(number)} h` : `${Math.round(number / 24)} days`);

  // Returns a row an outlet, in the order in which they came, and a dot an article.
  function timeline(width, rows) {
    const outlets = [...new Set(rows.map((row) => row.outlet))];
    const margin = Math.min(150, Math.round(width * 0.36));
    const points = rows.map((row) => ({ ...row, date: bb.time(row.published_at) }));
    const [first, last] = d3.extent(points, (row) => row.date);
    const pad = Math.max(3600e3, (last - first) * 0.03);
    return bb.plot(bb.base(width, {
      height: outlets.length * 28 + 44, marginLeft: margin, marginRight: 12, marginTop: 8, marginBottom: 34,
      x: { type: "utc", label: null, domain: [new Date(+first - pad), new Date(+last + pad)] },
      y: { type: "point", domain: outlets, axis: null, padding: 0.6 },
      marks: [
        Plot.ruleY(outlets, { stroke: bb.colour("rule") }),
        Plot.text(outlets, { y: (outlet) => outlet, text: (outlet) => bb.cut(bb.outletName(outlet), Math.floor(margin / 6.6)), frameAnchor: "left", textAnchor: "end", dx: -10, fill: bb.colour("ink") }),
        Plot.axisX({ ticks: Math.max(2, Math.floor(width / 140)), tickSize: 4, tickFormat: (date) => (last - first < 4 * 24 * 3600e3 ? bb.hour(date) : bb.day(date, true)) }),
        Plot.dot(points, {
          x: "date", y: "outlet", r: 5.5, stroke: bb.colour("paper"), strokeWidth: 1.2,
          fill: (row) => bb.colour(row.copy ? "copy" : "accent"),
          title: (row) => `${row.headline}\n${bb.moment(row.published_at)}`,
        }),
      ],
    }));
  }
})((window.beatbook = window.beatbook || {}));
