// <askelmerkki-chat>: the one script a page includes. It draws the button that opens the chat, and fetches the rest.
//
// Attributes: `service` (where the chat is served from; otherwise where this script came from), `place` (whose chat it
// is; studies there come first while the person has named no place), `language` (fi, sv or en), `view` (corner: a button in the corner; inline: in its place; page: the whole
// page; frame: in its place, as a page of the service within this one: scripts of this page cannot reach the talk there).
// A corner chat opens by its button, by #askelmerkki in the address, and by any link to it.

const HASH = '#askelmerkki';
const OPEN = 'askelmerkki.open';
const LANGUAGES = ['fi', 'sv', 'en'];
const NAMES = { fi: 'Kysy Askelmerkiltä', sv: 'Fråga Askelmerkki', en: 'Ask Askelmerkki' };
const FAILED = {
  fi: 'Chat ei auennut. Tarkista yhteys ja yritä uudelleen.',
  sv: 'Chatten öppnades inte. Kontrollera förbindelsen och försök igen.',
  en: 'The chat did not open. Check the connection and try again.',
};
const MODULES = ['chat', 'talk', 'messages', 'cards', 'results', 'memory', 'speech', 'finnish', 'dom'];

const at = (path) => new URL(path, import.meta.url);

// A sheet made by script is allowed on pages whose policy forbids other styles. Older browsers, which cannot make one,
// link to the same file.
const makesSheets = 'adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype;

async function look(name) {
  const address = at(`/static/${name}.css`);
  if (!makesSheets) return address;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(name);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await answer.text());
  return sheet;
}

async function dress(shadow, looks) {
  if (makesSheets) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, ...looks];
  else await Promise.all(looks.map((address) => linked(shadow, address)));
}

const linked = (shadow, address) => new Promise((done, failed) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address, onload: done, onerror: failed });
  shadow.append(link);
});

// A page may have tokens of its own, or ours already; they come through to the chat.
const hasTokens = () => getComputedStyle(document.documentElement).getPropertyValue('--askel-paper') !== '';

// Everything at once, so that a slow network is waited for only once.
async function load(language) {
  const modules = MODULES.map((name) => import(at(`/static/widget/${name}.js`).href));
  const looks = Promise.all([...(hasTokens() ? [] : ['tokens']), 'widget/widget'].map(look));
  const texts = await import(at(`/static/widget/texts/${language}.js`).href);
  const [{ Chat }] = await Promise.all(modules);
  import(at('/static/widget/sheets.js').href).catch(() => {});
  return { Chat, texts: texts.default, looks: await looks };
}

const loading = new Map();

// Fetched once; what failed is fetched anew the next time it is asked for.
function whole(language) {
  if (!loading.has(language)) loading.set(language, load(language).catch((error) => { loading.delete(language); throw error; }));
  return loading.get(language);
}

// Drawn by hand: pages with Trusted Types allow no markup from strings.
function sign() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  Object.entries({
    viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true',
  }).forEach(([name, value]) => svg.setAttribute(name, value));
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M4 20h5v-5h5v-5h6 M15 4l5 6-5 6');
  svg.append(path);
  return svg;
}

class AskelmerkkiChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) { this.begin(); return; }
    this.attachShadow({ mode: 'open' });
    this.begin();
  }

  disconnectedCallback() {
    this.chat?.leave();
    this.chat?.root.remove();
    this.chat = null;
    this.stop?.();
  }

  get view() { return this.getAttribute('view') ?? 'corner'; }

  get language() {
    const wanted = this.getAttribute('language') ?? 'fi';
    return LANGUAGES.includes(wanted) ? wanted : 'fi';
  }

  begin() {
    if (this.view === 'frame') { this.drawFrame(); return; }
    if (this.view !== 'corner') { this.open({ focus: false }); return; }
    this.drawLauncher();
    this.showLauncher();
    const onHash = () => { if (location.hash === HASH) this.open(); };
    // A link to the hash that the address has already changes nothing by itself.
    const onLink = (event) => {
      const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement && each.hash === HASH && each.pathname === location.pathname);
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open({ opener: link });
    };
    window.addEventListener('hashchange', onHash);
    document.addEventListener('click', onLink);
    this.stop = () => { window.removeEventListener('hashchange', onHash); document.removeEventListener('click', onLink); };
    if (location.hash === HASH) this.open();
    else if (remembered()) this.open({ focus: false });
    else this.fetchAhead();
  }

  get service() { return (this.getAttribute('service') ?? new URL(import.meta.url).origin).replace(/\/$/, ''); }

  // The talk's token lives in the service's own origin: a script of this page has no way to it.
  async drawFrame() {
    if (this.shadowRoot.querySelector('iframe')) return;
    const asked = new URLSearchParams({ language: this.language, place: this.getAttribute('place') ?? '' });
    const frame = Object.assign(document.createElement('iframe'), { className: 'frame', title: NAMES[this.language], src: `${this.service}/chat?${asked}`, referrerPolicy: 'origin' });
    this.shadowRoot.append(frame, document.createElement('slot'));
    try { await dress(this.shadowRoot, [await look('widget/launcher')]); } catch { /* shown as it is */ }
  }

  drawLauncher() {
    this.launcher?.remove();
    this.fault?.remove();
    this.launcher = document.createElement('button');
    this.launcher.className = 'launcher';
    this.launcher.type = 'button';
    this.launcher.hidden = true;
    this.launcher.lang = this.language;
    this.launcher.append(sign(), Object.assign(document.createElement('span'), { textContent: NAMES[this.language] }));
    this.launcher.setAttribute('aria-haspopup', 'dialog');
    this.launcher.addEventListener('click', () => this.open());
    this.fault = Object.assign(document.createElement('p'), { className: 'launcher-fault', hidden: true });
    this.fault.setAttribute('role', 'alert');
    this.shadowRoot.append(this.launcher, this.fault);
  }

  // Without its looks it is still a button, in the element's own place.
  async showLauncher() {
    try { await dress(this.shadowRoot, [await look('widget/launcher')]); } catch { /* shown as it is */ }
    if (!this.chat?.panel.open) this.launcher.hidden = false;
  }

  // When the page is done and the person has not asked to save data.
  fetchAhead() {
    if (navigator.connection?.saveData) return;
    const ahead = () => whole(this.language).catch(() => {});
    const later = () => (window.requestIdleCallback ? requestIdleCallback(ahead, { timeout: 4000 }) : setTimeout(ahead, 500));
    if (document.readyState === 'complete') later(); else window.addEventListener('load', later, { once: true });
  }

  async open({ opener = this.launcher, focus = true } = {}) {
    this.opener = opener;
    this.launcher?.setAttribute('aria-busy', 'true');
    try {
      await this.draw();
      this.chat.open({ focus });
      if (this.launcher) { this.launcher.hidden = this.fault.hidden = true; remember(true); }
    } catch (error) {
      this.failed(error);
    } finally {
      this.launcher?.removeAttribute('aria-busy');
    }
  }

  async draw() {
    const { Chat, texts, looks } = await whole(this.language);
    if (this.chat) return;
    await dress(this.shadowRoot, looks);
    if (this.chat) return;
    this.chat = new Chat({
      shadow: this.shadowRoot, service: this.service, texts, language: this.language, place: this.getAttribute('place') ?? '', view: this.view, closed: () => this.closed(),
    });
  }

  // What stands within the element on the page tells how to reach a person: it stays in view when the chat does not come.
  failed(error) {
    console.error('askelmerkki-chat', error);
    if (!this.launcher) { if (!this.shadowRoot.querySelector('slot')) this.shadowRoot.append(document.createElement('slot')); return; }
    this.fault.textContent = FAILED[this.language];
    this.fault.hidden = false;
  }

  closed() {
    remember(false);
    if (location.hash === HASH) history.replaceState(history.state, '', location.pathname + location.search);
    this.launcher.hidden = false;
    (this.opener?.isConnected ? this.opener : this.launcher).focus();
  }
}

// Whether the chat was open in this tab: a reload opens it again.
function remembered() {
  try { return sessionStorage.getItem(OPEN) === '1'; } catch { return false; }
}

function remember(on) {
  try { if (on) sessionStorage.setItem(OPEN, '1'); else sessionStorage.removeItem(OPEN); } catch { /* storage forbidden */ }
}

if (!customElements.get('askelmerkki-chat')) customElements.define('askelmerkki-chat', AskelmerkkiChat);
