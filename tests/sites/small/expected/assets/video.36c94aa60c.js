document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".video-card a[data-embed]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const player = document.createElement("iframe");
  const address = new URL(link.dataset.embed);
  address.searchParams.set("autoplay", "1");
  player.title = link.getAttribute("aria-label") || link.textContent.trim();
  player.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
  player.allowFullscreen = true;
  player.referrerPolicy = "strict-origin-when-cross-origin";
  player.src = address.href;
  event.preventDefault();
  link.replaceWith(player);
  player.focus();
});
