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
    try { return JSON.parse(this.lasts ? this.storage().getItem(key(name)) : this.own.get(name) ?? null) ?? otherwise; } catch { return otherwise; }
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

  // Another tab of this browser changed it.
  onChange(name, heard) {
    const listen = (event) => { if (event.key === key(name) || event.key === null) heard(this.read(name)); };
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }
}

const key = (name) => (name === 'conversation' ? PREFIX : `${PREFIX}.${name}`);

// Messages that the service does not have yet, in the order of writing, shared by the tabs of this browser.
export class Outbox {
  constructor(memory) {
    this.memory = memory;
    // Those the service has, until they come back in the talk.
    this.shown = [];
  }

  entries() { return this.memory.read('unsent', []); }

  onChange(heard) { return this.memory.onChange('unsent', heard); }

  write(entries) { this.memory.write('unsent', entries); }

  add(entry) { this.write([...this.entries(), entry]); }

  next() { return this.entries().find((entry) => !entry.refused) ?? null; }

  refuse(clientId, why) {
    this.write(this.entries().map((entry) => (entry.client_id === clientId ? { ...entry, refused: why } : entry)));
  }

  // Under a new name: the service may have kept the old one for what it refused.
  again(clientId, newId) {
    this.write(this.entries().map(({ refused, ...entry }) => (entry.client_id === clientId ? { ...entry, client_id: newId } : { ...entry, ...(refused && { refused }) })));
  }

  drop(clientId) { this.write(this.entries().filter((entry) => entry.client_id !== clientId)); }

  // The service has it at this place; it stays in view until the talk has come so far.
  sent(clientId, seq, after) {
    const entry = this.entries().find(({ client_id: id }) => id === clientId);
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
    this.memory.drop('unsent');
  }
}
