// Copies text, also where the page is not secure and browsers keep the clipboard from it.
import { h } from './dom.js';
import { t } from './i18n.js';
import { say } from './notice.js';

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = h('textarea.hidden', { readonly: true, 'aria-hidden': 'true' });
  field.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

function copyButton(what, text) {
  return h('button.outline.small', {
    type: 'button',
    'aria-label': t('copy.what', { what }),
    onclick: async () => {
      await copy(text);
      say(t('copy.done'));
    },
  }, t('copy.action'));
}

/** A value that is copied as a whole. */
export function copyField(label, text) {
  return h('div.copy', h('span.label', label), h('code', text), copyButton(label, text));
}

/** A command that is copied as a whole. */
export function copyBlock(label, text) {
  return h('div.block', h('pre', { tabindex: '0', role: 'group', 'aria-label': label }, h('code', text)), copyButton(label, text));
}

/** One word of a shell. */
export function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
