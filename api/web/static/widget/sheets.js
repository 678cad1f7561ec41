// Forms that lie over the talk: the slip for a person, a call, a code, saving, deleting.

import { button, make } from './dom.js';
import { clock, counted, date } from './finnish.js';

const AWAY = [502, 504];
const PAUSE = 2000;

// Opens a form; it closes itself when what is pressed has worked, and says why when it has not. `first` stands above
// the fields, for those in a hurry.
function open(root, /** @type {Record<string, any>} */ { title, fields = [], send, sendText, first = null, more = [], texts, danger = false }) {
  const opener = root.getRootNode().activeElement;
  const fault = make('p', { className: 'fault', role: 'alert' });
  const submit = sendText ? make('button', { className: danger ? 'danger' : 'main', textContent: sendText }) : null;
  const heading = make('h3', { textContent: title, tabIndex: -1, id: 'sheet-title' });
  const dialog = make('dialog', { className: 'sheet', 'aria-labelledby': 'sheet-title' });
  const close = () => {
    dialog.close?.();
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  };
  // While nobody answers it is tried again, for as long as the form is open.
  const attempt = async (work) => {
    fault.textContent = '';
    do {
      try {
        if (await work() !== false) close();
        return;
      } catch (error) {
        fault.textContent = error.status ? error.message : texts.offline;
        if (error.status && !AWAY.includes(error.status)) return;
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    } while (dialog.isConnected);
  };
  const press = ([text, work]) => button(text, () => attempt(work));
  const form = make('form', {}, heading, first && press(first), fields, fault,
    make('div', { className: 'ways' }, submit, more.map(press), button(sendText ? texts.sheet.cancel : texts.sheet.done, close)));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit) submit.disabled = true;
    await attempt(send);
    if (submit) submit.disabled = false;
  });
  dialog.append(form);
  dialog.addEventListener('cancel', (event) => { event.preventDefault(); event.stopPropagation(); close(); });
  dialog.addEventListener('keydown', (event) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close(); } });
  root.append(dialog);
  if (dialog.showModal) dialog.showModal(); else dialog.setAttribute('open', '');
  heading.focus();
}

const field = (label, input) => make('label', {}, label, input);
const area = (value = '') => make('textarea', { rows: 2, maxLength: 2000, value });

// What the coach will see: the person reads and changes it first. One press is enough when it is urgent.
export async function slip(root, talk, texts) {
  await talk.begin();
  const opened = await talk.json('POST', talk.path('/handover'), {});
  const { slip: names } = texts;
  const inputs = Object.keys(opened.slip).filter((name) => names[name]).map((name) => [name, area(opened.slip[name])]);
  const ticks = ticked(opened.consents, names);
  const send = (body) => talk.json('POST', talk.path('/handover'), body);
  open(root, {
    texts, title: names.title, sendText: names.send, first: [names.urgent, () => send({ urgent: true })],
    fields: [make('p', { textContent: names.intro }), inputs.map(([name, input]) => field(names[name], input)),
      choosing(ticks, names), make('p', { className: 'note', textContent: opened.note ?? '' })],
    send: () => send({
      slip: Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim()])),
      consents: chosen(ticks),
    }),
  });
}

// What is understood of the person, each thing to be put right or taken away, and what they agreed to do next.
export async function understood(root, talk, texts) {
  const { understood: names } = texts;
  const list = make('ul', { className: 'facts', role: 'list' });
  const agreed = make('div', {});
  const told = make('p', { className: 'note', role: 'status' });
  const draw = async () => {
    const known = await talk.json('GET', talk.path('/person'));
    list.replaceChildren(...known.facts.map((fact) => factOf(fact, names, change)));
    agreed.replaceChildren(...known.agreed ? [make('h4', { textContent: names.agreed }), make('p', { textContent: known.agreed.what })] : []);
    if (!known.facts.length && !told.textContent) told.textContent = names.nothing;
  };
  const change = async (method, fact, body, said) => {
    try {
      await talk.json(method, talk.path(`/person/${fact.id}`), body);
      told.textContent = said;
    } catch (error) {
      told.textContent = error.status ? error.message : texts.offline;
    }
    await draw();
    (list.querySelector('button') ?? list.closest('dialog').querySelector('h3')).focus();
  };
  await draw();
  open(root, { texts, title: names.title, fields: [make('p', { textContent: names.intro }), told, list, agreed] });
}

// One fact with its buttons; who puts it right gets a field in their stead.
function factOf(fact, names, change) {
  const away = button(names.away, () => change('DELETE', fact, undefined, names.gone(fact.label)), { 'aria-label': `${names.away}: ${fact.label}` });
  const right = button(names.right, () => {
    const input = fact.kind === 'situation' ? situations(fact, names)
      : make('input', { type: fact.kind === 'age' ? 'number' : 'text', maxLength: 200, value: fact.value.occupation ?? fact.value });
    const save = () => change('PATCH', fact, { value: fact.kind === 'age' ? Number(input.value) : input.value }, names.saved);
    input.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); save(); } });
    ways.replaceChildren(field(names.field(fact.label), input), button(names.save, save));
    input.focus();
  }, { 'aria-label': `${names.right}: ${fact.label}` });
  const ways = make('div', { className: 'ways' }, right, away);
  return make('li', {}, make('p', { textContent: fact.label }),
    fact.words ? make('p', { className: 'note', textContent: names.words(fact.words) }) : null, ways);
}

