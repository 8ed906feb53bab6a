// The preview's messenger: hears of new looks and asks for what pages may not ask for themselves (their policy forbids it).
// Shared by all tabs where the browser can, else each tab has one of its own.
"use strict";

const ports = new Set();
const say = (message) => ports.forEach((port) => port.postMessage(message));

// The browser connects again by itself, after a restart of the server too; whoever slept then asks how its page looks now.
const events = new EventSource("/_lantoa/events");
events.onmessage = (event) => say({ number: Number(event.data) });
events.onopen = () => say({ alive: true });
events.onerror = () => say({ alive: false });

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

function join(port) {
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data.leave) return ports.delete(port);
    // A page may come back from the browser's memory.
    ports.add(port);
    answer(port, data);
  };
}

if ("onconnect" in self) self.onconnect = ({ ports: [port] }) => join(port);
else join(self);
