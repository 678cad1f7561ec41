// How each kind of message looks. What a choice does is the panel's matter: `around.choose(choice, message)`.

import { cards } from './cards.js';
import { button, hidden, icon, linked, make } from './dom.js';
import { clock, counted } from './finnish.js';
import { pathway, profile } from './results.js';

// What may be said again and again: pressing one does not put the others away.
const SIDE_ROLES = ['explain', 'skip', 'undo', 'pause', 'stop', 'details', 'benefits', 'not_for_me', 'remove', 'right', 'not_quite', 'callback'];

// A profile's strengths and a path's steps are drawn below the text: the text then tells only what is not there.
const BODIES = {
  assessment_item: item,
  course_cards: (message, around) => [said(message, around), cards(message.body.cards ?? [], around, (choices, of) => offered(choices, message, around, of))],
  profile: (message, around) => [bubble(textOf(message, around).replace((message.body.strengths ?? []).join(' '), '')), profile(message.body, around, (choices, of) => offered(choices, message, around, of))],
  pathway: (message, around) => [pathway(message.body, around, bubble(textOf(message, around).split('\n')[0]))],
  rating_request: (message, around) => [said(message, around)],
};

// One message as a list item: who, when, what, and the ways on.
export function draw(message, around) {
  const { body } = message;
  const parts = (BODIES[message.kind] ?? ((plain) => [said(plain, around)]))(message, around);
  const ways = message.kind === 'assessment_item' ? null : offered(body.choices ?? [], message, around);
  const row = make('li', { className: `message ${message.author} is-${message.kind}` }, who(message, around), parts, ways);
  row.dataset.seq = message.seq;
  // The bot speaks Finnish whatever the page's language is.
  if (['bot', 'system'].includes(message.author)) row.lang = 'fi';
  return row;
}

function who(message, { texts, speech, speak }) {
  const { author, body, created_at: at } = message;
  const name = author === 'coach' && body.name ? texts.named(body.name) : texts.authors[author];
  const signs = { bot: 'machine', coach: 'person', system: 'notice' };
  const aloud = speech && author !== 'jobseeker'
    ? make('button', { type: 'button', className: 'aloud', 'aria-label': texts.readAloud, title: texts.readAloud, onclick: () => speak(message) }, icon('sound'))
    : null;
  return make('p', { className: 'who' }, signs[author] && icon(signs[author]), make('b', { textContent: name }), ' ',
    make('time', { dateTime: at, textContent: texts.at(clock(new Date(at))) }), aloud);
}

// The text, in easier Finnish when that is switched on and there is such.
export const textOf = ({ body }, { easy }) => (easy && body.easy ? body.easy : body.text ?? '');

function said(message, around) {
  const text = textOf(message, around);
  return message.author === 'jobseeker' && text ? make('p', { className: 'bubble' }, text) : bubble(text);
}

const bubble = (text) => (text.trim() ? make('p', { className: 'bubble' }, linked(text.trim())) : null);

// A statement to answer: how far one is, the statement, an example, and levels that explain themselves. When the text
// begins otherwise than with the statement, it explains it, and stands above.
function item(message, around) {
  const { body } = message;
  const { texts, easy } = around;
  const shown = body.item && !(easy && body.easy)
    ? [make('p', { className: 'statement', textContent: body.item.text }), body.item.example ? make('p', { className: 'example', textContent: body.item.example }) : null]
    : [make('p', { className: 'statement', textContent: textOf(message, around) })];
  const isLevel = ({ level }) => level !== undefined && level !== null;
  const choices = body.choices ?? [];
  const explained = body.item && !body.text.startsWith(body.item.text) ? said({ ...message, body: { text: body.text } }, around) : null;
  return [explained, make('div', { className: 'panel item' }, progress(body, texts), shown,
    choices.some(isLevel) ? make('p', { className: 'scale', textContent: texts.item.scale }) : null,
    offered(choices, message, around))];
}

function progress({ progress: made, progress_text: told }, texts) {
  if (!made) return null;
  const text = told ?? texts.item.progress(made.answered + 1, made.at_most);
  return [make('p', { className: 'progress-text', textContent: text }),
    make('progress', { max: made.at_most, value: made.answered, 'aria-label': text })];
}

// Buttons that stay until one is pressed; then the pressed one stays, and the others can be opened again.
function offered(choices, message, around, of = '') {
  if (!choices.length) return null;
  const own = choices.map((choice) => ({ choice, press: choiceButton(choice, of, () => pressed(choice)) }));
  const group = make('div', { className: `choices of-${message.kind}`, role: 'group' }, own.map(({ press }) => press));
  group.setAttribute('aria-label', of || counted(choices.length, around.texts.choicesCount));
  const others = button(around.texts.others, () => { group.classList.remove('answered'); others.remove(); own[0].press.focus(); }, { className: 'others' });

  const mark = (choice) => {
    own.forEach(({ choice: each, press }) => press.setAttribute('aria-pressed', String(each === choice)));
    const leavesOpen = SIDE_ROLES.includes(choice.role) || own.length < 2;
    group.classList.toggle('answered', !leavesOpen);
    if (leavesOpen) others.remove(); else group.append(others);
  };
  const pressed = (choice) => {
    if (around.choose(choice, message)) mark(choice);
  };
  // What is chosen already may have been opened again by its reader.
  own.forEach(({ choice, press }) => around.marks.set(choice.id, () => { if (press.getAttribute('aria-pressed') !== 'true') mark(choice); }));
  return group;
}

function choiceButton(choice, of, onclick) {
  const words = [make('span', { textContent: choice.label }), of ? hidden(` (${of})`) : null,
    choice.hint ? make('span', { className: 'hint', textContent: choice.hint }) : null];
  const kind = choice.level !== undefined && choice.level !== null ? 'level' : choice.role ?? 'way';
  return make('button', { type: 'button', className: `choice ${kind}`, onclick }, icon('check'), make('span', { className: 'words' }, words));
}

// What is spoken of a message as it comes: who, what, and how much there is to choose from.
export function heardOf(message, around) {
  const { texts } = around;
  const { body, author } = message;
  const name = author === 'coach' && body.name ? texts.named(body.name) : texts.authors[author];
  const found = body.cards?.length ? `${counted(body.cards.length, texts.cardsCount)}: ${body.cards.map((card) => card.name).join(', ')}.` : '';
  const ways = body.choices?.length ? `${counted(body.choices.length, texts.choicesCount)}.` : '';
  return [`${name}:`, textOf(message, around), found, ways].filter(Boolean).join(' ');
}
