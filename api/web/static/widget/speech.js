// Reads aloud where the browser has a voice of the language.

export class Speech {
  constructor(language) {
    this.language = language;
    this.engine = window.speechSynthesis ?? null;
  }

  voice() {
    return this.engine?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(this.language)) ?? null;
  }

  // Voices come late in some browsers: called now and whenever they change.
  onVoices(heard) {
    heard(this.voice() !== null);
    this.engine?.addEventListener?.('voiceschanged', () => heard(this.voice() !== null));
  }

  say(text, ended = () => {}) {
    const voice = this.voice();
    if (!voice) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = utterance.onerror = ended;
    this.engine.speak(utterance);
  }

  stop() { this.engine?.cancel(); }
}
