// Makes elements. Text is always text: nothing of this reads HTML.

/**
 * h('button#save.primary', { onclick: save, disabled: busy }, 'Save')
 * Attributes that are false, null or undefined are left out; functions listen.
 */
export function h(spec, ...rest) {
  const [, tag, id, classes] = spec.match(/^([a-z0-9]+)(?:#([\w-]+))?((?:\.[\w-]+)*)$/);
  const element = document.createElement(tag);
  if (id) element.id = id;
  if (classes) element.className = classes.slice(1).replaceAll('.', ' ');
  if (isAttributes(rest[0])) setAttributes(element, rest.shift());
  append(element, rest);
  return element;
}

function isAttributes(value) {
  return value !== null && typeof value === 'object' && !(value instanceof Node) && !Array.isArray(value);
}

const PROPERTIES = new Set(['value', 'checked', 'indeterminate', 'disabled', 'selected', 'max']);

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
}

/** Shows other children, and leaves the focus where it was if an element of that id is still there. */
export function show(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
  element.replaceChildren();
  append(element, children);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

let counter = 0;

/** An id that no other element has. */
export function newId(prefix = 'e') {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Calls once it was quiet for a while. */
export function debounce(work, delay) {
  let timer;
  return (...parameters) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...parameters), delay);
  };
}
