// Course cards: what it is, why it may fit, what may stand in the way, the facts, the ways on.

import { hidden, icon, make } from './dom.js';
import { counted, date, dayOf, euros, number } from './finnish.js';

export function cards(found, around, offered) {
  return make('ul', { className: 'cards', role: 'list' }, found.map((card) => make('li', {}, drawn(card, around, offered))));
}

function drawn(card, { texts }, offered) {
  return make('article', { className: 'card' },
    make('p', { className: 'tags' }, make('span', { className: 'tag', textContent: texts.kinds[card.kind] ?? card.kind }),
      card.sample ? make('span', { className: 'tag sample', textContent: texts.card.sample }) : null),
    make('h3', { textContent: card.name }),
    make('p', { className: 'summary', textContent: card.summary }),
    because(texts.card.fits, card.reasons, 'check', 'fits'),
    because(texts.card.hinders, card.hindrances, 'care', 'hinders'),
    list(mainFacts(card, texts)),
    details(card, texts),
    offered(card.choices ?? [], card.name));
}

function because(title, sentences, sign, kind) {
  if (!sentences?.length) return null;
  return make('div', { className: kind }, make('h4', { textContent: title }),
    make('ul', {}, sentences.map((sentence) => make('li', {}, icon(sign), make('span', { textContent: sentence })))));
}

function mainFacts(card, texts) {
  const { card: names } = texts;
  return [
    [names.size, card.size_osp && counted(card.size_osp, names.osp)],
    [names.length, card.length_weeks && names.about(counted(card.length_weeks, names.weeks))],
    [names.place, card.place],
    [names.way, texts.ways[card.way]],
    [names.starts, card.continuous ? names.continuous : dayOf(card.next_start) ?? names.noDate],
    [names.apply, dayOf(card.apply_by)],
    [names.fee, fee(card.fee_eur, names)],
    [names.asked, several(card.asked)],
    [names.open, card.employer?.open_places && String(card.employer.open_places)],
  ];
}

function moreFacts(card, texts) {
  const { card: names } = texts;
  const times = [card.evenings && names.evenings, card.weekends && names.weekends].filter(Boolean);
  return [
    [names.provider, card.provider],
    [names.how, card.apply_where],
    [names.needs, several(card.entry_needs)],
    [names.hours, card.weekly_hours && names.about(counted(card.weekly_hours, names.hoursUnit))],
    [names.days, card.contact_days_month != null && number(card.contact_days_month)],
    [names.times, several(times)],
    [names.language, texts.languages[card.language] ?? card.language],
    [names.device, card.device_needed && names.needsDevice],
    [names.gained, several(card.competences_gained)],
    [names.employer, card.employer?.name],
    [names.roles, several(card.employer?.roles)],
    [names.mustHave, several(card.employer?.must_have)],
    [names.learnt, several(card.employer?.learnt_at_work)],
    [names.part, card.qualification],
    [names.checked, card.checked_on && date(new Date(`${card.checked_on}T12:00:00Z`))],
  ];
}

const several = (words) => (words?.length ? words.join(', ') : null);

function fee(amount, names) {
  if (amount === null || amount === undefined) return null;
  return amount ? euros(amount) : names.free;
}

function list(facts) {
  const known = facts.filter(([, value]) => value);
  if (!known.length) return null;
  return make('dl', {}, known.map(([name, value]) => make('div', {}, make('dt', { textContent: name }), make('dd', { textContent: value }))));
}

function details(card, texts) {
  const facts = list(moreFacts(card, texts));
  if (!facts) return null;
  return make('details', {}, make('summary', {}, texts.card.more, hidden(` (${card.name})`)), facts);
}
