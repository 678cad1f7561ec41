// The chat in its panel: the talk above, the field below, the menu, and what is spoken.

import { button, hidden, icon, make } from './dom.js';
import { longDay } from './finnish.js';
import { Memory } from './memory.js';
import { draw, heardOf, textOf } from './messages.js';
import { Speech } from './speech.js';
import { Problem, Talk } from './talk.js';

const LONGEST = 2000;
const TOLD_FROM = 200;
const SIZES = ['', 'large', 'largest'];
// A quick answer needs no sign that one is coming; a very late one is told by the service itself.
const THINKING_AFTER = 700;
const SPOKEN_FOR = 4000;
const WAIT_AGAIN = 60000;
const SMALL = '(max-width: 40em)';

// A form over the talk, fetched apart: the chat can be used before it is here.
const sheet = async (name, ...around) => (await import('./sheets.js'))[name](...around);

// Where one goes who may be watched: a page that anyone may have open. It takes the place of this one, so that "back" does
// not lead here.
const ELSEWHERE = 'https://www.ilmatieteenlaitos.fi/';
const leaveQuickly = () => window.top.location.replace(ELSEWHERE);

export class Chat {
  constructor({ shadow, service, texts, language, place, view, closed }) {
    this.service = service;
    this.texts = texts;
    this.language = language;
    this.place = place;
    this.view = view;
    this.closed = closed;
    this.memory = new Memory();
    this.drafts = new Memory(() => window.sessionStorage);
    this.settings = { size: 0, easy: false, aloud: false, ...this.memory.read('settings', {}) };
    this.speech = new Speech(language);
    this.messages = [];
    this.rows = new Map();
    // By the id of a choice: shows it as the chosen one of its message.
    this.marks = new Map();
    this.talk = new Talk(service, this.memory, place);
    this.draw(shadow);
    this.listen();
    this.apply();
    this.talk.resume();
    this.refresh();
  }

  draw(shadow) {
    const { texts, view } = this;
    this.who = make('span');
    this.menuButton = button(texts.menu, () => this.openMenu(this.menu.hidden), { sign: 'menu', className: 'menu-button', 'aria-expanded': 'false', 'aria-controls': 'menu' });
    this.menu = make('div', { className: 'menu', id: 'menu', hidden: true });
    const closer = view === 'corner' ? make('button', { type: 'button', className: 'close', 'aria-label': texts.close, title: texts.close, onclick: () => this.close() }, icon('close')) : null;
    const title = make('h2', { id: 'title' }, icon('step'), make('span', { textContent: texts.title }));
    this.header = make('header', {}, make('div', { className: 'bar' }, title, this.menuButton, closer),
      make('p', { className: 'with' }, this.place ? make('span', { className: 'place', textContent: `${this.place}\u2002` }) : null, this.who), this.menu);

    this.help = make('aside', { className: 'help', hidden: true, 'aria-label': texts.helpNow });
    this.list = make('ol', { role: 'list' });
    this.pending = make('ol', { className: 'pending', role: 'list', hidden: true });
    this.dots = make('p', { className: 'thinking', hidden: true, 'aria-hidden': 'true' }, make('span'), make('span'), make('span'));
    this.welcome = this.drawWelcome();
    this.log = make('div', { className: 'log', role: 'log', 'aria-live': 'off', 'aria-label': texts.log, tabIndex: 0 }, this.welcome, this.list, this.pending, this.dots);
    this.below = button(texts.newBelow, () => this.toEnd(), { sign: 'down', className: 'below', hidden: true });

    this.status = make('p', { className: 'status', role: 'status' });
    this.field = make('textarea', { rows: 1, maxLength: LONGEST, name: 'text', placeholder: texts.write, enterKeyHint: 'send', value: this.drafts.read('draft', '') });
    this.left = make('span', { className: 'left' });
    this.form = make('form', { className: 'write' }, make('label', {}, make('span', {}, texts.write), this.field),
      make('button', { className: 'main send' }, icon('send'), make('span', { textContent: texts.send })));
    this.person = button(texts.person, () => this.attempt(() => sheet('slip', this.root, this.talk, texts)), { sign: 'person', className: 'person' });
    const footer = make('footer', {}, this.status, this.left, this.form,
      make('div', { className: 'foot' },
        this.person,
        make('a', { href: `${this.service}/tietosuoja`, target: '_blank', rel: 'noopener', textContent: texts.privacy })));

    this.spoken = make('div', { className: 'heard', 'aria-live': 'polite', 'aria-atomic': 'true' });
    this.panel = make(view === 'corner' ? 'dialog' : 'section', { className: `panel-whole ${view}`, 'aria-labelledby': 'title' },
      this.header, make('div', { className: 'middle' }, this.help, this.log, this.below), footer, this.spoken);
    this.root = make('div', { className: `root in-${view}`, lang: this.language }, this.panel);
    shadow.append(this.root);
    this.drawMenu();
  }

