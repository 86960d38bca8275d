// Sends bytes, and tells how far they are: fetch does not tell that.
import { Problem, problemOf } from '../api.js';

/**
 * Sends a body; the answer's text if it is a success. A connection that breaks, or that the browser does not allow, is the
 * problem `offline`; what a store refuses is `part-refused`.
 */
export function sendBytes(method, target, body, { headers = {}, signal, progress = () => {}, store = false } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const end = (settle) => () => {
      signal?.removeEventListener('abort', abort);
      settle();
    };
    request.open(method, target);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => progress(event.loaded));
    request.addEventListener('load', end(() => {
      if (request.status >= 200 && request.status < 300) resolve(request.responseText);
      else reject(store ? new Problem({ code: 'part-refused' }, request.status) : problemOf(request.status, request.responseText));
    }));
    request.addEventListener('error', end(() => reject(new Problem({ code: 'offline' }, 0))));
    request.addEventListener('abort', end(() => reject(new DOMException('Aborted', 'AbortError'))));
    if (signal?.aborted) {
      reject(new DOMException('Aborted', 'AbortError'));
      return;
    }
    signal?.addEventListener('abort', abort);
    request.send(body);
  });
}
