// One conversation with the service: begun, followed, written to. It draws nothing and tells what happens by events:
// `messages` {messages, fresh}, `state`, `connection` {lost}, `unsent`, `begun`, `ended` {text}.

import { Outbox, key } from './memory.js';

// How long a stream may be silent before it is taken for blocked: the service says something every 15 s.
const SILENCE = { first: 8000, later: 40000 };
const PAUSE = 2000;
const LONGEST_PAUSE = 15000;
// So many times one asks instead of streaming before a stream is tried again.
const ASKS = 60;
const PAGE = 200;
// How often it is told that the person is writing on.
const SIGN = 500;
const GONE = [401, 404];
const LONGEST_PLACE = 100;

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

// What the service answered instead: a Finnish title, and a status.
export class Problem extends Error {
  constructor(status, body) {
    super(body.title ?? '');
    this.status = status;
  }

  // Trying again later may help.
  get passes() { return this.status >= 500 || this.status === 429 || this.status === 408; }

  get gone() { return GONE.includes(this.status); }
}

export class Talk extends EventTarget {
  constructor(service, memory, place) {
    super();
    this.service = service;
    this.place = place;
    this.memory = memory;
    this.outbox = new Outbox(memory);
    this.conversation = null;
    this.state = 'bot';
    this.after = 0;
    this.unanswered = false;
    this.stops = [
      memory.onChange((changed) => changed === key('conversation'), () => this.changedElsewhere()),
      this.outbox.onChange(() => { this.tell('unsent'); this.flush(); }),
    ];
    this.wakes = () => this.awake();
    window.addEventListener('online', this.wakes);
    document.addEventListener('visibilitychange', this.wakes);
  }

  // Go on with the conversation of this device, if there is one.
  resume() {
    const found = this.memory.read('conversation');
    if (found) this.adopt(found);
    if (this.outbox.next()) this.flush();
  }

  // Another tab began the talk or left it.
  changedElsewhere() {
    const found = this.memory.read('conversation');
    if (found) this.adopt(found); else this.end('');
  }

  leave() {
    this.abort?.abort();
    this.stops.forEach((stop) => stop());
    window.removeEventListener('online', this.wakes);
    document.removeEventListener('visibilitychange', this.wakes);
  }

  tell(name, detail = {}) { this.dispatchEvent(new CustomEvent(name, { detail })); }

  adopt(conversation) {
    if (this.conversation?.id === conversation.id) return;
    this.conversation = conversation;
    this.memory.write('conversation', conversation);
    this.tell('begun');
    this.follow();
  }

  // The conversation, begun now unless there is one; another tab may have begun it meanwhile.
  async begin() {
    if (this.conversation) return;
    const found = this.memory.read('conversation');
    this.adopt(found ?? await this.json('POST', '/api/conversations', this.place ? { place: this.place.slice(0, LONGEST_PLACE) } : undefined));
  }

  say(text) { this.put({ text, label: text }); }

  press(choice) { this.put({ choice_id: choice.id, label: choice.label }); }

  put(content) {
    this.outbox.add({ client_id: newId(), at: new Date().toISOString(), ...content });
    this.tell('unsent');
    this.flush();
  }

  // A sign of writing on, while one's own message waits: it is heard with what comes. A sign that is lost is no harm.
  writes() {
    if (!this.unanswered || Date.now() - (this.lastSign ?? 0) < SIGN) return;
    this.lastSign = Date.now();
    this.json('POST', this.path('/typing')).catch(() => {});
  }

  tryAgain(clientId) {
    this.outbox.again(clientId, newId());
    this.tell('unsent');
    this.flush();
  }

  drop(clientId) {
    this.outbox.drop(clientId);
    this.tell('unsent');
  }

  // Messages leave one by one, in order, from one tab at a time, and each is tried until the service has it.
  async flush() {
    if (this.flushing) return;
    this.flushing = true;
    try { await alone(() => this.drain()); } finally { this.flushing = false; }
    // What was written while the lock was let go.
    if (this.outbox.next()) this.flush();
  }

  async drain() {
    let tries = 0;
    for (let entry = this.outbox.next(); entry; entry = this.outbox.next()) {
      try {
        await this.begin();
        const { client_id, text, choice_id } = entry;
        const { seq } = await this.json('POST', this.path('/messages'), { client_id, text, choice_id });
        tries = 0;
        this.unanswered = true;
        this.outbox.sent(client_id, seq, this.after);
        this.tell('unsent');
        this.tell('connection', { lost: false });
      } catch (error) {
        if (error instanceof Problem && !error.passes) this.refused(entry, error);
        else {
          tries += 1;
          this.tell('connection', { lost: true, text: error.message && error instanceof Problem ? error.message : '' });
          await this.pause(Math.min(PAUSE * tries, LONGEST_PAUSE));
        }
      }
    }
  }

