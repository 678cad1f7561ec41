// What the coach's room does beyond plain forms: it hears of arrivals, shows new messages, and loses no written word.

const $ = (selector, root = document) => root.querySelector(selector);
const alarm = (text) => { const box = $('[data-alarm]'); box.textContent = text; box.hidden = !text; };
const SIGNED_OUT = 'Kirjautumisesi on päättynyt. Kirjoittamasi teksti on tallessa tässä selaimessa. Kirjaudu uudelleen, niin voit jatkaa siitä.';

const LOST = 'Yhteys palveluun katkesi. Yritän uudelleen. Kirjoittamasi on tallessa.';
const DANGER = 'Hätä: joku tarvitsee sinua heti.';
const AWAY = [502, 503, 504];
const PAUSE = 1000;

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Asks until somebody answers: the service may be starting again. What changes something carries a key of its own,
// so that it is done once however often it is sent.
async function reach(path, options = {}) {
  for (;;) {
    try {
      const answer = await fetch(path, { ...options, headers: { accept: 'application/json', ...options.headers } });
      if (!AWAY.includes(answer.status)) {
        const found = { status: answer.status, ok: answer.ok, url: answer.redirected ? answer.url : location.href, text: await answer.text(), isPage: /html/.test(answer.headers.get('content-type')) };
        if ($('[data-alarm]').textContent === LOST) alarm('');
        return found;
      }
    } catch { /* Nobody is there. */ }
    alarm(LOST);
    await wait(PAUSE);
  }
}

async function fragment(path) {
  const answer = await reach(path);
  if (answer.status === 401) signedOut();
  return answer.ok ? answer.text : null;
}

