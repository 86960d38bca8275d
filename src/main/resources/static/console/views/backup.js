// One backup: what is known of it, and what can be done with it.
import * as api from '../api.js';
import { copyBlock } from '../clipboard.js';
import { rememberedDigest } from '../upload/digest.js';
import { h, show } from '../dom.js';
import { dateTime, number, percent, since, size } from '../format.js';
import { has, t } from '../i18n.js';
import { attempt, problemNotice } from '../notice.js';
import { removeBackups } from '../remove.js';
import { curl, restoreButton } from '../restore.js';
import { go } from '../router.js';
import * as session from '../session.js';

const MARKS = { passed: '✓', failed: '✕', warning: '!', skipped: '–' };

function facts(backup) {
  const rows = [
    ['backup.application', backup.application], ['backup.device', backup.device], ['backup.filename', backup.filename],
    ['backup.stored', [dateTime(backup.lastModified), ' (', since(backup.lastModified), ')']],
    ['backup.size', t('backup.bytes', { size: size(backup.size), bytes: number(backup.size) })],
    ['backup.class', backup.storageClass],
    ['backup.sha256', backup.sha256 && [h('code', backup.sha256), h('span.small', t(`backup.source.${backup.sha256Source}`))]],
  ];
  return h('dl.facts', rows.filter(([, value]) => value).map(([title, value]) => h('div', h('dt', t(title)), h('dd', value))));
}

/** One step of a report, of a verification or of a check. */
export function stepLine(step, names) {
  const title = has(`${names}.${step.name}`) ? t(`${names}.${step.name}`) : step.name;
  return h(`li.step.${step.status}`,
    h('span.mark', { 'aria-hidden': 'true' }, MARKS[step.status]),
    h('div', h('strong', title), h('span.small', t(`status.${step.status}`)),
      h('p', { lang: 'en' }, step.message),
      step.hint && h('p.hint', { lang: 'en' }, step.hint)));
}

function report(result) {
  const sent = rememberedDigest(result.key);
  return h('section.card', { role: 'status' },
    h(`p.sentence.${result.passed ? 'good' : 'bad'}`, t(result.passed ? 'verify.passed' : 'verify.failed')),
    sent && h('p', t(sent === result.sha256 ? 'verify.same' : 'verify.differs')),
    h('ul.steps', result.steps.map((step) => stepLine(step, 'verify'))));
}

async function verify(key, place, signal) {
  const bar = h('progress', { 'aria-label': t('verify.running'), max: 1 });
  const far = h('span', '');
  show(place, h('section.card', h('p', t('verify.running'), ' ', far), bar));
  let result = null;
  await api.lines(api.path(api.backup(key, '/verify')), undefined, (line) => {
    if (line.problem) throw new api.Problem(line.problem, line.problem.status);
    if (line.progress) {
      const part = line.progress.bytesRead / Math.max(1, line.progress.size);
      bar.value = part;
      far.textContent = percent(part);
    }
    result = line.result ?? result;
  }, signal);
  show(place, result ? report(result) : problemNotice({ code: 'offline' }));
}

async function remove(backup, place) {
  if (await removeBackups([backup.key], place) && place.childElementCount === 0) go('/backups');
}

function actions(backup, place, verified, signal) {
  const verifyButton = h('button#verify.outline', {
    type: 'button', onclick: () => attempt(verifyButton, place, () => verify(backup.key, verified, signal).catch((failure) => { show(verified); throw failure; })),
  }, t('verify.action'));
  return h('p.actions',
    restoreButton(backup, place, '.primary'),
    session.may('operator') && [verifyButton,
      h('button#delete.danger.outline', { type: 'button', onclick: () => remove(backup, place) }, t('action.delete'))]);
}

export async function backupView({ body, heading, rest: key, signal }) {
  heading.textContent = key;
  heading.classList.add('key-title');
  const place = h('div');
  const verified = h('div');
  const content = h('div', { 'aria-busy': 'true' }, t('loading'));
  body.append(h('p', h('a', { href: '#/backups' }, t('backup.back'))), content);
  try {
    const backup = await api.get(api.path(api.backup(key)), { signal });
    content.removeAttribute('aria-busy');
    show(content,
      h('section.card', facts(backup), actions(backup, place, verified, signal), place),
      verified,
      h('section.card', h('h2', t('backup.curl')), h('p', t('backup.curl.what')), copyBlock(t('backup.curl'), curl(backup))));
  } catch (problem) {
    if (problem.name === 'AbortError') return;
    content.removeAttribute('aria-busy');
    show(content, problemNotice(problem));
  }
}
