// The profile, a picture with its text beside it, and the path as steps.

import { icon, make } from './dom.js';

const MOST = 3;

export function profile(body, { texts }, offered) {
  const { profile: names } = texts;
  return make('div', { className: 'panel profile-result' },
    body.strengths?.length ? [make('h3', { textContent: names.strengths }),
      make('ul', { className: 'strengths' }, body.strengths.map((strength) => make('li', {}, icon('check'), make('span', { textContent: strength }))))] : null,
    body.competences?.length ? [make('h3', { textContent: names.competences }),
      make('ul', { className: 'competences', role: 'list' }, body.competences.map((competence) => known(competence, names, offered)))] : null,
    body.unknown?.length ? [make('h3', { textContent: names.unknown }), make('ul', { className: 'unknown' }, body.unknown.map((line) => make('li', { textContent: line })))] : null,
    body.note ? make('p', { className: 'note', textContent: body.note }) : null);
}

// The bar is a picture of the words beside it, so it is hidden from those who listen.
function known(competence, names, offered) {
  const { name, level, level_text: levelText, certainty, certainty_text: certaintyText, evidence = [], choices = [] } = competence;
  const steps = level === null || level === undefined ? null : make('span', { className: 'level-picture', 'aria-hidden': 'true' },
    Array.from({ length: MOST }, (_, at) => make('span', { className: at < (level ?? 0) ? 'full' : '' })));
  steps?.classList.toggle('unsure', (certainty ?? 1) < 0.5);
  return make('li', {},
    make('h4', { textContent: name }),
    make('p', { className: 'level-line' }, steps, make('span', { textContent: levelText ?? '' }),
      certaintyText ? make('span', { className: 'certainty', textContent: `${names.certainty}: ${certaintyText}` }) : null),
    evidence.length ? make('ul', { className: 'evidence' }, evidence.map(({ text }) => make('li', { textContent: text }))) : null,
    offered(choices, name));
}

export function pathway(body, { texts }, said) {
  const { path: names } = texts;
  const line = (name, value) => (value ? make('p', { className: 'path-line' }, make('b', { textContent: `${name}: ` }), value) : null);
  const step = ({ title, why, size, time, by_then: byThen, helper }, at) => make('li', {},
    make('p', { className: 'step-number', textContent: names.step(at + 1) }),
    make('h3', { textContent: title }),
    why ? make('p', { textContent: why }) : null,
    size || time ? make('p', { className: 'size', textContent: [size, time].filter(Boolean).join(' · ') }) : null,
    line(names.byThen, byThen), line(names.helper, helper));
  return make('div', {}, said, make('div', { className: 'panel path' },
    make('ol', {}, (body.steps ?? []).map(step)),
    body.goal ? make('p', { className: 'goal' }, icon('flag'), make('b', { textContent: `${names.goal}: ` }), body.goal) : null,
    body.note ? make('p', { className: 'note', textContent: body.note }) : null));
}
