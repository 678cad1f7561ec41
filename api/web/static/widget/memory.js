// What is kept on this device over a reload: the talk's key, what waits to be sent, settings. Where the browser forbids storage, it is kept until the page closes.

const PREFIX = 'askelmerkki';

export class Memory {
  constructor(storage = () => window.localStorage) {
    this.storage = storage;
    this.own = new Map();
    this.lasts = this.tryOut();
  }

  tryOut() {
    try {
      this.storage().setItem(`${PREFIX}.try`, '1');
      this.storage().removeItem(`${PREFIX}.try`);
      return true;
    } catch { return false; }
  }

  read(name, otherwise = null) {
    try { return JSON.parse(this.own.get(name) ?? this.storage().getItem(key(name))) ?? otherwise; } catch { return otherwise; }
  }

  // Names that begin so, of what is kept.
  names(beginning) {
    let stored = [];
    try { stored = Object.keys(this.storage()).filter((each) => each.startsWith(`${PREFIX}.`)).map((each) => each.slice(PREFIX.length + 1)); } catch { /* forbidden */ }
    return [...new Set([...stored, ...this.own.keys()])].filter((name) => name.startsWith(beginning));
  }

  write(name, value) {
    const written = JSON.stringify(value);
    try { if (this.lasts) { this.storage().setItem(key(name), written); return; } } catch { this.lasts = false; }
    this.own.set(name, written);
  }

  drop(...names) {
    names.forEach((name) => {
      this.own.delete(name);
      try { this.storage().removeItem(key(name)); } catch { /* forbidden: there is nothing to drop */ }
    });
  }

  // Another tab of this browser changed one that `concerns`, or dropped all.
  onChange(concerns, heard) {
    const listen = (event) => { if (event.key === null || concerns(event.key)) heard(); };
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }
}

export const key = (name) => (name === 'conversation' ? PREFIX : `${PREFIX}.${name}`);

const WAITING = 'unsent.';

// Messages that the service does not have yet, in the order of writing, shared by the tabs of this browser. Each is
// kept by itself: tabs that wrote one list would write over what another has just added.
export class Outbox {
  constructor(memory) {
    this.memory = memory;
    // Those the service has, until they come back in the talk.
    this.shown = [];
  }

  entries() {
    const entries = this.memory.names(WAITING).map((name) => this.memory.read(name)).filter(Boolean);
    return entries.sort((one, other) => one.order - other.order || (one.at < other.at ? -1 : 1));
  }

  onChange(heard) { return this.memory.onChange((changed) => changed.startsWith(key(WAITING)), heard); }

  write(entry) { this.memory.write(WAITING + entry.client_id, entry); }

  add(entry) { this.write({ ...entry, order: (this.entries().pop()?.order ?? 0) + 1 }); }

  find(clientId) { return this.memory.read(WAITING + clientId); }

  next() { return this.entries().find((entry) => !entry.refused) ?? null; }

  // Another tab may have dropped it meanwhile, here and below.
  refuse(clientId, refused) {
    const entry = this.find(clientId);
    if (entry) this.write({ ...entry, refused });
  }

  // Under a new name: the service may have kept the old one for what it refused.
  again(clientId, newId) {
    const entry = this.find(clientId);
    this.drop(clientId);
    if (entry) this.write({ ...entry, client_id: newId, refused: undefined });
  }

  drop(clientId) { this.memory.drop(WAITING + clientId); }

  // The service has it at this place; it stays in view until the talk has come so far.
  sent(clientId, seq, after) {
    const entry = this.find(clientId);
    if (entry && seq > after) this.shown.push({ ...entry, seq });
    this.drop(clientId);
  }

  // What is shown below the talk: sent but not back yet, then what waits.
  pending(after) {
    this.shown = this.shown.filter(({ seq }) => seq > after);
    return [...this.shown, ...this.entries()];
  }

  clear() {
    this.shown = [];
    this.memory.drop(...this.memory.names(WAITING));
  }
}
