"use strict";
// Loads shards of data: scripts, because a page that was opened from a file may read nothing else.
(function (bb) {
  const waiting = new Map();

  // Returns a promise of a shard's content.
  bb.load = function (name) {
    if (bb[name] !== undefined) return Promise.resolve(bb[name]);
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = bb.el("script", { src: `data/${name}.js` });
        script.addEventListener("load", () => resolve(bb[name]));
        script.addEventListener("error", () => {
          waiting.delete(name);
          reject(new Error("This part of the site is not there: it was moved without its folder, or the address is wrong."));
        });
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };

  // Returns in which of so many shards a key lies: FNV-1a, as shards.py counts.
  bb.place = function (key, shards) {
    let number = 2166136261;
    for (const byte of new TextEncoder().encode(key)) number = Math.imul(number ^ byte, 16777619) >>> 0;
    return number % shards;
  };
})((window.beatbook = window.beatbook || {}));
