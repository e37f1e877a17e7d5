// Looking around: a state under the pointer, or with the focus, is told at length; a click keeps it.
"use strict";
(() => {
  let waiting = 0;
  const marks = "#graph g[data-code], #outcomes a.at";
  // a copy beside the pointer's half of the window, gone when the pointer or the focus leaves
  function peek(mark, wait) {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const box = document.getElementById("peek");
      if (!box) return;
      const fields = new URLSearchParams(location.search); fields.set("at", mark.dataset.code);
      const answer = await fetch(`${document.body.dataset.root}/x/outcomes.state?${fields}`).catch(() => null);
      if (!answer || !answer.ok || !document.contains(mark)) return;
      box.innerHTML = await answer.text();
      const place = mark.getBoundingClientRect();
      box.classList.toggle("left", place.left + place.width / 2 > innerWidth / 2);
      box.hidden = false;
    }, wait);
  }
  function hide() { clearTimeout(waiting); const box = document.getElementById("peek"); if (box) { box.hidden = true; box.innerHTML = ""; } }
  function go(code) {
    const fields = new URLSearchParams(location.search); fields.set("at", code);
    const link = document.querySelector(`#outcomes a.at[data-code="${code}"]`);
    if (link) { link.click(); return; }
    htmx.ajax("GET", `${location.pathname}?${fields}`, { target: "body", swap: "morph:innerHTML show:none" }).then(() => history.pushState({}, "", `${location.pathname}?${fields}`));
  }
  document.addEventListener("mouseover", (event) => { const mark = event.target.closest(marks); if (mark) peek(mark, 250); });
  document.addEventListener("mouseout", (event) => { if (event.target.closest(marks)) hide(); });
  document.addEventListener("focusin", (event) => { const mark = event.target.closest(marks); if (mark && mark.matches(":focus-visible")) peek(mark, 200); });
  document.addEventListener("focusout", (event) => { if (event.target.closest(marks)) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => { const mark = event.target.closest("#graph g[data-code]"); if (mark) go(mark.dataset.code); });
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest("#graph g[data-code]");
    if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); go(mark.dataset.code); }
  });
  function reach() {
    for (const mark of document.querySelectorAll("#graph g[data-code]")) {
      const title = mark.querySelector("title");
      mark.setAttribute("tabindex", "0"); mark.setAttribute("role", "button");
      mark.ownerSVGElement.setAttribute("role", "group"); // a picture that holds buttons is more than one
      if (title) mark.setAttribute("aria-label", title.textContent);
    }
  }
  document.addEventListener("htmx:afterSettle", reach);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", reach); else reach();
})();
