// What went wrong, what was done, and what must not be missed.
import { h } from './dom.js';
import { has, language, t } from './i18n.js';

/** A problem as a sentence, with what to do about it. */
export function problemNotice(problem) {
  if (problem.code === undefined) console.error(problem);
  const code = problem.code ?? 'unexpected-answer';
  const known = has(`problem.${code}`);
  return h('div.notice.bad', { role: 'alert', 'data-code': code },
    h('p', h('strong', known ? t(`problem.${code}`) : t('problem.unknown'))),
    known && h('p', t(`problem.${code}.hint`)),
    details(problem));
}

/** What Coffer itself says; it speaks English. */
function details(problem) {
  const fields = problem.errors ?? [];
  if (!problem.detail && !fields.length && !problem.requestId) return null;
  return h('details', { open: fields.length > 0 && language() === 'en' },
    h('summary', t('problem.details')),
    problem.detail && h('p', { lang: 'en' }, problem.detail),
    problem.hint && h('p', { lang: 'en' }, problem.hint),
    problem.requestId && h('p.small', t('problem.request', { id: problem.requestId })));
}

let region;

/** Says it to everybody, screen readers included, for a while. */
export function say(text) {
  region ??= document.body.appendChild(h('div.toasts', { role: 'status', 'aria-live': 'polite' }));
  const toast = h('p.toast', text);
  region.append(toast);
  setTimeout(() => toast.remove(), 8000);
}

/** Does it, with the button busy meanwhile; what goes wrong is shown in the place. */
export async function attempt(button, place, work) {
  button?.setAttribute('aria-busy', 'true');
  if (button) button.disabled = true;
  place?.replaceChildren();
  try {
    return await work();
  } catch (problem) {
    if (problem.name === 'AbortError') return undefined;
    if (problem.code === undefined) throw problem;
    if (place) place.replaceChildren(problemNotice(problem));
    else say(has(`problem.${problem.code}`) ? t(`problem.${problem.code}`) : t('problem.unknown'));
    return undefined;
  } finally {
    button?.removeAttribute('aria-busy');
    if (button) button.disabled = false;
  }
}
