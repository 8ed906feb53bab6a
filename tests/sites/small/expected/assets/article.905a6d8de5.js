const root = document.documentElement;
const sizes = [0.9, 1, 1.15, 1.3, 1.5];
let size = 1;
function setSize(to) {
  if (!(to in sizes)) return;
  size = to;
  root.style.setProperty("--text-scale", sizes[to]);
  for (const button of document.querySelectorAll("[data-size]")) {
    button.setAttribute("aria-disabled", !(size + Number(button.dataset.size) in sizes));
  }
}
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-size], button[data-do]");
  if (!button) return;
  const url = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
  if (button.dataset.size) {
    setSize(size + Number(button.dataset.size));
    try { localStorage.setItem("reading-size", size); } catch { /* it is for this page alone then */ }
  } else if (button.dataset.do === "copy") {
    await copy(url);
    const said = button.nextElementSibling;
    said.textContent = button.dataset.done;
    setTimeout(() => { said.textContent = ""; }, 4000);
  } else if (button.dataset.do === "share") {
    navigator.share({ title: document.querySelector("h1")?.textContent, url }).catch(() => {});
  } else {
    print();
  }
});
try { setSize(Number(localStorage.getItem("reading-size") ?? size)); } catch { /* nothing is kept */ }
root.classList.add("has-script");
if (navigator.share) root.classList.add("can-share");
