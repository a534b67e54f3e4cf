"use strict";
// Puts a topic's weeks outlet by outlet together: output comes once for all topics, the topic's own weeks by number.
(function (bb) {
  const made = new Map();
  const rounded = (share) => Number(share.toPrecision(6)); // as answers.py keeps figures

  // Returns what is known of a topic by outlet if it was put together before.
  bb.outletsKnown = (topic) => made.get(topic);

  // Returns a promise of the topic's answer by outlet, and of the words for each outlet.
  bb.outletsOf = async function (topic) {
    const [output, { ran, words }] = await Promise.all([bb.load("output"), bb.load(`outlets/${topic}`)]);
    if (!made.has(topic)) made.set(topic, { outlets: { sql: ran.sql, columns: ran.columns, rows: rows(output, ran) }, words });
    return made.get(topic);
  };

  function rows(output, ran) {
    const counts = new Map();
    let place = 0;
    ran.at.forEach((gap, nth) => { place += gap; counts.set(place, ran.articles[nth]); });
    const rows = [];
    for (const [outlet, weeks] of output.outlets) {
      for (const end = rows.length + weeks; rows.length < end;) {
        const at = rows.length;
        const all = output.output[at];
        const articles = all === null ? null : counts.get(at) || 0;
        const share = all ? articles && rounded(articles / all) : null;
        rows.push([outlet, output.periods[output.period[at]], articles, all, share, output.states[output.state[at]]]);
      }
    }
    return rows;
  }
})((window.beatbook = window.beatbook || {}));
