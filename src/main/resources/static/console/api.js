// Calls of Coffer. What fails is a Problem: RFC 9457, or a connection that was lost.
import { forget, hasAllVaults, token, vault } from './session.js';

const BASE = document.baseURI.replace(/[#?].*$/, '').replace(/index\.html$/, '');

export class Problem extends Error {
  constructor(document, status) {
    super(document.detail ?? document.title ?? document.code);
    this.code = document.code;
    this.detail = document.detail;
    this.hint = document.hint;
    this.requestId = document.requestId;
    this.errors = document.errors ?? [];
    this.status = status;
    this.document = document;
  }
}

/** What a URL of Coffer looks like from outside. */
export function url(path) {
  return new URL(path, BASE).href;
}

/** The path of a route, with the vault that is looked at; undefined parameters are left out. */
export function path(route, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  if (hasAllVaults() && vault() !== 'default' && !/^(config|vaults|me|sign-in)\b/.test(route)) query.set('vault', vault());
  const text = query.toString();
  return text ? `${route}?${text}` : route;
}

/** The path of a backup. */
export function backup(key, rest = '') {
  return `backups/${encodeURIComponent(key)}${rest}`;
}

export function authorization() {
  return token() ? { Authorization: `Bearer ${token()}` } : {};
}

/** What a refusal says, whatever it was written in. */
export async function problem(answer) {
  const text = await answer.text().catch(() => '');
  return problemOf(answer.status, text);
}

export function problemOf(status, text) {
  try {
    return new Problem(JSON.parse(text), status);
  } catch {
    return new Problem({ code: 'unexpected-answer' }, status);
  }
}

let signedOut = () => {};

/** Called when the token has ended. */
export function onSignedOut(listener) {
  signedOut = listener;
}

/** The answer, if it is a success; sends JSON if there is a body. */
export async function send(method, target, { body, headers = {}, signal } = {}) {
  let answer;
  try {
    answer = await fetch(url(target), {
      method, signal, cache: 'no-store', credentials: 'omit',
      headers: { ...authorization(), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem({ code: 'offline' }, 0);
  }
  if (answer.ok || answer.status === 304) return answer;
  const refusal = await problem(answer);
  if (refusal.code === 'unauthenticated' && token()) {
    forget();
    signedOut();
  }
  throw refusal;
}

async function json(method, target, options) {
  const answer = await send(method, target, options);
  return answer.status === 204 ? undefined : answer.json();
}

export const get = (target, options) => json('GET', target, options);
export const post = (target, body, options) => json('POST', target, { ...options, body });
export const put = (target, body) => json('PUT', target, { body });
export const remove = (target) => json('DELETE', target);

/** Each document of an answer in lines, as it comes. */
export async function lines(target, body, each, signal) {
  const answer = await send('POST', target, { body, signal, headers: { Accept: 'application/x-ndjson' } });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const complete = (rest + (value ?? '')).split('\n');
    rest = complete.pop();
    complete.filter(Boolean).forEach((line) => each(JSON.parse(line)));
    if (done) break;
  }
  if (rest) each(JSON.parse(rest));
}
