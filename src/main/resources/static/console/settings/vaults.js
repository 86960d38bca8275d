// Whose backups are kept apart.
import * as api from '../api.js';
import { confirm } from '../dialog.js';
import { h, show } from '../dom.js';
import { since, size } from '../format.js';
import { t } from '../i18n.js';
import { attempt, problemNotice, say } from '../notice.js';
import * as session from '../session.js';

const GIGABYTE = 1000 ** 3;

const route = (name) => `vaults/${encodeURIComponent(name)}`;

class Vaults {
  cursor = undefined;

  constructor(section) {
    this.failed = h('div');
    this.list = h('ul.vaults');
    this.more = h('p');
    section.append(h('p', t('vaults.lead')), session.may('admin') ? this.form() : '', this.failed, this.list, this.more);
    this.load();
  }

  form() {
    const name = h('input#vault-name', { required: true, pattern: '[a-z0-9][a-z0-9\\-]{1,61}[a-z0-9]', autocomplete: 'off', 'aria-describedby': 'vault-name-help' });
    const button = h('button#make-vault', { type: 'submit' }, t('vaults.make'));
    const submit = (event) => {
      event.preventDefault();
      attempt(button, this.failed, async () => {
        await api.put(route(name.value.trim()), {});
        say(t('vaults.made', { name: name.value.trim() }));
        name.value = '';
        this.restart();
      });
    };
    return h('form', { onsubmit: submit },
      h('label', { for: 'vault-name' }, t('vaults.name')),
      h('div.inline', name, button),
      h('small#vault-name-help', t('vaults.name.help')));
  }

  restart() {
    this.cursor = undefined;
    show(this.list);
    this.load();
  }

  async load() {
    try {
      const page = await api.get(api.path('vaults', { limit: 50, cursor: this.cursor }));
      this.list.append(...page.items.map((item) => this.item(item.name ?? item)));
      this.cursor = page.nextCursor;
      show(this.more, page.nextCursor && h('button.secondary.outline', { type: 'button', onclick: () => this.load() }, t('vaults.more')));
    } catch (problem) {
      show(this.failed, problemNotice(problem));
    }
  }

  /** What a vault holds costs a listing of it, so it is asked for when somebody looks. */
  item(name) {
    const content = h('div');
    const details = h('details', { ontoggle: () => { if (details.open) this.fill(name, content); } }, h('summary', name), content);
    return h('li', { 'data-vault': name }, details);
  }

  async fill(name, content) {
    show(content, h('p', { 'aria-busy': 'true' }, t('loading')));
    try {
      this.draw(await api.get(route(name)), content);
    } catch (problem) {
      show(content, problemNotice(problem));
    }
  }

  draw(vault, content) {
    const failed = h('div');
    show(content,
      vault.disabled && h('p.notice', t('vaults.disabled')),
      h('dl.facts',
        h('div', h('dt', t('device.count')), h('dd', t('device.backups', { count: vault.count, size: size(vault.bytes) }))),
        vault.newest && h('div', h('dt', t('device.newest')), h('dd', since(vault.newest.lastModified))),
        h('div', h('dt', t('devices.title')), h('dd', String(vault.devices))),
        h('div', h('dt', t('vaults.quota')), h('dd', vault.quota ? size(vault.quota) : t('vaults.quota.none')))),
      session.may('admin') && this.edit(vault, content, failed),
      failed);
  }

  edit(vault, content, failed) {
    const quota = h('input', { id: `quota-${vault.name}`, type: 'number', min: '0', step: 'any', value: vault.quota ? vault.quota / GIGABYTE : '' });
    const change = (button, disabled) => attempt(button, failed, async () => {
      const bytes = quota.value === '' ? undefined : Math.round(Number(quota.value) * GIGABYTE);
      this.draw(await api.put(route(vault.name), { quota: bytes, disabled }), content);
      say(t('vaults.saved', { name: vault.name }));
    });
    const save = h('button.small', { type: 'submit' }, t('vaults.save'));
    const toggle = h('button.small.outline', { type: 'button', onclick: () => change(toggle, !vault.disabled) }, t(vault.disabled ? 'vaults.enable' : 'vaults.disable'));
    const remove = h('button.small.danger.outline', { type: 'button', onclick: () => this.remove(vault, failed) }, t('action.delete'));
    return h('form.inline', { onsubmit: (event) => { event.preventDefault(); change(save, vault.disabled); } },
      h('div', h('label', { for: `quota-${vault.name}` }, t('vaults.quota.gigabytes')), quota),
      h('p.actions', save, toggle, vault.name !== 'default' && remove));
  }

  async remove(vault, failed) {
    if (!(await confirm(t('vaults.delete.title', { name: vault.name }), h('p', t('vaults.delete.what')), t('action.delete')))) return;
    await attempt(null, failed, async () => {
      await api.remove(route(vault.name));
      say(t('vaults.deleted', { name: vault.name }));
      this.restart();
    });
  }
}

export function vaultsSection(section) {
  return new Vaults(section);
}
