// Sends a file straight to the bucket, in parts that Coffer signs.
import * as api from '../api.js';
import { sendBytes } from './bytes.js';
import * as unfinished from './unfinished.js';

const AT_ONCE = 3;
const TRIES = 5;

/** The bucket does not take bytes from this page: its rules, or the network, do not allow it. */
export class BucketClosed extends Error {}

function route(upload, rest = '', parameters = {}) {
  return api.path(`uploads/s3/multipart/${upload.uploadId}${rest}`, { key: upload.key, ...parameters });
}

async function begin(file, { application, device, sha256 }) {
  const metadata = { application, device, sha256, size: file.size };
  const upload = await api.post(api.path('uploads/s3/multipart'), { filename: file.name, type: file.type, metadata });
  const begun = { ...upload, application };
  unfinished.keep(file, begun);
  return begun;
}

function partCount(file, upload) {
  return Math.max(1, Math.ceil(file.size / upload.partSize));
}

function part(file, upload, number) {
  return file.slice((number - 1) * upload.partSize, Math.min(number * upload.partSize, file.size));
}

/** The numbers of the parts that the store has whole. */
async function arrived(file, upload, signal) {
  const parts = await api.get(route(upload), { signal });
  return parts.filter((known) => known.Size === part(file, upload, known.PartNumber).size).map((known) => known.PartNumber);
}

function wait(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
  });
}

/** Sends one part, again if the connection breaks; a new URL each time, since the old one may have expired. */
async function sendPart(file, upload, number, run) {
  for (let attempt = 1; ; attempt += 1) {
    const { url } = await api.get(route(upload, `/${number}`), { signal: run.signal });
    try {
      await sendBytes('PUT', url, part(file, upload, number), {
        signal: run.signal, store: true, progress: (bytes) => run.partProgress(number, bytes),
      });
      return;
    } catch (problem) {
      if (problem.name === 'AbortError') throw problem;
      if (problem.code === 'offline' && run.nothingArrived() && navigator.onLine) throw new BucketClosed();
      if (attempt >= TRIES || (problem.code === 'part-refused' && problem.status < 500 && problem.status !== 403)) throw problem;
      run.partProgress(number, 0);
      await wait(250 * 2 ** attempt, run.signal);
    }
  }
}

/** Sends these parts, a few at a time. The first goes alone where nobody knows whether the bucket takes any. */
async function sendParts(file, upload, numbers, run) {
  const waiting = [...numbers];
  const next = async () => {
    const number = waiting.shift();
    if (number === undefined) return;
    await sendPart(file, upload, number, run);
    run.partDone(number, part(file, upload, number).size);
  };
  if (run.nothingArrived()) await next();
  const worker = async () => { while (waiting.length > 0) await next(); };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function resume(file, options, run) {
  const known = unfinished.find(file);
  if (!known) return null;
  try {
    const parts = await arrived(file, known, run.signal);
    parts.forEach((number) => run.partDone(number, part(file, known, number).size));
    return known;
  } catch (problem) {
    if (problem.code !== 'upload-not-found') throw problem;
    unfinished.drop(file);
    return null;
  }
}

async function complete(upload, signal) {
  const answer = await api.send('POST', route(upload, '/complete'), { signal });
  return (await answer.json()).backup;
}

/**
 * Sends the file, or what is missing of it; the backup that it has become. `run` has a signal that pauses it, and learns
 * of parts: partProgress, partDone, nothingArrived.
 */
export async function sendStraight(file, options, run) {
  const upload = (await resume(file, options, run)) ?? (await begin(file, options));
  const all = Array.from({ length: partCount(file, upload) }, (_, index) => index + 1);
  let missing = all.filter((number) => !run.isDone(number));
  try {
    for (let round = 0; ; round += 1) {
      await sendParts(file, upload, missing, run);
      try {
        const backup = await complete(upload, run.signal);
        unfinished.drop(file);
        return backup;
      } catch (problem) {
        missing = problem.code === 'upload-incomplete' ? problem.document?.missing ?? [] : [];
        if (missing.length === 0 || round === 2) throw problem;
      }
    }
  } catch (failure) {
    if (failure instanceof BucketClosed) await abort(file);
    else if (['invalid-parts', 'too-large', 'unsupported-archive', 'upload-not-found'].includes(failure.code)) unfinished.drop(file);
    throw failure;
  }
}

/** Removes what has arrived. */
export async function abort(file) {
  const upload = unfinished.find(file);
  unfinished.drop(file);
  if (upload) await api.remove(route(upload)).catch(() => {});
}
