// Who backs up, with which token; a new device, and one that goes.
import * as api from '../api.js';
import { confirm } from '../dialog.js';
import { addDevice } from '../add-device.js';
import { h, show } from '../dom.js';
import { dateTime, list, since, size } from '../format.js';
import { t } from '../i18n.js';
import { watch } from '../live.js';
import { attempt, problemNotice, say } from '../notice.js';
import * as session from '../session.js';
import { DAYS, legend, strip, ZONE } from '../strip.js';

function tokenText(token) {
  if (!token) return t('devices.token.none');
  if (token.managed) return t('devices.token.managed');
  const made = t('devices.token.made', { time: dateTime(token.createdAt) });
  return token.expiresAt ? `${made} ${t('devices.token.ends', { time: dateTime(token.expiresAt) })}` : made;
}

function card(device, place) {
  const renew = h('button.outline.small', { type: 'button', onclick: () => addDevice(device.name) }, t('devices.renew'));
  const revoke = h('button.danger.outline.small', {
    id: `revoke-${device.name}`, type: 'button', 'aria-label': t('devices.revoke.what', { name: device.name }), onclick: () => revokeToken(device, revoke, place),
  }, t('devices.revoke'));
  const editable = session.may('operator') && !device.token?.managed;
  return h('li.device', { 'data-device': device.name },
    h('h2', device.name, device.overdue && h('span.badge.late', t('device.overdue'))),
    strip(device),
    h('dl.facts',
      fact('device.newest', device.newest ? since(device.newest.lastModified) : t('device.never')),
      fact('device.first', device.oldest && dateTime(device.oldest.lastModified)),
      fact('device.applications', device.applications.length > 0 && list(device.applications)),
      fact('device.count', t('device.backups', { count: device.count, size: size(device.bytes) })),
      fact('devices.token', tokenText(device.token))),
    h('p.actions',
      device.count > 0 && h('a', { href: `#/backups?device=${encodeURIComponent(device.name)}` }, t('devices.history')),
      editable && renew,
      editable && device.token && revoke));
}

function fact(title, value) {
  return value ? h('div', h('dt', t(title)), h('dd', value)) : null;
}

async function revokeToken(device, button, place) {
  const sure = await confirm(t('devices.revoke.title', { name: device.name }), h('p', t('devices.revoke.sure')), t('devices.revoke'));
  if (!sure) return;
  await attempt(button, place, async () => {
    await api.remove(api.path(`devices/${encodeURIComponent(device.name)}/token`));
    say(t('devices.revoked', { name: device.name }));
  });
}

export function devicesView({ body, signal }) {
  const place = h('div');
  const content = h('div', { 'aria-busy': 'true' }, t('loading'));
  body.append(
    h('div.intro', h('p.lead', t('devices.lead')),
    session.may('operator') ? h('p.actions', h('button#add-device', { type: 'button', onclick: () => addDevice() }, t('devices.add'))) : ''),
    place, content);
  watch(api.path('devices', { days: DAYS, zone: ZONE }), signal, (devices) => {
    content.removeAttribute('aria-busy');
    if (devices === null) return;
    show(content, devices.length === 0
      ? h('div.empty', h('p.sentence', t('devices.empty')), h('p', t('devices.empty.what')))
      : [h('ul.cards', devices.map((device) => card(device, place))), legend()]);
  }, (problem) => {
    content.removeAttribute('aria-busy');
    show(content, problemNotice(problem));
  });
}
