// Thirty days of a device, one mark for each.
import { day } from './format.js';
import { h } from './dom.js';
import { t } from './i18n.js';

export const DAYS = 30;

export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

function local(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** The last days, the oldest first: how each is named here and in words. */
function lastDays() {
  return Array.from({ length: DAYS }, (_, index) => {
    const date = new Date();
    date.setDate(date.getDate() - (DAYS - 1 - index));
    return { name: local(date), text: day(date) };
  });
}

export function strip(device) {
  const stored = new Set(device.days ?? []);
  const first = device.oldest ? local(new Date(device.oldest.lastModified)) : null;
  const days = lastDays();
  const count = days.filter(({ name }) => stored.has(name)).length;
  return h('span.strip', { role: 'img', 'aria-label': t('strip.label', { count, days: DAYS }) },
    days.map(({ name, text }) => {
      const kind = stored.has(name) ? 'yes' : first === null || name < first ? 'before' : 'no';
      return h(`i.${kind}`, { title: t(`strip.${kind}`, { day: text }) });
    }));
}

export function legend() {
  return h('p.legend.small', { 'aria-hidden': 'true' },
    ['yes', 'no', 'before'].map((kind) => h('span', h(`i.${kind}`), t(`strip.legend.${kind}`))));
}
