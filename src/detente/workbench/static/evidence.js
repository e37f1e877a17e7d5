// Dropping files, choosing words of a document, ticking all: the little that forms do not do alone.
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const points = (text) => [...text].length;

  // ---- files that are dropped
  const files = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!files(event) || !$("[data-drop]")) return;
    event.preventDefault();
    $("[data-drop]").classList.toggle("over", true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget && $("[data-drop]")) $("[data-drop]").classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    const form = $("[data-drop]");
    if (!files(event) || !form) return;
    event.preventDefault();
    form.classList.remove("over");
    const field = $("input[type=file]", form);
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });

  // ---- words that are selected in the reader
  function offset(node, at) {
    const parent = node.nodeType === 3 ? node.parentElement : node;
    const part = parent && parent.closest("[data-text]");
    if (!part) return null;
    const from = Number((part.closest("[data-start]") || part).dataset.start);
    const range = document.createRange();
    range.selectNodeContents(part);
    range.setEnd(node, at);
    return from + points(range.toString());
  }
  function chosen() {
    const selection = document.getSelection(), reader = $("#reader .text");
    if (!reader || !selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!reader.contains(range.commonAncestorContainer)) return null;
    const parts = [...reader.querySelectorAll("[data-text]")].filter((part) => range.intersectsNode(part));
    if (!parts.length) return null;
    const whole = (part) => Number((part.closest("[data-start]") || part).dataset.start);
    let start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    if (start === null) start = whole(parts[0]);
    if (end === null) { const last = parts[parts.length - 1]; end = whole(last) + points(last.textContent); }
    return end > start ? `${start}-${end}` : null;
  }
  document.addEventListener("selectionchange", () => {
    const button = $("#use-selection");
    if (button) button.hidden = !chosen();
  });
  document.addEventListener("mousedown", (event) => { if (event.target.id === "use-selection") event.preventDefault(); });
  document.addEventListener("click", (event) => {
    if (event.target.id !== "use-selection") return;
    const span = chosen(), form = $("#form-sel");
    if (!span || !form) return;
    form.elements.sel.value = span;
    form.requestSubmit();
  });

  // ---- a paragraph that was asked for comes into sight, once
  let gone = "";
  function goal() {
    const place = $("[data-goal]"), here = location.pathname + location.search;
    if (place && gone !== here) { gone = here; place.scrollIntoView({ block: "center" }); }
    if (!place) gone = "";
  }
  document.addEventListener("htmx:afterSettle", goal);
  addEventListener("DOMContentLoaded", goal);
  if (document.readyState !== "loading") goal();

  // ---- once what was waited for is there, the rest of the page catches up
  let waiting = false;
  function waited() {
    const still = Boolean($("#told[hx-get], #working"));
    if (waiting && !still && $(".evidence") && window.htmx) htmx.ajax("GET", location.pathname + location.search, { target: "body", swap: "morph:innerHTML show:none" });
    waiting = still;
  }
  document.addEventListener("htmx:afterSettle", waited);
  addEventListener("DOMContentLoaded", waited);
  if (document.readyState !== "loading") waited();

  // ---- ticking every proposal of the page
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-pick-all]")) return;
    for (const box of document.querySelectorAll("input[name=pick]")) box.checked = event.target.checked;
  });

  // ---- "/" goes to the search box of this screen
  document.addEventListener("keydown", (event) => {
    const field = $("#evidence-q");
    if (event.key !== "/" || !field || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.focus();
    field.select();
  }, true);
})();
