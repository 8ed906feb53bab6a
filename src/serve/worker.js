// The preview's messenger: hears of new looks and asks for what pages may not ask for themselves (their policy forbids it).
// Shared by all tabs where the browser can, else each tab has one of its own.
"use strict";

const ports = new Set();
const say = (message) => ports.forEach((port) => port.postMessage(message));

// The stream of new looks, as long as somebody wants to hear of them: a browser has but six connections to a host.
let events = null;
// What the stream last told of the server; null when nothing is known.
let alive = null;

function live(is) {
  alive = is;
  say({ alive });
}

// The browser connects again by itself, after a restart of the server too; whoever slept then asks how its page looks now.
function listen() {
  if (events) return;
  events = new EventSource("/_lantoa/events");
  events.onmessage = (event) => say({ number: Number(event.data) });
  events.onopen = () => live(true);
  events.onerror = () => live(false);
}

function leave(port) {
  ports.delete(port);
  if (ports.size || !events) return;
  events.close();
  events = alive = null;
}

async function answer(port, { ask, tell, body }) {
  const asked = ask && ((port.asked = (port.asked || 0) + 1), port.asked);
  try {
    if (tell) await fetch("/_lantoa/" + tell, { method: "POST", body });
    if (!ask) return;
    const response = await fetch("/_lantoa/page?at=" + ask);
    const page = await response.json();
    // An answer that a later one has overtaken is no longer true.
    if (asked === port.asked) port.postMessage({ page });
  } catch {
    // The server is not there: the stream tells when it is again.
  }
}

function enter(port) {
  if (ports.has(port)) return;
  ports.add(port);
  // Whoever comes after the stream has broken hears of it, too.
  if (alive !== null) port.postMessage({ alive });
  listen();
}

function join(port) {
  port.onmessage = ({ data }) => {
    if (data.leave) return leave(port);
    // A page may come back from the browser's memory, or be seen again.
    enter(port);
    answer(port, data);
  };
  enter(port);
}

if ("onconnect" in self) self.onconnect = ({ ports: [port] }) => join(port);
else join(self);
