"use strict";
// Compare: up to five topics, or up to five outlets on one topic, on one scale.
(function (bb) {
  const MOST = 5;

  bb.page(async function (state, isAsked) {
    const topics = bb.book.topics.filter((one) => !one.is_group);
    const isOutlets = state.of === "outlets";
    const measure = bb.measures[state.measure] ? state.measure : "share";
    const topic = topics.some((one) => one.topic === state.topic) ? state.topic : bb.book.start;
    if (!topic) {
      bb.show(bb.el("p", { class: "notice" }, "The book holds no article about any topic yet."));
      return;
    }
    const known = isOutlets ? bb.book.outlets.filter((one) => one.articles).map((one) => one.outlet) : topics.map((one) => one.topic);
    const asked = (state.list || "").split(",").filter((one) => known.includes(one)).slice(0, MOST);
    const list = asked.length ? asked : first(isOutlets, topics);
    const lines = isOutlets ? await ofOutlets(topic, list, measure) : await ofTopics(list, measure);
    if (!isAsked()) return;
    const options = (isOutlets ? bb.outletOptions() : bb.topicOptions(topics)).filter((one) => !list.includes(one.value));
    const put = (next) => bb.change({ list: next.join(",") });
    const add = bb.el("select", { id: "choose-add", disabled: list.length >= MOST, onchange: () => put([...list, add.value]) },
      bb.el("option", { value: "" }, list.length >= MOST ? "Five are enough" : "Choose"), options.filter((one) => one.value).map((one) => bb.el("option", { value: one.value }, one.name)));
    bb.controls(...[
      bb.toggle("Compare", "of", [{ value: "topics", name: "Topics" }, { value: "outlets", name: "Outlets" }], isOutlets ? "outlets" : "topics"),
      isOutlets && bb.choice("Topic", "topic", bb.topicOptions(topics), topic),
      bb.el("label", { class: "control" }, bb.el("span", null, isOutlets ? "Add an outlet" : "Add a topic"), add),
      bb.toggle("Measure", "measure", [{ value: "share", name: "Share" }, { value: "articles", name: "Count" }], measure),
    ].filter(Boolean));
    bb.headline(words(lines, measure, isOutlets && topic));
    const chips = bb.el("div", { class: "chips", role: "group", "aria-label": "Shown" }, lines.map((line) => bb.el("button", {
      type: "button", "aria-label": `Take ${line.name} away`, disabled: lines.length === 1, onclick: () => put(list.filter((one) => one !== line.key)),
    }, `${line.name} ×`)));
    bb.show(together(lines, measure, chips), apart(lines, measure));
  });

  const first = (isOutlets, topics) => isOutlets
    ? [...bb.book.outlets].sort((a, b) => b.articles - a.articles).slice(0, 4).map((one) => one.outlet)
    : [...new Set([bb.book.start, ...[...topics].sort((a, b) => b.articles - a.articles).map((one) => one.topic)])].slice(0, 3);

  const quoted = (list) => list.map((one) => `'${one.replaceAll("'", "''")}'`).join(", ");
  const COLUMNS = ["topic", "outlet", "period", "articles", "output", "share"];

  // The statement is the macro `compare`; the rows are those of share() and share_by_outlet(), which count the same.
  function until(sql) {
    const found = /until := (date '[\d-]+'|null)/.exec(sql);
    return found ? found[1] : "null";
  }

  async function ofTopics(list, measure) {
    const shards = await Promise.all(list.map((topic) => bb.load(`attention/${topic}`)));
    const sql = `select ${COLUMNS.join(", ")}\nfrom compare([${quoted(list)}], every := 'week', until := ${until(shards[0].weeks.sql)})\nwhere is_complete\norder by topic, period`;
    return shards.map((shard, at) => {
      const answer = bb.answer(shard.weeks);
      return line(list[at], bb.topicName(list[at]), answer, measure, sql, at, (row) => [list[at], null, row.period, row.articles, row.output, row.share]);
    });
  }

  async function ofOutlets(topic, list, measure) {
    const shard = await bb.outletsOf(topic);
    const all = bb.answer(shard.outlets);
    const sql = `select ${COLUMNS.join(", ")}\nfrom compare(['${topic}'], outlets := [${quoted(list)}], every := 'week', until := ${until(all.sql)})\nwhere is_complete\norder by outlet, period`;
    return list.map((outlet, at) =>
      line(outlet, bb.outletName(outlet), all.where({ outlet }), measure, sql, at, (row) => [topic, outlet, row.period, row.articles, row.output, row.share]));
  }

  function line(key, name, answer, measure, sql, at, row) {
    const points = bb.points(answer, measure);
    const seen = points.filter((point) => point.seen);
    const articles = d3.sum(seen, (point) => point.row.articles);
    const output = d3.sum(seen, (point) => point.row.output);
    return { key, name, points, sql, colour: `series-${at + 1}`, articles, share: output ? articles / output : null, rows: answer.objects.map(row) };
  }

  function words(lines, measure, topic) {
    const level = (line) => (measure === "share" ? line.share : line.articles);
    const sorted = [...lines].filter((line) => level(line) !== null).sort((a, b) => level(b) - level(a));
    const text = (line) => (measure === "share" ? bb.percent(line.share) : bb.count(line.articles, "article"));
    const about = topic ? `${bb.topicName(topic)}: ` : "";
    if (sorted.length < 2) return { headline: `${about}${lines[0].name}`, deck: "Add another to compare." };
    const [most, least] = [sorted[0], sorted[sorted.length - 1]];
    return {
      headline: topic ? `${bb.topicName(topic)}: most in ${most.name}, least in ${least.name}` : `Most on ${most.name}, least on ${least.name}`,
      deck: `${sorted.map((line) => `${line.name} ${text(line)}`).join(", ")}, over all weeks shown${measure === "share" ? ", of what was published" : ""}.`,
    };
  }

  const answerOf = (lines) => bb.answer({ sql: lines[0].sql, columns: COLUMNS, rows: lines.flatMap((one) => one.rows) });

  // Returns all lines in one chart, each with its name at its end.
  function together(lines, measure, chips) {
    const kind = bb.measures[measure];
    return bb.figure({
      name: "compare", title: "On one scale, week by week", answer: answerOf(lines), extra: chips,
      draw: (width) => {
        const isWide = width > 560;
        const margin = isWide ? 190 : 14;
        const highest = d3.max(lines, (one) => d3.max(one.points, (point) => point.value)) || 0;
        const height = Math.round(Math.max(240, Math.min(400, width * 0.4)));
        const plot = bb.plot(bb.base(width, {
          height, marginLeft: 34, marginRight: margin, marginTop: 34, marginBottom: 34,
          x: { type: "utc", label: null, domain: d3.extent(lines.flatMap((one) => one.points), (point) => point.date) },
          y: { label: null, domain: [0, highest * 1.1 || 1], ticks: 4, tickSize: 0, grid: true },
          marks: [
            ...lines.map((one) => Plot.lineY(one.points, { x: "date", y: "value", stroke: bb.colour(one.colour), strokeWidth: 2, strokeLinejoin: "round" })),
            bb.weekAxis(lines[0].points, width - margin),
            Plot.text([kind.axis], { frameAnchor: "top-left", text: (text) => text, dx: -34, dy: -30, textAnchor: "start" }),
          ],
        }));
        if (!isWide) return [bb.key(...lines.map((one) => [one.colour, one.name])), plot];
        const y = plot.scale("y");
        const labels = lines.map((one) => {
          const last = [...one.points].reverse().find((point) => point.value !== null);
          return { ...one, from: y.apply(last ? last.value : 0), y: y.apply(last ? last.value : 0) };
        });
        for (const label of bb.apart(labels, 17, 34, height - 34)) {
          plot.append(
            bb.svg("line", { x1: width - margin + 2, x2: width - margin + 12, y1: label.from, y2: label.y, stroke: bb.colour(label.colour), "stroke-opacity": 0.6 }),
            bb.svg("text", { x: width - margin + 16, y: label.y + 4, "text-anchor": "start", "font-size": 12.5, "font-weight": 600, fill: bb.colour(label.colour) }, bb.cut(label.name, 26)));
        }
        return plot;
      },
    });
  }

  // Returns the lines one by one, each against the others in grey.
  function apart(lines, measure) {
    const highest = d3.max(lines, (one) => d3.max(one.points, (point) => point.value)) || 0;
    const text = (one) => (measure === "share" ? bb.percent(one.share) : bb.number(one.articles));
    const mean = lines[0].points.map((point, at) => ({ date: point.date, value: d3.mean(lines, (one) => (one.points[at] ? one.points[at].value : null)) ?? null }));
    return bb.figure({
      name: "apart", title: "One by one", note: "Grey is the mean of those compared.", answer: answerOf(lines),
      draw: (width) => {
        const columns = Math.max(2, Math.min(lines.length, Math.floor((width + 26) / 194)));
        const each = Math.floor((width - 26 * (columns - 1)) / columns);
        return bb.el("ul", { class: "smalls" }, lines.map((one) => bb.el("li", null,
          bb.el("div", { class: "name" }, bb.el("span", { "data-label": one.name }, one.name), bb.el("span", null, text(one))),
          bb.small(Math.min(each, 240), one.points, mean, highest))));
      },
    });
  }
})((window.beatbook = window.beatbook || {}));
