// The digests of the files that were sent from here.

const SENT = 'coffer.sent';
const MOST = 200;

/** Begins to digest; the promise is null where the file cannot be read, or when it is given up. */
export function digest(file) {
  const worker = new Worker(new URL('./digest-worker.js', import.meta.url), { type: 'module' });
  let giveUp;
  const sha256 = new Promise((resolve) => {
    giveUp = () => resolve(null);
    worker.addEventListener('message', ({ data }) => resolve(data.sha256 ?? null));
    worker.addEventListener('error', () => resolve(null));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
  return { sha256, giveUp };
}

function sent() {
  try {
    return JSON.parse(localStorage.getItem(SENT)) ?? [];
  } catch {
    return [];
  }
}

/** Remembers what this browser has computed of a backup while it sent it. */
export function rememberDigest(key, sha256) {
  const kept = sent().filter(([other]) => other !== key);
  localStorage.setItem(SENT, JSON.stringify([...kept, [key, sha256]].slice(-MOST)));
}

/** That digest, or undefined. */
export function rememberedDigest(key) {
  return sent().find(([other]) => other === key)?.[1];
}
