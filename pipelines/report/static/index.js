// The search over all facts. They arrive in files, one after another; what has arrived can be searched already.
"use strict";

(() => {
  const FIELDS = ["document", "sentence", "place", "id", "text", "area", "indicator", "period", "value", "least", "most",
    "unit", "modifier", "measure", "direction", "baseline", "status", "confidence", "review"]; // as fact_index.py writes
  const SHOWN_AT_ONCE = 100;
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const at = (id) => document.getElementById(id);
  const facts = [];
  let scope = { document: null, fact: null };
  let found = [];
  let shown = 0;
  let loaded = 0;

  wanyi.add = ([documents, sentences, rows]) => {
    for (const row of rows) {
      const fact = {};
      FIELDS.forEach((name, place) => { fact[name] = row[place]; });
      fact.document = documents[fact.document];
      fact.sentence = sentences[fact.sentence];
      const own = [fact.area, fact.indicator, fact.period, fact.unit, fact.text].filter(Boolean).join("\n").toLowerCase();
      fact.words = [own, fact.sentence, ...fact.document.slice(1)].filter(Boolean).join("\n").toLowerCase();
      fact.ownLength = own.length; // fact.words begins with what the fact itself says
      facts.push(fact);
    }
  };

  const number = (fact) => Number(fact.value ?? fact.most ?? NaN);
  const orders = {
    largest: (one, other) => (number(other) || 0) - (number(one) || 0),
    latest: (one, other) => (other.period || "").localeCompare(one.period || ""),
    uncertain: (one, other) => one.confidence - other.confidence,
  };

  const wanted = () => at("words").value.toLowerCase().split(/\s+/).filter(Boolean);

  // Facts that say the words themselves come before those whose sentence or document does.
  const nearestFirst = (all) => {
    const words = wanted();
    const own = (fact) => words.every((word) => {
      const place = fact.words.indexOf(word);
      return place >= 0 && place < fact.ownLength;
    });
    return words.length ? [...all.filter(own), ...all.filter((fact) => !own(fact))] : all;
  };

  const matches = () => {
    const words = wanted();
    const [measure, status, review] = [at("measure").value, at("status").value, at("review").checked];
    return facts.filter((fact) =>
      (scope.document === null || fact.document[3] === scope.document)
      && (scope.fact === null || fact.id === scope.fact)
      && (!measure || fact.measure === measure)
      && (!status || fact.status === status)
      && (!review || fact.review)
      && words.every((word) => fact.words.includes(word)));
  };

  const evidence = (fact) => {
    const [id, name, published] = fact.document;
    const target = `documents/${encodeURIComponent(id)}.html#${encodeURIComponent(fact.id)}`;
    const link = wanyi.element("a", { href: target, lang: "zh-Hans" });
    if (fact.place >= 0) {
      link.append(fact.sentence.slice(0, fact.place), wanyi.element("mark", {}, fact.text),
        fact.sentence.slice(fact.place + fact.text.length));
    } else {
      link.append(fact.sentence);
    }
    const source = [name, published].filter(Boolean).join(" · ");
    return [link, wanyi.element("small", { lang: "zh-Hans" }, source)];
  };

  const cell = (label, className, ...children) => {
    const td = wanyi.element("td", { className }, ...children);
    td.dataset.label = label;
    return td;
  };

  const row = (fact) => {
    const compared = wanyi.baselines[fact.baseline] || fact.baseline;
    const what = [wanyi.measures[fact.measure] || fact.measure, fact.direction, compared && "against " + compared,
      fact.status, fact.review ? "needs review" : ""].filter(Boolean).join(", ");
    const unit = wanyi.element("span", { className: "unit", lang: "zh-Hans" }, fact.unit || "");
    const line = wanyi.element("tr", { id: "fact-" + fact.id },
      cell("Area", "area", fact.area || "—"),
      cell("Indicator", "indicator", fact.indicator || "—"),
      cell("Period", "period", fact.period || "—"),
      cell("Value", "number", wanyi.amount(fact.value, fact.least, fact.most, fact.modifier) + " ", unit),
      cell("What it is", "what", what),
      cell("Evidence", "evidence", ...evidence(fact)));
    if (fact.review) line.className = "review";
    return line;
  };

  const showMore = () => {
    at("results").append(...found.slice(shown, shown + SHOWN_AT_ONCE).map(row));
    shown = Math.min(found.length, shown + SHOWN_AT_ONCE);
    at("more").hidden = shown >= found.length;
    const loading = loaded < settings.files ? ` (loading: ${facts.length} of ${settings.facts})` : "";
    at("count").textContent = found.length
      ? `${found.length.toLocaleString("en")} found, ${shown.toLocaleString("en")} shown${loading}`
      : loading ? `Nothing found yet${loading}` : "Nothing found. Use fewer words, or another order of them.";
  };

  const search = () => {
    found = matches();
    const order = orders[at("order").value];
    if (order) found.sort(order);
    else found = nearestFirst(found);
    shown = 0;
    at("results").replaceChildren();
    showMore();
  };

  const choices = (id, field, words) => {
    const select = at(id);
    const known = new Set(Array.from(select.options, (option) => option.value));
    for (const value of new Set(facts.map((fact) => fact[field]))) {
      if (value && !known.has(value)) select.append(wanyi.element("option", { value }, words[value] || value));
    }
  };

  const readAddress = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    scope = { document: asked.get("document"), fact: asked.get("fact") };
    if (asked.has("q")) at("words").value = asked.get("q");
    at("scope").hidden = scope.document === null && scope.fact === null;
    at("scope-name").textContent = [scope.document, scope.fact && "one fact"].filter(Boolean).join(", ");
  };

  const load = (file) => {
    const script = wanyi.element("script", { src: `facts/${file}.js` });
    const next = () => {
      loaded = file;
      choices("measure", "measure", wanyi.measures);
      choices("status", "status", {});
      // Drawing again after every file would lose the reader's place; the first, every tenth and the last are enough.
      if (file === 1 || file % 10 === 0 || file === settings.files) search();
      if (file < settings.files) load(file + 1);
    };
    script.onload = next;
    script.onerror = () => { at("count").textContent = `The file facts/${file}.js is missing: copy the whole report folder.`; };
    document.head.append(script);
  };

  let waiting = 0;
  at("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  at("search").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  at("more").addEventListener("click", showMore);
  at("scope-clear").addEventListener("click", () => { location.hash = ""; });
  window.addEventListener("hashchange", () => { readAddress(); search(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== at("words")) {
      event.preventDefault();
      at("words").focus();
    }
  });
  readAddress();
  load(1);
})();
