// Block Kit as DOM: what a message, a form or the Home tab shows.

import { make } from "./dom.js";
import { control } from "./fields.js";
import { mrkdwn, plain, textObject } from "./mrkdwn.js";

let serial = 0;

/**
 * Blocks as one element. `context`: `names`, `people`, `channels`, `state`, `errors`, `upload`,
 * `act(block, element, value)`, and `inputs`, a map that receives `block_id → action_id → read`.
 */
export function renderBlocks(blocks, context) {
  return make("div", { className: "blocks" }, ...blocks.flatMap((block) => {
    const shown = kinds[block.type]?.(block, context);
    return shown ? [shown] : [];
  }));
}

const stateOf = (block, element, context) => context.state?.[block.block_id]?.[element.action_id];

function remember(block, element, read, context) {
  if (!context.inputs) return;
  (context.inputs[block.block_id] ??= {})[element.action_id] = read;
}

async function confirmed(element, context) {
  return element.confirm ? context.confirm(element.confirm) : true;
}

function interactive(block, element, context, label) {
  if (element.type === "button" || element.type === "workflow_button") {
    const act = async () => {
      if (!(await confirmed(element, context))) return;
      if (element.url && /^https?:/i.test(element.url)) window.open(element.url, "_blank", "noopener");
      context.act(block, element, null);
    };
    return make("button", { type: "button", className: element.style ?? "", "aria-label": element.accessibility_label, "data-action": element.action_id, onclick: act }, textObject(element.text, context.names));
  }
  if (element.type === "overflow") {
    const menu = make("details", { className: "overflow" }, make("summary", { "data-action": element.action_id, "aria-label": label ? `More about ${label}` : "More choices" }, "More"),
      make("div", {}, ...element.options.map((option) => make("button", { type: "button", onclick: async () => {
        menu.open = false;
        if (await confirmed(element, context)) context.act(block, element, { text: option.text, value: option.value });
      } }, plain(option.text)))));
    menu.addEventListener("keydown", (key) => { if (key.key === "Escape" && menu.open) { key.stopPropagation(); menu.open = false; menu.firstChild.focus(); } });
    return menu;
  }
  if (element.type === "image") return make("img", { src: safeImage(element.image_url), alt: element.alt_text });
  const made = control(element, stateOf(block, element, context), label || plain(element.placeholder) || "Choose", {
    ...context, act: async (_, value) => { if (await confirmed(element, context)) context.act(block, element, value); },
  });
  remember(block, element, made.read, context);
  made.node.dataset.action = element.action_id;
  if (!made.grouped) return made.node;
  made.node.setAttribute("role", "group");
  made.node.setAttribute("aria-label", label || "Choices");
  return made.node;
}

// Pictures from elsewhere are not fetched: this page loads nothing from the network.
const safeImage = (address) => (address && address.startsWith("data:") ? address : "/page/mark.svg");

const kinds = {
  section(block, context) {
    const node = make("div", { className: "b-section" });
    if (block.text) node.append(make("div", { className: "text" }, textObject(block.text, context.names)));
    if (block.fields) node.append(make("div", { className: "fields" }, ...block.fields.map((each) => make("div", {}, textObject(each, context.names)))));
    if (block.accessory) node.append(make("div", { className: "accessory" }, interactive(block, block.accessory, context, block.text && node.firstChild.textContent.slice(0, 80))));
    return node;
  },
  header: (block) => make("h3", { className: "b-header" }, plain(block.text)),
  divider: () => make("hr", { className: "b-divider" }),
  context: (block, context) => make("div", { className: "b-context" }, ...block.elements.map((each) =>
    each.type === "image" ? make("img", { src: safeImage(each.image_url), alt: each.alt_text, width: 18, height: 18 }) : make("span", {}, textObject(each, context.names)))),
  actions: (block, context) => make("div", { className: "b-actions" }, ...block.elements.map((each) => interactive(block, each, context))),
  image: (block) => make("figure", { className: "b-image" }, make("img", { src: safeImage(block.image_url), alt: block.alt_text })),
  markdown: (block, context) => make("div", { className: "plain" }, mrkdwn(block.text.replace(/\*\*(.+?)\*\*/g, "*$1*"), context.names)),
  rich_text: (block, context) => make("div", { className: "plain" }, ...block.elements.map((each) => rich(each, context))),
  table(block, context) {
    const cell = (each, tag, index) => make(tag, tag === "th" ? { scope: "col" } : {}, each.type === "raw_text" ? each.text : make("span", {}, ...each.elements.map((part) => rich(part, context))));
    const [head, ...rest] = block.rows;
    return make("table", { tabIndex: 0 }, make("thead", {}, make("tr", {}, ...head.map((each) => cell(each, "th")))),
      make("tbody", {}, ...rest.map((row) => make("tr", {}, ...row.map((each) => cell(each, "td"))))));
  },
  input(block, context) {
    const element = block.element;
    const id = `field-${(serial += 1)}`;
    const label = plain(block.label);
    const made = control(element, stateOf(block, element, context), undefined, block.dispatch_action
      ? { ...context, act: (_, value) => context.act(block, element, value) } : { ...context, act: null });
    remember(block, element, made.read, context);
    const error = context.errors?.[block.block_id];
    const about = [];
    const optional = block.optional ? make("span", { className: "optional" }, " (optional)") : null;
    const node = made.grouped
      ? make("fieldset", { className: "field" }, make("legend", {}, label, optional), made.node)
      : make("div", { className: "field" }, make("label", { for: id }, label, optional), made.node);
    const target = made.grouped ? node : made.node;
    if (!made.grouped) { made.node.id = id; made.node.removeAttribute("aria-label"); if (!block.optional) made.node.setAttribute("aria-required", "true"); }
    made.node.dataset.action = element.action_id;
    if (block.hint) { node.append(make("p", { className: "hint", id: `${id}-hint` }, plain(block.hint))); about.push(`${id}-hint`); }
    if (error) {
      node.classList.add("wrong");
      node.append(make("p", { className: "error", id: `${id}-error` }, error));
      about.unshift(`${id}-error`);
      if (!made.grouped) made.node.setAttribute("aria-invalid", "true");
    }
    if (about.length) target.setAttribute("aria-describedby", about.join(" "));
    return node;
  },
};

function rich(part, context) {
  if (part.type === "rich_text_list") return make(part.style === "ordered" ? "ol" : "ul", {}, ...part.elements.map((each) => make("li", {}, rich(each, context))));
  const tag = { rich_text_preformatted: "pre", rich_text_quote: "blockquote" }[part.type] ?? "span";
  return make(tag, {}, ...part.elements.map((each) => {
    if (each.type === "link") return mrkdwn(`<${each.url}|${each.text ?? each.url}>`, context.names);
    if (each.type === "user") return make("span", { className: "mention" }, `@${context.names[each.user_id] ?? each.user_id}`);
    const text = each.text ?? each.fallback ?? "";
    const style = each.style ?? {};
    let node = document.createTextNode(text);
    for (const [name, wrap] of [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["code", "code"]]) if (style[name]) node = make(wrap, {}, node);
    return node;
  }));
}
