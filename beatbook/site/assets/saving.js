"use strict";
// Saves a chart as SVG or PNG, and its rows as CSV, each with where it comes from.
(function (bb) {
  const FONT = "system-ui, -apple-system, 'Segoe UI', Arial, sans-serif";

  bb.save = function (name, type, content) {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = bb.el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  // Returns the charts below an element as one drawing, with their title above and their source below.
  bb.picture = function (element, title) {
    bb.complete(element);
    const box = element.getBoundingClientRect();
    const width = Math.ceil(box.width) + 32;
    const height = Math.ceil(box.height) + 84;
    const ink = bb.colour("ink");
    const whole = bb.svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT });
    whole.append(bb.svg("rect", { width, height, fill: bb.colour("paper") }));
    whole.append(bb.svg("text", { x: 16, y: 30, "font-size": 16, "font-weight": 600, fill: ink }, bb.cut(title, Math.floor(width / 9))));
    for (const each of element.querySelectorAll("svg")) {
      const at = each.getBoundingClientRect();
      const copy = each.cloneNode(true);
      copy.setAttribute("x", at.left - box.left + 16);
      copy.setAttribute("y", at.top - box.top + 46);
      copy.setAttribute("width", at.width);
      copy.setAttribute("height", at.height);
      copy.setAttribute("color", ink);
      copy.setAttribute("overflow", "visible");
      copy.removeAttribute("style");
      for (const cursor of copy.querySelectorAll(".cursor")) cursor.remove();
      whole.append(copy);
    }
    for (const label of element.querySelectorAll("[data-label]")) {
      const at = label.getBoundingClientRect();
      whole.append(bb.svg("text", { x: at.left - box.left + 16, y: at.top - box.top + 60, "font-size": 12, fill: ink }, label.dataset.label));
    }
    whole.append(bb.svg("text", { x: 16, y: height - 14, "font-size": 10, fill: bb.colour("soft") }, `Beatbook. ${bb.book.asOf}`));
    return { text: new XMLSerializer().serializeToString(whole), width, height };
  };

  bb.saveSvg = (name, picture) => bb.save(`${name}.svg`, "image/svg+xml", picture.text);

  bb.savePng = async function (name, picture) {
    const image = new Image();
    const drawn = new Promise((resolve, reject) => { image.onload = resolve; image.onerror = () => reject(new Error("The chart cannot be drawn as PNG here: take SVG.")); });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`;
    await drawn;
    const canvas = bb.el("canvas", { width: 2 * picture.width, height: 2 * picture.height });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    context.drawImage(image, 0, 0);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    bb.save(`${name}.png`, "image/png", blob);
  };
})((window.beatbook = window.beatbook || {}));
