// Slack's text formats as DOM nodes. Nothing is ever inserted as HTML.

const entities = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
export const unescape = (text) => text.replace(/&(?:lt|gt|amp);/g, (found) => entities[found]);

const marks = { "*": "strong", _: "em", "~": "s", "`": "code" };

/** A `mrkdwn` string as nodes; `names` gives people and channels by id. */
export function mrkdwn(text, names) {
  const out = document.createDocumentFragment();
  const parts = text.split(/```([\s\S]*?)```/);
  parts.forEach((part, index) => {
    if (index % 2) {
      const pre = document.createElement("pre");
      pre.textContent = unescape(part.replace(/^\n/, ""));
      out.append(pre);
    } else if (part) out.append(lines(part, names));
  });
  return out;
}

function lines(text, names) {
  const out = document.createDocumentFragment();
  let quote = null;
  text.split("\n").forEach((line, index, all) => {
    const quoted = line.match(/^(?:&gt;|>)\s?(.*)$/);
    if (quoted) {
      if (!quote) out.append((quote = document.createElement("blockquote")));
      else quote.append(document.createElement("br"));
      quote.append(inline(quoted[1], names));
      return;
    }
    const after = quote;
    quote = null;
    if (index && !after) out.append(document.createElement("br"));
    if (line || index < all.length - 1) out.append(inline(line, names));
  });
  return out;
}

const piece = /<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]+?)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]+?)_(?!\w)|(?<!\w)~(?=\S)([^~\n]+?)~(?!\w)|`([^`\n]+)`/g;

function inline(text, names) {
  const out = document.createDocumentFragment();
  let last = 0;
  for (const found of text.matchAll(piece)) {
    out.append(unescape(text.slice(last, found.index)));
    last = found.index + found[0].length;
    if (found[1] !== undefined) out.append(angled(found[1], names));
    else if (found[5] !== undefined) out.append(Object.assign(document.createElement("code"), { textContent: unescape(found[5]) }));
    else {
      const node = document.createElement(marks[found[0][0]]);
      node.append(inline(found[2] ?? found[3] ?? found[4], names));
      out.append(node);
    }
  }
  out.append(unescape(text.slice(last)));
  return out;
}

function angled(inner, names) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (target.startsWith("!date^")) return document.createTextNode(when(target, label));
  if ("!@#".includes(target[0])) {
    const node = document.createElement("span");
    node.className = "mention";
    const id = target.slice(1);
    const name = names[id] ?? (label || id);
    node.textContent = (target[0] === "#" ? "#" : "@") + name;
    return node;
  }
  const link = document.createElement("a");
  link.href = /^(https?:|mailto:)/i.test(target) ? unescape(target) : "#";
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.textContent = label || unescape(target);
  return link;
}

function when(target, fallback) {
  const [, seconds, format] = target.split("^");
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.valueOf())) return fallback;
  const say = (options) => at.toLocaleString("en-GB", { timeZone: names_zone, ...options });
  return (format ?? "")
    .replace("{date_short_pretty}", say({ day: "numeric", month: "short", year: "numeric" }))
    .replace("{date_short}", say({ day: "numeric", month: "short", year: "numeric" }))
    .replace(/\{date(_long|_pretty|_long_pretty|_num)?\}/, say({ weekday: "long", day: "numeric", month: "long", year: "numeric" }))
    .replace(/\{time(_secs)?\}/, say({ hour: "2-digit", minute: "2-digit" })) || fallback;
}

let names_zone = "Europe/London";
/** The zone in which dates are shown. */
export const showTimesIn = (zone) => { names_zone = zone; };

/** A text object (`plain_text` or `mrkdwn`) as nodes. */
export function textObject(object, names) {
  if (object.type === "mrkdwn") return mrkdwn(object.text, names);
  return document.createTextNode(unescape(object.text));
}

/** A text object as one plain line. */
export function plain(object) {
  return object ? unescape(object.text) : "";
}
