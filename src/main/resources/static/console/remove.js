// Deletes backups, after asking with their names.
import * as api from './api.js';
import { confirm } from './dialog.js';
import { h } from './dom.js';
import { t } from './i18n.js';
import { attempt, problemNotice, say } from './notice.js';

const NAMED = 20;

/** Whether they were deleted, as far as they could be; what could not is told in the place. */
export async function removeBackups(keys, place) {
  const sure = await confirm(t('remove.title', { count: keys.length }), [
    h('p', t('remove.what', { count: keys.length })),
    h('ul.names', keys.slice(0, NAMED).map((key) => h('li', key))),
    keys.length > NAMED && h('p', t('format.more', { count: keys.length - NAMED })),
  ], t('remove.action', { count: keys.length }));
  if (!sure) return false;
  const answer = await attempt(null, place, () => api.post(api.path('backups/delete'), { keys }));
  if (!answer) return false;
  if (answer.deleted.length > 0) say(t('remove.done', { count: answer.deleted.length }));
  if (answer.failed.length > 0) {
    place?.append(h('p', t('remove.failed', { count: answer.failed.length })),
      ...[...new Map(answer.failed.map((one) => [one.code, one])).values()].map((one) => problemNotice({ ...one, detail: one.key })));
  }
  return true;
}
