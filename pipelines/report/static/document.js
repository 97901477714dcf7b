// The cards of a document's page: on pointing, on tapping, and on walking from mark to mark with the arrow keys.
"use strict";

(() => {
  const text = document.getElementById("text");
  const card = document.getElementById("card");
  const ownFacts = document.getElementById("own-facts");
  const inIndex = (words) =>
    "../index.html#" + new URLSearchParams({ document: ownFacts.dataset.path, ...words }).toString();
  let said = null; // what each mark says; parsed when it is first asked for, so that the page opens at once
  let shown = null;

  ownFacts.href = inIndex({});

  const lines = (mark) => [
    ["Value", [wanyi.amount(mark.value, mark.min, mark.max, mark.modifier), mark.unit].filter(Boolean).join(" ")],
    ["Unit code", mark.code],
    ["Area", [mark.area, mark.areaCode].filter(Boolean).join(" ")],
    ["Indicator", mark.indicator],
    ["Period", mark.period],
    ["Measure", [wanyi.measures[mark.measure] || mark.measure, mark.direction].filter(Boolean).join(", ")],
    ["Signed value", mark.signed && wanyi.grouped(mark.signed)],
    ["Compared with", wanyi.baselines[mark.baseline] || mark.baseline],
    ["Prices", mark.price],
    ["Status", mark.status],
    ["Confidence", mark.fact ? (mark.confidence || 0).toFixed(2) + (mark.review ? ", needs review" : "") : ""],
    ["Review", mark.reasons],
    ["Corrected", mark.corrected ? "by a person" : ""],
  ].filter(([, value]) => value);

  const fill = (mark) => {
    said = said || JSON.parse(document.getElementById("marks").textContent);
    const says = said[mark.id];
    const heading = wanyi.element("h2", { lang: "zh-Hans" }, mark.textContent);
    if (!says) {
      card.replaceChildren(heading, wanyi.element("p", {}, "A numeral that could not be read with certainty, so it is no quantity."));
      return;
    }
    const list = wanyi.element("dl", {});
    for (const [name, value] of lines(says)) {
      list.append(wanyi.element("dt", {}, name), wanyi.element("dd", { lang: "zh-Hans" }, value));
    }
    const kind = wanyi.element("p", { className: "kind" }, says.kind.replace("_", " "));
    const end = says.fact
      ? wanyi.element("a", { href: inIndex({ fact: mark.id }), className: "to-index" }, "Find this fact in the index")
      : wanyi.element("p", {}, "States no fact of its own (a condition, a time frame or a count of things named).");
    card.replaceChildren(heading, kind, list, end);
  };

  // Beside the mark on a wide screen; the style sheet pins the card to the bottom edge on a narrow one.
  const place = (mark) => {
    const box = mark.getBoundingClientRect();
    const below = box.bottom + 8;
    const fits = below + card.offsetHeight < window.innerHeight;
    card.style.top = (fits ? below : Math.max(8, box.top - card.offsetHeight - 8)) + "px";
    card.style.left = Math.max(8, Math.min(box.left, window.innerWidth - card.offsetWidth - 8)) + "px";
  };

  const show = (mark) => {
    if (shown !== mark) {
      if (shown) shown.classList.remove("shown");
      shown = mark;
      mark.classList.add("shown");
      fill(mark);
    }
    card.hidden = false;
    place(mark);
  };

  const hide = () => {
    if (shown) shown.classList.remove("shown");
    shown = null;
    card.hidden = true;
  };

  const marks = () => Array.from(text.getElementsByTagName("mark"));

  const focus = (mark) => {
    mark.tabIndex = 0;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    show(mark);
  };

  const first = text.querySelector("mark");
  if (first) first.tabIndex = 0; // one stop for the Tab key; the arrow keys walk on from there

  text.addEventListener("focusin", (event) => show(event.target));
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) { mark.tabIndex = 0; mark.focus({ preventScroll: true }); show(mark); } else hide();
  });
  text.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("mark");
    if (mark) show(mark);
  });
  text.addEventListener("focusout", (event) => {
    if (event.relatedTarget && text.contains(event.relatedTarget)) event.target.tabIndex = -1;
  });

  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hide(); return; }
    const mark = document.activeElement;
    if (mark.localName !== "mark") return;
    if (event.key === "Enter") {
      const link = card.querySelector("a.to-index");
      if (link) link.click();
      return;
    }
    const all = marks();
    const here = all.indexOf(mark);
    const there = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
      : event.key in steps ? here + steps[event.key] : here;
    if (there === here && !(event.key in steps)) return;
    event.preventDefault();
    if (all[there]) focus(all[there]);
  });

  window.addEventListener("scroll", () => { if (shown && !card.hidden) place(shown); }, { passive: true });

  const linked = () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (mark && mark.localName === "mark") focus(mark);
  };
  window.addEventListener("hashchange", linked);
  linked();
})();
