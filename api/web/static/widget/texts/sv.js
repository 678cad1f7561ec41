// Chattens egna ord på svenska. Botten svarar på finska.

import fi from './fi.js';

export default {
  ...fi,
  close: 'Stäng chatten', menu: 'Meny', log: 'Samtal', privacy: 'Vad som sparas', accessibility: 'Tillgänglighet',
  with: {
    bot: 'Du pratar med en maskin.', waiting: 'Du väntar på en handledare. Botten är tyst.', human: 'Du pratar med en människa.',
    humanNamed: (name) => `Du pratar med en människa: ${name}, handledare.`, callback: 'Du har bett om ett samtal.',
    closed: 'Samtalet är slut. Du kan fortsätta genom att skriva.',
  },
  welcome: {
    hello: 'Hej! Jag är Askelmerkki, en rådgivningsbot för arbetssökande.',
    machine: 'Jag är en maskin, inte en människa, och jag kan ha fel. Jag förstår bäst finska. En människa kan hjälpa dig på svenska.',
    start: 'Börja samtalet', or: 'Eller fråga direkt:', asks: ['Voiko tätä saada ruotsiksi?'],
    stored: 'Det du skriver sparas så att samtalet kan fortsätta. Namn eller personbeteckning behövs inte.', code: 'Fortsätt med kod',
  },
  noStorage: 'Webbläsaren tillåter inte lagring. Samtalet fungerar men försvinner från den här enheten när du stänger sidan. Du kan spara det i menyn.',
  write: 'Skriv ett meddelande', send: 'Skicka', left: (count) => `Tecken kvar ${count}`, person: 'Be en människa vara med',
  authors: { jobseeker: 'Du', bot: 'Bot', coach: 'Handledare', system: 'För kännedom' }, named: (name) => `${name}, handledare`, at: (time) => `kl. ${time}`,
  thinking: 'Botten tänker', offline: 'Förbindelsen bröts. Jag försöker igen. Dina meddelanden finns kvar.', failed: 'Det lyckades inte. Kontrollera förbindelsen och försök igen.',
  sending: 'Skickas', waits: 'Väntar på förbindelse', notSent: 'Meddelandet gick inte iväg.', again: 'Försök igen', drop: 'Ta bort meddelandet',
  newBelow: 'Nytt meddelande', readAloud: 'Läs högt', heardMany: (count) => `${count} nya meddelanden.`, choicesCount: ['alternativ', 'alternativ'], cardsCount: ['förslag', 'förslag'],
  others: 'Visa andra alternativ', helpNow: 'Hjälp genast', leaveQuickly: 'Lämna sidan snabbt',
  item: { progress: (number, most) => `Fråga ${number}. Det finns högst ${most} frågor.`, scale: 'Hur väl klarar du detta?' },
  kinds: {
    unit: 'Examensdel', hybrid_course: 'Flerformskurs', apprenticeship: 'Läroavtal', employer_path: 'Arbetsgivarens utbildning', badge: 'Kompetensmärke',
    preparatory: 'Handledande utbildning', workshop: 'Verkstad', recognition: 'Erkännande av kunnande',
  },
  ways: { contact: 'närundervisning', distance: 'distansundervisning', hybrid: 'delvis när-, delvis distansundervisning', workplace: 'lärande på arbetsplatsen' },
  languages: { fi: 'finska', sv: 'svenska', en: 'engelska' },
  card: {
    ...fi.card, sample: 'Exempelinnehåll', fits: 'Varför det här kan passa', hinders: 'Bra att tänka på', more: 'All information', size: 'Omfattning', provider: 'Ordnare', place: 'Ort',
    way: 'Studiesätt', starts: 'Börjar', apply: 'Sök senast', length: 'Längd', hours: 'Tid per vecka', days: 'Närdagar i månaden', times: 'Tider', fee: 'Avgift', how: 'Så söker du',
    needs: 'Behörighet', asked: 'Vad det kräver', language: 'Språk', device: 'Utrustning', gained: 'Du lär dig', employer: 'Arbetsgivare', roles: 'Arbetsuppgifter', open: 'Lediga platser',
    mustHave: 'Du ska kunna när du kommer', learnt: 'Du lär dig i arbetet', part: 'Del av examen', checked: 'Uppgifterna kontrollerade', continuous: 'kontinuerlig ansökan, flexibel start',
    noDate: 'tiden är inte känd än', free: 'avgiftsfri', needsDevice: 'du behöver en dator', evenings: 'kvällar', weekends: 'veckoslut',
    osp: ['kompetenspoäng', 'kompetenspoäng'], weeks: ['vecka', 'veckor'], hoursUnit: ['timme', 'timmar'], about: (text) => `ungefär ${text}`,
  },
  profile: {
    strengths: 'Dina styrkor', competences: 'Vad du kan', certainty: 'Säkerhet', unknown: 'Vad vi ännu vet lite om',
  },
  path: { step: (number) => `Steg ${number}`, goal: 'Mål', byThen: 'Efter det', helper: 'Vem hjälper' },
  settings: { size: 'Textstorlek', sizes: ['Normal', 'Stor', 'Störst'], easy: 'Lättläst finska', aloud: 'Läs nya meddelanden högt' },
  understood: {
    open: 'Vad jag har förstått', title: 'Vad jag har förstått om dig',
    intro: 'Du kan rätta eller ta bort varje punkt. Handledaren ser bara det som du låter synas.',
    nothing: 'Jag vet ännu inget om dig.', agreed: 'Det vi kom överens om', right: 'Rätta', away: 'Ta bort', save: 'Spara', saved: 'Rättat.',
    gone: (label) => `Borttaget: ${label}.`, words: (words) => `Du sade: ”${words}”`, field: (label) => `Hur är det rätt? (${label})`,
    situations: { employed: 'du har arbete', unemployed: 'du är arbetslös', long_unemployed: 'du har länge varit utan arbete', never_worked: 'du har ännu inte arbetat' },
  },
  sheet: { cancel: 'Avbryt', done: 'Klar' },
  slip: {
    ...fi.slip, open: 'Ändra begäran', title: 'Be en människa vara med', intro: 'Handledaren ser den här lappen. Du kan ändra den eller lämna punkter tomma.', summary: 'Kort om ditt ärende',
    wants_to_talk: 'Vad vill du prata om?', does_not_want: 'Vad vill du inte prata om?', own_coach: 'Din egen handledare, om du vet namnet', consents: 'Vad får handledaren se?',
    consent: { transcript: 'Hela det här samtalet', profile: 'Min kompetensprofil', suggestions: 'Vad som har föreslagits för mig', worries: 'Bekymmer jag har talat om' },
    noConsent: 'Om du inte väljer något ser handledaren bara lappen och det du skriver efter detta.', send: 'Skicka begäran', urgent: 'Jag vill ha en människa genast, utan lapp',
  },
  share: {
    open: 'Dela kompetensprofilen', title: 'Dela kompetensprofilen med en handledare', intro: 'Du får en kod som visar din profil för handledaren. Delningen upphör av sig själv.',
    days: 'Hur länge ska profilen synas?', count: ['dag', 'dagar'], readiness: 'Ta med mina svar om beredskap och ork', send: 'Gör en kod', stop: 'Sluta dela',
    until: (day) => `Profilen syns med koden till ${day}.`,
  },
  profilePdf: 'Spara kompetensprofilen',
  consents: { open: 'Vad handledaren får se', send: 'Spara', intro: 'Du kan ge eller ta tillbaka lov när som helst. Det som redan är läst går inte att ta tillbaka.' },
  call: {
    open: 'Be om ett samtal', title: 'Be om ett samtal', phone: 'Ditt telefonnummer', when: 'När passar det att ringa? Vad vill du prata om? (frivilligt)', send: 'Skicka',
    note: 'Numret sparas krypterat. Bara handledaren som ringer ser det.',
  },
  device: {
    open: 'Fortsätt på en annan enhet', title: 'Fortsätt på en annan enhet', how: 'Öppna Askelmerkki på den andra enheten, välj Fortsätt med kod och skriv den här koden:',
    until: (time) => `Koden fungerar en gång, till kl. ${time}. Ge den inte åt andra: med den ser man ditt samtal.`,
    enter: 'Fortsätt med kod', intro: 'Skriv koden som du fick på den andra enheten.', code: 'Kod', go: 'Öppna samtalet',
  },
  save: { open: 'Spara samtalet', title: 'Spara samtalet', intro: 'I vilken form?', pdf: 'PDF', text: 'Text', json: 'Alla sparade uppgifter (JSON)' },
  end: 'Avsluta samtalet',
  clear: { open: 'Töm den här enheten', note: 'För en gemensam dator. Samtalet finns kvar i tjänsten men kan inte längre öppnas på den här enheten.', done: 'Samtalet är borta från den här enheten.' },
  remove: { open: 'Radera samtalet', title: 'Radera hela samtalet?', sure: 'Radera för gott', done: 'Samtalet är raderat.', until: (day) => `Finns kvar till ${day}.` },
};
