// Looking around: a state under the pointer, or with the focus, is told at length beside the graph.
"use strict";
(() => {
  let waiting = 0;
  const marks = "#graph g[data-code], #outcomes a.at";
  function tell(code, wait) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!document.getElementById("state") || !window.htmx) return;
      const fields = new URLSearchParams(location.search); fields.set("at", code);
      htmx.ajax("GET", `${document.body.dataset.root}/x/outcomes.state?${fields}`, { target: "#state", swap: "morph:outerHTML" });
    }, wait);
  }
  function go(code) {
    const fields = new URLSearchParams(location.search); fields.set("at", code);
    const link = document.querySelector(`#outcomes a.at[data-code="${code}"]`);
    if (link) { link.click(); return; }
    htmx.ajax("GET", `${location.pathname}?${fields}`, { target: "body", swap: "morph:innerHTML show:none" }).then(() => history.pushState({}, "", `${location.pathname}?${fields}`));
  }
  document.addEventListener("mouseover", (event) => { const mark = event.target.closest(marks); if (mark) tell(mark.dataset.code, 300); });
  document.addEventListener("mouseout", (event) => { if (event.target.closest(marks)) clearTimeout(waiting); });
  document.addEventListener("focusin", (event) => { const mark = event.target.closest(marks); if (mark) tell(mark.dataset.code, 150); });
  document.addEventListener("click", (event) => { const mark = event.target.closest("#graph g[data-code]"); if (mark) go(mark.dataset.code); });
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest("#graph g[data-code]");
    if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); go(mark.dataset.code); }
  });
  function reach() {
    for (const mark of document.querySelectorAll("#graph g[data-code]")) {
      const title = mark.querySelector("title");
      mark.setAttribute("tabindex", "0"); mark.setAttribute("role", "button");
      if (title) mark.setAttribute("aria-label", title.textContent);
    }
  }
  document.addEventListener("htmx:afterSettle", reach);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", reach); else reach();
})();
