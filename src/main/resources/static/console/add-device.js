// A token for a device: shown once, with what to do with it.
import * as api from './api.js';
import { copyBlock, copyField, quoted } from './clipboard.js';
import { open } from './dialog.js';
import { h } from './dom.js';
import { dateTime } from './format.js';
import { t } from './i18n.js';
import { attempt } from './notice.js';

const LIFETIMES = { '': 'devices.ends.never', P30D: 'devices.ends.month', P90D: 'devices.ends.quarter', P365D: 'devices.ends.year' };

/** Asks for a name, or makes another token for the device of that name. */
export function addDevice(name = '') {
  const failed = h('div');
  const field = h('input#new-name', { value: name, required: true, maxlength: '64', autocomplete: 'off', readonly: name !== '', 'aria-describedby': 'new-name-help' });
  const ends = h('select#new-ends', Object.entries(LIFETIMES).map(([value, text]) => h('option', { value }, t(text))));
  const button = h('button', { type: 'submit' }, t('devices.make'));
  const form = h('form', {
    onsubmit: (event) => {
      event.preventDefault();
      attempt(button, failed, async () => {
        const route = `devices/${encodeURIComponent(field.value.trim())}/token`;
        const made = await api.post(api.path(route, { expiresIn: ends.value }));
        shown.dialog.close();
        await shown.closed;
        showToken(made);
      });
    },
  },
  name && h('p', t('devices.renew.what')),
  h('label', { for: 'new-name' }, t('device.name')), field, h('small#new-name-help', t('devices.name.help')),
  h('label', { for: 'new-ends' }, t('devices.ends')), ends,
  failed,
  h('p.actions', button, h('button.secondary.outline', { type: 'button', onclick: () => shown.dialog.close() }, t('action.cancel'))));
  const shown = open(t(name ? 'devices.renew.title' : 'devices.add'), form);
  field.focus();
}

/** The pair for programs that only know S3, where Coffer speaks it. */
function keyPair(made) {
  const pair = made.s3 ?? made;
  return pair.accessKeyId && pair.secretAccessKey ? pair : null;
}

function upload(token) {
  const target = api.url('backups?application=notes&filename=notes.zip');
  return `curl -f -H ${quoted(`Authorization: Bearer ${token}`)} -T notes.zip ${quoted(target)}`;
}

function script(token) {
  return [`export COFFER_URL=${quoted(api.url('').replace(/\/$/, ''))}`, `export COFFER_TOKEN=${quoted(token)}`,
    'export COFFER_APPLICATION=notes', 'sh coffer.sh backup notes.zip'].join('\n');
}

function cherryStudio(pair) {
  const rows = [['endpoint', pair.endpoint], ['region', pair.region], ['bucket', pair.bucket],
    ['accessKeyId', pair.accessKeyId], ['secretAccessKey', pair.secretAccessKey]];
  return h('div', h('p', t('devices.cherry.what')), rows.filter(([, value]) => value).map(([name, value]) => copyField(t(`settings.${name}`), value)));
}

function section(title, content, opened) {
  return h('details', { open: opened }, h('summary', t(title)), content);
}

function showToken(made) {
  const pair = keyPair(made);
  const done = h('button', { type: 'button', onclick: () => shown.dialog.close() }, t('devices.done'));
  const content = h('div.once',
    h('p.notice', { role: 'status' }, t('devices.once')),
    copyField(t('signIn.token'), made.token),
    made.expiresAt && h('p.small', t('devices.token.ends', { time: dateTime(made.expiresAt) })),
    pair && [copyField(t('settings.accessKeyId'), pair.accessKeyId), copyField(t('settings.secretAccessKey'), pair.secretAccessKey)],
    section('devices.curl', copyBlock(t('devices.curl'), upload(made.token)), true),
    section('devices.script', [h('p', t('devices.script.what')), copyBlock(t('devices.script'), script(made.token))]),
    pair && section('devices.cherry', cherryStudio(pair)));
  const shown = open(t('devices.new', { name: made.name }), content, { footer: [done], closable: false });
  content.querySelector('button').focus();
}
