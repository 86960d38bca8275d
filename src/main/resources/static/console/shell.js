// What is around every view: where one can go, whose vault this is, and who is signed in.
import * as api from './api.js';
import { h, show } from './dom.js';
import { choose, language, LANGUAGES, t } from './i18n.js';
import * as session from './session.js';
import { chooseTheme, theme, THEMES } from './theme.js';

const LINKS = [
  ['', 'home.title'], ['backups', 'backups.title'], ['upload', 'upload.title'], ['devices', 'devices.title'],
  ['settings', 'settings.title', 'operator'],
];

export function markCurrent(name) {
  for (const link of document.querySelectorAll('nav.views a')) {
    if (link.dataset.view === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function views() {
  return h('nav.views', { 'aria-label': t('shell.views') },
    h('ul', LINKS.filter(([, , role]) => !role || session.may(role))
      .map(([name, title]) => h('li', h('a', { href: `#/${name}`, 'data-view': name }, t(title))))));
}

function select(label, options, chosen, change) {
  return h('label', h('span', label),
    h('select', { onchange: (event) => change(event.target.value) },
      options.map(([value, text]) => h('option', { value, selected: value === chosen }, text))));
}

function signOut() {
  session.forget();
  location.hash = '#/sign-in';
  location.reload();
}

function preferences() {
  const me = session.caller();
  return h('details.menu',
    h('summary', me ? me.name : t('shell.preferences')),
    h('div.panel',
      me && h('p.small', t(`role.${me.role}`), me.vault ? ` · ${t('shell.inVault', { vault: me.vault })}` : ''),
      select(t('shell.language'), Object.entries(LANGUAGES), language(), choose),
      select(t('shell.theme'), THEMES.map((name) => [name, t(`theme.${name}`)]), theme(), chooseTheme),
      h('p', h('a', { href: 'swagger-ui.html' }, t('shell.api'))),
      me && h('button.secondary.outline', { type: 'button', onclick: signOut }, t('shell.signOut'))));
}

/** Uploads under way are of the vault that they began in, so the page begins anew. */
function switchVault(name) {
  session.enter(name);
  location.hash = '#/';
  location.reload();
}

async function vaults(slot) {
  if (!session.mayInAll('operator')) return;
  const { items } = await api.get('vaults?limit=1000');
  const names = items.map((item) => item.name ?? item);
  if (!names.includes(session.vault())) names.push(session.vault());
  if (names.length < 2) return;
  show(slot, select(t('shell.vault'), names.map((name) => [name, name]), session.vault(), switchVault));
}

async function warnings(slot) {
  if (!session.mayInAll('operator')) return;
  const config = await api.get('config');
  const open = config.warnings.find((warning) => warning.code === 'bucket-public');
  show(slot, open && h('div.alarm', { role: 'alert' },
    h('p', h('strong', t('shell.public.title')), ' ', t('shell.public.what')),
    h('a', { href: '#/settings' }, t('shell.public.settings'))));
}

/** Asks again whether the bucket is public: after settings were tried or changed. */
export function refreshWarnings() {
  warnings(document.getElementById('alarms')).catch(() => {});
}

export function drawShell() {
  const alarms = h('div#alarms');
  const vault = h('div.vault');
  const menu = preferences();
  addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false; });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  show(document.body,
    h('a.skip', { href: '#main', onclick: skip }, t('shell.skip')),
    h('header.top', h('div.bar',
      h('a.brand', { href: '#/' }, h('img', { src: 'console/icon.svg', alt: '', width: '28', height: '28' }), 'Coffer'),
      session.caller() && views(),
      h('div.tools', vault, menu))),
    alarms,
    h('main#main', { tabindex: '-1' }));
  vaults(vault).catch(() => {});
  refreshWarnings();
}

/** The fragment names views, so a link to a place in the page cannot. */
function skip(event) {
  event.preventDefault();
  document.querySelector('h1')?.focus();
}
