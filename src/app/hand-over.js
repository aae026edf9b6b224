/**
 * Carries what a person has begun from one drawing of the page to the next one of the same: what is written, chosen,
 * unfolded, and where the focus is. Elements are paired by what they are and their turn among those alike.
 */

const KEPT = "a, button, details, input, select, summary, textarea, [tabindex]";

/** The elements in which something can be begun, by name. */
function named(roots) {
  const found = new Map();
  for (const root of roots) {
    for (const element of [root, ...root.querySelectorAll("*")].filter((element) => element.matches(KEPT))) {
      const kind = `${element.localName} ${element.className}`;
      let turn = 0;
      while (found.has(`${kind} ${turn}`)) turn++;
      found.set(`${kind} ${turn}`, element);
    }
  }
  return found;
}

/** A file chooser that is open still speaks to the element it was opened from. */
function passOn(before, after) {
  const change = (event) => {
    event.stopImmediatePropagation();
    after.files = before.files;
    after.dispatchEvent(new Event("change", { bubbles: true }));
  };
  before.addEventListener("change", change, { capture: true });
}

/** A button that is held down would be let go over another one, which is no click. */
const LONGEST_PRESS_MS = 1000;
let pressed = false;
addEventListener("pointerdown", () => (pressed = true), { capture: true });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (pressed = false), { capture: true });

/** Waits until nothing is held down; not for ever. */
export function released() {
  if (!pressed) return Promise.resolve();
  return new Promise((resolve) => {
    // The click comes right after the release.
    addEventListener("pointerup", () => setTimeout(resolve), { capture: true, once: true });
    setTimeout(resolve, LONGEST_PRESS_MS);
  });
}

/** Carries it from the elements `before` to the elements `after`, both children of the page's body. */
export function handOver(before, after) {
  const next = named(after);
  for (const [name, element] of named(before)) {
    const twin = next.get(name);
    if (!twin) continue;
    if (element.localName === "details") twin.open = element.open;
    if (element.localName === "textarea") {
      twin.value = element.value;
      twin.setSelectionRange(element.selectionStart, element.selectionEnd, element.selectionDirection);
      twin.style.cssText = element.style.cssText;
      twin.scrollTop = element.scrollTop;
    }
    if (element.type === "file") passOn(element, twin);
    if (element === document.activeElement) twin.focus({ preventScroll: true });
  }
}
