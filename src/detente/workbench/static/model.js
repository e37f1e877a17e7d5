// Why a sign stands where it does, on pointing at it; levels by key in the column of the present.
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  let asked = "", timer = 0;

  function hide() { clearTimeout(timer); asked = ""; const box = $("#why"); if (box) box.hidden = true; }

  async function show(sign) {
    const fields = new URLSearchParams(location.search);
    fields.set("code", sign.dataset.why); fields.set("party", sign.dataset.party);
    const key = asked = fields.toString();
    let text = "";
    try {
      const answer = await fetch(`${document.body.dataset.root}/x/model/why?${key}`);
      if (!answer.ok) return;
      text = await answer.text();
    } catch { return; }
    const box = $("#why");
    if (key !== asked || !box || !sign.isConnected) return;
    box.innerHTML = text; box.hidden = false;
    const at = sign.getBoundingClientRect(), size = box.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), innerWidth - size.width - 8);
    const above = at.top - size.height - 8;
    box.style.left = `${left}px`; box.style.top = `${above > 4 ? above : at.bottom + 8}px`;
  }

  function point(event) {
    const sign = event.target.closest && event.target.closest("[data-why]");
    if (!sign) { if (event.type === "focusin" || !$("#why:hover")) hide(); return; }
    clearTimeout(timer);
    timer = setTimeout(() => show(sign), event.type === "focusin" ? 60 : 160);
  }
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("scroll", () => { const box = $("#why"); if (box) box.hidden = true; }, true);
  document.addEventListener("htmx:beforeRequest", hide);

  // the workbench's own keys know taken and not taken; more levels are told here, before them
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    const cell = event.target.closest("[data-levels]");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const levels = cell.dataset.levels.split(" "), key = event.key.toLowerCase();
    const taken = cell.dataset.taken === "true";
    let level = -1;
    if (key === "n") level = 0; else if (key === "y") { level = taken ? -1 : 1; } else if (/^[1-9]$/.test(key)) level = Number(key) - 1; else return;
    event.preventDefault(); event.stopImmediatePropagation();
    if (level >= 0 && level < levels.length && !(level === 0 && !taken)) window.detente.send($("#form-level"), { option: cell.dataset.option, level: levels[level] });
  }, true);
})();
