// Dialogs that ask before something is done.
import { h, newId } from './dom.js';
import { t } from './i18n.js';

/** Shows a dialog until it is closed; focus goes in and comes back. */
export function open(title, content, { footer = [], closable = true } = {}) {
  const id = newId('dialog');
  const back = document.activeElement;
  const dialog = h('dialog', { 'aria-labelledby': id },
    h('article',
      h('header', h(`h2#${id}`, title)),
      content,
      footer.length > 0 && h('footer', footer)));
  dialog.addEventListener('cancel', (event) => { if (!closable) event.preventDefault(); });
  const closed = new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      back?.focus?.();
      resolve(dialog.returnValue);
    });
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, closed };
}

/** Whether it shall be done. The safe answer has the focus. */
export async function confirm(title, content, action) {
  const no = h('button.secondary.outline', { type: 'button', onclick: () => shown.dialog.close('') }, t('action.cancel'));
  const yes = h('button.danger', { type: 'button', onclick: () => shown.dialog.close('yes') }, action);
  const shown = open(title, content, { footer: [no, yes] });
  no.focus();
  return (await shown.closed) === 'yes';
}
