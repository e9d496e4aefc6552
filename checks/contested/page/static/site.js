/* Everything can be read without this script. It adds: a dark page, a filter, the search, the reader's own marker, copying the link. */
var contested = {};
(function () {
  "use strict";
  var page = document, root = page.documentElement, top = page.currentScript.src.replace(/site\.js$/, "");
  var SHELVES = Number(page.body.dataset.shelves), SIZE = Number(page.body.dataset.entries);
  function by(id) { return page.getElementById(id); }
  function kept(name, value) {
    try {
      if (value === undefined) { return localStorage.getItem(name); }
      localStorage.setItem(name, value);
    } catch (refused) { return null; }
    return value;
  }

  /* The same folding as the index was made with: case, accents, punctuation, two keyboards' letters. */
  var SPELLINGS = { "ς": "σ", "ي": "ی", "ى": "ی", "ك": "ک", "ـ": "" };
  function words(text) {
    var bare = text.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
    bare = bare.replace(/[ςيىكـ]/g, function (sign) { return SPELLINGS[sign]; });
    bare = bare.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "").replace(/[^\p{L}\p{N}\p{Mc}]+/gu, " ").trim();
    return bare ? bare.split(" ") : [];
  }
  contested.words = words;

  var theme = by("theme");
  function isDark() {
    var asked = root.getAttribute("data-theme");
    return asked ? asked === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function label() { theme.textContent = isDark() ? "Light" : "Dark"; }
  if (kept("theme")) { root.setAttribute("data-theme", kept("theme")); }
  if (theme) {
    theme.hidden = false;
    label();
    theme.addEventListener("click", function () {
      root.setAttribute("data-theme", kept("theme", isDark() ? "light" : "dark") || (isDark() ? "light" : "dark"));
      label();
    });
  }

  page.querySelectorAll(".copy").forEach(function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(location.href).then(function () { button.textContent = "Copied"; });
    });
  });

  var filter = by("filter");
  function show() {
    var asked = words(filter.value), found = 0;
    page.querySelectorAll("[data-words]").forEach(function (row) {
      var has = words(row.dataset.words);
      row.hidden = !asked.every(function (one) { return has.some(function (word) { return word.indexOf(one) === 0; }); });
      found += row.hidden ? 0 : 1;
    });
    page.querySelectorAll(".topic").forEach(function (part) {
      part.hidden = !part.querySelector("[data-words]:not([hidden])");
    });
    by("found").textContent = asked.length ? (found ? found + " found" : "No question here has these words") : "";
  }
  if (filter) {
    filter.closest(".tools").hidden = false;
    filter.addEventListener("input", show);
    var before = new URLSearchParams(location.search).get("find");
    if (before) { filter.value = before; show(); }
  }

  /* A search loads the scripts of its words, then those of the things found. */
  var shelves = {}, box = by("search");
  contested.found = function (kind, number, told) {
    shelves[kind + "-" + number].told = told;
    shelves[kind + "-" + number].waiting.forEach(function (go) { go(told); });
  };
  function load(kind, number) {
    var key = kind + "-" + number;
    return new Promise(function (go) {
      if (shelves[key] && shelves[key].told) { go(shelves[key].told); return; }
      if (shelves[key]) { shelves[key].waiting.push(go); return; }
      shelves[key] = { waiting: [go] };
      var script = page.createElement("script");
      script.src = top + "search/" + key + ".js";
      script.onerror = function () { shelves[key] = undefined; go(kind === "words" ? {} : []); };
      page.head.appendChild(script);
    });
  }
  var TABLE = [];
  for (var n = 0; n < 256; n++) {
    var c = n;
    for (var k = 0; k < 8; k++) { c = c & 1 ? 0xEDB88320 ^ (c >>> 1) : c >>> 1; }
    TABLE.push(c >>> 0);
  }
  function shelf(word, count) {
    var sum = 0xFFFFFFFF;
    new TextEncoder().encode(Array.from(word).slice(0, 2).join("")).forEach(function (byte) {
      sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
    });
    return ((sum ^ 0xFFFFFFFF) >>> 0) % count;
  }
  function matches(word) {
    return load("words", shelf(word, SHELVES)).then(function (told) {
      var found = new Set();
      Object.keys(told).forEach(function (one) {
        if (one.indexOf(word) === 0) { told[one].forEach(function (number) { found.add(number); }); }
      });
      return found;
    });
  }
  /* What has all of these words, each with its place in the index. */
  function find(asked) {
    return Promise.all(asked.map(matches)).then(function (sets) {
      return Array.from(sets[0]).filter(function (one) {
        return sets.every(function (set) { return set.has(one); });
      }).sort(function (a, b) { return a - b; });
    });
  }
  function named(numbers) {
    var need = Array.from(new Set(numbers.map(function (one) { return Math.floor(one / SIZE); })));
    return Promise.all(need.map(function (one) { return load("things", one); })).then(function (lists) {
      return numbers.map(function (one) { return lists[need.indexOf(Math.floor(one / SIZE))][one % SIZE]; });
    });
  }
  var MOST = 100, turn = 0;
  function search(text) {
    var asked = words(text).filter(function (one) { return Array.from(one).length > 1; }), mine = ++turn;
    if (!asked.length) { by("results").replaceChildren(); by("found").textContent = ""; return; }
    find(asked).then(function (numbers) {
      return named(numbers.slice(0, MOST)).then(function (told) {
        if (mine !== turn) { return; }
        by("found").textContent = numbers.length ? numbers.length + " found" + (numbers.length > MOST ? "; the first " + MOST + " are shown" : "") : "Nothing here has these words";
        by("results").replaceChildren.apply(by("results"), told.map(function (one) {
          var item = page.createElement("li"), link = page.createElement("a"), kind = page.createElement("span");
          link.href = one[2];
          link.dir = "auto";
          link.textContent = one[0];
          kind.className = "how";
          kind.textContent = " " + one[1];
          item.append(link, kind);
          return item;
        }));
      });
    });
  }
  if (box) {
    box.hidden = false;
    var field = by("words"), asked = new URLSearchParams(location.search).get("find");
    field.addEventListener("input", function () { search(field.value); });
    if (asked) { field.value = asked; search(asked); }
  }

  var marker = page.querySelector(".marker");
  function mark(side) {
    marker.querySelectorAll("button").forEach(function (one) {
      one.setAttribute("aria-pressed", String(one.dataset.mark === side));
    });
    page.querySelectorAll("[data-side]").forEach(function (one) {
      one.classList.toggle("marked", one.dataset.side === side);
    });
    try {
      var here = new URL(location.href);
      if (side) { here.searchParams.set("side", side); } else { here.searchParams.delete("side"); }
      history.replaceState(null, "", here.href);
    } catch (refused) { /* a page on disk may not change its address */ }
  }
  if (marker) {
    marker.hidden = false;
    marker.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (button) { mark(button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.mark); }
    });
    var wanted = new URLSearchParams(location.search).get("side");
    if (wanted) { mark(wanted); }
  }

  /* A claim that is folded away opens when it is linked to; one on a further part is gone to. */
  function open() {
    var name = location.hash.slice(1), there = by(name) || by(decodeURIComponent(name));
    var folded = there && there.closest("details");
    if (folded) { folded.open = true; there.scrollIntoView(); }
    if (there && there.closest(".pointers")) { location.replace(there.href); }
    if (there || !name || !page.querySelector(".pointers")) { return; }
    find(words(decodeURIComponent(name))).then(named).then(function (told) {
      told.forEach(function (one) { if (one[2].split("#")[1] === name) { location.replace(top + one[2]); } });
    });
  }
  addEventListener("hashchange", open);
  open();
  /* contested serve tells when the data has changed. */
  function follow(number) {
    fetch("/changed?" + number).then(function (told) { return told.text(); }).then(function (now) {
      if (number !== "" && now !== number) { location.reload(); } else { follow(now); }
    }).catch(function () { setTimeout(function () { follow(number); }, 2000); });
  }
  if (page.body.hasAttribute("data-served")) { follow(""); }
  addEventListener("beforeprint", function () {
    page.querySelectorAll("details").forEach(function (one) { one.open = true; });
  });
}());
