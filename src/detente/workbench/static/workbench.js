// The little that htmx does not do: keys, cells, dragging, fields that keep what is typed, news.
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = () => document.body.dataset.root;

  // ---- sending a change: acts are forms, whoever fills them
  function send(form, fields = {}) {
    for (const [name, value] of Object.entries(fields)) {
      let field = $(`input[name="${name}"]`, form);
      if (!field) { field = document.createElement("input"); field.type = "hidden"; field.name = name; form.append(field); }
      field.value = value;
    }
    form.requestSubmit();
  }
  window.detente = { send };

  // ---- fields: every letter is kept at once, Enter or leaving the field makes it a change
  // each letter bears a number, so that one which comes late does not undo the change
  let number = Date.now() * 1000, waiting = null, busy = false;
  async function keep(field) {
    number += 1;
    let stamp = $('input[name="typed_at"]', field.form);
    if (!stamp) { stamp = document.createElement("input"); stamp.type = "hidden"; stamp.name = "typed_at"; field.form.append(stamp); }
    stamp.value = number;
    waiting = new URLSearchParams({ field: field.dataset.typed, value: field.value, at: number });
    if (busy) return;
    busy = true;
    while (waiting) {
      const body = waiting;
      waiting = null;
      await fetch(root() + "/typed", { method: "POST", body, keepalive: body.toString().length < 60000 }).catch(() => {});
    }
    busy = false;
  }
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset && field.dataset.typed) { keep(field); field.form.classList.toggle("typing", field.value !== field.dataset.was); }
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!(field.dataset && field.dataset.typed)) return;
    if (event.key === "Escape") { field.value = field.dataset.was; keep(field); field.form.classList.remove("typing"); field.blur(); event.stopPropagation(); }
    if (event.key === "Enter" && field.tagName === "TEXTAREA" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(field.form); }
  });
  document.addEventListener("focusout", (event) => {
    const field = event.target;
    if (field.dataset && field.dataset.typed && field.value !== field.dataset.was && !field.form.contains(event.relatedTarget)) send(field.form);
  });
  document.addEventListener("change", (event) => { if (event.target.matches("[data-submit]")) send(event.target.form); });
  function marked() { for (const field of all("[data-typed]")) field.form.classList.toggle("typing", field.value !== field.dataset.was); }

  // ---- keys
  const writing = (target) => target.closest("input, textarea, select, [contenteditable]") && !target.matches("input[type=checkbox], input[type=radio]");
  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.altKey && (key === "z" || key === "y") && !writing(event.target)) {
      const button = $(key === "y" || event.shiftKey ? "#redo" : "#undo");
      if (button && !button.disabled) { event.preventDefault(); button.form.requestSubmit(); }
      return;
    }
    if (event.altKey && !command && /^[1-9]$/.test(event.key)) {
      const tab = all(".tabs a")[Number(event.key) - 1];
      if (tab) { event.preventDefault(); tab.click(); }
      return;
    }
    if (command || event.altKey || writing(event.target) || $("dialog[open]")) return;
    if (event.key === "?") { event.preventDefault(); show("keys"); }
    if (event.key === "/") { event.preventDefault(); show("find"); }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) show(opener.dataset.dialog);
  });
  function show(id) {
    const dialog = document.getElementById(id);
    if (dialog && dialog.showModal) { dialog.showModal(); const field = $("input", dialog); if (field) field.select(); }
  }

  // ---- finding on the page
  let found = [], at = -1;
  function unmark() { for (const mark of all("mark.found")) { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); } found = []; at = -1; }
  function find(words) {
    unmark();
    const wanted = words.trim().toLowerCase();
    if (!wanted) return;
    const walker = document.createTreeWalker($("#content"), NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("script, style, textarea, svg, select") || !node.data.toLowerCase().includes(wanted) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode() && nodes.length < 500) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const start = node.data.toLowerCase().indexOf(wanted);
      const range = document.createRange(); range.setStart(node, start); range.setEnd(node, start + wanted.length);
      const mark = document.createElement("mark"); mark.className = "found"; range.surroundContents(mark); found.push(mark);
    }
  }
  function next() {
    const count = $("#find-count");
    if (!found.length) { if (count) count.textContent = "not on this page"; return; }
    at = (at + 1) % found.length;
    found[at].scrollIntoView({ block: "center" });
    if (count) count.textContent = `${at + 1} of ${found.length}`;
  }
  document.addEventListener("input", (event) => { if (event.target.id === "find-text") { find(event.target.value); next(); } });
  document.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.id === "find-next") { event.preventDefault(); next(); }
  }, true);
  document.addEventListener("keydown", (event) => { if (event.target.id === "find-text" && event.key === "Enter") { event.preventDefault(); next(); } });
  document.addEventListener("close", (event) => { if (event.target.id === "find") unmark(); }, true);

  // ---- tables of cells: arrows move, Enter, Y and N change. A cell is a button in [data-cells].
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cells] button");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const letter = event.key.toLowerCase();
    if ((letter === "y" || letter === "n") && cell.dataset.taken !== undefined) {
      event.preventDefault();
      if ((letter === "y") !== (cell.dataset.taken === "true")) cell.click();
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const lines = all("tr", cell.closest("[data-cells]")).map((line) => all("td", line).map((one) => $("button", one))).filter((line) => line.some(Boolean));
    const row = lines.findIndex((line) => line.includes(cell)), column = lines[row].indexOf(cell);
    for (let r = row + step[0], c = column + step[1]; r >= 0 && r < lines.length && c >= 0 && c < lines[r].length; r += step[0], c += step[1]) {
      if (lines[r][c]) { lines[r][c].focus(); return; }
    }
  });

  // ---- lists that can be put in order: [data-sort] holds items with a form .move (fields "to", "onto")
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const item = event.target.closest("[data-item]");
    const button = item && $(event.key === "ArrowUp" ? "[data-up]" : "[data-down]", item);
    if (button && !button.disabled) { event.preventDefault(); button.click(); }
  });
  function sortable() {
    if (!window.Sortable) return;
    for (const list of all("[data-sort]")) {
      if (list.sorting) continue;
      list.sorting = Sortable.create(list, {
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
        forceFallback: true, fallbackTolerance: 4, draggable: "[data-item]", filter: "input, textarea, select, button", preventOnFilter: false, group: list.dataset.sort || undefined,
        onEnd(event) {
          const form = $("form.move", event.item);
          if (form && (event.oldDraggableIndex !== event.newDraggableIndex || event.from !== event.to))
            send(form, { to: event.newDraggableIndex, list: event.to.dataset.list || "" });
        },
      });
    }
  }

  // ---- news: another tab, or another program, changed the case. What is half written stays.
  let source = null, listening = "", newest = "", late = false, background = false, sent = null;
  const half = (field) => field.matches("input:not([type=hidden]), textarea, select") && changed(field);
  function changed(field) {
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (field.matches("select")) return field === document.activeElement && [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.value !== field.defaultValue;
  }
  function listen() {
    // a browser keeps few connections to one server: pages that nobody sees leave theirs to others
    if (!root() || document.hidden) { if (source) source.close(); source = null; listening = ""; return; }
    if (source && listening === root() && source.readyState !== 2) return;
    if (source) source.close();
    listening = root();
    source = new EventSource(root() + "/events");
    source.onmessage = (event) => {
      const news = JSON.parse(event.data), told = $("#saved");
      if (told) told.textContent = news.saved;
      newest = String(news.revision);
      if (newest !== document.body.dataset.revision) { late = true; setTimeout(refresh, 150); }
    };
  }
  // the page's own requests come first: most news are of what was done here, and then nothing is left to show
  let asked = 0;
  const whole = (event) => event.detail.target === document.body;
  document.addEventListener("htmx:beforeRequest", (event) => { if (whole(event)) asked += 1; });
  document.addEventListener("htmx:afterRequest", (event) => { if (whole(event)) { asked = Math.max(0, asked - 1); setTimeout(refresh, 150); } });
  async function refresh() {
    if (!late || asked || !window.htmx || $("dialog[open]")) return;
    late = false;
    if (newest === document.body.dataset.revision) return;
    background = true;
    await htmx.ajax("GET", location.pathname + location.search, { target: "body", swap: "morph:innerHTML show:none" });
    background = false;
  }
  addEventListener("close", refresh, true);
  document.addEventListener("visibilitychange", listen);
  addEventListener("DOMContentLoaded", () => {
    if (!window.Idiomorph) return;
    // its form goes on saying which text it was drawn from, so that nothing is overwritten unseen
    const kept = (old) => half(old) || (old.name === "seen" && old.form && [...old.form.elements].some(half));
    Idiomorph.defaults.callbacks.beforeNodeMorphed = (old) => !(old.nodeType === 1 && kept(old) && (!sent || old.form !== sent));
  });
  // a morphed page is the same page: what its body says of itself goes over by hand
  function settle(text) {
    const whole = new DOMParser().parseFromString(text, "text/html"), page = whole.body;
    // what another screen needs besides: its styles and its script, each once
    for (const one of all("link[rel=stylesheet], script[src]", whole.head)) {
      const name = one.localName === "link" ? "href" : "src", where = one.getAttribute(name);
      if ($(`${one.localName}[${name}="${CSS.escape(where)}"]`, document.head)) continue;
      const made = document.createElement(one.localName);
      if (name === "href") made.rel = "stylesheet";
      made[name] = where; document.head.append(made);
    }
    // and no style of the screen that was left
    if ($("link[rel=stylesheet]", whole.head)) for (const one of all("link[rel=stylesheet]", document.head)) {
      const stale = !$(`link[href="${CSS.escape(one.getAttribute("href"))}"]`, whole.head);
      if (one.disabled !== stale) one.disabled = stale;
    }
    for (const name of ["root", "revision"]) if (page.dataset[name] !== undefined) document.body.dataset[name] = page.dataset[name]; else delete document.body.dataset[name];
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!whole(event) || !event.detail.serverResponse) return;
    const { xhr, requestConfig } = event.detail, refused = xhr.status >= 400;
    if (!xhr.getResponseHeader("content-type").startsWith("text/html")) { event.detail.shouldSwap = false; return; }
    // what was sent is done with; what was refused, and what is half written elsewhere, stays
    sent = !refused && !background && requestConfig.elt.localName === "form" ? requestConfig.elt : null;
    // another screen is another page: nothing of this one goes on living in it
    if (!refused && new URL(xhr.responseURL).pathname !== location.pathname) event.detail.swapOverride = "innerHTML show:window:top";
    settle(event.detail.serverResponse);
  });
  // ---- what scrolls sideways fades where there is more to see
  function fading() {
    for (const box of all(".scroll, .tabs, .switch, .drawing")) {
      const more = box.scrollWidth - box.clientWidth, at = Math.abs(box.scrollLeft);
      box.dataset.more = [at > 3 ? "before" : "", more - at > 3 ? "after" : ""].join(" ").trim();
    }
  }
  document.addEventListener("scroll", (event) => { if (event.target.matches && event.target.matches("[data-more]")) fading(); }, true);
  addEventListener("resize", fading);

  document.addEventListener("htmx:afterSettle", () => { sortable(); listen(); marked(); fading(); });
  document.addEventListener("htmx:sendError", () => { const box = $("#messages"); if (box) box.innerHTML = '<div class="complaint" role="alert"><p>Détente does not answer. Is it still running? What you typed is kept.</p></div>'; });
  addEventListener("DOMContentLoaded", () => { sortable(); listen(); marked(); fading(); });
})();