  drawWelcome() {
    const { texts: { welcome, noStorage, privacy } } = this;
    return make('div', { className: 'welcome' },
      make('p', { className: 'hello', textContent: welcome.hello }), make('p', { textContent: welcome.machine }),
      button(welcome.start, () => { this.talk.say('Hei'); this.field.focus(); }, { className: 'main start' }),
      make('p', { className: 'or', textContent: welcome.or }),
      make('div', { className: 'choices' }, welcome.asks.map((ask) => button(ask, () => { this.talk.say(ask); this.field.focus(); }, { className: 'choice way' }))),
      make('p', { className: 'note' }, welcome.stored, ' ', make('a', { href: `${this.service}/tietosuoja`, target: '_blank', rel: 'noopener', textContent: privacy })),
      this.memory.lasts ? null : make('p', { className: 'warning', role: 'note' }, icon('care'), make('span', { textContent: noStorage })),
      button(welcome.code, () => this.attempt(() => sheet('takeCode', this.root, this.talk, this.texts)), { className: 'quiet' }));
  }

  drawMenu() {
    const { texts, talk } = this;
    const entry = (text, work) => button(text, () => { this.openMenu(false); this.attempt(work); });
    this.aloud = this.switch(texts.settings.aloud, 'aloud');
    this.consents = entry(texts.consents.open, () => sheet('consents', this.root, talk, texts));
    this.ofProfile = [entry(texts.profilePdf, () => sheet('saveProfile', this.root, talk)), entry(texts.share.open, () => sheet('share', this.root, talk, texts))];
    this.ofTalk = make('div', { className: 'of-talk' },
      entry(texts.understood.open, () => sheet('understood', this.root, talk, texts)),
      entry(texts.call.open, () => sheet('call', this.root, talk, texts)),
      this.consents, this.ofProfile,
      entry(texts.device.open, () => sheet('giveCode', this.root, talk, texts)),
      entry(texts.save.open, () => sheet('save', this.root, talk, texts)),
      entry(texts.end, () => talk.json('POST', talk.path('/close'))),
      entry(texts.clear.open, () => this.clear()), make('p', { className: 'note', textContent: texts.clear.note }),
      entry(texts.remove.open, () => sheet('remove', this.root, talk, texts)));
    const sizes = texts.settings.sizes.map((name, at) => make('button', { type: 'button', textContent: name, 'aria-pressed': 'false', onclick: () => this.set('size', at) }));
    this.sizes = make('div', { className: 'sizes', role: 'group', 'aria-label': texts.settings.size }, sizes);
    this.easy = this.switch(texts.settings.easy, 'easy');
    this.menu.append(this.ofTalk,
      make('div', { className: 'settings' }, make('p', { className: 'note', textContent: texts.settings.size, 'aria-hidden': 'true' }), this.sizes, this.easy, this.aloud),
      make('div', { className: 'links' },
        make('a', { href: `${this.service}/tietosuoja`, target: '_blank', rel: 'noopener', textContent: texts.privacy }),
        make('a', { href: `${this.service}/saavutettavuus`, target: '_blank', rel: 'noopener', textContent: texts.accessibility })));
  }

  switch(text, name) {
    return make('button', { type: 'button', className: 'switch', role: 'switch', 'aria-checked': 'false', onclick: () => this.set(name, !this.settings[name]) },
      make('span', { textContent: text }), make('span', { className: 'knob', 'aria-hidden': 'true' }));
  }

