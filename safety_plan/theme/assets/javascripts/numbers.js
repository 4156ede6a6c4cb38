if ("popover" in HTMLElement.prototype) {
  // A card takes the focus as a dialog does. Without scripts, the next Tab enters it.
  const enter = ({ newState, target }) =>
    newState === "open" && target.matches(".number-card") && target.firstChild.focus();
  document.addEventListener("toggle", enter, true);
} else {
  // A browser that knows no popovers opens no card. There each number is a plain link to its own page.
  for (const button of document.querySelectorAll("button.figure-number")) {
    const link = document.createElement("a");
    const card = document.getElementById(button.getAttribute("popovertarget"));
    link.href = card.lastElementChild.firstChild.href;
    link.className = button.className;
    link.append(...button.childNodes);
    button.replaceWith(link);
  }
}
