const chosen = document.querySelector("#chosen");

document.addEventListener("sojourn-select", ({ target, detail }) => {
  chosen.textContent =
    target.localName === "sojourn-funnel"
      ? `${detail.customers} customers ${detail.part === "reached" ? "reached" : "did not reach"} ${detail.label}.`
      : `${detail.value} customers at ${detail.row} through ${detail.column}.`;
});

document.addEventListener("sojourn-error", ({ detail }) => {
  chosen.textContent = `${detail.code}: ${detail.message}`;
});
