// Inputs of Block Kit as native controls, and their values as Slack reports them.

import { make } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";

const keys = {
  static_select: "selected_option", external_select: "selected_option", radio_buttons: "selected_option",
  checkboxes: "selected_options", multi_static_select: "selected_options", multi_external_select: "selected_options",
  users_select: "selected_user", conversations_select: "selected_conversation", channels_select: "selected_channel",
  multi_users_select: "selected_users", multi_conversations_select: "selected_conversations", multi_channels_select: "selected_channels",
  datepicker: "selected_date", timepicker: "selected_time", datetimepicker: "selected_date_time",
  plain_text_input: "value", email_text_input: "value", url_text_input: "value", number_input: "value",
  rich_text_input: "rich_text_value", file_input: "files",
};
let serial = 0;

const options = (element) => [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
const valueOf = (option) => ({ text: option.text, value: option.value });

function nativeSelect(element, current, label, choices, groups) {
  const select = make("select", { "aria-label": label });
  select.append(make("option", { value: "" }, plain(element.placeholder) || "Choose…"));
  const add = (to, list) => list.forEach((each) => to.append(make("option", { value: each.value, selected: each.value === current }, each.label)));
  if (groups) groups.forEach((group) => { const part = make("optgroup", { label: plain(group.label) }); add(part, group.options.map((o) => ({ value: o.value, label: plain(o.text) }))); select.append(part); });
  else add(select, choices);
  return select;
}

function choiceList(element, current, kind, names) {
  const name = `choice-${(serial += 1)}`;
  const chosen = new Set((Array.isArray(current) ? current : current ? [current] : []).map((each) => each.value ?? each));
  const all = options(element);
  return make("div", { className: all.length > 12 ? "choices long" : "choices" }, ...all.map((option) => {
    const text = make("span", {}, textObject(option.text, names));
    if (option.description) text.append(make("small", {}, textObject(option.description, names)));
    return make("label", {}, make("input", { type: kind, name, value: option.value, checked: chosen.has(option.value) }), text);
  }));
}

function pad(number) { return String(number).padStart(2, "0"); }

function localMoment(seconds) {
  const at = new Date(seconds * 1000);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/**
 * A control for one element: `{node, read, label}`. `read()` gives the value as Slack reports it.
 * `context` has `names`, `people`, `channels`, `upload` and, for elements that answer at once, `act(element, value)`.
 */
export function control(element, state, label, context) {
  const key = keys[element.type];
  const current = state?.[key];
  const grouped = ["checkboxes", "radio_buttons"].includes(element.type) || element.type.startsWith("multi_");
  let node, read, event = "change";
  if (element.type === "static_select" || element.type === "external_select") {
    node = nativeSelect(element, current?.value, label, options(element).map((o) => ({ value: o.value, label: plain(o.text) })), element.option_groups);
    read = () => { const found = options(element).find((o) => o.value === node.value); return found ? valueOf(found) : null; };
  } else if (["users_select", "conversations_select", "channels_select"].includes(element.type)) {
    const left = element.filter?.exclude_external_shared_channels;
    const list = element.type === "users_select" ? context.people : context.channels.filter((each) => !(left && each.shared));
    node = nativeSelect(element, current, label, list);
    read = () => node.value || null;
  } else if (element.type === "radio_buttons") {
    node = choiceList(element, current, "radio", context.names);
    read = () => { const at = node.querySelector(":checked"); const found = at && options(element).find((o) => o.value === at.value); return found ? valueOf(found) : null; };
  } else if (grouped) {
    const list = element.type.includes("users") ? context.people : /channels|conversations/.test(element.type) ? context.channels : null;
    const shaped = list ? { ...element, options: list.map((each) => ({ text: { type: "plain_text", text: each.label }, value: each.value })) } : element;
    node = choiceList(shaped, current, "checkbox", context.names);
    read = () => {
      const at = new Set([...node.querySelectorAll(":checked")].map((each) => each.value));
      return list ? [...at] : options(shaped).filter((o) => at.has(o.value)).map(valueOf);
    };
  } else if (element.type === "datepicker" || element.type === "timepicker") {
    node = make("input", { type: element.type === "datepicker" ? "date" : "time", value: current ?? "", "aria-label": label });
    read = () => node.value || null;
    event = "commit";
  } else if (element.type === "datetimepicker") {
    node = make("input", { type: "datetime-local", value: current ? localMoment(current) : "", "aria-label": label });
    read = () => (node.value ? Math.floor(new Date(node.value).valueOf() / 1000) : null);
    event = "commit";
  } else if (element.type === "file_input") {
    node = make("input", { type: "file", multiple: (element.max_files ?? 10) > 1, "aria-label": label, accept: (element.filetypes ?? []).map((each) => `.${each}`).join(",") });
    const kept = [];
    node.addEventListener("change", async () => { kept.length = 0; for (const each of node.files) kept.push(await context.upload(each)); });
    read = () => kept.filter(Boolean);
  } else {
    const long = element.multiline || element.type === "rich_text_input";
    const type = { email_text_input: "email", url_text_input: "url" }[element.type] ?? "text";
    const inputMode = element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : undefined;
    node = make(long ? "textarea" : "input", { ...(long ? {} : { type, inputMode }), value: current ?? "", placeholder: plain(element.placeholder), maxLength: element.max_length ?? 3000 });
    read = () => node.value || null;
    event = "commit";
  }
  if (context.act) listen(node, event, () => context.act(element, read()));
  return { node, read, grouped, element };
}

/**
 * `commit`: the value changed and the person has left the field or pressed Enter. A select answers a pointer at once,
 * but keys only on Enter or on leaving it: with arrow keys one passes over choices that are not meant.
 */
function listen(node, event, act) {
  if (node.tagName === "SELECT") {
    let keys = false, pending = false;
    const tell = () => { if (pending) { pending = false; act(); } };
    node.addEventListener("pointerdown", () => { keys = false; });
    node.addEventListener("keydown", (key) => { keys = true; if (key.key === "Enter") { key.preventDefault(); tell(); } });
    node.addEventListener("change", () => { pending = true; if (!keys) tell(); });
    node.addEventListener("blur", tell);
    return undefined;
  }
  if (event !== "commit") return node.addEventListener(event, act);
  const first = node.value;
  let told = first;
  const tell = () => { if (node.value !== told) { told = node.value; act(); } };
  node.addEventListener("blur", tell);
  node.addEventListener("keydown", (key) => { if (key.key === "Enter" && node.tagName === "INPUT") { key.preventDefault(); tell(); } });
  return undefined;
}
