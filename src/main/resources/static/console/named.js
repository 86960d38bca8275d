// What a backup is called: of what and of which computer, and below that its key.
import { h } from './dom.js';

/** A link to it; the id keeps the focus when a list is drawn anew. */
export function named(backup) {
  const told = [backup.application, backup.device].filter(Boolean).join(' · ');
  const link = h('a', { id: `open-${backup.key}`, href: `#/backups/${encodeURIComponent(backup.key)}` }, told || backup.key);
  return told ? [link, h('span.key', backup.key)] : [link];
}
