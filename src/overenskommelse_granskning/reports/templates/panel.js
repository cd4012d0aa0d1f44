"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const OUTCOMES = { m: "met", p: "partial", s: "missing", b: "not_assessable", t: "not_applicable", e: "error" };
  const LETTERS = { m: "U", p: "D", s: "S", b: "?", t: "–", e: "!" };
  const WORDS = { m: "uppfyllt", p: "delvis", s: "saknas", b: "ej bedömbart", t: "ej tillämpligt", e: "fel i regeln" };
  const PAGE = 400, CHUNK = 60; // rows of the matrix before a button asks for more; rows drawn at a time
  const percent = (n, of) => {
    if (!of) return "–";
    let p = Math.floor((n / of) * 100 + 0.5);
    if (n < of) p = Math.min(p, 99);
    if (n > 0) p = Math.max(p, 1);
    return `${p} %`;
  };
  const make = (name, text, cls) => {
    const e = document.createElement(name);
    if (text !== undefined) e.textContent = text;
    if (cls) e.className = cls;
    return e;
  };
  const SVG = "http://www.w3.org/2000/svg";
  const stack = (parts, all) => {
    const svg = document.createElementNS(SVG, "svg");
    for (const [k, v] of [["class", "stack"], ["viewBox", `0 0 ${all || 1} 1`], ["preserveAspectRatio", "none"], ["aria-hidden", "true"], ["focusable", "false"]]) svg.setAttribute(k, v);
    let x = 0;
    for (const [cls, n] of [["track", all || 1], ...parts]) {
      const r = document.createElementNS(SVG, "rect");
      if (cls !== "track") { r.setAttribute("x", x); x += n; }
      r.setAttribute("class", cls); r.setAttribute("width", n); r.setAttribute("height", 1);
      svg.append(r);
    }
    return svg;
  };
  const href = (d, at, list) => {
    const base = `${data.folder}/${encodeURIComponent(d.r)}.${data.ending}`;
    return at === undefined || data.ending !== "html" ? base : `${base}#k${d.o[list][1] + data.lists[list].criteria[at][3]}`;
  };

  // A draft (1) never comes before what is no draft; what its name says is an annex or a follow-up (2) comes last.
  const newer = (a, b) => (a.u !== b.u ? a.u < b.u : a.b > b.b);
  // Of each municipality the document that begins last; one of several stays where it is the latest of any.
  const latest = (documents) => {
    const best = new Map();
    for (const d of documents)
      for (const key of d.c.length ? d.c : d.n)
        if (!best.has(key) || newer(d, best.get(key))) best.set(key, d);
    const kept = new Set(best.values());
    return documents.filter((d) => kept.has(d) || !(d.c.length || d.n.length));
  };
  const county = () => byId("f-county")?.value ?? "";
  const countyName = () => (county() ? ` i ${byId("f-county").selectedOptions[0].text}` : "");
  const inside = (e) => !county() || e.dataset.l === county();
  const covers = (d, year) => d.y !== null && d.y <= year && (d.z === null || year <= d.z);
  // A draft only for a municipality that has nothing else then.
  const inForce = (documents, year) => {
    const listed = documents.filter((d) => covers(d, year)), names = (d) => (d.c.length ? d.c : d.n);
    const settled = new Set(listed.filter((d) => !d.u).flatMap(names));
    return listed.filter((d) => !d.u || !names(d).length || names(d).some((n) => !settled.has(n)));
  };
  const select = (kind, county, year) => {
    const own = data.documents.filter((d) => d.k === kind && (!county || d.l === county));
    if (year === "senaste") return latest(own);
    if (year === "utan") return own.filter((d) => d.y === null);
    return year === "alla" ? own : inForce(own, Number(year));
  };
  const tally = (documents, list) => {
    const strings = documents.filter((d) => d.o[list]).map((d) => d.o[list][0]);
    return data.lists[list].criteria.map(([id, title, level], at) => {
      const n = { m: 0, p: 0, s: 0, b: 0, t: 0, e: 0 };
      for (const s of strings) if (s[at] in n) n[s[at]] += 1;
      return { at, id, title, level, m: n.m, p: n.p, s: n.s, other: n.b + n.t + n.e, judged: n.m + n.p + n.s };
    });
  };

  // The documents that lack a criterion, each with a link to it: made when somebody asks.
  const lacking = (documents, at) => {
    const part = make("details"), p = make("p");
    part.append(make("summary", "Visa vilka"));
    part.addEventListener("toggle", () => {
      if (!part.open || p.isConnected) return;
      documents.filter((d) => d.o[list] && d.o[list][0][at] === "s").forEach((d, i) => {
        const a = make("a", (d.n.join(", ") || d.p) + (byId("f-year").value === "alla" && d.y ? ` ${d.y}` : ""));
        a.href = href(d, at, list);
        p.append(i ? ", " : "", a);
      });
      part.append(p);
    });
    return part;
  };
  const showGaps = (tallies, documents) => {
    const gaps = tallies.filter((t) => t.s).sort((a, b) => b.s / b.judged - a.s / a.judged || b.s - a.s || (a.id < b.id ? -1 : 1)).slice(0, 10);
    byId("gaps").replaceChildren(...(gaps.length ? gaps.map((t) => {
      const li = make("li");
      li.append(make("b", t.title), ` saknas i ${t.s} av ${t.judged} `, make("span", `(${percent(t.s, t.judged)}), delvis i ${t.p} · ${t.id}`, "meta"), lacking(documents, t.at));
      return li;
    }) : [make("li", "Inget kriterium saknas.")]));
  };
  const showSpread = (tallies) => {
    byId("spread").tBodies[0].replaceChildren(...tallies.map((t) => {
      const tr = make("tr"), th = make("th", `${t.title} `), graph = make("td", undefined, "graph");
      th.scope = "row";
      th.append(make("span", t.id + (t.level === "bor" ? ", bör" : ""), "meta"));
      graph.append(stack([["b-met", t.m], ["b-partial", t.p], ["b-missing", t.s]], t.judged + t.other));
      tr.append(th, graph, ...[t.m, t.p, t.s, t.other].map((n) => make("td", n, "n")));
      return tr;
    }));
  };
  const showThread = (documents) => {
    const own = documents.filter((d) => d.t[0]);
    const sum = (at) => own.reduce((n, d) => n + d.t[at], 0);
    const problems = sum(0), whole = sum(1);
    byId("tradar").hidden = !problems;
    byId("thread").textContent = `${own.length} dokument har tillsammans ${problems} prioriterade problem; ${whole} av dem (${percent(whole, problems)}) följs hela vägen från orsak till uppföljning.`;
    byId("links").tBodies[0].replaceChildren(...data.links.map((word, i) => {
      const tr = make("tr"), th = make("th", word[0].toUpperCase() + word.slice(1)), graph = make("td", undefined, "graph"), n = sum(2 + i);
      th.scope = "row";
      graph.append(stack([["b-missing", n]], problems));
      tr.append(th, graph, make("td", `${n} av ${problems}`, "n"));
      return tr;
    }));
  };

  let rows = [], shown = 0, list = 0;
  const matrixRow = (d) => {
    const tr = make("tr"), th = make("th"), a = make("a", (d.n.join(", ") || d.p) + (d.u & 1 ? " (utkast)" : ""));
    th.scope = "row";
    a.href = href(d);
    th.append(a);
    const when = d.y === null ? "" : d.z !== d.y ? `${d.y}–${d.z ?? ""}` : `${d.y}`;
    tr.append(th, make("td", when, "year"));
    const [signs] = d.o[list];
    data.lists[list].criteria.forEach((c, at) => {
      const td = make("td"), sign = signs[at];
      if (sign in LETTERS) {
        const link = make("a", LETTERS[sign], `o-${OUTCOMES[sign]}`);
        link.href = href(d, at, list);
        link.tabIndex = -1; // the row's own link is the keyboard's way in
        link.title = `${c[1]}: ${WORDS[sign]}`;
        td.append(link);
      }
      tr.append(td);
    });
    return tr;
  };
  let drawing = 0;
  const more = () => {
    const body = byId("matrix").querySelector("tbody"), until = Math.min(shown + PAGE, rows.length), own = ++drawing;
    const draw = () => {
      if (own !== drawing) return; // a filter was set meanwhile
      const next = Math.min(shown + CHUNK, until);
      body.append(...rows.slice(shown, next).map(matrixRow));
      shown = next;
      if (shown < until) { setTimeout(draw); return; }
      byId("more").hidden = shown >= rows.length;
      byId("more").textContent = `Visa fler (${rows.length - shown} till)`;
    };
    draw();
  };
  const showMatrix = (documents) => {
    rows = documents.filter((d) => d.o[list]);
    shown = 0;
    const table = make("table", undefined, "matrix"), head = make("thead"), tr = make("tr");
    const corner = make("th", "Kommun", "corner"), year = make("th", "År", "year");
    corner.scope = year.scope = "col";
    tr.append(corner, year, ...data.lists[list].criteria.map((c) => {
      const th = make("th"); th.scope = "col"; th.append(make("span", c[1])); return th;
    }));
    head.append(tr);
    table.append(head, make("tbody"));
    byId("matrix").replaceChildren(table);
    more();
  };

  const showMap = (part) => {
    const measure = part.querySelector(".measure").value;
    const kind = data.kinds.indexOf(part.dataset.kind);
    const [which, at] = measure.split(" ").map(Number);
    const found = new Map();
    if (measure) for (const d of select(kind, "", byId("f-year").value)) if (d.o[which])
      for (const c of d.c) if (!found.has(c) || newer(d, found.get(c))) found.set(c, d);
    part.querySelector(".states").hidden = !!measure;
    part.querySelector(".key-outcomes").hidden = !measure;
    for (const tile of part.querySelectorAll(".map .t")) {
      tile.dataset.plain ??= tile.className;
      tile.dataset.title ??= tile.title;
      tile.dataset.href ??= tile.getAttribute("href") ?? "";
      const d = found.get(tile.dataset.c), sign = d && d.o[which][0][at];
      tile.className = !measure ? tile.dataset.plain : `t o-${"mps".includes(sign || "x") ? OUTCOMES[sign] : "none"}`;
      const name = tile.dataset.title.split(":")[0];
      tile.title = !measure ? tile.dataset.title : `${name}: ${sign ? WORDS[sign] : "inget läsbart dokument i urvalet"}`;
      tile.lastElementChild.textContent = tile.title;
      if (tile.dataset.href) tile.href = measure && d ? href(d, at, which) : tile.dataset.href;
    }
  };

  // Documents that no checklist is for: nothing is counted, and which they are is told.
  const showUnjudged = (documents) => {
    const none = `${documents.length} dokument${countyName()} av ett slag som inte bedöms mot någon checklista.`;
    byId("status").textContent = byId("about-criteria").textContent = none;
    byId("gaps").replaceChildren(...documents.map((d) => {
      const li = make("li"), a = make("a", d.p);
      a.href = href(d);
      li.append("Inte bedömt: ", a);
      return li;
    }));
    byId("spread").tBodies[0].replaceChildren();
    byId("matrix").replaceChildren(make("p", none));
    byId("more").hidden = byId("tradar").hidden = true;
    drawing += 1;
  };

  const update = () => {
    const kind = Number(byId("f-kind").value);
    const documents = select(kind, county(), byId("f-year").value);
    const own = data.lists.map((_, i) => i).filter((i) => data.documents.some((d) => d.k === kind && d.o[i]));
    const chooser = byId("f-list");
    if (chooser.dataset.kind !== String(kind)) {
      chooser.dataset.kind = kind;
      chooser.replaceChildren(...own.map((i) => { const o = make("option", data.lists[i].title); o.value = i; return o; }));
    }
    chooser.disabled = !own.length;
    if (!own.length) {
      showUnjudged(documents);
      document.querySelectorAll(".coverage").forEach(showMap);
      return;
    }
    list = Number(chooser.value || 0);
    const judged = documents.filter((d) => d.o[list]);
    byId("status").textContent = `Visar ${judged.length} dokument${countyName()}.`;
    byId("about-criteria").textContent = `${data.lists[list].title}: ${judged.length} dokument${countyName()}.`;
    const tallies = tally(documents, list);
    showGaps(tallies, documents);
    showSpread(tallies);
    showThread(documents);
    showMatrix(documents);
    document.querySelectorAll(".coverage").forEach(showMap);
  };

  const find = byId("find"), lines = [...byId("listed").tBodies[0].rows].map((tr) => [tr, tr.textContent.toLocaleLowerCase("sv")]);
  const search = () => {
    const words = find.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    let n = 0;
    for (const [tr, text] of lines) { tr.hidden = !inside(tr) || !words.every((w) => text.includes(w)); n += !tr.hidden; }
    byId("found").textContent = words.length || county() ? `${n} av ${lines.length}` : "";
  };
  find.addEventListener("input", search);
  find.closest(".choose").hidden = false;

  // The county holds for the whole page: who has what, the unreadable ones, the figures, the list.
  const showCounty = () => {
    for (const part of document.querySelectorAll(".coverage")) {
      for (const e of part.querySelectorAll("[data-l]")) e.hidden = !inside(e);
      part.querySelector(".map").classList.toggle("only", !!county());
      const states = {};
      let all = 0;
      for (const t of part.querySelectorAll(".county:not([hidden]) .t")) {
        const state = (t.dataset.plain ?? t.className).split(" ")[1];
        states[state] = (states[state] || 0) + 1;
        all += 1;
      }
      for (const li of part.querySelectorAll(".states li")) {
        const n = states[li.dataset.s] || 0;
        li.querySelector("b").textContent = n;
        li.querySelector(".meta").textContent = percent(n, all);
        li.hidden = !n;
      }
      for (const d of part.querySelectorAll(".wanting")) {
        const n = states[d.dataset.s] || 0;
        d.querySelector("summary span").textContent = `${n} ${n === 1 ? "kommun" : "kommuner"}`;
        d.hidden = !n;
      }
    }
    // Where nobody knows whose it is, it may be anybody's.
    for (const tr of byId("unreadable")?.tBodies[0].rows ?? []) tr.hidden = !!tr.dataset.l && !inside(tr);
    search();
    if (byId("filter")) update();
  };
  if (byId("f-county")) {
    byId("f-county").addEventListener("change", showCounty);
    byId("f-county").closest(".choose").hidden = false;
  }
  if (!byId("filter")) return;

  for (const part of document.querySelectorAll(".coverage")) {
    const kind = data.kinds.indexOf(part.dataset.kind), chooser = part.querySelector(".measure");
    data.lists.forEach((l, i) => {
      if (kind < 0 || !data.documents.some((d) => d.k === kind && d.o[i])) return;
      const group = make("optgroup");
      group.label = l.title;
      group.append(...l.criteria.map((c, at) => { const o = make("option", c[1]); o.value = `${i} ${at}`; return o; }));
      chooser.append(group);
    });
    chooser.addEventListener("change", () => showMap(part));
    chooser.closest(".choose").hidden = false;
  }
  byId("val").hidden = byId("matrix-part").hidden = false;
  byId("more").addEventListener("click", more);
  byId("filter").addEventListener("submit", (e) => e.preventDefault());
  byId("filter").addEventListener("change", update);
  update();
})();
