// The page: asks the stand-in what one person sees, shows it, and tells it what that person does.

import { renderBlocks } from "./blocks.js";
import { startComposer } from "./composer.js";
import { ask, showForm } from "./dialogs.js";
import { byId, make } from "./dom.js";
import { showGuide } from "./guide.js";
import { mrkdwn, showTimesIn } from "./mrkdwn.js";

const kept = (name, fallback) => sessionStorage.getItem(name) ?? fallback;
const place = { person: kept("person", "organiser"), channel: kept("channel", "planning"), tab: "messages", thread: null };
const read = JSON.parse(kept("read", "{}"));
let state = null;
let drawn = { messages: new Map(), home: "", form: "" };

const zone = () => state?.tz ?? "Europe/London";
const shown = (seconds, options) => new Date(seconds * 1000).toLocaleString("en-GB", { timeZone: zone(), ...options });
const clockTime = (seconds) => shown(seconds, { hour: "2-digit", minute: "2-digit" });
const fullTime = (seconds) => shown(seconds, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

export function say(text) {
  byId("toast").textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId("toast").textContent = ""; }, 6000);
}

/** Tell the stand-in what the person does, and show what came of it. */
export async function act(name, more = {}) {
  byId("working").textContent = ["type", "press", "submit", "shortcut"].includes(name) ? "Waiting for Alongside…" : "";
  try {
    const answer = await fetch("/page/do", {
      method: "POST", headers: { "Content-Type": "application/json", "X-Alongside-Page": "1" },
      body: JSON.stringify({ act: name, person: place.person, channel: place.channel, ...more }),
    });
    const body = await answer.json();
    if (body.error) say(body.error);
    return !body.error;
  } catch {
    say("The stand-in no longer answers. Is `alongside try` still running?");
    return false;
  } finally {
    byId("working").textContent = "";
    await refresh();
  }
}

export async function sendFile(file, into = "") {
  const query = new URLSearchParams({ person: place.person, channel: place.channel, name: file.name, into });
  const answer = await fetch(`/page/file?${query}`, { method: "POST", headers: { "X-Alongside-Page": "1", "Content-Type": "application/octet-stream" }, body: file });
  const body = await answer.json();
  if (body.error) say(body.error);
  return body.file;
}

const names = () => Object.fromEntries([...state.people.map((p) => [p.id, p.real_name]), ...state.channels.map((c) => [c.id, c.name])]);

function context(more) {
  return {
    names: names(),
    people: state.people.map((p) => ({ value: p.id, label: p.real_name })),
    channels: state.channels.filter((c) => c.kind !== "im").map((c) => ({ value: c.id, label: `#${c.name}`, shared: c.shared })),
    upload: (file) => sendFile(file, "form"),
    confirm: ask,
    ...more,
  };
}

// Showing

let running = null, again = false;
export async function refresh() {
  if (running) { again = true; return running; }
  running = load().finally(() => { running = null; if (again) { again = false; refresh(); } });
  return running;
}

async function load() {
  const query = new URLSearchParams({ person: place.person, channel: place.channel });
  const answer = await fetch(`/page/state?${query}`);
  if (!answer.ok) {
    place.channel = "general";
    return;
  }
  state = await answer.json();
  showTimesIn(state.tz);
  draw();
}

function draw() {
  const channel = state.channels.find((each) => each.id === state.channel);
  place.channel = channel.id;
  sessionStorage.setItem("channel", channel.kind === "im" ? "dm" : channel.id);
  const newest = state.messages.at(-1)?.ts ?? "";
  if (place.tab === "messages" || channel.kind !== "im") read[`${state.me}/${channel.id}`] = newest;
  sessionStorage.setItem("read", JSON.stringify(read));
  drawSide(channel);
  drawHead(channel);
  drawMessages(channel);
  drawHome(channel);
  showForm(state.modal, context, act);
  showGuide(state, { act, go, sendFile, place });
  composer.offer(state, channel, place);
}

