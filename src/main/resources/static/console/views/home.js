// Is everything backed up? One sentence, then who, then what came last.
import * as api from '../api.js';
import { h, show } from '../dom.js';
import { list, since, size } from '../format.js';
import { rich, t } from '../i18n.js';
import { watch } from '../live.js';
import { named } from '../named.js';
import { problemNotice } from '../notice.js';
import * as session from '../session.js';
import { DAYS, legend, strip, ZONE } from '../strip.js';

const MARKS = { empty: '–', overdue: '!', waiting: '…', well: '✓', nameless: '✓' };

/** How things are, and the devices that are meant. Whose first backup has yet to come is not backed up. */
function state(devices, page) {
  const overdue = devices.filter((device) => device.overdue);
  const waiting = devices.filter((device) => !device.newest);
  if (page.total === 0) return ['empty', []];
  if (overdue.length > 0) return ['overdue', overdue];
  if (waiting.length > 0) return ['waiting', waiting];
  return [devices.length > 0 ? 'well' : 'nameless', devices];
}

function verdict(devices, page) {
  const [kind, meant] = state(devices, page);
  const names = list(meant.map((device) => device.name));
  const newest = page.items[0];
  const sentence = {
    empty: () => t('home.empty'),
    overdue: () => t('home.overdue', { count: meant.length, all: devices.length, names }),
    waiting: () => t('home.waiting', { count: meant.length, all: devices.length, names }),
    well: () => t('home.well', { count: devices.length }),
    nameless: () => t('home.nameless', { count: page.total }),
  }[kind]();
  return h(`section.verdict.${kind === 'empty' ? 'nothing' : kind}`, { 'aria-live': 'polite' },
    h('span.mark', { 'aria-hidden': 'true' }, MARKS[kind]),
    h('div',
      h('p.sentence', sentence),
      h('p', ['overdue', 'waiting'].includes(kind) ? `${t(`home.${kind}.what`)} ` : '',
        newest ? rich('home.newest', { ago: since(newest.lastModified) }) : t('home.empty.what')),
      kind === 'empty' && h('p.actions',
        h('a', { href: '#/upload', role: 'button' }, t('home.empty.upload')),
        session.may('operator') && h('a.outline', { href: '#/devices', role: 'button' }, t('home.empty.device')))));
}

function deviceRow(device) {
  return h('tr', { role: 'row' },
    h('th', { scope: 'row', role: 'rowheader' },
      h('a', { href: `#/backups?device=${encodeURIComponent(device.name)}` }, device.name),
      device.overdue && h('span.badge.late', t('device.overdue'))),
    h('td.wide', { role: 'cell' }, list(device.applications, 3)),
    h('td', { role: 'cell' }, device.newest ? since(device.newest.lastModified) : t('device.never')),
    h('td.days', { role: 'cell' }, strip(device)),
    h('td.wide.number', { role: 'cell' }, size(device.bytes)));
}

function deviceTable(devices) {
  if (devices.length === 0) return null;
  const late = (device) => (device.overdue ? 0 : 1);
  const sorted = [...devices].sort((a, b) => late(a) - late(b) || a.name.localeCompare(b.name));
  return h('section.card',
    h('h2', t('home.devices')),
    h('table.devices', { role: 'table' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
        h('th', { scope: 'col', role: 'columnheader' }, t('device.name')),
        h('th.wide', { scope: 'col', role: 'columnheader' }, t('device.applications')),
        h('th', { scope: 'col', role: 'columnheader' }, t('device.newest')),
        h('th.days', { scope: 'col', role: 'columnheader' }, t('device.days', { count: DAYS })),
        h('th.wide.number', { scope: 'col', role: 'columnheader' }, t('device.size')))),
      h('tbody', { role: 'rowgroup' }, sorted.map(deviceRow))),
    legend());
}

function newest(page) {
  if (page.items.length === 0) return null;
  return h('section.card',
    h('h2', t('home.latest')),
    h('ul.latest', page.items.map((backup) => h('li',
      h('span', named(backup)),
      h('span.small.when', since(backup.lastModified), ' · ', size(backup.size))))),
    h('p', h('a', { href: '#/backups' }, t('home.all', { count: page.total }))));
}

async function storageNote(place) {
  if (!session.mayInAll('operator')) return;
  const config = await api.get('config').catch(() => null);
  if (config?.warnings.some((warning) => warning.code === 'embedded-local-only')) {
    place.append(h('p.notice.warn', t('home.local'), ' ', session.may('admin') && h('a', { href: '#/settings' }, t('home.local.settings'))));
  }
}

export function homeView({ body, signal }) {
  const content = h('div', { 'aria-busy': 'true' }, t('loading'));
  const note = h('div');
  body.append(content, note);
  let devices = null;
  let page = null;
  const draw = () => {
    if (devices === null || page === null) return;
    content.removeAttribute('aria-busy');
    show(content, verdict(devices, page), deviceTable(devices), newest(page));
  };
  const failed = (problem) => {
    content.removeAttribute('aria-busy');
    show(content, problemNotice(problem));
  };
  watch(api.path('devices', { days: DAYS, zone: ZONE }), signal, (answer) => { devices = answer ?? devices; if (answer) draw(); }, failed);
  watch(api.path('backups', { limit: 5 }), signal, (answer) => { page = answer ?? page; if (answer) draw(); }, failed);
  storageNote(note);
}
