// The message box: sends, completes slash commands, attaches files, answers in threads.

import { byId, make } from "./dom.js";

export function startComposer({ act, sendFile, place }) {
  const box = byId("composer-text");
  const list = byId("completions");
  let commands = [], matches = [], at = -1;

  function complete() {
    const typed = box.value;
    matches = typed.startsWith("/") && !/\s/.test(typed) ? commands.filter((each) => each.name.startsWith(typed.toLowerCase())) : [];
    if (matches.length === 1 && matches[0].name === typed) matches = [];
    at = matches.length ? Math.max(0, Math.min(at, matches.length - 1)) : -1;
    list.hidden = !matches.length;
    box.setAttribute("aria-expanded", String(Boolean(matches.length)));
    list.replaceChildren(...matches.map((each, index) => make("li", { role: "option", id: `completion-${index}`, "aria-selected": String(index === at), onmousedown: (event) => { event.preventDefault(); take(index); } },
      make("b", {}, each.name), make("span", {}, [each.description, each.usage].filter(Boolean).join(" · ")))));
    if (at >= 0) { box.setAttribute("aria-activedescendant", `completion-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
    else box.removeAttribute("aria-activedescendant");
  }

  function take(index) {
    box.value = `${matches[index].name} `;
    matches = [];
    complete();
    box.focus();
  }

  async function send() {
    const text = box.value;
    if (!text.trim()) return;
    box.value = "";
    complete();
    if (!(await act("type", { text, thread: place.thread }))) box.value = text;
    box.focus();
  }

  function reply(message, name) {
    place.thread = message?.ts ?? null;
    const note = byId("thread-note");
    note.hidden = !message;
    note.replaceChildren(...(message ? [`Replying to ${name} in a thread. `, make("button", { type: "button", className: "link", onclick: () => reply(null) }, "Stop")] : []));
    if (message) box.focus();
  }

  box.addEventListener("input", () => { at = 0; complete(); });
  box.addEventListener("blur", () => { matches = []; list.hidden = true; box.setAttribute("aria-expanded", "false"); });
  box.addEventListener("keydown", (key) => {
    if (matches.length && ["ArrowDown", "ArrowUp"].includes(key.key)) {
      key.preventDefault();
      at = (at + (key.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length;
      complete();
    } else if (matches.length && (key.key === "Tab" || (key.key === "Enter" && matches[at]?.name !== box.value))) {
      key.preventDefault();
      take(at);
    } else if (key.key === "Escape" && matches.length) {
      key.preventDefault();
      matches = [];
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
    } else if (key.key === "Enter" && !key.shiftKey && !key.isComposing) {
      key.preventDefault();
      send();
    }
  });
  byId("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  byId("file-pick").addEventListener("change", async (event) => {
    for (const file of event.target.files) await sendFile(file);
    event.target.value = "";
  });

  let shown = "";
  function offer(state, channel) {
    commands = state.commands;
    box.disabled = channel.archived;
    byId("composer-label").textContent = channel.kind === "im" ? `Message to ${channel.name}` : `Message in ${channel.name}`;
    box.placeholder = channel.archived ? "This channel is archived" : channel.kind === "im" ? `Message ${channel.name}, or paste dates` : `Message #${channel.name}, or type /`;
    const print = JSON.stringify(state.shortcuts);
    if (print === shown) return;
    shown = print;
    byId("global-shortcuts").replaceChildren(...state.shortcuts.filter((each) => !each.on_message).map((each) =>
      make("button", { type: "button", className: "quiet", title: each.description, onclick: () => act("shortcut", { id: each.id }) }, each.name)));
  }
  return { offer, reply };
}