function face(person) {
  const index = state.people.findIndex((each) => each.id === person?.id);
  if (person?.id === state.app.user) return make("span", { className: "face", "aria-hidden": "true" }, make("img", { src: "/page/mark.svg", alt: "" }));
  const letters = person ? person.real_name.split(" ").map((each) => each[0]).join("").slice(0, 2) : "S";
  return make("span", { className: "face", "data-tone": String(index < 0 ? 3 : index), "aria-hidden": "true" }, letters);
}

const once = {};
function ifChanged(name, value, act_) {
  const print = JSON.stringify(value);
  if (once[name] === print) return;
  once[name] = print;
  act_();
}

function drawSide(channel) {
  byId("workspace-name").textContent = state.workspace.name.replace(/ \(.*\)/, "");
  const says = { starting: "Alongside is starting…", running: "Alongside is running", stopped: "Alongside is off" }[state.bot];
  if (byId("bot-state").textContent !== says) byId("bot-state").textContent = says;
  byId("bot-state").dataset.state = state.bot;
  const off = state.bot === "stopped";
  byId("bot-switch").textContent = off ? "Turn the bot on" : "Turn the bot off";
  byId("bot-switch").setAttribute("aria-pressed", String(off));
  ifChanged("people", [state.people, state.me], () => {
    byId("people").replaceChildren(...state.people.filter((p) => p.id !== state.app.user).map((person) =>
      make("label", {},
        make("input", { type: "radio", name: "person", value: person.id, checked: person.id === state.me, onchange: () => be(person.id) }),
        face(person), make("span", {}, person.real_name, make("small", {}, person.role)))));
  });
  ifChanged("places", [state.channels, state.channel, state.me, read], () => {
    const button = (each) => {
      const unread = each.last && each.last > (read[`${state.me}/${each.id}`] ?? "") && each.id !== channel.id;
      const tag = each.archived ? "archived" : unread ? "new" : "";
      return make("li", {}, make("button", { type: "button", className: unread ? "unread" : "", "aria-current": each.id === channel.id ? "page" : undefined, onclick: () => go(each.id) },
        make("span", { "aria-hidden": "true" }, { public: "#", private: "◦", im: "●" }[each.kind]), each.name, tag ? make("span", { className: "tag" }, tag) : null));
    };
    byId("channels").replaceChildren(...state.channels.filter((c) => c.kind !== "im").map(button));
    byId("directs").replaceChildren(...state.channels.filter((c) => c.kind === "im").map(button));
  });
  byId("now").textContent = fullTime(state.now);
  byId("now").dateTime = new Date(state.now * 1000).toISOString();
  byId("shift").textContent = state.shift > 60 ? "ahead of real time; the bot’s own clock stays at real time" : "";
  ifChanged("kept", state.scheduled, () => {
    byId("scheduled").replaceChildren(...(state.scheduled.length
      ? state.scheduled.slice(0, 6).map((each) => make("li", {}, `${fullTime(each.at)} in ${where(each.channel)}`))
      : [make("li", {}, "Nothing yet. Turn on prompts in a channel, and they wait here.")]));
  });
}

const where = (id) => { const found = state.channels.find((each) => each.id === id); return found?.kind === "im" ? "your direct messages" : `#${found?.name}`; };

function drawHead(channel) {
  const direct = channel.kind === "im";
  byId("room-name").textContent = direct ? channel.name : `#${channel.name}`;
  byId("room-topic").textContent = channel.archived ? "Archived: nobody can write here." : direct ? "What you and Alongside say is between you." : channel.topic;
  byId("tabs").hidden = !direct;
  byId("invite").hidden = direct || channel.has_bot || channel.archived;
  const home = direct && place.tab === "home";
  byId("tab-messages").setAttribute("aria-selected", String(!home));
  byId("tab-home").setAttribute("aria-selected", String(home));
  byId("tab-messages").tabIndex = home ? -1 : 0;
  byId("tab-home").tabIndex = home ? 0 : -1;
  byId("panel-messages").hidden = home;
  byId("panel-home").hidden = !home;
  const panel = byId("panel-messages");
  if (direct) { panel.setAttribute("role", "tabpanel"); panel.setAttribute("aria-labelledby", "tab-messages"); }
  else { panel.setAttribute("role", "group"); panel.removeAttribute("aria-labelledby"); }
}