const situations = (fact, names) => make('select', {}, Object.entries(names.situations)
  .map(([value, textContent]) => make('option', { value, textContent, selected: value === fact.value })));

// Consents can be given and withdrawn for as long as the coach has the talk.
export async function consents(root, talk, texts) {
  const { slip: names, consents: own } = texts;
  const ticks = ticked((await talk.json('GET', talk.path('/handover'))).consents, names);
  open(root, {
    texts, title: own.open, sendText: own.send, fields: [make('p', { textContent: own.intro }), choosing(ticks, names)],
    send: () => talk.json('PATCH', talk.path('/handover'), { consents: chosen(ticks) }),
  });
}

const ticked = (given, names) => Object.keys(given).filter((name) => names.consent[name])
  .map((name) => [name, make('input', { type: 'checkbox', checked: given[name] === true })]);

const chosen = (ticks) => Object.fromEntries(ticks.map(([name, tick]) => [name, tick.checked]));

const choosing = (ticks, names) => make('fieldset', {}, make('legend', { textContent: names.consents }),
  ticks.map(([name, tick]) => make('label', { className: 'tick' }, tick, names.consent[name])),
  make('p', { className: 'note', textContent: names.noConsent }));

export function call(root, talk, texts) {
  const { call: names } = texts;
  const phone = make('input', { type: 'tel', autocomplete: 'tel', maxLength: 40, required: true });
  const when = area();
  when.maxLength = 500;
  open(root, {
    texts, title: names.title, sendText: names.send,
    fields: [field(names.phone, phone), field(names.when, when), make('p', { className: 'note', textContent: names.note })],
    send: async () => {
      await talk.begin();
      await talk.json('POST', talk.path('/callback'), { phone: phone.value, when: when.value });
    },
  });
}

export async function giveCode(root, talk, texts) {
  const { device: names } = texts;
  const { code, until } = await talk.json('POST', talk.path('/continue'));
  open(root, {
    texts, title: names.title,
    fields: [make('p', { textContent: names.how }), make('p', { className: 'code', textContent: code }),
      make('p', { className: 'note', textContent: names.until(clock(new Date(until))) })],
  });
}

export function takeCode(root, talk, texts) {
  const { device: names } = texts;
  const code = make('input', { type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, maxLength: 20, required: true });
  open(root, {
    texts, title: names.enter, sendText: names.go, fields: [make('p', { textContent: names.intro }), field(names.code, code)],
    send: async () => talk.adopt(await talk.json('POST', '/api/continue', { code: code.value })),
  });
}

export function save(root, talk, texts) {
  const { save: names } = texts;
  const fetched = (form, ending) => () => download(talk, `/export?format=${form}`, `askelmerkki.${ending}`);
  open(root, {
    texts, title: names.title, fields: [make('p', { textContent: names.intro })],
    more: [[names.pdf, fetched('pdf', 'pdf')], [names.text, fetched('text', 'txt')], [names.json, fetched('json', 'json')]],
  });
}

async function download(talk, path, name) {
  const answer = await talk.request('GET', talk.path(path));
  const address = URL.createObjectURL(await answer.blob());
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

export const saveProfile = (_root, talk) => download(talk, '/profile?format=pdf', 'osaamisprofiili.pdf');

// A code for a coach, for so many days; a new one can be made, and all sharing ended at once.
export function share(root, talk, texts) {
  const { share: names } = texts;
  const days = make('select', {}, [1, 7, 30].map((count) => make('option', { value: count, textContent: counted(count, names.count), selected: count === 7 })));
  const readiness = make('input', { type: 'checkbox' });
  const code = make('p', { className: 'code', hidden: true });
  const until = make('p', { className: 'note', role: 'status' });
  open(root, {
    texts, title: names.title, sendText: names.send, more: [[names.stop, () => talk.json('DELETE', talk.path('/profile/share'))]],
    fields: [make('p', { textContent: names.intro }), field(names.days, days), make('label', { className: 'tick' }, readiness, names.readiness), code, until],
    send: async () => {
      const made = await talk.json('POST', talk.path('/profile/share'), { days: Number(days.value), readiness: readiness.checked });
      code.textContent = made.code;
      code.hidden = false;
      until.textContent = names.until(date(new Date(made.until)));
      return false;
    },
  });
}

// What goes and what stays is told beforehand.
export async function remove(root, talk, texts) {
  const { remove: names } = texts;
  const { removed, remains } = await talk.json('GET', talk.path('/deletion'));
  open(root, {
    texts, title: names.title, sendText: names.sure, danger: true,
    fields: [make('p', { textContent: removed }),
      remains.map(({ what, why, until }) => make('p', { textContent: `${what} ${why} ${names.until(date(new Date(until)))}` }))],
    send: async () => {
      await talk.json('DELETE', talk.path(''));
      talk.end(names.done);
    },
  });
}
