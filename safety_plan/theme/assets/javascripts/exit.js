// Exit this page: the behaviour of the GOV.UK component, with two changes. It replaces
// this page in the history, so that Back skips it, and the page's own referrer rule
// keeps its address from the site that opens. Nothing is stored; no code is inline.
(() => {
  "use strict";

  const WAIT = 5000; // milliseconds between presses, as GOV.UK has it
  const button = document.querySelector("[data-exit]");
  if (!button) return;

  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  button.after(status);
  document.querySelector("[data-exit-keys]")?.removeAttribute("hidden");

  let presses = 0;
  let timer = null;
  let withShift = false; // the key before was pressed together with Shift
  let cover = null;

  function reset(said = "") {
    clearTimeout(timer);
    timer = null;
    presses = 0;
    status.textContent = said;
    button.removeAttribute("data-presses");
  }

  function leave(event) {
    event?.preventDefault();
    if (cover) return;
    reset();
    document.body.hidden = true;
    document.title = "Loading";
    cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    document.documentElement.append(cover);
    cover.textContent = "Loading.";
    window.location.replace(button.href);
  }

  function onKey(event) {
    if (event.key === "Shift" && !withShift) {
      presses += 1;
      clearTimeout(timer);
      if (presses === 3) return leave();
      const left = 3 - presses;
      button.setAttribute("data-presses", presses);
      status.textContent = `Shift, press ${left} more ${left === 1 ? "time" : "times"} to exit.`;
      timer = setTimeout(() => reset("Exit this page expired."), WAIT);
    } else if (timer !== null) {
      reset();
    }
    withShift = event.shiftKey;
  }

  // A page that the browser kept whole and shows again must not stay covered.
  const title = document.title;
  function onShow() {
    cover?.remove();
    cover = null;
    document.body.hidden = false;
    document.title = title;
    reset();
  }

  for (const link of document.querySelectorAll("[data-exit], [data-exit-skip]")) {
    link.addEventListener("click", leave);
  }
  document.addEventListener("keyup", onKey, true);
  window.addEventListener("pageshow", onShow);
})();