function drawMessages(channel) {
  const log = byId("timeline");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  if (drawn.channel !== `${state.me}/${channel.id}`) {
    drawn = { ...drawn, channel: `${state.me}/${channel.id}`, messages: new Map() };
    log.replaceChildren();
  }
  const threads = new Map();
  for (const each of state.messages) if (each.thread && each.thread !== each.ts) threads.set(each.thread, [...(threads.get(each.thread) ?? []), each]);
  const inOrder = state.messages.filter((each) => !each.thread || each.thread === each.ts || !state.messages.some((m) => m.ts === each.thread))
    .flatMap((each) => [each, ...(threads.get(each.ts) ?? [])]);
  const fresh = new Map();
  const nodes = [];
  let day = "";
  for (const each of inOrder) {
    const today = shown(Number(each.ts), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
    const reply = Boolean(each.thread && each.thread !== each.ts);
    if (today !== day && !reply) {
      day = today;
      const known = drawn.messages.get(day)?.node ?? make("p", { className: "day" }, day);
      fresh.set(day, { node: known, print: "" });
      nodes.push(known);
    }
    const print = JSON.stringify(each);
    const old = drawn.messages.get(each.ts);
    const node = old?.print === print ? old.node : message(each, channel, reply);
    fresh.set(each.ts, { node, print });
    nodes.push(node);
  }
  if (!nodes.length) nodes.push(empty(channel));
  drawn.messages = fresh;
  // Only what is new is put in, so that a screen reader hears only that and focus stays where it is.
  nodes.forEach((node, index) => { if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null); });
  while (log.children.length > nodes.length) log.lastChild.remove();
  const newest = nodes.at(-1);
  // A new message shows from its beginning when it is taller than the room.
  if (newest !== drawn.last) { log.scrollTop = log.scrollHeight; if (newest.offsetHeight > log.clientHeight) newest.scrollIntoView({ block: "start" }); }
  else if (atEnd) log.scrollTop = log.scrollHeight;
  drawn.last = newest;
}

function empty(channel) {
  if (channel.kind === "im") return make("p", { className: "empty" }, make("strong", {}, "A quiet word with Alongside"), "Paste dates here as you would write them, or drop a calendar file (.ics).");
  if (channel.archived) return make("p", { className: "empty" }, make("strong", {}, "This channel is archived"), "It is here so that you can see what happens to prompts of a channel that closes.");
  return make("p", { className: "empty" }, make("strong", {}, `Nothing in #${channel.name} yet`), "Type / to see what Alongside can do, or start with one of the four things in “Your first minute”.");
}

function message(each, channel, reply) {
  const author = state.people.find((person) => person.id === each.author);
  const app = each.author === state.app.user;
  const name = author?.real_name ?? "Slack";
  const by = make("p", { className: "by" }, make("strong", {}, name), app ? make("span", { className: "app" }, "APP") : null,
    make("time", { dateTime: new Date(Number(each.ts) * 1000).toISOString() }, clockTime(Number(each.ts))), each.edited ? make("span", {}, "(edited)") : null, reply ? make("span", {}, "in a thread") : null);
  const body = each.blocks.length
    ? renderBlocks(each.blocks, context({ state: each.state, act: (block, element, value) => act("press", { ts: each.ts, block: block.block_id, action: element.action_id, value }) }))
    : make("div", { className: "plain" }, mrkdwn(each.text, names()));
  const acts = make("div", { className: "acts" });
  if (!each.only_you && !channel.archived && each.author !== "slackbot") {
    for (const shortcut of state.shortcuts.filter((s) => s.on_message)) acts.append(make("button", { type: "button", className: "link", title: shortcut.description, onclick: () => act("shortcut", { id: shortcut.id, ts: each.ts }) }, shortcut.name));
    if (!reply) acts.append(make("button", { type: "button", className: "link", onclick: () => composer.reply(each, name) }, "Reply in thread"));
  }
  return make("article", { className: `message${each.only_you ? " only" : ""}${reply ? " reply" : ""}`, "aria-label": `${name}, ${clockTime(Number(each.ts))}${each.only_you ? ", only visible to you" : ""}` },
    face(author), by, each.only_you ? make("p", { className: "only-you" }, "Only visible to you") : null, body,
    ...each.files.map((file) => make("span", { className: "file" }, file)), acts.children.length ? acts : null);
}

