// What the editor's pages do beyond plain forms: nothing here is needed to get the work done.

// A page is left with unsaved words only by will.
for (const form of document.querySelectorAll('form[data-guard]')) {
  let unsaved = 'unsaved' in form.dataset;
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

// What was written before the scripts had come counts as written now.
document.addEventListener('htmx:after:process', () => {
  for (const field of document.querySelectorAll('input, textarea')) {
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}, { once: true });

// A file that will be refused is not sent at all.
for (const form of document.querySelectorAll('form[data-most]')) {
  form.addEventListener('submit', (event) => {
    const size = [...form.elements.files.files].reduce((sum, file) => sum + file.size, 0);
    const refused = size > Number(form.dataset.most);
    form.querySelector('[data-too-large]').hidden = !refused;
    if (refused) event.preventDefault();
  });
}
