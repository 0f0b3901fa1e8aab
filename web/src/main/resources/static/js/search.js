// The search of the admin site: opens on Ctrl K or Cmd K, and lets the arrows walk through what it found.
(() => {
  const dialog = document.getElementById("search");
  if (!dialog?.showModal) return;
  const input = dialog.querySelector("[role=combobox]");
  const told = dialog.querySelector("[role=status]");
  const options = () => [...dialog.querySelectorAll("[role=option]")];
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

  document.querySelectorAll("[data-search]").forEach(opener => {
    const keys = opener.querySelector("[data-keys]");
    keys.textContent = isMac ? "⌘ K" : "Ctrl K";
    keys.hidden = false;
    opener.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  });
  document.addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  function open() {
    if (!dialog.open) {
      dialog.showModal();
      window.htmx?.trigger(input, "search-open");
    }
    input.select();
  }
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });

  function choose(option) {
    options().forEach(each => each.setAttribute("aria-selected", String(each === option)));
    if (!option) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
  input.addEventListener("keydown", event => {
    const all = options();
    const at = all.findIndex(each => each.getAttribute("aria-selected") === "true");
    if (event.isComposing || !all.length) return;
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[(at - 1 + all.length) % all.length]);
    else if (event.key === "Enter" && at >= 0) all[at].click();
    else return;
    event.preventDefault();
  });
  // What stands there was found for another text: Enter goes to the search's page until the answer is here.
  input.addEventListener("input", () => choose(null));
  dialog.addEventListener("pointermove", event => {
    const option = event.target.closest("[role=option]");
    if (option && option.getAttribute("aria-selected") !== "true") choose(option);
  });
  dialog.addEventListener("htmx:afterSwap", () => {
    const all = options();
    input.setAttribute("aria-expanded", String(all.length > 0));
    told.textContent = dialog.querySelector("[data-told]:not([role=status])")?.dataset.told ?? "";
    choose(all[0]);
  });
})();
