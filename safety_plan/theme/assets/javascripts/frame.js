// A page in a frame of another website can be covered by words that are not ours, and “Exit this
// page” would leave the frame alone. A host that sends headers forbids it; where it sends none,
// this page shows only where it stands by itself.
(() => {
  if (window.top === window.self) return;
  try {
    if (window.top.location.origin === window.location.origin) return;
  } catch {
    // The frame is another website's, which may not be asked.
  }
  const words = document.createElement("p");
  const link = document.createElement("a");
  link.href = window.location.href;
  link.target = "_top";
  link.textContent = gettext("Open this page by itself");
  words.append(`${gettext("This page is not shown inside another website.")} `, link, ".");
  document.body.replaceChildren(words);
})();
