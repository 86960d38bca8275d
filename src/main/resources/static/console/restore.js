// Downloads a backup: from the bucket where it can be reached from here, else through Coffer.
import * as api from './api.js';
import { quoted } from './clipboard.js';
import { h } from './dom.js';
import { percent } from './format.js';
import { t } from './i18n.js';
import { attempt, say } from './notice.js';

const PATIENCE = 8000;

/** Whether the store answers this browser at all; what it answers it need not show. */
async function reaches(url) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE);
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal: controller.signal });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

function save(url, filename) {
  const link = h('a.hidden', { href: url, download: filename });
  document.body.append(link);
  link.click();
  link.remove();
}

/** The bytes are kept by the browser, on its disk if they are many, and saved when all are there and of the right number. */
async function throughCoffer(link, progress) {
  const answer = await api.send('GET', api.path(api.backup(link.key, '/content')));
  const pieces = [];
  let received = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new api.Problem({ code: 'offline' }, 0); });
    if (done) break;
    pieces.push(new Blob([value]));
    received += value.length;
    progress(received / Math.max(1, link.size));
  }
  if (received !== link.size) throw new api.Problem({ code: 'incomplete-download' }, 0);
  const url = URL.createObjectURL(new Blob(pieces, { type: 'application/octet-stream' }));
  save(url, link.filename ?? link.key);
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

export async function restore(key, progress = () => {}) {
  const link = await api.post(api.path(api.backup(key, '/restore')));
  if (await reaches(link.url)) {
    save(link.url, link.filename ?? key);
    return 'bucket';
  }
  await throughCoffer(link, progress);
  return 'coffer';
}

export function restoreButton(backup, place, kind = '.outline.small') {
  const button = h(`button${kind}`, {
    id: `restore-${backup.key}`, type: 'button', 'aria-label': t('restore.what', { name: backup.key }),
    onclick: () => attempt(button, place, async () => {
      const way = await restore(backup.key, (part) => { button.textContent = percent(part); });
      button.textContent = t('restore.action');
      say(t(`restore.${way}`));
    }).finally(() => { button.textContent = t('restore.action'); }),
  }, t('restore.action'));
  return button;
}

/** What downloads it in a shell; the token is not in it. */
export function curl(backup) {
  const target = api.url(api.path(api.backup(backup.key, '/content')));
  return `curl -fL -H "Authorization: Bearer $COFFER_TOKEN" -o ${quoted(backup.filename ?? backup.key)} ${quoted(target)}`;
}
