// Forms (Slack's modals) and questions before an act. Native dialogues keep focus inside and give it back.

import { renderBlocks } from "./blocks.js";
import { byId, make } from "./dom.js";
import { plain } from "./mrkdwn.js";

let shown = "", inputs = {}, current = null;

const values = () => Object.fromEntries(Object.entries(inputs).map(([block, actions]) =>
  [block, Object.fromEntries(Object.entries(actions).map(([action, read]) => [action, read()]))]));

/** Show the form a person has open, or none. `context` makes what rendering needs; `act` tells the stand-in. */
export function showForm(view, context, act) {
  const dialog = byId("form");
  const print = view ? JSON.stringify([view.id, view.hash, view.errors]) : "";
  if (print === shown) return;
  const same = view && current?.id === view.id;
  const old = same ? values() : {};
  shown = print;
  current = view;
  if (!view) { if (dialog.open) dialog.close(); dialog.replaceChildren(); return; }
  const content = view.content;
  // What has been typed and not yet sent stays when the form is drawn anew with errors.
  const state = structuredClone(view.state);
  if (Object.keys(view.errors).length) for (const [block, actions] of Object.entries(old)) for (const [action, value] of Object.entries(actions)) keep(state, block, action, value);
  inputs = {};
  const body = renderBlocks(content.blocks, context({
    state, errors: view.errors, inputs,
    act: (block, element, value) => act("press", { view: view.id, block: block.block_id, action: element.action_id, value, values: values() }),
  }));
  const submit = () => { send.disabled = true; act("submit", { view: view.id, values: values() }).finally(() => { send.disabled = false; }); };
  const send = content.submit ? make("button", { type: "submit", className: "primary" }, plain(content.submit)) : null;
  let closing = false; // Escape may be announced more than once
  const close = () => { if (!closing) { closing = true; act("close", { view: view.id }); } };
  const form = make("form", { method: "dialog", noValidate: true, className: "form-inner", onsubmit: (event) => { event.preventDefault(); if (send) submit(); } },
    make("div", { className: "dialog-head" }, make("img", { src: "/page/mark.svg", alt: "", width: 26, height: 26 }), make("h2", { id: "form-title" }, plain(content.title)),
      make("button", { type: "button", className: "quiet", "aria-label": "Close", onclick: close }, "✕")),
    make("div", { className: "dialog-body", tabIndex: -1 }, view.errors[""] ? make("p", { className: "trouble", role: "alert" }, view.errors[""]) : null, body),
    make("div", { className: "dialog-foot" }, make("button", { type: "button", className: "quiet", onclick: close }, plain(content.close) || "Cancel"), send));
  dialog.replaceChildren(form);
  dialog.oncancel = (event) => { event.preventDefault(); close(); };
  if (!dialog.open) dialog.showModal();
  (form.querySelector("[aria-invalid]") ?? form.querySelector(".field.wrong input") ?? form.querySelector(".dialog-body :is(input, select, textarea)") ?? send ?? form.querySelector(".dialog-foot button")).focus();
}

function keep(state, block, action, value) {
  const entry = state[block]?.[action];
  if (!entry) return;
  const key = Object.keys(entry).find((each) => each !== "type");
  entry[key] = value;
}

/** Ask before an act, as a confirmation object says. */
export function ask(confirm) {
  const dialog = byId("ask");
  return new Promise((resolve) => {
    const end = (answer) => { dialog.close(); resolve(answer); };
    dialog.replaceChildren(
      make("div", { className: "dialog-head" }, make("h2", { id: "ask-title" }, plain(confirm.title))),
      make("div", { className: "dialog-body" }, make("p", {}, plain(confirm.text))),
      make("div", { className: "dialog-foot" }, make("button", { type: "button", className: "quiet", onclick: () => end(false) }, plain(confirm.deny)),
        make("button", { type: "button", className: confirm.style === "danger" ? "danger" : "primary", onclick: () => end(true) }, plain(confirm.confirm))));
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}
