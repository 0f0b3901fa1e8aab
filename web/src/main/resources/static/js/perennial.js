// What pages gain from JavaScript; every page works without it.
(() => {
  // One press, one request: the second press of a double click is not sent.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.sent === "yes") { event.preventDefault(); return; }
    if (event.defaultPrevented || form.method === "get" || form.target) return;
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", event => release(event.target.closest?.("form")));
  function release(form) {
    if (!form) return;
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach(button => button.removeAttribute("aria-busy"));
  }
  // A menu closes on Escape, on a click elsewhere, and when focus leaves it.
  document.addEventListener("keydown", event => {
    const open = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  document.addEventListener("click", event => closeMenusAwayFrom(event.target));
  document.addEventListener("focusin", event => closeMenusAwayFrom(event.target));
  function closeMenusAwayFrom(target) {
    document.querySelectorAll("details.menu[open]").forEach(menu => { if (!menu.contains(target)) menu.open = false; });
  }
  // Which parts of the navigation are open stays so from page to page; the one of this page is open in any case.
  document.querySelectorAll("details[data-remember]").forEach(part => {
    const name = part.dataset.remember;
    try {
      if (localStorage.getItem(name) === "open") part.open = true;
      part.addEventListener("toggle", () => localStorage.setItem(name, part.open ? "open" : "closed"));
    } catch { /* a browser that keeps nothing */ }
  });
  // Copying, where the browser allows it.
  document.querySelectorAll("[data-copy]").forEach(button => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.querySelector("[data-copy-label]").textContent = button.dataset.copied;
    }));
  });
  // Printing, from a button that is hidden where it would do nothing.
  document.querySelectorAll("[data-print]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  // A file that is too large is told at once, not after minutes of uploading.
  document.querySelectorAll("input[type=file][data-most-bytes]").forEach(input => {
    const told = document.getElementById(input.id + "-error");
    input.addEventListener("change", () => {
      const tooLarge = [...input.files].some(file => file.size > Number(input.dataset.mostBytes));
      told.textContent = tooLarge ? input.dataset.tooLarge : "";
      told.hidden = !tooLarge;
      input.classList.toggle("is-invalid", tooLarge);
      if (tooLarge) input.value = "";
    });
  });
  // The page was refused: its list of errors is where reading goes on.
  document.querySelector(".error-summary")?.focus();
})();
