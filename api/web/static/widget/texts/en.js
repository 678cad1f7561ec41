// The chat's own words in English. The bot answers in Finnish.

import fi from './fi.js';

export default {
  ...fi,
  close: 'Close the chat', menu: 'Menu', log: 'Conversation', privacy: 'What is stored', accessibility: 'Accessibility',
  with: {
    bot: 'You are talking with a machine.', waiting: 'You are waiting for a coach. The bot is silent.', human: 'You are talking with a person.',
    humanNamed: (name) => `You are talking with a person: ${name}, coach.`, callback: 'You have asked for a call.', closed: 'The conversation has ended. Write to go on.',
  },
  welcome: {
    hello: 'Hello! I am Askelmerkki, a guidance bot for jobseekers.',
    machine: 'I am a machine, not a person, and I can be wrong. I understand Finnish best. A person can help you in English.',
    start: 'Start the conversation', or: 'Or ask right away:', asks: ['Voiko tätä saada englanniksi?'],
    stored: 'What you write is stored so that the conversation can go on. No name or identity code is needed.', code: 'Continue with a code',
  },
  noStorage: 'This browser does not allow storage. The conversation works but disappears from this device when you close the page. You can save it from the menu.',
  write: 'Write a message', send: 'Send', left: (count) => `Characters left ${count}`, person: 'Ask for a person',
  authors: { jobseeker: 'You', bot: 'Bot', coach: 'Coach', system: 'Notice' }, named: (name) => `${name}, coach`, at: (time) => `at ${time}`,
  thinking: 'The bot is thinking', offline: 'The connection was lost. I will try again. Your messages are kept.', failed: 'That did not work. Check the connection and try again.',
  sending: 'Sending', waits: 'Waiting for a connection', notSent: 'The message was not sent.', again: 'Try again', drop: 'Remove the message',
  newBelow: 'New message', readAloud: 'Read aloud', heardMany: (count) => `${count} new messages.`, choicesCount: ['choice', 'choices'], cardsCount: ['suggestion', 'suggestions'],
  others: 'Show the other choices', helpNow: 'Help now', leaveQuickly: 'Leave quickly',
  item: { progress: (number, most) => `Question ${number}. There are at most ${most}.`, scale: 'How well does this go?' },
  kinds: {
    unit: 'Unit of a qualification', hybrid_course: 'Blended course', apprenticeship: 'Apprenticeship', employer_path: 'An employer’s training', badge: 'Skill badge',
    preparatory: 'Preparatory education', workshop: 'Workshop', recognition: 'Recognition of skills',
  },
  ways: { contact: 'in class', distance: 'online', hybrid: 'partly in class, partly online', workplace: 'learning at work' },
  languages: { fi: 'Finnish', sv: 'Swedish', en: 'English' },
  card: {
    ...fi.card, sample: 'Sample content', fits: 'Why this might suit you', hinders: 'Good to notice', more: 'All details', size: 'Size', provider: 'Provider', place: 'Place', way: 'How',
    starts: 'Starts', apply: 'Apply by', length: 'Length', hours: 'Time a week', days: 'Days in class a month', times: 'Times', fee: 'Fee', how: 'How to apply', needs: 'Entry', asked: 'What it asks of you',
    language: 'Language', device: 'Device', gained: 'You learn', employer: 'Employer', roles: 'Tasks', open: 'Open places', mustHave: 'Needed when you come', learnt: 'You learn at work',
    part: 'Part of', checked: 'Details checked', continuous: 'apply at any time, flexible start', noDate: 'not told yet', free: 'free of charge', needsDevice: 'you need a computer',
    evenings: 'evenings', weekends: 'weekends', osp: ['competence point', 'competence points'], weeks: ['week', 'weeks'], hoursUnit: ['hour', 'hours'], about: (text) => `about ${text}`,
  },
  profile: {
    strengths: 'Your strengths', competences: 'What you can do', certainty: 'Certainty', unknown: 'What we still know little of',
  },
  path: { step: (number) => `Step ${number}`, goal: 'Goal', byThen: 'After that', helper: 'Who helps' },
  settings: { size: 'Text size', sizes: ['Normal', 'Large', 'Largest'], easy: 'Easy Finnish', aloud: 'Read new messages aloud' },
  understood: {
    open: 'What I have understood', title: 'What I have understood of you',
    intro: 'You can put right or remove each of these. A coach sees only what you let be seen.',
    nothing: 'I know nothing of you yet.', agreed: 'What we agreed on', right: 'Put right', away: 'Remove', save: 'Save', saved: 'Put right.',
    gone: (label) => `Removed: ${label}.`, words: (words) => `You said: “${words}”`, field: (label) => `How is it right? (${label})`,
    situations: { employed: 'you have work', unemployed: 'you are unemployed', long_unemployed: 'you have long been without work', never_worked: 'you have not worked yet' },
  },
  sheet: { cancel: 'Cancel', done: 'Done' },
  slip: {
    ...fi.slip, open: 'Change the request', title: 'Ask for a person', intro: 'The coach sees this slip. You can change it or leave parts empty.', summary: 'Your matter in short',
    wants_to_talk: 'What do you want to talk about?', does_not_want: 'What do you not want to talk about?', own_coach: 'Your own coach, if you know the name', consents: 'What may the coach see?',
    consent: { transcript: 'This whole conversation', profile: 'My skills profile', suggestions: 'What was suggested to me', worries: 'Worries I spoke of' },
    noConsent: 'If you choose nothing, the coach sees only the slip and what you write after this.', send: 'Send the request', urgent: 'I want a person now, without a slip',
  },
  share: {
    open: 'Share the skills profile', title: 'Share the skills profile with a coach', intro: 'You get a code that shows your profile to the coach. Sharing ends by itself.',
    days: 'How long can it be seen?', count: ['day', 'days'], readiness: 'Include my answers on readiness', send: 'Make a code', stop: 'Stop sharing',
    until: (day) => `The code shows the profile until ${day}.`,
  },
  profilePdf: 'Save the skills profile',
  consents: { open: 'What the coach may see', send: 'Save', intro: 'You can give or withdraw consent at any time. What has been read cannot be unread.' },
  call: {
    open: 'Ask for a call', title: 'Ask for a call', phone: 'Your telephone number', when: 'When does a call suit you? What about? (optional)', send: 'Send',
    note: 'The number is stored encrypted. Only the coach who calls sees it.',
  },
  device: {
    open: 'Continue on another device', title: 'Continue on another device', how: 'Open Askelmerkki on the other device, choose Continue with a code and write this code:',
    until: (time) => `The code works once, until ${time}. Do not give it to others: it shows your conversation.`,
    enter: 'Continue with a code', intro: 'Write the code that you got on the other device.', code: 'Code', go: 'Open the conversation',
  },
  save: { open: 'Save the conversation', title: 'Save the conversation', intro: 'In which form?', pdf: 'PDF', text: 'Text', json: 'All stored data (JSON)' },
  end: 'End the conversation',
  clear: { open: 'Clear this device', note: 'For a shared computer. The conversation stays in the service but cannot be opened on this device any more.', done: 'The conversation is gone from this device.' },
  remove: { open: 'Delete the conversation', title: 'Delete the whole conversation?', sure: 'Delete for good', done: 'The conversation is deleted.', until: (day) => `Kept until ${day}.` },
};
