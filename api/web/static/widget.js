// <askelmerkki-chat>: the chat as one custom element. Attribute `service`: another origin of the API.

const TEXTS = {
  title: 'Askelmerkki',
  machine: 'Juttelet koneen kanssa. Voit pyytää ihmisen mukaan milloin vain.',
  start: 'Aloita keskustelu',
  menu: 'Valikko',
  person: 'Pyydä ihminen mukaan',
  save: 'Tallenna keskustelu',
  remove: 'Poista keskustelu',
  removeSure: 'Poistetaanko koko keskustelu pysyvästi?',
  remainsUntil: (date) => `Säilyy ${date} asti.`,
  call: 'Pyydä soittoa',
  phone: 'Puhelinnumerosi',
  when: 'Milloin sopii soittaa? Mistä haluat puhua? (ei pakollinen)',
  callMe: 'Lähetä soittopyyntö',
  cancel: 'Peru',
  callNote: 'Numero tallennetaan salattuna. Sen näkee vain valmentaja, joka soittaa.',
  privacy: 'Mitä tallennetaan',
  removed: 'Keskustelu on poistettu.',
  label: 'Kirjoita viesti',
  send: 'Lähetä',
  log: 'Keskustelu',
  authors: { jobseeker: 'Sinä', bot: 'Botti', coach: 'Valmentaja', system: 'Tiedoksi' },
  thinking: 'Botti miettii vastausta',
  offline: 'Yhteys katkesi. Yritän uudelleen. Viestisi pysyvät tallessa.',
  failed: 'Viestin lähetys ei onnistunut. Yritän uudelleen.',
  sample: 'Näytesisältöä',
  kinds: {
    unit: 'Tutkinnon osa', hybrid_course: 'Hybridikoulutus', apprenticeship: 'Oppisopimus',
    employer_path: 'Työnantajan koulutus', badge: 'Osaamismerkki', preparatory: 'Valmentava koulutus',
    workshop: 'Työpaja',
  },
  ways: { contact: 'lähiopetus', distance: 'etäopetus', hybrid: 'lähi- ja etäopetus', workplace: 'työpaikalla' },
  facts: {
    size: 'Laajuus', place: 'Missä', starts: 'Alkaa', length: 'Kesto', fee: 'Maksu', apply: 'Hae viimeistään', how: 'Hakeminen',
  },
  continuous: 'jatkuva haku, voit aloittaa joustavasti',
  noDate: 'aika ei ole vielä tiedossa',
  free: 'maksuton',
  week: 'viikko',
  weeks: 'viikkoa',
  osp: 'osaamispistettä',
};

const STYLE = `
:host { display: block; border: 1px solid #8795a5; border-radius: 12px; background: #fff; color: #1b2430;
  font: 1.0625rem/1.5 system-ui, "DejaVu Sans", sans-serif; overflow: hidden; }
* { box-sizing: border-box; }
header { position: relative; background: #12355b; color: #fff; padding: .6rem .9rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; }
h2 { font-size: 1.1rem; margin: 0; }
header p { margin: 0; font-size: .95rem; flex: 1 1 12rem; }
summary { cursor: pointer; padding: .5rem; }
details div { position: absolute; top: 100%; right: .5rem; z-index: 2; background: #fff; border: 1px solid #8795a5; border-radius: 8px; padding: .4rem; width: 16rem; max-width: calc(100% - 1rem); display: grid; gap: .3rem; }
ol { list-style: none; margin: 0; padding: .9rem; height: min(60vh, 34rem); overflow-y: auto; display: flex; flex-direction: column; gap: .7rem; }
li { max-width: 40rem; overflow-wrap: anywhere; }
.who { font-size: .85rem; color: #4a5663; margin: 0; }
.bubble { white-space: pre-wrap; margin: 0; padding: .55rem .8rem; border-radius: 12px; background: #e8eef4; width: fit-content; max-width: 100%; }
.jobseeker { align-self: flex-end; } .jobseeker .bubble { background: #12355b; color: #fff; }
.system .bubble { background: #fff6dc; border: 1px solid #b99a3b; }
.coach .bubble { background: #e2f3e6; }
button { font: inherit; min-height: 44px; padding: .45rem .9rem; border-radius: 22px; border: 2px solid #12355b; background: #fff; color: #12355b; cursor: pointer; text-align: left; }
button:hover { background: #e8eef4; }
button[aria-pressed=true] { background: #12355b; color: #fff; }
button:disabled { border-color: #8795a5; color: #4a5663; cursor: default; }
:focus-visible { outline: 3px solid #c2410c; outline-offset: 2px; }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; }
.cards { display: grid; gap: .6rem; margin-top: .5rem; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); }
article { border: 1px solid #8795a5; border-radius: 10px; padding: .7rem .8rem; background: #fff; }
article h3 { font-size: 1.05rem; margin: .1rem 0 .3rem; } article p { margin: 0 0 .4rem; }
.tags { font-size: .85rem; color: #4a5663; } .tags b { color: #7a3e00; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .7rem; margin: 0; font-size: .95rem; }
dt { color: #4a5663; } dd { margin: 0; }
.start { padding: 0 .9rem; }
.call { border-top: 3px solid #12355b; } .call p { margin: 0; font-size: .9rem; flex-basis: 100%; }
details a { display: block; padding: .6rem .9rem; color: #12355b; }
form { display: flex; gap: .5rem; padding: .7rem .9rem; border-top: 1px solid #c3ccd6; align-items: flex-end; flex-wrap: wrap; }
form label { flex: 1 1 12rem; font-size: .9rem; }
textarea, input { display: block; width: 100%; font: inherit; min-height: 44px; padding: .5rem; border: 2px solid #5b6876; border-radius: 10px; resize: vertical; }
form button { background: #12355b; color: #fff; } form button:hover { background: #0b2440; }
.status { margin: 0; padding: 0 .9rem .3rem; min-height: 1.5em; font-size: .95rem; color: #4a5663; }
[hidden] { display: none !important; }
`;

