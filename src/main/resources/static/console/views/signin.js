// Signing in with a token.
import * as api from '../api.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { attempt } from '../notice.js';
import { go, wantedPath } from '../router.js';
import * as session from '../session.js';
import { drawShell } from '../shell.js';

export function signInView({ body, query }) {
  const failed = h('div');
  const field = h('input#token', {
    type: 'password', required: true, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'token-help',
  });
  const button = h('button', { type: 'submit' }, t('signIn.action'));
  const submit = (event) => {
    event.preventDefault();
    attempt(button, failed, async () => {
      session.remember(field.value.trim());
      try {
        session.setCaller(await api.get('me'));
      } catch (problem) {
        session.forget();
        throw problem;
      }
      const path = wantedPath();
      drawShell();
      go(path.startsWith('/sign-in') ? '/' : path);
    });
  };
  body.append(
    query.has('ended') ? h('div.notice', { role: 'status' }, t('signIn.ended')) : '',
    h('form.card', { onsubmit: submit },
      h('p', t('signIn.lead')),
      h('label', { for: 'token' }, t('signIn.token')),
      field,
      h('small#token-help', t('signIn.help')),
      failed,
      button));
}
