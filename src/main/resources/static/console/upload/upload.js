// One file on its way into the bucket: what the page shows of it, and the buttons that it has.
import * as api from '../api.js';
import { sendBytes } from './bytes.js';
import { digest, rememberDigest } from './digest.js';
import { abort, BucketClosed, sendStraight } from './straight.js';

/** Small enough to digest first, so that the digest is kept with the backup. */
const SMALL = 16 * 1024 * 1024;

/** How long the speed looks back. */
const WINDOW = 8000;

const RETRY = 5000;

/** Once known, the bucket is not tried again for each file. */
let bucketIsClosed = false;

export class Upload extends EventTarget {
  state = 'waiting';

  way = 'bucket';

  sent = 0;

  problem = null;

  backup = null;

  sha256 = null;

  #controller = new AbortController();

  #parts = new Map();

  #done = new Set();

  #samples = [];

  #repeat = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

  #digest = null;

  #timer = null;

  constructor(file, { application, device }) {
    super();
    this.file = file;
    this.application = application;
    this.device = device;
  }

  get ended() {
    return ['done', 'cancelled'].includes(this.state);
  }

  /** Bytes a second of late, or 0. */
  get rate() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    return first && last.time > first.time ? Math.max(0, ((last.sent - first.sent) * 1000) / (last.time - first.time)) : 0;
  }

  async start() {
    if (this.state === 'running' || this.ended) return;
    this.#controller = new AbortController();
    this.problem = null;
    this.#samples = [];
    this.#become('running');
    try {
      this.#digest ??= digest(this.file);
      if (this.file.size <= SMALL) this.sha256 = await this.#digest.sha256;
      const backup = await this.#send();
      this.sha256 ??= await this.#digest.sha256;
      this.#finish(backup);
    } catch (failure) {
      this.#fail(failure);
    }
  }

  async #send() {
    if (!bucketIsClosed && this.file.size > 0) {
      try {
        return await sendStraight(this.file, this.#about(), this);
      } catch (failure) {
        if (!(failure instanceof BucketClosed)) throw failure;
        bucketIsClosed = true;
      }
    }
    return this.#sendThroughCoffer();
  }

  #about() {
    return { application: this.application, device: this.device, sha256: this.sha256 ?? undefined };
  }

  async #sendThroughCoffer() {
    this.way = 'coffer';
    this.#parts.clear();
    this.#done.clear();
    this.#count();
    const target = api.path('backups', {
      application: this.application, device: this.device, filename: this.file.name, size: this.file.size,
    });
    const text = await sendBytes('POST', api.url(target), this.file, {
      signal: this.signal,
      headers: { ...api.authorization(), 'Idempotency-Key': this.#repeat, ...this.#digestHeader() },
      progress: (bytes) => this.partProgress(1, bytes),
    });
    return JSON.parse(text);
  }

  /** RFC 9530, once it is known: what arrives otherwise is not stored. */
  #digestHeader() {
    if (!this.sha256) return {};
    const bytes = this.sha256.match(/../g).map((hex) => parseInt(hex, 16));
    return { 'Repr-Digest': `sha-256=:${btoa(String.fromCharCode(...bytes))}:` };
  }

  #finish(backup) {
    this.backup = backup;
    if (this.sha256 && backup.sha256 && backup.sha256 !== this.sha256) {
      this.problem = new api.Problem({ code: 'digest-mismatch' }, 0);
      this.#become('failed');
      return;
    }
    if (this.sha256) rememberDigest(backup.key, this.sha256);
    this.sent = this.file.size;
    this.#become('done');
  }

  #fail(failure) {
    if (failure.name === 'AbortError') return;
    this.#stop();
    if (failure.code === undefined) {
      console.error(failure);
      this.problem = new api.Problem({ code: 'file-unreadable' }, 0);
      this.#become('failed');
    } else if (['offline', 'busy', 'storage-unreachable'].includes(failure.code)) {
      this.problem = failure;
      this.#become('offline');
      this.#timer = setTimeout(() => this.start(), RETRY);
    } else {
      this.problem = failure;
      this.#become('failed');
    }
  }

  /** Stops for now; through Coffer it would begin anew, so there it cannot be paused. */
  pause() {
    clearTimeout(this.#timer);
    this.#stop();
    this.#become('paused');
  }

  /** Stops for good, and leaves nothing in the bucket. */
  async cancel() {
    clearTimeout(this.#timer);
    this.#controller.abort();
    this.#digest?.giveUp();
    this.#become('cancelled');
    await abort(this.file);
  }

  // What straight.js asks and tells

  get signal() {
    return this.#controller.signal;
  }

  isDone(number) {
    return this.#done.has(number);
  }

  nothingArrived() {
    return this.#done.size === 0;
  }

  partProgress(number, bytes) {
    if (!this.#done.has(number)) this.#parts.set(number, bytes);
    this.#count();
  }

  partDone(number, bytes) {
    this.#done.add(number);
    this.#parts.set(number, bytes);
    this.#count();
  }

  /** What is under way does not arrive; what has arrived stays. */
  #stop() {
    this.#controller.abort();
    for (const number of [...this.#parts.keys()]) {
      if (!this.#done.has(number)) this.#parts.delete(number);
    }
    this.#count();
  }

  #count() {
    let sent = 0;
    for (const bytes of this.#parts.values()) sent += bytes;
    this.sent = Math.min(sent, this.file.size);
    const now = performance.now();
    this.#samples.push({ time: now, sent: this.sent });
    while (this.#samples.length > 2 && this.#samples[0].time < now - WINDOW) this.#samples.shift();
    this.dispatchEvent(new Event('change'));
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