// A style sheet made by script is allowed on pages whose policy forbids styles within them; older browsers lack it.
function dress(shadow) {
  if (!('adoptedStyleSheets' in shadow)) { shadow.append(make('style', { textContent: STYLE })); return; }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
}

// How long a stream may be silent before it is taken for blocked: the service says something every 15 s.
const SILENCE = { first: 8000, later: 40000 };
const POLL = 2000;

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

// What is kept over a reload. Without storage (private windows) the chat works until the page closes.
class Memory {
  constructor(name) { this.name = name; this.value = null; }
  read() {
    try { return JSON.parse(localStorage.getItem(this.name)); } catch { return this.value; }
  }
  write(value) {
    this.value = value;
    try { localStorage.setItem(this.name, JSON.stringify(value)); } catch { /* private window */ }
  }
  clear() {
    this.value = null;
    try { localStorage.removeItem(this.name); } catch { /* private window */ }
  }
}

class Problem extends Error {
  constructor(status, body) {
    super(body.title ?? TEXTS.failed);
    this.status = status;
  }
}

class AskelmerkkiChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.memory = new Memory('askelmerkki');
    this.service = (this.getAttribute('service') ?? '').replace(/\/$/, '');
    this.after = 0;
    this.unsent = [];
    this.draw();
    this.conversation = this.memory.read();
    if (this.conversation) this.follow();
  }

  disconnectedCallback() { this.abort?.abort(); }

  draw() {
    this.log = make('ol', { tabIndex: 0 });
    this.log.setAttribute('role', 'log');
    this.log.setAttribute('aria-label', TEXTS.log);
    this.status = make('p', { className: 'status' });
    this.status.setAttribute('role', 'status');
    this.field = make('textarea', { rows: 1, maxLength: 2000, name: 'text' });
    const person = make('button', { type: 'button', textContent: TEXTS.person, onclick: () => this.askPerson() });
    const save = make('button', { type: 'button', textContent: TEXTS.save, onclick: () => this.save() });
    const remove = make('button', { type: 'button', textContent: TEXTS.remove, onclick: () => this.remove() });
    const call = make('button', { type: 'button', textContent: TEXTS.call, onclick: () => this.openCall() });
    const privacy = make('a', { href: `${this.service}/tietosuoja`, target: '_blank', rel: 'noopener', textContent: TEXTS.privacy });
    this.menu = make('details', { hidden: true }, make('summary', { textContent: TEXTS.menu }), make('div', {}, person, call, save, remove, privacy));
    this.phone = make('input', { type: 'tel', autocomplete: 'tel', maxLength: 40, required: true });
    this.when = make('textarea', { rows: 1, maxLength: 500 });
    this.callForm = make('form', { hidden: true, className: 'call' },
      make('label', {}, TEXTS.phone, this.phone), make('label', {}, TEXTS.when, this.when), make('p', { textContent: TEXTS.callNote }),
      make('button', { textContent: TEXTS.callMe }), make('button', { type: 'button', textContent: TEXTS.cancel, onclick: () => { this.callForm.hidden = true; this.field.focus(); } }));
    this.callForm.addEventListener('submit', (event) => { event.preventDefault(); this.askCall(); });
    this.form = make('form', { hidden: true }, make('label', {}, TEXTS.label, this.field), make('button', { textContent: TEXTS.send }));
    this.begin = make('button', { type: 'button', textContent: TEXTS.start, onclick: () => this.begun() });
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.submit(); });
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
    });
    const start = make('p', { className: 'start' }, this.begin);
    const shadow = this.attachShadow({ mode: 'open' });
    dress(shadow);
    shadow.append(
      make('header', {}, make('h2', { textContent: TEXTS.title }), make('p', { textContent: TEXTS.machine }), this.menu),
      this.log, start, this.status, this.callForm, this.form,
    );
    this.log.hidden = true;
  }

  async begun() {
    this.begin.disabled = true;
    try {
      this.conversation = await this.call('POST', '');
      this.memory.write(this.conversation);
      this.follow();
      this.post({ text: 'Hei' });
      this.field.focus();
    } catch (error) {
      this.status.textContent = error instanceof Problem ? error.message : TEXTS.offline;
      this.begin.disabled = false;
    }
  }

  submit() {
    const text = this.field.value.trim();
    if (!text) { this.field.focus(); return; }
    this.field.value = '';
    this.post({ text });
  }

  // Messages leave one by one, in order, and each is tried until the service has it.
  async post(content) {
    this.unsent.push({ client_id: newId(), ...content });
    if (this.sending) return;
    this.sending = true;
    while (this.unsent.length) {
      try {
        await this.call('POST', `/${this.conversation.id}/messages`, this.unsent[0]);
        this.unsent.shift();
        this.think(true);
      } catch (error) {
        if (error instanceof Problem && error.status < 500 && error.status !== 429) {
          this.status.textContent = error.message;
          this.unsent.shift();
        } else {
          this.status.textContent = error.status === 429 ? error.message : TEXTS.failed;
          await wait(error.status === 429 ? 10000 : 2000);
        }
      }
    }
    this.sending = false;
  }

  async askPerson() {
    this.menu.open = false;
    await this.attempt(() => this.call('POST', `/${this.conversation.id}/handover`, { slip: {}, consents: {} }));
  }

  async save() {
    this.menu.open = false;
    await this.attempt(async () => {
      const talk = await this.request('GET', `/${this.conversation.id}/export?format=pdf`);
      const address = URL.createObjectURL(await talk.blob());
      make('a', { href: address, download: 'askelmerkki.pdf' }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    });
  }

  openCall() {
    this.menu.open = false;
    this.callForm.hidden = false;
    this.phone.focus();
  }

  async askCall() {
    await this.attempt(async () => {
      await this.call('POST', `/${this.conversation.id}/callback`, { phone: this.phone.value, when: this.when.value });
      this.callForm.reset();
      this.callForm.hidden = true;
      this.status.textContent = '';
      this.field.focus();
    });
  }

  async remove() {
    this.menu.open = false;
    await this.attempt(async () => {
      const { removed, remains } = await this.call('GET', `/${this.conversation.id}/deletion`);
      const left = remains.map(({ what, why, until }) => `${what} ${why} ${TEXTS.remainsUntil(new Date(until).toLocaleDateString('fi-FI'))}`);
      if (!confirm([TEXTS.removeSure, removed, ...left].join('\n\n'))) return;
      await this.call('DELETE', `/${this.conversation.id}`);
      this.forget(TEXTS.removed);
    });
  }

  async attempt(work) {
    try { await work(); } catch (error) {
      this.status.textContent = error instanceof Problem ? error.message : TEXTS.offline;
    }
  }

  forget(text) {
    this.abort?.abort();
    this.memory.clear();
    this.conversation = null;
    this.after = 0;
    this.unsent = [];
    this.log.replaceChildren();
    this.log.hidden = this.form.hidden = this.menu.hidden = true;
    this.begin.parentElement.hidden = false;
    this.begin.disabled = false;
    this.status.textContent = text;
  }

  async call(method, path, body) {
    const answer = await this.request(method, path, body);
    return answer.status === 204 ? null : answer.json();
  }

  async request(method, path, body) {
    const headers = {};
    if (this.conversation) headers.authorization = `Bearer ${this.conversation.token}`;
    if (body) headers['content-type'] = 'application/json';
    const answer = await fetch(`${this.service}/api/conversations${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
    return answer;
  }

  // One stream after another for as long as the conversation lives; each goes on from where the last ended.
  // Between them one asks: where streams are blocked (some networks hold them back), asking is enough.
  async follow() {
    this.log.hidden = this.form.hidden = this.menu.hidden = false;
    this.begin.parentElement.hidden = true;
    this.abort = new AbortController();
    const { signal } = this.abort;
    let asks = 0;
    while (!signal.aborted) {
      try {
        if (asks > 0) asks -= 1;
        else asks = (await this.stream(signal)) ? 0 : 60;
        await this.poll(signal);
        if (this.status.textContent === TEXTS.offline) this.status.textContent = '';
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Problem && [401, 404].includes(error.status)) { this.forget(error.message); return; }
        this.status.textContent = TEXTS.offline;
      }
      await wait(POLL);
    }
  }

  async poll(signal) {
    const headers = { authorization: `Bearer ${this.conversation.token}` };
    const answer = await fetch(`${this.service}/api/conversations/${this.conversation.id}/messages?after=${this.after}`, { headers, signal });
    if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
    (await answer.json()).messages.forEach((message) => this.show(message));
  }

  // True when the stream worked until it ended; false when nothing came through it.
  async stream(signal) {
    const silence = new AbortController();
    let alarm = setTimeout(() => silence.abort(), SILENCE.first);
    const stop = () => silence.abort();
    signal.addEventListener('abort', stop);
    let worked = false;
    try {
      const headers = { authorization: `Bearer ${this.conversation.token}`, 'last-event-id': String(this.after) };
      const answer = await fetch(`${this.service}/api/conversations/${this.conversation.id}/stream`, { headers, signal: silence.signal });
      if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return worked;
        if (!worked && this.status.textContent === TEXTS.offline) this.status.textContent = '';
        worked = true;
        clearTimeout(alarm);
        alarm = setTimeout(() => silence.abort(), SILENCE.later);
        const events = (rest + value).replace(/\r\n/g, '\n').split('\n\n');
        rest = events.pop();
        events.forEach((event) => this.heard(event));
      }
    } catch (error) {
      if (signal.aborted || (error instanceof Problem && [401, 404].includes(error.status))) throw error;
      return worked;
    } finally {
      clearTimeout(alarm);
      signal.removeEventListener('abort', stop);
    }
  }

  heard(event) {
    const fields = Object.fromEntries(event.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    if (fields.event === 'message') this.show(JSON.parse(fields.data));
  }

  think(on) { this.status.textContent = on ? TEXTS.thinking : ''; }

  show(message) {
    if (message.seq <= this.after) return;
    this.after = message.seq;
    if (message.author !== 'jobseeker' || this.status.textContent === TEXTS.failed) this.think(false);
    const { text, choices = [], cards = [] } = message.body;
    const item = make('li', { className: message.author },
      make('p', { className: 'who', textContent: TEXTS.authors[message.author] }),
      make('p', { className: 'bubble', textContent: text }),
      cards.length ? make('div', { className: 'cards' }, ...cards.map((card) => this.card(card))) : null,
      choices.length ? make('div', { className: 'choices' }, ...choices.map((choice) => this.choice(choice))) : null);
    item.dataset.seq = message.seq;
    this.log.append(item);
    this.log.scrollTop = message.author === 'jobseeker' ? this.log.scrollHeight : item.offsetTop - this.log.offsetTop - 40;
  }

  choice({ id, label }) {
    const button = make('button', { type: 'button', textContent: label });
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', 'true');
      this.post({ choice_id: id });
    });
    return button;
  }

  card(card) {
    const facts = [
      [TEXTS.facts.size, card.size_osp && `${card.size_osp} ${TEXTS.osp}`],
      [TEXTS.facts.place, [card.provider, card.place, TEXTS.ways[card.way]].filter(Boolean).join(', ')],
      [TEXTS.facts.starts, card.continuous ? TEXTS.continuous : day(card.next_start) ?? TEXTS.noDate],
      [TEXTS.facts.apply, day(card.apply_by)],
      [TEXTS.facts.length, card.length_weeks && `${card.length_weeks} ${card.length_weeks === 1 ? TEXTS.week : TEXTS.weeks}`],
      [TEXTS.facts.fee, card.fee_eur === null ? null : card.fee_eur ? `${card.fee_eur} €` : TEXTS.free],
      [TEXTS.facts.how, card.apply_where],
    ].filter(([, value]) => value);
    return make('article', {},
      make('p', { className: 'tags' }, TEXTS.kinds[card.kind] ?? '', card.sample ? ' · ' : '', card.sample ? make('b', { textContent: TEXTS.sample }) : ''),
      make('h3', { textContent: card.name }),
      make('p', { textContent: card.summary }),
      make('dl', {}, ...facts.flatMap(([name, value]) => [make('dt', { textContent: name }), make('dd', { textContent: value })])));
  }
}

const day = (date) => (date ? new Date(`${date}T12:00:00Z`).toLocaleDateString('fi-FI', { timeZone: 'Europe/Helsinki' }) : null);

customElements.define('askelmerkki-chat', AskelmerkkiChat);
