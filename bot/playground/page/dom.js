// One small way of making elements.

/** Make an element: properties, then children. `data-*`, `aria-*` and `role` become attributes. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (/^(data-|aria-)/.test(name) || ["role", "for", "list"].includes(name)) node.setAttribute(name, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node[name] = value;
  }
  node.append(...children.filter((each) => each !== null && each !== undefined && each !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);