  listen() {
    const { talk } = this;
    talk.addEventListener('begun', () => this.refresh());
    talk.addEventListener('state', () => { this.waitWords = ''; this.refresh(); this.askWait(); });
    talk.addEventListener('unsent', () => { this.showPending(); this.refresh(); });
    talk.addEventListener('messages', (/** @type {CustomEvent} */ { detail }) => this.show(detail.messages, detail.fresh));
    talk.addEventListener('connection', (/** @type {CustomEvent} */ { detail }) => this.connected(detail));
    talk.addEventListener('ended', (/** @type {CustomEvent} */ { detail }) => this.ended(detail.text));
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.submit(); });
    this.field.addEventListener('input', () => this.written());
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
    });
    this.panel.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.escape(event); });
    this.panel.addEventListener('cancel', (event) => { if (event.target === this.panel) { event.preventDefault(); this.close(); } });
    // Of a double click only the first counts: at the second something else may already stand there, unread.
    this.root.addEventListener('click', (event) => {
      if (event.detail > 1 && event.target.closest('button, summary')) { event.preventDefault(); event.stopPropagation(); }
    }, { capture: true });
    this.root.addEventListener('pointerdown', (event) => { if (!this.menu.hidden && !this.header.contains(event.target)) this.openMenu(false); });
    // One who reads back is not pulled to the answer.
    ['wheel', 'touchmove', 'keydown'].forEach((moved) => this.log.addEventListener(moved, () => { this.ownIsLast = false; }, { passive: true }));
    this.log.addEventListener('scroll', () => { if (this.atEnd()) this.below.hidden = true; }, { passive: true });
    window.addEventListener('offline', () => { if (talk.conversation) this.connected({ lost: true, text: '' }); });
    this.speech.onVoices((has) => {
      this.aloud.hidden = !has;
      this.root.classList.toggle('speaks', has);
    });
  }

  leave() {
    this.talk.leave();
    this.speech.stop();
  }

  // Opening and closing: the caller gives the focus back to what opened the chat.

  open({ focus = true } = {}) {
    if (this.view !== 'corner' || this.panel.open) { if (focus) this.field.focus(); return; }
    if (!this.panel.showModal) this.panel.setAttribute('open', '');
    else if (window.matchMedia(SMALL).matches) this.panel.showModal();
    else this.panel.show();
    if (this.welcome.hidden) this.toEnd();
    if (focus) this.field.focus();
  }

  close() {
    this.openMenu(false);
    this.speech.stop();
    if (this.panel.close) this.panel.close(); else this.panel.removeAttribute('open');
    this.closed();
  }

  escape(event) {
    if (!this.menu.hidden) { event.preventDefault(); this.openMenu(false); this.menuButton.focus(); return; }
    if (this.view === 'corner') { event.preventDefault(); this.close(); }
  }

  openMenu(on) {
    this.menu.hidden = !on;
    this.menuButton.setAttribute('aria-expanded', String(on));
    if (on) [...this.menu.querySelectorAll('button')].find((each) => each.offsetParent).focus();
  }

  // Settings are of this device.

  set(name, value) {
    this.settings[name] = value;
    this.memory.write('settings', this.settings);
    if (name === 'aloud' && !value) this.speech.stop();
    this.apply();
    if (name === 'easy') this.redraw();
  }

  apply() {
    const { size, easy, aloud } = this.settings;
    SIZES.filter(Boolean).forEach((name, at) => this.root.classList.toggle(name, size === at + 1));
    [...this.sizes.children].forEach((each, at) => each.setAttribute('aria-pressed', String(at === size)));
    this.easy.setAttribute('aria-checked', String(easy));
    this.aloud.setAttribute('aria-checked', String(aloud));
  }

  // Writing.

  written() {
    const left = LONGEST - this.field.value.length;
    this.left.textContent = left <= TOLD_FROM ? this.texts.left(left) : '';
    this.drafts.write('draft', this.field.value);
    if (this.field.value) this.talk.writes();
    this.field.style.height = 'auto';
    this.field.style.height = `${Math.min(this.field.scrollHeight + 4, 160)}px`;
  }

  submit() {
    const text = this.field.value.trim();
    this.field.focus();
    if (!text) return;
    this.field.value = '';
    this.written();
    this.talk.say(text);
  }

  // A choice becomes a message, or opens a form; false when nothing was chosen.
  choose(choice) {
    if (choice.role === 'understood') { this.attempt(() => sheet('understood', this.root, this.talk, this.texts)); return false; }
    if (choice.role === 'callback') { this.attempt(() => sheet('call', this.root, this.talk, this.texts)); return false; }
    this.talk.press(choice);
    return true;
  }

  async attempt(work) {
    try { await work(); } catch (error) {
      this.say(error instanceof Problem && error.message ? error.message : this.texts.failed);
    }
  }

  clear() {
    this.drafts.drop('draft');
    this.field.value = '';
    this.memory.drop('settings');
    this.talk.end(this.texts.clear.done);
  }

  // What comes.

  get around() {
    return {
      texts: this.texts, easy: this.settings.easy, marks: this.marks,
      speech: Boolean(this.speech.engine), choose: (choice) => this.choose(choice), speak: (message) => this.read(message),
    };
  }

  show(messages, fresh) {
    const wasAtEnd = this.atEnd();
    const { around } = this;
    const rows = messages.flatMap((message) => [this.dayBefore(message), this.keep(message, draw(message, around))].filter(Boolean));
    this.list.append(...rows);
    messages.forEach((message) => this.keepNumbers(message));
    this.markChosen(messages.map(({ body }) => body));
    this.showPending();
    this.refresh();
    if (fresh) this.came(messages, around, wasAtEnd); else this.toEnd();
  }

  keep(message, row) {
    this.messages.push(message);
    this.rows.set(message.seq, row);
    return row;
  }

  came(messages, around, wasAtEnd) {
    const others = messages.filter(({ author }) => author !== 'jobseeker');
    const [first] = others;
    if (first && !wasAtEnd && !this.ownIsLast) this.below.hidden = false;
    else this.toMessage(first ?? messages[0]);
    if (!others.length) return;
    this.ownIsLast = false;
    const told = others.length > 3 ? [this.texts.heardMany(others.length), heardOf(others[others.length - 1], around)] : others.map((message) => heardOf(message, around));
    this.announce(told.join(' '));
    if (this.settings.aloud) others.forEach((message) => this.speech.say(textOf(message, around)));
  }

  // Emptied after a while, so that one who goes through the page does not meet it twice.
  announce(text) {
    this.spoken.textContent = text;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => { this.spoken.textContent = ''; }, SPOKEN_FOR);
  }

  read(message) {
    this.speech.stop();
    this.speech.say(textOf(message, this.around));
  }

  dayBefore({ created_at: at }) {
    const day = longDay(new Date(at), this.language);
    if (day === this.day) return null;
    this.day = day;
    return make('li', { className: 'day' }, make('span', { textContent: day }));
  }

  // Numbers for help stay in view once they have been given.
  keepNumbers({ body: { numbers = [], crisis } }) {
    if (!numbers.length) return;
    this.watched ||= crisis === 'violence';
    const leave = this.watched ? make('button', { type: 'button', className: 'leave', textContent: this.texts.leaveQuickly, onclick: () => { if (this.view === 'corner') this.close(); leaveQuickly(); } }) : null;
    this.help.replaceChildren(make('b', { textContent: this.texts.helpNow }), make('ul', { role: 'list' }, numbers.map(({ name, number }) => make('li', {},
      make('a', { href: `tel:${number.replace(/[^\d+]/g, '')}` }, icon('call'), make('span', { textContent: `${name} ` }), make('b', { textContent: number.replace(/ /g, '\u00a0') }))))), ...(leave ? [leave] : []));
    this.help.hidden = false;
  }

  // Chosen here, in another tab or on another device; the last press of a message is the one that shows.
  markChosen(said) {
    [...said, ...this.talk.outbox.entries()].forEach(({ choice_id: id }) => this.marks.get(id)?.());
  }

  showPending() {
    const entries = this.talk.outbox.pending(this.talk.after);
    this.ownIsLast = entries.length > 0 || this.ownIsLast;
    this.pending.hidden = entries.length === 0;
    this.pending.replaceChildren(...entries.map((entry) => this.drawPending(entry)));
    if (entries.length) this.toEnd();
  }

  drawPending({ client_id: id, label, refused, seq }) {
    const { texts, talk } = this;
    const sign = refused
      ? make('p', { className: 'unsent' }, icon('care'), make('span', { textContent: `${texts.notSent} ${refused} ` }),
        button(texts.again, () => talk.tryAgain(id)), button(texts.drop, () => talk.drop(id)))
      : make('p', { className: 'sending', textContent: seq ? '' : this.lost ? texts.waits : texts.sending });
    return make('li', { className: `message jobseeker ${refused ? 'refused' : 'on-its-way'}` }, hidden(`${texts.authors.jobseeker}: `), make('p', { className: 'bubble', textContent: label }), sign);
  }

  connected({ lost, text }) {
    this.lost = lost;
    this.say(lost ? text || this.texts.offline : '');
    this.showPending();
    this.refresh();
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  ended(text) {
    this.list.replaceChildren();
    this.messages = [];
    this.rows.clear();
    this.marks.clear();
    this.day = null;
    this.help.hidden = true;
    this.watched = false;
    this.settings = { size: 0, easy: false, aloud: false, ...this.memory.read('settings', {}) };
    this.apply();
    this.showPending();
    this.refresh();
    this.say(text);
    this.announce(text);
    if (this.root.getRootNode().activeElement === null) this.field.focus();
  }

  redraw() {
    const { around } = this;
    this.messages.filter(({ body }) => body.easy).forEach((message) => {
      const row = draw(message, around);
      this.rows.get(message.seq).replaceWith(row);
      this.rows.set(message.seq, row);
    });
    this.markChosen(this.messages.map(({ body }) => body));
  }

  // Who one talks with, and what may be done now.
  refresh() {
    const begun = this.talk.conversation !== null;
    const waiting = this.talk.outbox.pending(this.talk.after).length > 0;
    this.welcome.hidden = begun || waiting;
    this.ofTalk.hidden = !begun;
    // A person is one press away for as long as none is here; one who waits may change the slip.
    this.person.hidden = this.talk.state === 'human';
    this.person.lastChild.textContent = this.talk.state === 'waiting' ? this.texts.slip.open : this.texts.person;
    this.who.textContent = this.withWhom();
    this.consents.hidden = !['waiting', 'human', 'callback'].includes(this.talk.state);
    this.ofProfile.forEach((each) => { each.hidden = !this.messages.some(({ kind }) => kind === 'profile'); });
    this.think();
  }

  withWhom() {
    const { with: words } = this.texts;
    if (this.talk.state === 'waiting' && this.waitWords) return this.waitWords;
    if (this.talk.state !== 'human') return words[this.talk.state] ?? words.bot;
    const coach = [...this.messages].reverse().find(({ author, body }) => author === 'coach' && body.name);
    return coach ? words.humanNamed(coach.body.name) : words.human;
  }

  // How long it may take, honestly, for as long as one waits.
  async askWait() {
    clearTimeout(this.waiting);
    if (this.talk.state !== 'waiting' || !this.talk.conversation) return;
    const { wait } = await this.talk.json('GET', this.talk.path('/handover')).catch(() => ({}));
    this.waitWords = wait?.words ?? '';
    this.refresh();
    this.waiting = setTimeout(() => this.askWait(), WAIT_AGAIN);
  }

  // The bot is thinking when the last word is the person's own. What is only noted beside it is no answer.
  think() {
    const last = [...this.messages].reverse().find(({ author, in_reply_to: to }) => !(author === 'system' && to !== null));
    const due = !this.lost && this.talk.state === 'bot' && last?.author === 'jobseeker';
    clearTimeout(this.thinking);
    if (due) this.thinking = setTimeout(() => this.showThinking(true), THINKING_AFTER);
    else this.showThinking(false);
  }

  showThinking(on) {
    this.dots.hidden = !on;
    if (on) { this.say(this.texts.thinking); this.keepAtEnd(); } else if (this.status.textContent === this.texts.thinking) this.say('');
  }

  // Where one looks.

  atEnd() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80; }

  keepAtEnd() { if (this.atEnd()) this.toEnd(); }

  toEnd() {
    this.below.hidden = true;
    this.move(() => this.log.scrollHeight);
  }

  // The beginning of what came, so that one reads on from there.
  toMessage(message) {
    const row = this.rows.get(message.seq);
    this.move(() => row.offsetTop - 12);
  }

  // Rows that were never in view have a guessed height: once more in the next frame, when they have been.
  move(to) {
    const go = () => { this.log.scrollTop = to(); };
    requestAnimationFrame(() => { go(); requestAnimationFrame(go); });
  }
}