function signedOut() {
  alarm(SIGNED_OUT);
  const link = document.createElement('a');
  link.href = `/kirjaudu?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = ' Kirjaudu';
  $('[data-alarm]').append(link);
}

// Arrivals: the lists anew, a sound, the count in the title, and a notification where it was asked for.
let title = document.title;
let known = null;

function beep() {
  try {
    const sound = new AudioContext();
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    volume.gain.value = 0.1;
    tone.frequency.value = 660;
    tone.connect(volume).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.25);
  } catch { /* Without a sound card the count and the notification still tell. */ }
}

function nameTab() {
  const count = known?.arrivals.length;
  document.title = count ? `(${count}) ${title}` : title;
}

function told(room) {
  const fresh = known ? room.arrivals.filter((each) => !known.arrivals.includes(each)) : [];
  const late = known && room.steps.reduce((sum, each) => sum + each, 0) > known.steps.reduce((sum, each) => sum + each, 0);
  const alarms = room.alarms.map(String);
  const distress = alarms.some((each) => !known?.alarms.map(String).includes(each));
  known = room;
  nameTab();
  if (!alarms.length && $('[data-alarm]').textContent === DANGER) alarm('');
  if (!fresh.length && !late && !distress) return;
  const words = distress ? DANGER : fresh.length ? `Uusia jonossa: ${fresh.length}` : 'Joku on odottanut pitkään.';
  beep();
  const status = $('[data-told]');
  if (status) status.textContent = words;
  if (distress) alarm(words);
  if ('Notification' in window && Notification.permission === 'granted' && document.hidden) new Notification('Askelmerkki', { body: words, tag: 'room' });
}

async function refreshLists() {
  const lists = $('#lists');
  if (!lists) return;
  const text = await fragment('/coach/jono');
  if (text === null) return;
  // Whoever is on a button keeps their place.
  const place = document.activeElement?.closest('form')?.getAttribute('action');
  lists.innerHTML = text;
  if (place) lists.querySelector(`form[action="${place}"] button`)?.focus();
}

// A browser opens a stream anew when the line breaks; not when it is refused, as by a service that is starting.
function follow(address, name, heard, mayGoOn) {
  let stream = null;
  let over = false;
  const open = () => {
    stream = new EventSource(address());
    stream.addEventListener(name, heard);
    stream.addEventListener('error', async () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      await wait(PAUSE);
      if (!over && await mayGoOn()) open();
    });
  };
  open();
  return () => { over = true; stream.close(); };
}

follow(() => '/api/coach/stream', 'room', (event) => { told(JSON.parse(event.data)); refreshLists(); }, async () => await fragment('/coach/jono') !== null);
setInterval(refreshLists, 60000);

// A sign of life keeps one on duty for as long as the page is open.
setInterval(() => {
  const csrf = $('[name=csrf]')?.value;
  if (sessionStorage.getItem('on-duty') && csrf) {
    reach('/api/coach/duty', { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': csrf }, body: '{"on": true}' });
  }
}, 240000);

// What is pressed is sent from here, so that a service that is starting again is waited for.
document.addEventListener('submit', async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.method !== 'post' || !new URL(form.action).pathname.startsWith('/coach')) return;
  event.preventDefault();
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (pressed?.name) body.append(pressed.name, pressed.value);
  const answer = await reach(form.action, { method: 'POST', body, headers: { 'idempotency-key': crypto.randomUUID() } });
  form.ariaBusy = null;
  if (answer.status === 401) signedOut();
  else if (answer.isPage) turnTo(answer, form);
  else alarm(JSON.parse(answer.text).title);
});

// What was opened, and written in other forms than the one that was sent, while its answer was on the way.
const named = (summary) => summary.textContent.replace(/\d+/g, '').trim();
const fields = (root) => [...root.querySelectorAll('form[method=post]')].flatMap((form) => [...form.elements]
  .filter((field) => field.name && !['hidden', 'submit'].includes(field.type)).map((field) => ({ form, field, key: `${form.getAttribute('action')} ${field.name}` })));
function unsent(sent) {
  const opened = [...document.querySelectorAll('details[open] > summary')].map(named);
  const written = new Map(fields(document).filter(({ form, field }) => form !== sent && 'defaultValue' in field && field.type !== 'checkbox' && field.value !== field.defaultValue).map(({ key, field }) => [key, field.value]));
  const at = fields(document).find(({ field }) => field === document.activeElement && field.form !== sent)?.key;
  return () => {
    for (const summary of document.querySelectorAll('details > summary')) if (opened.includes(named(summary))) summary.closest('details').open = true;
    const now = fields(document);
    for (const { key, field } of now) if (written.has(key) && now.filter((each) => each.key === key).length === 1) field.value = written.get(key);
    return now.find(({ key }) => key === at)?.field;
  };
}

// The page that came takes the place of this one, as if the browser had gone there.
function turnTo({ text, url }, sent) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const same = new URL(url).pathname === location.pathname;
  const bringBack = unsent(sent);
  leave();
  document.body.replaceWith(page.body);
  title = page.title;
  nameTab();
  if (url !== location.href) history.pushState(null, '', url);
  window.scrollTo(0, 0);
  begin();
  const heading = $('h1');
  heading.tabIndex = -1;
  ((same && bringBack()) || $('[autofocus]') || heading).focus();
}
window.addEventListener('popstate', () => location.reload());

let leave = () => {};
function begin() {
  const duty = $('[data-on-duty]');
  if (duty?.dataset.onDuty === 'true') sessionStorage.setItem('on-duty', 'yes');
  if (duty?.dataset.onDuty === 'false') sessionStorage.removeItem('on-duty');
  const notify = $('[data-notify]');
  if (notify && 'Notification' in window && Notification.permission === 'default') {
    notify.hidden = false;
    notify.addEventListener('click', async () => { await Notification.requestPermission(); notify.hidden = true; });
  }
  const talk = $('[data-talk]');
  leave = talk ? openTalk(talk.dataset.talk) : () => {};
}
begin();

// One talk. Returns what ends following it.
function openTalk(id) {
  const log = $('[data-log]');
  const form = $('[data-write]');
  const text = form.elements.text;
  const saved = $('[data-saved]');
  const key = `coach-draft-${id}`;
  const rows = $('ol', log);
  const last = () => Number(rows.lastElementChild?.dataset.seq ?? 0);
  log.scrollTop = log.scrollHeight;

  let over = false;
  let asking = false;
  let again = false;
  async function take() {
    if (asking) { again = true; return; }
    asking = true;
    const found = await fragment(`/coach/keskustelut/${id}/viestit?after=${last()}`);
    if (found?.trim() && !over) {
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      rows.insertAdjacentHTML('beforeend', found);
      if (atEnd) log.scrollTop = log.scrollHeight;
    }
    asking = false;
    if (again && !over) { again = false; take(); }
  }

  const stop = follow(() => `/api/coach/conversations/${id}/stream?after=${last()}`, 'message', take, async () => {
    const answer = await reach(`/coach/keskustelut/${id}/viestit?after=${last()}`);
    if (answer.status === 401) signedOut();
    else if (!answer.ok && !over) alarm('Tämä keskustelu ei ole enää sinulla. Se on päättynyt, siirretty tai palannut jonoon.');
    return answer.ok && !over;
  });

  // What is being written is kept here until it is sent, with its client_id: sent twice, it arrives once.
  const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
  if (kept && !text.value) {
    text.value = kept.text;
    form.elements.client_id.value = kept.client_id;
    saved.textContent = 'Keskeneräinen viestisi oli tallessa.';
  }
  const keep = () => {
    if (text.value) localStorage.setItem(key, JSON.stringify({ text: text.value, client_id: form.elements.client_id.value }));
    else localStorage.removeItem(key);
  };
  text.addEventListener('input', () => { keep(); offer(); });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    keep();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    const sent = text.value;
    const answer = await reach(`/api/coach/conversations/${id}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': form.elements.csrf.value },
      body: JSON.stringify({ client_id: form.elements.client_id.value, text: sent }),
    });
    form.ariaBusy = null;
    if (answer.status === 401) { signedOut(); return; }
    if (!answer.ok) { saved.textContent = JSON.parse(answer.text).title; return; }
    // What was written on while this was on its way stays.
    text.value = text.value === sent ? '' : text.value;
    form.elements.client_id.value = crypto.randomUUID();
    keep();
    saved.textContent = '';
    text.focus();
    take();
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); form.requestSubmit(); }
    if (event.key === 'ArrowDown' && !canned.hidden) { event.preventDefault(); visible()[0]?.focus(); }
    if (event.key === 'Escape') canned.hidden = true;
  });

  // Canned replies: a slash and a word.
  const canned = $('[data-canned]');
  const buttons = [...canned.querySelectorAll('button')];
  const visible = () => buttons.filter((button) => !button.parentElement.hidden);
  function offer() {
    const asked = /^\/(.*)$/s.exec(text.value);
    canned.hidden = !asked;
    if (!asked) return;
    const words = asked[1].toLocaleLowerCase('fi').split(/\s+/).filter(Boolean);
    for (const button of buttons) {
      const whole = `${button.textContent} ${button.dataset.text}`.toLocaleLowerCase('fi');
      button.parentElement.hidden = !words.every((word) => whole.includes(word));
    }
    saved.textContent = `Valmiita vastauksia: ${visible().length}`;
  }
  for (const button of buttons) {
    button.addEventListener('click', () => { text.value = button.dataset.text; canned.hidden = true; saved.textContent = ''; keep(); text.focus(); });
    button.addEventListener('keydown', (event) => {
      const shown = visible();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); (shown[shown.indexOf(button) + step] ?? text).focus(); }
      if (event.key === 'Escape') { canned.hidden = true; text.focus(); }
    });
  }

  $('[data-courses]').addEventListener('submit', async (event) => {
    event.preventDefault();
    const found = await fragment(`${event.target.getAttribute('action')}?q=${encodeURIComponent(event.target.elements.q.value)}`);
    if (found !== null) $('[data-found]').innerHTML = found;
  });

  return () => { over = true; stop(); };
}
