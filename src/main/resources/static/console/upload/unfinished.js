// Straight uploads that were begun here: they go on after a reload, with the same file.
import { vault } from '../session.js';

const PREFIX = 'coffer.upload.';

function id(file) {
  return `${PREFIX}${vault()}/${file.name}/${file.size}/${file.lastModified}`;
}

function read(name) {
  try {
    const known = JSON.parse(localStorage.getItem(name));
    if (known && Date.parse(known.expiresAt) > Date.now()) return known;
  } catch {
    // not ours
  }
  localStorage.removeItem(name);
  return null;
}

/** What was begun with that file: its name, size and time are the same. */
export function find(file) {
  return read(id(file));
}

export function keep(file, upload) {
  const { key, uploadId, partSize, expiresAt, application } = upload;
  const { name, size, lastModified } = file;
  localStorage.setItem(id(file), JSON.stringify({
    key, uploadId, partSize, expiresAt, application, vault: vault(), file: { name, size, lastModified },
  }));
}

export function drop(file) {
  localStorage.removeItem(id(file));
}

/** All of this vault. */
export function all() {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(PREFIX))
    .map(read)
    .filter((known) => known?.vault === vault());
}
