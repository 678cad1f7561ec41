// What is kept on this device over a reload. Where the browser forbids storage, it is kept until the page closes.

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
