// Elements, icons and hidden words: the little that drawing needs.

// Keys with a dash, and `role`, become attributes; all others are properties. Children that are null are left out.
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.includes('-') || key === 'role' || key === 'for') element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

// Words for those who listen instead of looking.
export const hidden = (text) => make('span', { className: 'heard', textContent: text });

// Paths on a 24 by 24 grid, drawn with the colour of the text.
const PATHS = {
  step: 'M4 20h5v-5h5v-5h6 M15 4l5 6-5 6',
  chat: 'M4 5h16v11H10l-5 4v-4H4z M8 9h8 M8 12h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21c1-5 4-7 8-7s7 2 8 7',
  machine: 'M5 8h14v11H5z M12 8V4 M9 13h.01 M15 13h.01 M9 16h6',
  notice: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 11v5 M12 8h.01',
  send: 'M4 12h15 M13 6l6 6-6 6',
  close: 'M6 6l12 12 M18 6L6 18',
  menu: 'M4 7h16 M4 12h16 M4 17h16',
  call: 'M6 3h4l2 5-3 2c1 3 2 4 5 5l2-3 5 2v4c-9 2-18-6-15-15z',
  check: 'M5 13l4 4L19 7',
  care: 'M12 4L2.5 20h19z M12 10v4 M12 17h.01',
  sound: 'M4 10v4h4l5 4V6L8 10z M16.5 9a4 4 0 0 1 0 6 M19 6.5a8 8 0 0 1 0 11',
  quiet: 'M4 10v4h4l5 4V6L8 10z M17 10l4 4 M21 10l-4 4',
  down: 'M12 5v14 M6 13l6 6 6-6',
  again: 'M20 12a8 8 0 1 1-3-6 M20 3v4h-4',
  flag: 'M6 21V4h11l-2 4 2 4H6',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const attributes = {
    viewBox: '0 0 24 24', width: '24', height: '24', fill: 'none', stroke: 'currentColor', 'stroke-width': '2',
    'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true', focusable: 'false', class: 'icon',
  };
  Object.entries(attributes).forEach(([key, value]) => svg.setAttribute(key, value));
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

// A button; its text is its name.
export function button(text, onclick, /** @type {Record<string, any>} */ { className = '', sign = null, ...properties } = {}) {
  return make('button', { type: 'button', className, onclick, ...properties }, sign && icon(sign), make('span', { textContent: text }));
}

// Web addresses of a text become links; everything else stays the text it is.
export function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, at) => (at % 2
    ? make('a', { href: part, target: '_blank', rel: 'noopener noreferrer', textContent: part })
    : part));
}
