// Exit this page: a link that leaves at once, also by pressing Shift three times.
// The page is replaced, so Back does not return to it. Works as a plain link without this.
(() => {
  const links = [...document.querySelectorAll("[data-exit]")];
  const address = links[0]?.href;
  if (!address) return;
  const root = new URL("../../", document.currentScript.src).href;

  // What is true with scripts takes the place of what is true without.
  document.querySelectorAll("[data-without-scripts]").forEach((part) => { part.hidden = true; });
  document.querySelectorAll("[data-with-scripts]").forEach((part) => { part.hidden = false; });

  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "visually-hidden";
  links.at(-1).after(status);
  const cover = document.createElement("p");
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  // Three dots on each button: one is filled for each time that Shift was pressed.
  const dots = links.map((link) => {
    const group = document.createElement("span");
    group.className = "exit-dots";
    group.hidden = true;
    group.setAttribute("aria-hidden", "true");
    for (let dot = 0; dot < 3; dot += 1) group.append(document.createElement("span"));
    link.append(group);
    return group;
  });
  let presses = 0, timer = 0, alone = false;

  const show = (words) => {
    status.textContent = words;
    for (const group of dots) {
      group.hidden = !presses;
      [...group.children].forEach((dot, at) => dot.classList.toggle("filled", at < presses));
    }
  };
  const forget = (words = "") => {
    presses = 0;
    clearTimeout(timer);
    timer = 0;
    show(words);
  };
  const leave = (event) => {
    event?.preventDefault();
    document.title = gettext("Loading");
    document.body.classList.add("leaving");
    cover.textContent = gettext("Loading.");
    location.replace(address);
  };
  const count = () => {
    presses += 1;
    show(presses < 3 ? ngettext("Shift, press 1 more time to exit.", "Shift, press %(number)s more times to exit.", 3 - presses) : "");
    if (presses === 3) return leave();
    clearTimeout(timer);
    timer = setTimeout(() => forget(gettext("Exit this page expired.")), 5000);
  };
  for (const link of links) link.addEventListener("click", leave);

  // Shift counts where nothing else was pressed with it: no letter, no other key, no button.
  document.addEventListener("keydown", (event) => {
    if (event.repeat && event.key === "Shift") return;
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Shift" && presses) forget();
  }, true);
  document.addEventListener("pointerdown", () => { alone = false; }, true);
  document.addEventListener("keyup", (event) => {
    if (event.key === "Shift" && alone) count();
    if (event.key === "Shift") alone = false;
  }, true);

  // A page that can be left never stays behind: a link to a place on it, or to another page of
  // this site, takes its place in the history of this tab. So Back skips it, after the exit too.
  // A new tab, a download, a call and another site are opened as anywhere else.
  const opensHere = (link) => link instanceof HTMLAnchorElement && !link.target
    && !link.hasAttribute("download") && link.href.startsWith(root);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const keys = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button || keys || !link || !opensHere(link)) return;
    event.preventDefault();
    location.replace(link.href);
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.classList.remove("leaving");
    cover.textContent = "";
    forget();
  });
})();
