// Back up now: choose or drop archives, and see them on their way.
import { h, show } from '../dom.js';
import { dateTime, duration, percent, rate, size } from '../format.js';
import { t } from '../i18n.js';
import { problemNotice } from '../notice.js';
import * as session from '../session.js';
import * as unfinished from '../upload/unfinished.js';
import { abort } from '../upload/straight.js';
import { Upload } from '../upload/upload.js';

const APPLICATION = 'coffer.application';

/** They go on while other views are shown. */
const uploads = [];

const WORKING = ['running', 'offline'];

addEventListener('beforeunload', (event) => {
  if (uploads.some((upload) => WORKING.includes(upload.state))) event.preventDefault();
});

/** One after the other: each has the whole line. */
function startNext() {
  if (uploads.some((upload) => WORKING.includes(upload.state))) return;
  uploads.find((upload) => upload.state === 'waiting')?.start();
}

function add(files, about) {
  for (const file of files) {
    const upload = new Upload(file, about);
    upload.addEventListener('change', () => startNext());
    uploads.unshift(upload);
  }
  startNext();
}

class Card {
  constructor(upload, gone) {
    this.upload = upload;
    this.gone = gone;
    this.bar = h('progress', { max: 1, 'aria-label': t('upload.progress', { name: upload.file.name }) });
    this.status = h('p.status', { role: 'status' });
    this.numbers = h('p.small.numbers');
    this.more = h('div');
    this.buttons = h('p.actions');
    this.element = h('li.upload', h('h3', upload.file.name), this.bar, this.status, this.numbers, this.more, this.buttons);
    this.shown = null;
    this.draw();
  }

  draw() {
    const { upload } = this;
    this.bar.value = upload.file.size === 0 ? Number(upload.state === 'done') : upload.sent / upload.file.size;
    this.numbers.textContent = this.count();
    const look = `${upload.state} ${upload.way}`;
    if (look === this.shown) return;
    this.shown = look;
    this.element.dataset.state = upload.state;
    this.element.dataset.way = upload.way;
    this.status.textContent = t(`upload.state.${upload.state}`);
    show(this.more, this.notes());
    show(this.buttons, this.actions());
  }

  count() {
    const { upload } = this;
    const parts = [t('upload.sent', {
      sent: size(upload.sent), size: size(upload.file.size), percent: percent(upload.file.size ? upload.sent / upload.file.size : 1),
    })];
    if (upload.state === 'running' && upload.rate > 0) {
      parts.push(rate(upload.rate));
      if (upload.sent < upload.file.size) parts.push(t('upload.left', { time: duration((upload.file.size - upload.sent) / upload.rate) }));
    }
    return parts.join(' · ');
  }

  notes() {
    const { upload } = this;
    if (upload.state === 'done') {
      return h('dl.facts',
        h('div', h('dt', t('backup.name')), h('dd', h('a', { href: `#/backups/${encodeURIComponent(upload.backup.key)}` }, upload.backup.key))),
        upload.sha256 && h('div', h('dt', t('upload.digest')), h('dd', h('code', upload.sha256))));
    }
    if (upload.problem) return problemNotice(upload.problem);
    return upload.way === 'coffer' && upload.state === 'running' ? h('p.small', t('upload.throughCoffer')) : null;
  }

  actions() {
    const { upload } = this;
    const button = (id, work, kind = '') => h(`button${kind}`, { type: 'button', onclick: work }, t(`upload.${id}`));
    return [
      upload.state === 'running' && upload.way === 'bucket' && button('pause', () => upload.pause()),
      ['paused', 'offline'].includes(upload.state) && button('resume', () => upload.start()),
      upload.state === 'failed' && button('again', () => upload.start()),
      !upload.ended && button('cancel', () => upload.cancel(), '.secondary.outline'),
      upload.ended && button('clear', this.gone, '.secondary.outline'),
    ];
  }
}

function pending(place, redraw) {
  const known = unfinished.all().filter((one) => !uploads.some((upload) => !upload.ended && upload.file.name === one.file.name
    && upload.file.size === one.file.size));
  show(place, known.length > 0 && h('section.notice',
    h('h2', t('upload.unfinished')),
    h('p', t('upload.unfinished.what')),
    h('ul', known.map((one) => h('li',
      h('strong', one.file.name), ` · ${size(one.file.size)} · ${t('upload.until', { time: dateTime(one.expiresAt) })} `,
      h('button.secondary.outline.small', { type: 'button', onclick: () => abort(one.file).then(redraw) }, t('upload.discard')))))));
}

function form(chosen) {
  const application = h('input#application', {
    value: localStorage.getItem(APPLICATION) ?? '', maxlength: '64', autocomplete: 'off', placeholder: t('upload.application.example'),
    'aria-describedby': 'application-help',
  });
  const free = session.caller().anyDevice;
  const device = h('input#device', { value: '', maxlength: '64', autocomplete: 'off', placeholder: session.caller().name, 'aria-describedby': 'device-help' });
  const take = (files) => {
    const named = application.value.trim();
    localStorage.setItem(APPLICATION, named);
    chosen([...files], { application: named || undefined, device: (free && device.value.trim()) || undefined });
  };
  const picker = h('input#files.visually-hidden', {
    type: 'file', multiple: true, onchange: () => { take(picker.files); picker.value = ''; },
  });
  const zone = h('label.drop', { for: 'files' }, h('strong', t('upload.drop')), h('span', t('upload.choose')));
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle('over', on); };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  zone.addEventListener('drop', (event) => { over(false)(event); take(event.dataTransfer.files); });
  return h('form.card', { onsubmit: (event) => event.preventDefault() },
    h('div.grid',
      h('div', h('label', { for: 'application' }, t('backup.application')), application, h('small#application-help', t('upload.application.help'))),
      free && h('div', h('label', { for: 'device' }, t('backup.device')), device, h('small#device-help', t('upload.device.help')))),
    picker, zone);
}

export function uploadView({ body, signal }) {
  const waiting = h('div');
  const cards = h('ul.uploads', { 'aria-label': t('upload.list') });
  const shown = new Map();
  const redraw = () => {
    pending(waiting, redraw);
    for (const upload of [...uploads].reverse()) {
      if (shown.has(upload)) continue;
      const card = new Card(upload, () => {
        uploads.splice(uploads.indexOf(upload), 1);
        shown.delete(upload);
        card.element.remove();
      });
      shown.set(upload, card);
      upload.addEventListener('change', () => card.draw(), { signal });
      upload.addEventListener('change', () => { if (upload.ended) pending(waiting, redraw); }, { signal });
      cards.prepend(card.element);
    }
  };
  body.append(h('p.lead', t('upload.lead')), form((files, about) => { add(files, about); redraw(); }), waiting, cards);
  redraw();
}
