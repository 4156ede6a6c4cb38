// Exit this page: a link that leaves at once, also by pressing Shift three times.
// The page is replaced, so Back does not return to it. Works as a plain link without this.
(() => {
  const links = [...document.querySelectorAll("[data-exit]")];
  const address = links[0]?.href;
  if (!address) return;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "visually-hidden";
  links.at(-1).after(status);
  const cover = document.createElement("p");
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  let presses = 0, timer = 0, modified = false;

  const forget = (words = "") => {
    presses = 0;
    clearTimeout(timer);
    timer = 0;
    status.textContent = words;
  };
  const leave = (event) => {
    event?.preventDefault();
    document.title = "Loading";
    document.body.classList.add("leaving");
    cover.textContent = "Loading.";
    location.replace(address);
  };
  for (const link of links) link.addEventListener("click", leave);
  document.addEventListener("keyup", (event) => {
    if (event.key === "Shift" && !modified) {
      presses += 1;
      if (presses === 3) return leave();
      status.textContent = `Shift, press ${["2 more times", "1 more time"][presses - 1]} to exit.`;
      clearTimeout(timer);
      timer = setTimeout(() => forget("Exit this page expired."), 5000);
    } else if (timer) forget();
    modified = event.shiftKey;
  }, true);
  addEventListener("pageshow", () => {
    document.body.classList.remove("leaving");
    cover.textContent = "";
    forget();
  });
})();
