// Where backups are kept, which stay, and whose they are.
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { retentionSection } from '../settings/retention.js';
import * as session from '../session.js';
import { storageSection } from '../settings/storage.js';
import { vaultsSection } from '../settings/vaults.js';

export function settingsView({ body, signal }) {
  const sections = [
    session.mayInAll('operator') && ['settings.storage', storageSection],
    ['settings.retention', retentionSection],
    session.mayInAll('operator') && ['settings.vaults', vaultsSection],
  ].filter(Boolean);
  for (const [title, fill] of sections) {
    const section = h('section.card', h('h2', t(title)));
    body.append(section);
    fill(section, signal);
  }
}
