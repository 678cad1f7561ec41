// Times, numbers and sizes as they are written here. A number and its unit stay on one line.

const HELSINKI = 'Europe/Helsinki';
const NBSP = '\u00a0';

// Making a format is slow and a talk is long: each is made once.
const numeric = new Intl.DateTimeFormat('fi-FI', { timeZone: HELSINKI, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const days = new Map();

const parts = (moment) => Object.fromEntries(numeric.formatToParts(moment).map(({ type, value }) => [type, value]));

// 9.05
export function clock(moment) {
  const { hour, minute } = parts(moment);
  return `${Number(hour)}.${minute}`;
}

// 24.11.2026
export function date(moment) {
  const { day, month, year } = parts(moment);
  return `${day}.${month}.${year}`;
}

// A date without a time, 2027-01-15, as 15.1.2027; null for none.
export const dayOf = (iso) => (iso ? date(new Date(`${iso}T12:00:00Z`)) : null);

// tiistai 24. marraskuuta
export function longDay(moment, language) {
  if (!days.has(language)) days.set(language, new Intl.DateTimeFormat(`${language}-FI`, { timeZone: HELSINKI, weekday: 'long', day: 'numeric', month: 'long' }));
  return days.get(language).format(moment);
}

// 15 or 2,5
export const number = (amount) => String(amount).replace('.', ',');

// "15 osaamispistettä": a number before the word for one or for many.
export const counted = (amount, [one, many]) => `${number(amount)}${NBSP}${amount === 1 ? one : many}`;

export const euros = (amount) => `${number(amount)}${NBSP}€`;
