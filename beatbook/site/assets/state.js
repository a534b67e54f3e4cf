"use strict";
// Keeps what a page shows in its address, behind the #, so that a link shows the same; works from a file too.
(function (bb) {
  bb.state = function () {
    return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  };

  // Returns the address of this page, or another, with some of the state changed; null removes a key.
  bb.address = function (changes, page) {
    const asked = new URLSearchParams(page ? "" : location.hash.slice(1));
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === undefined || value === "") asked.delete(key);
      else asked.set(key, value);
    }
    return `${page || ""}#${asked}`;
  };

  bb.change = function (changes) {
    const next = bb.address(changes);
    if (next !== (location.hash || "#")) location.hash = next.slice(1);
  };

  // Returns a labelled choice that writes its value into the address.
  bb.choice = function (label, key, options, chosen, also) {
    const select = bb.el("select", { id: `choose-${key}`, onchange: () => bb.change({ ...(also || {}), [key]: select.value }) });
    let group = select;
    for (const option of options) {
      if (option.group === "") group = select;
      else if (option.group) select.append((group = bb.el("optgroup", { label: option.group })));
      else group.append(bb.el("option", { value: option.value, selected: option.value === (chosen || "") }, option.name));
    }
    return bb.el("label", { class: "control" }, bb.el("span", null, label), select);
  };

  // Returns a switch of a few buttons, one of them pressed.
  bb.toggle = function (label, key, options, chosen) {
    const buttons = options.map((option) =>
      bb.el("button", {
        type: "button", "data-value": option.value, "aria-pressed": String(option.value === chosen),
        onclick: () => bb.change({ [key]: option.value }),
      }, option.name));
    return bb.el("fieldset", { id: `switch-${key}` }, bb.el("legend", null, label), bb.el("div", { class: "switch" }, buttons));
  };

  bb.topicOptions = function (topics, all) {
    const groups = topics.filter((topic) => topic.is_group);
    const plain = (parent) => topics.filter((topic) => !topic.is_group && topic.parent === parent).map(option);
    const option = (topic) => ({ value: topic.topic, name: topic.name });
    const options = all ? [{ value: "", name: all }] : [];
    for (const group of groups) {
      options.push({ group: group.name }, { value: group.topic, name: `${group.name}: all topics` }, ...plain(group.topic));
    }
    const known = new Set(groups.map((group) => group.topic));
    const others = topics.filter((topic) => !topic.is_group && !known.has(topic.parent)).map(option);
    return others.length ? [...options, { group: groups.length ? "Others" : "" }, ...others] : options;
  };

  bb.outletOptions = (all) => [
    ...(all ? [{ value: "", name: all }] : []),
    ...bb.book.outlets.filter((one) => one.articles).map((one) => ({ value: one.outlet, name: one.name })),
  ];

  // Puts controls in the bar without taking the focus from the one that is being used.
  bb.controls = function (...controls) {
    const bar = document.getElementById("controls");
    const focused = document.activeElement && bar.contains(document.activeElement) ? document.activeElement : null;
    const id = focused && (focused.id || focused.closest("[id]").id);
    const value = focused && focused.dataset.value;
    bar.replaceChildren(...controls);
    if (!id) return;
    const again = document.getElementById(id);
    const target = again && value ? again.querySelector(`[data-value="${CSS.escape(value)}"]`) : again;
    if (target) target.focus();
  };

  bb.headline = function (words, kicker) {
    document.getElementById("headline").textContent = words.headline;
    document.getElementById("deck").textContent = words.deck;
    document.title = `${words.headline} · Beatbook`;
    if (kicker) document.querySelector(".kicker").textContent = kicker;
  };

  bb.tell = (text) => { document.getElementById("told").textContent = text; };

  // Draws the page now and whenever its address changes; what is asked last is what stands there in the end.
  bb.page = function (draw) {
    let asked = 0;
    const again = async () => {
      const mine = (asked += 1);
      const figures = document.getElementById("figures");
      try {
        await draw(bb.state(), () => mine === asked);
        if (mine === asked) figures.style.minHeight = "";
        document.body.dataset.drawn = String(mine);
      } catch (problem) {
        if (mine !== asked) return;
        figures.replaceChildren(bb.el("p", { class: "notice", role: "alert" }, problem.message));
      }
    };
    window.addEventListener("hashchange", again);
    queueMicrotask(again); // once the page's own script has run to its end
  };
})((window.beatbook = window.beatbook || {}));
