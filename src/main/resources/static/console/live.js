// Keeps what is shown up to date, at the cost of a few bytes while nothing changes.
import { send } from './api.js';
import { ago } from './format.js';

const OFTEN = 5000;
const SELDOM = 60000;
const AWAKE = 120000;

/** Of how many parts of the time one may be spent on asking. */
const SHARE = 10;

let lastInput = Date.now();
for (const event of ['pointerdown', 'keydown', 'scroll']) {
  addEventListener(event, () => { lastInput = Date.now(); }, { passive: true, capture: true });
}

/** Who looks at the page wants to see changes soon; who has left it, or a slow answer, costs the store little. */
function pause(took) {
  return Math.max(Date.now() - lastInput < AWAKE ? OFTEN : SELDOM, SHARE * took);
}

function sleep(signal, took) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, pause(took));
    const wake = () => { if (document.visibilityState === 'visible') end(); };
    document.addEventListener('visibilitychange', wake, { signal: over.signal });
    signal.addEventListener('abort', end, { signal: over.signal });
    if (signal.aborted) end();
  });
}

/** Asks until the signal says stop; tells of every answer that differs from the one before, and of failures. */
export async function watch(target, signal, changed, failed) {
  let tag = null;
  while (!signal.aborted) {
    const begun = Date.now();
    if (document.visibilityState === 'visible') {
      try {
        const answer = await send('GET', target, { signal, headers: tag ? { 'If-None-Match': tag } : {} });
        if (answer.status !== 304) {
          tag = answer.headers.get('ETag');
          const document = await answer.json();
          if (!signal.aborted) changed(document);
        } else {
          changed(null);
        }
      } catch (problem) {
        if (signal.aborted) return;
        tag = null;
        failed(problem);
      }
    }
    await sleep(signal, Date.now() - begun);
  }
}

/** Times count on. */
export function countOn() {
  setInterval(() => {
    for (const time of document.querySelectorAll('time[data-ago]')) {
      const text = ago(time.dateTime);
      if (time.textContent !== text) time.textContent = text;
    }
  }, 5000);
}
