// What the editor's pages do beyond plain forms: nothing here is needed to get the work done.

// What was written or chosen before the scripts had come.
const isChanged = (field) => field.matches('select')
  ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0
  : field.matches('input, textarea') && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);

// A page is left with unsaved words only by will.
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-guard]'))) {
  let unsaved = 'unsaved' in form.dataset || [...form.elements].some(isChanged);
  form.addEventListener('input', () => { unsaved = true; });
  form.addEventListener('submit', () => { unsaved = false; });
  addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
}

// How many warnings there are is spoken when it changes, not at each letter.
document.addEventListener('htmx:after:swap', () => {
  const told = document.querySelector('[data-told]');
  const tell = document.querySelector('[data-tell]');
  if (told && tell && tell.textContent !== told.textContent) tell.textContent = told.textContent;
});

// It counts as written now.
document.addEventListener('htmx:after:process', () => {
  for (const field of [...document.querySelectorAll('input, textarea, select')].filter(isChanged)) {
    field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', { bubbles: true }));
  }
}, { once: true });

// A file that will be refused is not sent at all.
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-most]'))) {
  form.addEventListener('submit', (event) => {
    const size = [...form.elements['files'].files].reduce((sum, file) => sum + file.size, 0);
    const refused = size > Number(form.dataset.most);
    /** @type {HTMLElement} */ (form.querySelector('[data-too-large]')).hidden = !refused;
    if (refused) event.preventDefault();
  });
}
