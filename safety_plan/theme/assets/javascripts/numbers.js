// A browser that knows no popovers opens no card. There each number is a plain link to its own page.
if (!("popover" in HTMLElement.prototype)) {
  for (const button of document.querySelectorAll("button.figure-number")) {
    const link = document.createElement("a");
    const card = document.getElementById(button.getAttribute("popovertarget"));
    link.href = card.lastElementChild.firstChild.href;
    link.className = button.className;
    link.append(...button.childNodes);
    button.replaceWith(link);
  }
}