  refused(entry, error) {
    if (error.gone) { this.end(error.message); return; }
    this.outbox.refuse(entry.client_id, error.message);
    this.tell('unsent');
  }

  // Everything of the talk leaves this device; `text` says why.
  end(text) {
    this.abort?.abort();
    const had = this.conversation;
    this.conversation = null;
    this.after = 0;
    this.state = 'bot';
    this.outbox.clear();
    this.memory.drop('conversation');
    if (had) this.tell('ended', { text });
  }

  path(rest) { return `/api/conversations/${this.conversation.id}${rest}`; }

  async json(method, path, body, signal) {
    const answer = await this.request(method, path, body, signal);
    return answer.status === 204 ? null : answer.json();
  }

  async request(method, path, body, signal) {
    const headers = /** @type {Record<string, string>} */ ({});
    if (this.conversation) headers.authorization = `Bearer ${this.conversation.token}`;
    if (body) headers['content-type'] = 'application/json';
    const answer = await fetch(this.service + path, { method, headers, body: body && JSON.stringify(body), signal, credentials: 'omit', cache: 'no-store' });
    if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
    return answer;
  }

  // History first; then one stream after another for as long as the conversation lives, each going on from where the
  // last ended. Where streams are blocked (some networks hold them back), asking is enough.
  async follow() {
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    let fresh = false;
    let asks = 0;
    while (!signal.aborted) {
      try {
        await this.catchUp(signal, fresh);
        fresh = true;
        this.tell('connection', { lost: false });
        if (asks > 0) asks -= 1;
        else asks = (await this.stream(signal)) ? 0 : ASKS;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Problem && error.gone) { this.end(error.message); return; }
        this.tell('connection', { lost: true, text: '' });
      }
      await this.pause(PAUSE);
    }
  }

  async catchUp(signal, fresh) {
    for (;;) {
      const { state, messages } = await this.json('GET', this.path(`/messages?after=${this.after}`), undefined, signal);
      this.heard(messages, fresh);
      this.become(state);
      if (messages.length < PAGE) return;
    }
  }

  // True when the stream worked until it ended; false when nothing came through it.
  async stream(signal) {
    const silence = new AbortController();
    const stop = () => silence.abort();
    this.restart = stop;
    let alarm = setTimeout(stop, SILENCE.first);
    signal.addEventListener('abort', stop);
    let worked = false;
    try {
      const headers = { authorization: `Bearer ${this.conversation.token}`, 'last-event-id': String(this.after) };
      const answer = await fetch(this.service + this.path('/stream'), { headers, signal: silence.signal, credentials: 'omit' });
      if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      let rest = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return worked;
        worked = true;
        this.lastHeard = Date.now();
        clearTimeout(alarm);
        alarm = setTimeout(stop, SILENCE.later);
        const events = (rest + decoder.decode(value, { stream: true })).replace(/\r\n/g, '\n').split('\n\n');
        rest = events.pop();
        this.read(events.map(fieldsOf));
      }
    } catch (error) {
      if (signal.aborted || (error instanceof Problem && error.gone)) throw error;
      return worked;
    } finally {
      this.restart = null;
      clearTimeout(alarm);
      signal.removeEventListener('abort', stop);
    }
  }

  read(events) {
    this.heard(events.filter(({ event }) => event === 'message').map(({ data }) => JSON.parse(data)), true);
    events.filter(({ event }) => event === 'state').forEach(({ data }) => this.become(JSON.parse(data).state));
  }

  heard(messages, fresh) {
    const unknown = messages.filter(({ seq }) => seq > this.after);
    if (!unknown.length) return;
    this.after = unknown[unknown.length - 1].seq;
    this.unanswered = !unknown.some(({ author }) => author === 'bot' || author === 'coach') && this.unanswered;
    this.tell('messages', { messages: unknown, fresh });
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.tell('state');
  }

  // A pause that ends at once when the network is back or the page is looked at again.
  async pause(milliseconds) {
    await Promise.race([wait(milliseconds), new Promise((done) => { this.cutShort = done; })]);
  }

  // A phone that slept may hold a dead stream.
  awake() {
    if (document.visibilityState === 'hidden') return;
    this.cutShort?.();
    if (Date.now() - (this.lastHeard ?? 0) > SILENCE.later / 2) this.restart?.();
  }
}

const fieldsOf = (event) => Object.fromEntries(event.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));

// One tab at a time, where browsers can tell; elsewhere the service sees a doubled message by its client_id.
const alone = (work) => (navigator.locks ? navigator.locks.request('askelmerkki', work) : work());
