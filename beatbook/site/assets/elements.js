"use strict";
// Makes elements out of text: whatever outlets wrote reaches the page through here, and never as HTML.
(function (bb) {
  const SVG = "http://www.w3.org/2000/svg";

  // Returns an element; an attribute "on..." is a listener, false and null leave one out, strings become text.
  bb.el = function (name, attributes, ...children) {
    return fill(document.createElement(name), attributes, children);
  };

  bb.svg = function (name, attributes, ...children) {
    return fill(document.createElementNS(SVG, name), attributes, children);
  };

  function fill(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    for (const child of children.flat()) {
      if (child === null || child === undefined || child === false) continue;
      element.append(child instanceof Node ? child : String(child));
    }
    return element;
  }

  // Returns a link off the site; the text alone for an address that no browser should open.
  bb.away = function (url, text, kind) {
    return /^https?:\/\//i.test(url || "")
      ? bb.el("a", { class: kind, href: url, rel: "noopener noreferrer", referrerpolicy: "no-referrer" }, text)
      : bb.el("span", { class: kind }, text);
  };

  bb.toArticle = (id) => `article.html#id=${encodeURIComponent(id)}`;

  const find = (list, key, slug) => (list || []).find((one) => one[key] === slug);
  bb.outletName = (slug) => (find(bb.book.outlets, "outlet", slug) || { name: slug }).name;
  bb.topicName = (slug) => (find(bb.book.topics, "topic", slug) || { name: slug }).name;
  bb.roleName = (role) => bb.book.roles[role] || (role || "").replaceAll("_", " ");
  bb.isPolice = (role) => bb.book.police.includes(role);

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  bb.time = (iso) => new Date(iso.length === 10 ? `${iso}T00:00Z` : `${iso}Z`);
  bb.day = function (iso, short) {
    if (!iso) return "no date";
    const date = typeof iso === "string" ? bb.time(iso) : iso;
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${short ? "" : ` ${date.getUTCFullYear()}`}`;
  };
  const LONDON = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
  });
  const HOUR = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  bb.hour = (date) => HOUR.format(date).replace(", ", "\n");
  bb.moment = (iso) => (iso ? LONDON.format(bb.time(iso)) : "no date");
  bb.percent = (share, digits = 1) => (share === null || share === undefined ? "–" : `${(100 * share).toFixed(digits)}%`);
  bb.number = (value) => (value === null || value === undefined ? "–" : Number(value).toLocaleString("en-GB"));
  bb.count = (number, one, more) => `${bb.number(number)} ${number === 1 ? one : more || `${one}s`}`;
  // Returns a beginning that was cut at some letter, cut at its last whole word instead.
  bb.whole = (text, isCut) => (isCut ? `${text.replace(/\s+\S*$/, "").replace(/[\s.,;:]+$/, "")}…` : text);
  bb.cut = (text, length) => ([...text].length > length ? `${[...text].slice(0, length - 1).join("").trimEnd()}…` : text);
})((window.beatbook = window.beatbook || {}));