function drawHome(channel) {
  if (channel.kind !== "im" || place.tab !== "home") return;
  const print = state.home ? state.home.id + state.home.hash : "";
  if (drawn.home === print && byId("home").children.length) return;
  drawn.home = print;
  if (!state.home) {
    byId("home").replaceChildren(make("p", { className: "empty" }, make("strong", {}, "The Home tab"), "Alongside has not drawn it yet."));
    return;
  }
  const view = state.home;
  const inputs = {};
  byId("home").replaceChildren(renderBlocks(view.content.blocks, context({
    state: view.state, inputs,
    act: (block, element, value) => act("press", { view: view.id, block: block.block_id, action: element.action_id, value }),
  })));
}

// Doing

function be(person) {
  const direct = state.channels.find((each) => each.id === place.channel)?.kind === "im";
  place.person = person;
  if (direct) place.channel = "dm";
  sessionStorage.setItem("person", person);
  composer.reply(null);
  if (place.tab === "home" && direct) act("home");
  else refresh();
}

export function go(channel, tab = "messages") {
  place.channel = channel;
  place.tab = tab;
  closeMenu();
  composer.reply(null);
  if (tab === "home") return act("home");
  return refresh().then(() => byId("composer-text").focus());
}

function tab(name) {
  place.tab = name;
  byId(`tab-${name}`).focus();
  if (name === "home") act("home");
  else refresh();
}

function closeMenu() {
  byId("side").classList.remove("open");
  byId("menu").setAttribute("aria-expanded", "false");
}

byId("menu").addEventListener("click", () => {
  const open = byId("side").classList.toggle("open");
  byId("menu").setAttribute("aria-expanded", String(open));
  if (open) byId("side").querySelector("input, button").focus();
});
document.addEventListener("keydown", (key) => { if (key.key === "Escape" && byId("side").classList.contains("open")) { closeMenu(); byId("menu").focus(); } });
byId("room").addEventListener("click", (event) => { if (event.target.id !== "menu") closeMenu(); });
for (const name of ["messages", "home"]) {
  byId(`tab-${name}`).addEventListener("click", () => tab(name));
  byId(`tab-${name}`).addEventListener("keydown", (key) => { if (["ArrowLeft", "ArrowRight"].includes(key.key)) tab(name === "home" ? "messages" : "home"); });
}
byId("invite").addEventListener("click", () => act("invite"));
byId("tuesday").addEventListener("click", () => act("clock", { to: "tuesday" }));
byId("real").addEventListener("click", () => act("clock", { to: "real" }));
byId("jump").addEventListener("click", () => {
  const at = new Date(byId("jump-to").value).valueOf();
  if (Number.isNaN(at)) say("Choose a day and a time first.");
  else act("clock", { to: at / 1000 });
});
byId("bot-switch").addEventListener("click", () => act("bot", { on: state.bot === "stopped" }));

const composer = startComposer({ act, sendFile, place, refresh });

let over = 0;
const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
addEventListener("dragenter", (event) => { if (carriesFiles(event)) { over += 1; byId("dropping").hidden = false; } });
addEventListener("dragleave", (event) => { if (carriesFiles(event) && (over -= 1) <= 0) byId("dropping").hidden = true; });
addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
addEventListener("drop", async (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  over = 0;
  byId("dropping").hidden = true;
  for (const file of event.dataTransfer.files) await sendFile(file);
});

const news = new EventSource("/page/news");
let last = "";
news.onmessage = (event) => { if (event.data !== last) { last = event.data; refresh(); } };
news.onerror = () => { byId("bot-state").textContent = "The stand-in is not answering"; byId("bot-state").dataset.state = "stopped"; };
setInterval(() => {
  if (!state) return;
  state.now += 1;
  byId("now").textContent = fullTime(state.now);
}, 1000);
refresh();
