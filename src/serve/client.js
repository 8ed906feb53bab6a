// What the preview adds to a page: it is made anew when it has changed, mistakes lie over it, drafts are marked, and a panel
// tells where it comes from and how it will look elsewhere. Everything is drawn beside the page, in a tree of its own.
"use strict";

(() => {
  const tag = document.currentScript;
  const { whole, face } = tag.dataset;
  const shared = "SharedWorker" in window;
  const worker = shared ? new SharedWorker("/_lantoa/worker.js") : new Worker("/_lantoa/worker.js");
  const port = shared ? worker.port : worker;
  const ask = () => port.postMessage({ ask: location.pathname });

  /* --- keeping up --- */

  const place = "lantoa-place";
  const state = { whole, told: null, alive: true, closed: sessionStorage.getItem("lantoa-closed") || "", open: sessionStorage.getItem("lantoa-panel") === "1" };
  const kept = JSON.parse(sessionStorage.getItem(place) || "null");
  sessionStorage.removeItem(place);
  if (kept && kept.path === location.pathname) {
    const back = () => scrollTo({ left: 0, top: kept.top, behavior: "instant" });
    back();
    addEventListener("load", back);
  }

  function reload() {
    sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, top: scrollY }));
    location.reload();
  }

  function swapStyles(tags) {
    const old = [...document.querySelectorAll('link[rel~="stylesheet"]')];
    const parsed = new DOMParser().parseFromString(tags.join(""), "text/html").querySelectorAll("link");
    const fresh = [...parsed].map((link) => document.importNode(link));
    const loaded = fresh.map((link) => new Promise((done) => (link.onload = link.onerror = done)));
    document.head.append(...fresh);
    Promise.all(loaded).then(() => old.forEach((link) => link.remove()));
  }

  port.onmessage = ({ data }) => {
    if (data.number !== undefined) return ask();
    if (data.alive !== undefined) {
      if (state.alive !== data.alive) {
        state.alive = data.alive;
        draw();
      }
      return;
    }
    const page = data.page;
    if (!page) return;
    if (page.is_elsewhere) return reload();
    if (page.moved_to) return location.replace(page.moved_to);
    state.told = page;
    if (page.whole && page.whole !== state.whole && !page.stays) {
      if (page.face !== face) return reload();
      state.whole = page.whole;
      swapStyles(page.styles);
    }
    mark(page.marks || {});
    draw();
  };
  addEventListener("pageshow", ask);
  const leave = () => port.postMessage({ leave: true });
  addEventListener("pagehide", leave);
  // A stream of its own in each of six tabs would leave the browser no connection for pages: only a tab that is seen has one.
  document.addEventListener("visibilitychange", () => (document.hidden ? shared || leave() : ask()));

  /* --- drafts --- */

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    [data-lantoa-mark]::after {
      content: attr(data-lantoa-mark); display: inline-block; margin-inline-start: .5em; padding: 0 .5em;
      border-radius: .3em; background: #ffe08a; color: #3d2f00; font: 600 .75rem/1.6 system-ui, sans-serif;
      vertical-align: middle; white-space: nowrap;
    }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  function mark(marks) {
    for (const link of document.querySelectorAll("a[href]")) {
      const text = marks[link.getAttribute("href")];
      if (text && link.textContent.trim() && !link.closest("nav, .share")) link.dataset.lantoaMark = text;
      else delete link.dataset.lantoaMark;
    }
    const own = state.told.page && state.told.page.mark;
    const title = document.querySelector("h1");
    if (title) own ? (title.dataset.lantoaMark = own) : delete title.dataset.lantoaMark;
  }

  /* --- drawing --- */

  const host = document.createElement("lantoa-preview");
  const root = host.attachShadow({ mode: "open" });
  const own = new CSSStyleSheet();
  own.replaceSync(`
    :host { all: initial; }
    * { box-sizing: border-box; }
    .box { position: fixed; z-index: 2147483647; font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: #1b1b1b; background: #fff;
      border: 1px solid #c9c9c9; border-radius: 10px; box-shadow: 0 8px 30px #0004; overflow: auto; overscroll-behavior: contain; }
    .errors { left: 50%; top: 5vh; transform: translateX(-50%); width: min(900px, 94vw); max-height: 88vh; padding: 20px 24px; border-top: 6px solid #b3261e; }
    .bar { left: 12px; bottom: 12px; padding: 6px 12px; }
    .panel { right: 12px; top: 12px; bottom: 12px; width: min(400px, 94vw); padding: 16px 18px; }
    .toggle { right: 12px; bottom: 12px; padding: 6px 12px; cursor: pointer; }
    .errors.bare { position: fixed; }
    h2 { font-size: 18px; margin: 0 0 10px; } h3 { font-size: 15px; margin: 18px 0 6px; border-top: 1px solid #e3e3e3; padding-top: 12px; }
    p { margin: 0 0 6px; } ul { margin: 0; padding-left: 1.2em; }
    button, input { font: inherit; color: inherit; background: #f3f3f3; border: 1px solid #b5b5b5; border-radius: 6px; padding: 4px 10px; min-height: 32px; }
    button { cursor: pointer; } button:focus-visible, input:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 1px; }
    .link { border: 0; background: none; color: #1a5fb4; text-decoration: underline; padding: 0; min-height: 24px; text-align: left; overflow-wrap: anywhere; }
    .error { margin: 0 0 18px; } .error strong { color: #b3261e; }
    pre { margin: 6px 0; padding: 8px 10px; background: #f5f5f5; border-radius: 6px; overflow: auto; font: 13px/1.5 ui-monospace, Consolas, monospace; white-space: pre-wrap; }
    .bad { background: #ffd8d4; text-decoration: underline wavy #b3261e; text-underline-offset: 3px; }
    .cure::before { content: "→ "; } .warn { color: #8a5a00; } .ok { color: #14642b; } .dim { color: #5c5c5c; }
    .row { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; } .between { justify-content: space-between; }
    .card { border: 1px solid #dadde1; border-radius: 6px; overflow: hidden; background: #f2f3f5; }
    .card .picture { aspect-ratio: 1.91; width: 100%; object-fit: cover; display: block; background: #ddd; }
    .card .text { padding: 8px 10px; } .card .site { font-size: 12px; color: #5c5c5c; text-transform: uppercase; overflow-wrap: anywhere; }
    .card b { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
    .zalo { display: grid; grid-template-columns: 84px 1fr; } .zalo .picture { aspect-ratio: 1; height: 100%; }
    .google .title { color: #1a0dab; font-size: 18px; line-height: 1.3; } .google .where { font-size: 13px; color: #3c4043; overflow-wrap: anywhere; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 0; } dt { color: #5c5c5c; } dd { margin: 0; overflow-wrap: anywhere; }
    @media print { .box { display: none; } }`);
  root.adoptedStyleSheets = [own];
  document.documentElement.append(host);

  /** An element with attributes and children; texts are texts. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  const openFile = (path) => () => port.postMessage({ tell: "open", body: path });

  function error(note) {
    const where = note.path && note.path + (note.line ? `, dòng ${note.line}` : "");
    const parts = [];
    if (note.excerpt !== null) {
      const letters = [...note.excerpt];
      const from = note.column - 1;
      const to = from + note.length;
      const text = (start, end) => letters.slice(start, end).join("");
      parts.push(make("pre", {}, `${note.line} │ ${text(0, from)}`, make("span", { class: "bad" }, text(from, to) || " "), text(to)));
    }
    return make(
      "div",
      { class: "error" },
      make("p", {}, make("strong", {}, note.message), make("span", { class: "dim" }, ` [${note.code}]`)),
      where && make("button", { class: "link", onclick: openFile(note.path), title: "Mở tệp này" }, where),
      parts,
      note.cures.map((cure) => make("p", { class: "cure" }, cure)),
    );
  }

  /** Until there are other mistakes. */
  function close(key) {
    state.closed = key;
    sessionStorage.setItem("lantoa-closed", key);
    draw();
  }

  function errors(list) {
    const key = JSON.stringify(list);
    const matter = list.some((note) => note.is_own || note.is_of_all) || !state.told.whole;
    if (!list.length) return null;
    if (state.closed === key || (!matter && state.shown !== key)) {
      return make(
        "div",
        { class: "box bar", role: "status" },
        make("button", { class: "link", onclick: () => ((state.closed = ""), (state.shown = key), draw()) }, `${list.length} lỗi`),
      );
    }
    return make(
      "div",
      { class: "box errors", role: "alertdialog", "aria-label": "Lỗi trong bài" },
      make(
        "div",
        { class: "row between" },
        make("h2", {}, list.length === 1 ? "Có 1 lỗi" : `Có ${list.length} lỗi`),
        make("button", { onclick: () => close(key) }, "Đóng (Esc)"),
      ),
      make("p", { class: "dim" }, "Bên dưới là bản tốt gần nhất. Sửa rồi lưu tệp, bảng này sẽ tự mất."),
      list.map(error),
    );
  }

  /* --- the panel --- */

  const meta = (name) => document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.content || "";
  const kilobytes = (bytes) => `${(bytes / 1024).toLocaleString("vi", { maximumFractionDigits: 1 })} KB`;

  function readable(address) {
    try {
      return decodeURI(address);
    } catch {
      return address;
    }
  }

  function shares() {
    const title = meta("og:title") || document.title;
    const description = meta("og:description") || meta("description");
    const url = document.querySelector('link[rel="canonical"]')?.href || location.href;
    const { host: site, pathname } = new URL(url);
    const image = meta("og:image");
    // The site is not there yet: its own pictures are taken from here.
    const local = image && new URL(image).host === site ? new URL(image).pathname : image;
    const size = make("p", { class: "warn" });
    const picture = () =>
      local &&
      make("img", {
        class: "picture",
        src: local,
        alt: "",
        onload: ({ target }) =>
          (size.textContent = target.naturalWidth < 600 ? `Ảnh chỉ rộng ${target.naturalWidth} điểm ảnh: nên từ 600 trở lên, tốt nhất 1200.` : ""),
        onerror: () => (size.textContent = "Không tải được ảnh chia sẻ."),
      });
    const warnings = [];
    if ([...title].length > 65) warnings.push(`Tiêu đề ${[...title].length} chữ cái: Google cắt sau khoảng 60.`);
    if (!description) warnings.push("Chưa có sapo: Google và Facebook sẽ tự lấy một đoạn bất kỳ.");
    else if ([...description].length > 160) warnings.push(`Sapo ${[...description].length} chữ cái: Google cắt sau khoảng 155.`);
    if (!image) warnings.push("Chưa có ảnh: bài chia sẻ sẽ chỉ có chữ.");
    const text = () => make("div", { class: "text" }, make("div", { class: "site" }, site), make("b", {}, title));
    const short = (words, most) => ([...words].length > most ? [...words].slice(0, most - 1).join("").trimEnd() + "…" : words);
    return [
      make("h3", {}, "Khi chia sẻ"),
      warnings.length ? make("ul", { class: "warn" }, warnings.map((warning) => make("li", {}, warning))) : make("p", { class: "ok" }, "Tiêu đề, sapo và ảnh đều ổn."),
      size,
      make("p", { class: "dim" }, "Facebook"),
      make("div", { class: "card" }, picture(), text()),
      make("p", { class: "dim" }, "Zalo"),
      make("div", { class: local ? "card zalo" : "card" }, picture(), text()),
      make("p", { class: "dim" }, "Google"),
      make(
        "div",
        { class: "google" },
        make("div", { class: "where" }, site + readable(pathname)),
        make("div", { class: "title" }, short(title, 60)),
        make("div", {}, short(description, 155)),
      ),
    ];
  }

  function weight() {
    const loaded = performance.getEntriesByType("resource").filter(({ name }) => !name.includes("/_lantoa/"));
    const sum = (kinds) => loaded.filter(({ initiatorType }) => kinds.includes(initiatorType)).reduce((all, { decodedBodySize }) => all + decodedBodySize, 0);
    return [
      make("h3", {}, "Dung lượng (chưa nén)"),
      make(
        "dl",
        {},
        [
          ["Trang", state.told.bytes || 0],
          ["Kiểu chữ, chương trình", sum(["link", "css", "script"])],
          ["Ảnh, âm thanh", sum(["img", "video", "audio"])],
        ].flatMap(([label, bytes]) => [make("dt", {}, label), make("dd", {}, kilobytes(bytes))]),
      ),
    ];
  }

  function origin({ source, page }) {
    const facts = [];
    if (page?.mark) facts.push(["Người đọc", `chưa thấy bài này: ${page.mark}`]);
    if (page?.template) facts.push(["Mẫu trang", page.template]);
    if (page?.kind) facts.push(["Loại bài", page.kind]);
    if (page?.date) facts.push(["Ngày", page.date]);
    if (page?.updated) facts.push(["Cập nhật", page.updated]);
    if (page?.expires) facts.push(["Hết hạn", page.expires]);
    for (const { label, names } of page?.terms || []) if (names.length) facts.push([label[0].toUpperCase() + label.slice(1), names.join(", ")]);
    return [
      make("h3", {}, "Nguồn của trang này"),
      source && make("p", {}, make("button", { class: "link", onclick: openFile(source), title: "Mở tệp này" }, source)),
      make("dl", {}, facts.flatMap(([label, text]) => [make("dt", {}, label), make("dd", {}, text)])),
    ];
  }

  function checks({ checks, source }) {
    if (!source) return [];
    return [
      make("h3", {}, "Kiểm tra bài"),
      checks.length
        ? make("ul", {}, checks.map((note) => make("li", { class: note.is_advice ? "" : "warn" }, note.message, note.line ? ` (dòng ${note.line})` : "", note.cures.map((cure) => make("div", { class: "cure dim" }, cure)))))
        : make("p", { class: "ok" }, "Không có gì cần sửa."),
    ];
  }

  function clock({ now, is_chosen }) {
    const vietnam = new Date((now + 7 * 3600) * 1000).toISOString().slice(0, 16);
    const input = make("input", { type: "datetime-local", value: vietnam, "aria-label": "Thời điểm" });
    const at = (body) => () => port.postMessage({ tell: "at", body: body() });
    return [
      make("h3", {}, "Xem trang ở thời điểm khác"),
      is_chosen && make("p", { class: "warn" }, "Đang xem trang ở thời điểm đã chọn, không phải bây giờ."),
      make(
        "div",
        { class: "row" },
        input,
        make("button", { onclick: at(() => (input.value ? String(Date.parse(input.value + ":00+07:00") / 1000) : "")) }, "Xem"),
        make("button", { onclick: at(() => "") }, "Bây giờ"),
      ),
    ];
  }

  function panel() {
    const told = state.told;
    return make(
      "aside",
      { class: "box panel", "aria-label": "Xem trước" },
      make("div", { class: "row between" }, make("h2", {}, "Xem trước"), make("button", { onclick: toggle }, "Đóng (F2)")),
      !state.alive && make("p", { class: "warn" }, "lantoa đã dừng: trang không còn tự đổi."),
      origin(told),
      checks(told),
      shares(),
      weight(),
      clock(told),
    );
  }

  function toggle() {
    state.open = !state.open;
    sessionStorage.setItem("lantoa-panel", state.open ? "1" : "0");
    draw();
  }

  function draw() {
    // The server may end before it has told anything.
    if (!state.told && state.alive) return;
    // What is drawn already stays: somebody may be typing in it.
    const { now, ...told } = state.told || {};
    const drawn = JSON.stringify([told, state.alive, state.open, state.closed, state.shown]);
    if (drawn === state.drawn) return;
    state.drawn = drawn;
    const focused = root.activeElement?.textContent;
    const scrolled = root.querySelector(".panel")?.scrollTop || 0;
    const label = state.alive ? "Xem trước (F2)" : "lantoa đã dừng";
    root.replaceChildren(
      ...[
        state.told && errors(state.told.errors),
        state.told && state.open ? panel() : make("button", { class: "box toggle", onclick: toggle }, label),
      ].filter(Boolean),
    );
    const shown = root.querySelector(".panel");
    if (shown) shown.scrollTop = scrolled;
    [...root.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
  }

  addEventListener("keydown", (event) => {
    if (event.key === "F2" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      toggle();
    } else if (event.key === "Escape" && state.told?.errors.length) {
      close(JSON.stringify(state.told.errors));
    }
  });
})();
