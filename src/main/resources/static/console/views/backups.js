// All backups: find, choose, restore, delete.
import * as api from '../api.js';
import { debounce, h, show } from '../dom.js';
import { since, size } from '../format.js';
import { t } from '../i18n.js';
import { watch } from '../live.js';
import { named } from '../named.js';
import { problemNotice } from '../notice.js';
import { removeBackups } from '../remove.js';
import { restoreButton } from '../restore.js';
import * as session from '../session.js';

const PAGE = 50;

const COLUMNS = [
  { key: 'name', title: 'backup.name', sorts: { ascending: 'name' } },
  { key: 'time', title: 'backup.stored', sorts: { descending: 'newest', ascending: 'oldest' } },
  { key: 'size', title: 'backup.size', sorts: { descending: 'largest' }, kind: '.wide.number' },
];

class BackupList {
  cursors = [];

  sort = 'newest';

  selected = new Set();

  page = null;

  constructor({ body, signal, query }) {
    this.outer = signal;
    this.device = query.get('device') ?? '';
    this.q = query.get('q') ?? '';
    this.tools = h('div.tools');
    this.bar = h('div.selection', { 'aria-live': 'polite' });
    this.failed = h('div');
    this.table = h('div', { 'aria-busy': 'true' }, t('loading'));
    body.append(h('section.card', this.filters(), this.bar, this.failed, this.table));
    this.loadDevices();
    this.reload();
  }

  filters() {
    this.devices = h('select#device', { onchange: (event) => { this.device = event.target.value; this.restart(); } },
      h('option', { value: '' }, t('backups.allDevices')));
    const search = debounce((text) => { this.q = text.trim(); this.restart(); }, 250);
    return h('search', h('form.filters', { onsubmit: (event) => event.preventDefault() },
      h('label', h('span', t('backups.search')),
        h('input#search', { type: 'search', value: this.q, placeholder: t('backups.search.example'), oninput: (event) => search(event.target.value) })),
      h('label', h('span', t('device.name')), this.devices)));
  }

  async loadDevices() {
    const names = (await api.get(api.path('devices')).catch(() => [])).map((device) => device.name);
    if (this.device && !names.includes(this.device)) names.push(this.device);
    this.devices.append(...names.map((name) => h('option', { value: name, selected: name === this.device }, name)));
  }

  restart() {
    this.cursors = [];
    this.reload();
  }

  /** Watches what is to be seen now, and nothing that was before. */
  reload() {
    this.controller?.abort();
    this.controller = new AbortController();
    const { controller } = this;
    this.outer.addEventListener('abort', () => controller.abort(), { signal: controller.signal });
    this.table.setAttribute('aria-busy', 'true');
    const target = api.path('backups', {
      limit: PAGE, sort: this.sort, device: this.device, q: this.q, cursor: this.cursors.at(-1),
    });
    watch(target, this.controller.signal, (page) => this.changed(page), (problem) => this.fail(problem));
  }

  changed(page) {
    this.table.removeAttribute('aria-busy');
    show(this.failed);
    if (page === null) return;
    this.page = page;
    const keys = new Set(page.items.map((backup) => backup.key));
    this.selected = new Set([...this.selected].filter((key) => keys.has(key)));
    this.draw();
  }

  fail(problem) {
    this.table.removeAttribute('aria-busy');
    if (!this.page) show(this.table);
    show(this.failed, problemNotice(problem));
  }

  draw() {
    this.drawSelection();
    if (this.page.items.length === 0) {
      const filtered = this.q || this.device;
      show(this.table, h('div.empty',
        h('p.sentence', t(filtered ? 'backups.none' : 'backups.empty')),
        filtered ? null : h('p', h('a', { href: '#/upload', role: 'button' }, t('home.empty.upload')))));
      return;
    }
    show(this.table,
      h('p.small', t('backups.total', { count: this.page.total, size: size(this.page.totalSize) }),
        this.page.ignored > 0 ? ` ${t('backups.ignored', { count: this.page.ignored })}` : ''),
      h('table.backups', this.head(), h('tbody', this.page.items.map((backup) => this.row(backup)))),
      this.pages());
  }

  head() {
    return h('thead', h('tr',
      session.may('operator') && h('th.check', this.box('all', t('backups.selectAll'),
        this.selected.size === this.page.items.length, (on) => this.selectAll(on), this.selected.size > 0 && this.selected.size < this.page.items.length)),
      COLUMNS.map((column) => this.header(column)),
      h('th', h('span.visually-hidden', t('backup.actions')))));
  }

  header({ key, title, sorts, kind = '' }) {
    const current = Object.entries(sorts).find(([, sort]) => sort === this.sort)?.[0];
    const orders = Object.keys(sorts);
    const next = orders[(orders.indexOf(current) + 1) % orders.length];
    return h(`th${kind}`, { scope: 'col', 'aria-sort': current ?? 'none' },
      h(`button#sort-${key}.sort`, { type: 'button', onclick: () => { this.sort = sorts[next]; this.restart(); } },
        t(title), h('span', { 'aria-hidden': 'true' }, { ascending: ' ↑', descending: ' ↓' }[current] ?? '')));
  }

  box(id, label, checked, change, indeterminate = false) {
    return h('input', {
      id: `select-${id}`, type: 'checkbox', 'aria-label': label, checked, indeterminate,
      onchange: (event) => change(event.target.checked),
    });
  }

  row(backup) {
    return h('tr', { 'data-key': backup.key },
      session.may('operator') && h('td.check', this.box(backup.key, t('backups.select', { name: backup.key }),
        this.selected.has(backup.key), (on) => this.select(backup.key, on))),
      h('th', { scope: 'row' },
        named(backup),
        h('span.narrow-only.small', size(backup.size))),
      h('td', since(backup.lastModified)),
      h('td.wide.number', size(backup.size)),
      h('td.actions', restoreButton(backup, this.failed)));
  }

  pages() {
    const turn = (change) => { change(); this.reload(); };
    return h('nav.pages', { 'aria-label': t('backups.pages') },
      h('button#previous.secondary.outline', { type: 'button', disabled: this.cursors.length === 0, onclick: () => turn(() => this.cursors.pop()) }, t('backups.previous')),
      h('span.small', t('backups.page', { page: this.cursors.length + 1, pages: Math.max(1, Math.ceil(this.page.total / PAGE)) })),
      h('button#next.secondary.outline', { type: 'button', disabled: !this.page.nextCursor, onclick: () => turn(() => this.cursors.push(this.page.nextCursor)) }, t('backups.next')));
  }

  select(key, on) {
    if (on) this.selected.add(key);
    else this.selected.delete(key);
    this.draw();
  }

  selectAll(on) {
    this.selected = new Set(on ? this.page.items.map((backup) => backup.key) : []);
    this.draw();
  }

  drawSelection() {
    show(this.bar, this.selected.size > 0 && [
      h('span', t('backups.selected', { count: this.selected.size })),
      h('button#delete-selected.danger', { type: 'button', onclick: () => this.remove() }, t('action.delete')),
      h('button#clear-selection.secondary.outline', { type: 'button', onclick: () => this.selectAll(false) }, t('backups.clear')),
    ]);
  }

  async remove() {
    if (await removeBackups([...this.selected], this.failed)) {
      this.selected.clear();
      this.reload();
    }
  }
}

export function backupsView(place) {
  return new BackupList(place);
}
