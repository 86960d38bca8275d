// The console: is everything backed up?
import * as api from './api.js';
import { load } from './i18n.js';
import { countOn } from './live.js';
import { start, go } from './router.js';
import * as session from './session.js';
import { followSystem } from './theme.js';
import { drawShell } from './shell.js';

const CODE = /^#code=([\w-]+)$/;

/** The code of the start becomes a session; it leaves the address at once. */
async function useCode() {
  const code = location.hash.match(CODE)?.[1];
  if (!code) return null;
  history.replaceState(null, '', '#/');
  try {
    const { token } = await api.post('sign-in', { code });
    session.remember(token);
    return null;
  } catch (problem) {
    return problem;
  }
}

async function findCaller() {
  if (!session.token()) return null;
  try {
    session.setCaller(await api.get('me'));
    return null;
  } catch (problem) {
    return problem;
  }
}

async function main() {
  followSystem();
  await load();
  const failure = (await useCode()) ?? (await findCaller());
  api.onSignedOut(() => { drawShell(); go('/sign-in?ended'); });
  drawShell();
  countOn();
  start(failure);
}

// A code may also be opened in a tab that shows the console already
addEventListener('hashchange', () => { if (CODE.test(location.hash)) location.reload(); });

main();
