// Which view the fragment names: #/backups/notes.zip?device=a
import { h } from './dom.js';
import { t } from './i18n.js';
import { problemNotice } from './notice.js';
import * as session from './session.js';
import { markCurrent } from './shell.js';
import { backupView } from './views/backup.js';
import { backupsView } from './views/backups.js';
import { devicesView } from './views/devices.js';
import { homeView } from './views/home.js';
import { settingsView } from './views/settings.js';
import { signInView } from './views/signin.js';
import { uploadView } from './views/upload.js';

const VIEWS = {
  '': { view: homeView, title: 'home.title' },
  backups: { view: (place) => (place.rest ? backupView(place) : backupsView(place)), title: 'backups.title' },
  upload: { view: uploadView, title: 'upload.title' },
  devices: { view: devicesView, title: 'devices.title' },
  settings: { view: settingsView, title: 'settings.title', role: 'operator' },
  'sign-in': { view: signInView, title: 'signIn.title' },
};

let controller = new AbortController();
let wanted = '/';

export function go(path) {
  const target = `#${path}`;
  if (location.hash === target) draw();
  else location.hash = target;
}

/** Where somebody wanted to go who had to sign in first. */
export function wantedPath() {
  return wanted;
}

function place() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/');
  return { name, rest: decodeURIComponent(rest.join('/')), query: new URLSearchParams(query) };
}

function draw(failure) {
  for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close('');
  controller.abort();
  controller = new AbortController();
  let here = place();
  if (!session.caller() && here.name !== 'sign-in') {
    wanted = location.hash.slice(1) || '/';
    here = { name: 'sign-in', rest: '', query: new URLSearchParams() };
  }
  const known = VIEWS[here.name];
  const shown = known && (!known.role || session.may(known.role)) ? known : VIEWS[''];
  document.title = `${t(shown.title)} · Coffer`;
  markCurrent(here.name);
  const main = document.getElementById('main');
  main.dataset.view = shown === known ? here.name || 'home' : 'home';
  main.replaceChildren();
  const heading = h('h1', { tabindex: '-1' }, t(shown.title));
  const body = h('div.view');
  main.append(heading, body);
  if (failure) body.append(problemNotice(failure));
  shown.view({ ...here, heading, body, signal: controller.signal });
  return heading;
}

export function start(failure) {
  draw(failure);
  addEventListener('hashchange', () => draw().focus());
}
