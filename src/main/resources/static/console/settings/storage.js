// The S3 settings: the form, what it comes to, and whether that works.
import * as api from '../api.js';
import { checkReport, runCheck } from './check.js';
import { confirm } from '../dialog.js';
import { debounce, h, show } from '../dom.js';
import { t } from '../i18n.js';
import { attempt, problemNotice, say } from '../notice.js';
import { PRESETS } from './presets.js';
import * as session from '../session.js';
import { refreshWarnings } from '../shell.js';

const FIELDS = [
  ['endpoint', { type: 'url', required: true, placeholder: 'https://s3.eu-central-1.amazonaws.com' }],
  ['region', { placeholder: 'eu-central-1' }],
  ['bucket', { placeholder: 'my-backups' }],
  ['accessKeyId', { required: true, autocomplete: 'off' }],
  ['secretAccessKey', { type: 'password', autocomplete: 'new-password' }],
  ['rootPath', { placeholder: 'backups' }],
];

const MORE = [['publicEndpoint', { type: 'url' }]];

class StorageForm {
  constructor(section, config) {
    this.section = section;
    this.config = config;
    this.inputs = {};
    this.provider = config?.source === 'file' ? config.provider : undefined;
    this.resolved = h('output#resolved', { 'aria-live': 'polite' });
    this.failed = h('div');
    this.report = h('div');
    this.keys = h('span.small');
    this.edited = false;
    this.preview = debounce(() => this.showPreview(), 350);
    this.draw();
    this.preview();
  }

  draw() {
    const editable = session.may('admin') && this.config?.source !== 'environment';
    this.check = h('button#check.outline', { type: 'button', disabled: !session.may('admin'), onclick: () => this.tryOut() }, t('settings.check'));
    this.save = h('button#save', { type: 'submit', disabled: !editable }, t('settings.save'));
    this.section.append(
      this.inForce(),
      h('form', { onsubmit: (event) => { event.preventDefault(); this.store(); }, oninput: () => this.changed() },
        this.presets(),
        h('div.grid.two', FIELDS.map(([name, attributes]) => this.field(name, attributes, editable))),
        h('details', h('summary', t('settings.more')), MORE.map(([name, attributes]) => this.field(name, attributes, editable)), this.addressing(editable)),
        h('p.resolved', h('strong', t('settings.resolved')), ' ', this.resolved),
        this.failed,
        h('p.actions', this.check, this.save,
          editable && this.config?.source === 'file' && h('button#forget.secondary.outline', { type: 'button', onclick: () => this.forget() }, t('settings.forget'))),
        this.report));
  }

  inForce() {
    if (!this.config) return h('p.notice', t('settings.none'));
    return h('div',
      h('p', t(`settings.source.${this.config.source}`), ' ', h('code', this.config.resolvedEndpoint)),
      this.config.warnings.map((warning) => h(`p.notice${warning.code === 'bucket-public' ? '.bad' : '.warn'}`,
        { 'data-code': warning.code }, warning.code === 'provider-note' ? h('span', { lang: 'en' }, warning.message) : t(`warning.${warning.code}`))));
  }

  presets() {
    const choose = (event) => {
      const preset = PRESETS.find((known) => known.id === event.target.value);
      if (preset) this.use(preset);
    };
    return h('div', h('label', { for: 'preset' }, t('settings.preset')),
      h('select#preset', { onchange: choose }, h('option', { value: '' }, t('settings.preset.choose')), PRESETS.map(({ id, name }) => h('option', { value: id }, name))),
      this.keys);
  }

  use(preset) {
    for (const name of ['endpoint', 'region', 'bucket']) this.inputs[name].value = preset[name] ?? '';
    this.provider = preset.provider;
    this.edited = true;
    show(this.keys, preset.keys && h('a', { href: preset.keys, target: '_blank', rel: 'noopener noreferrer' }, t('settings.keys', { name: preset.name })));
    this.preview();
  }

  field(name, attributes, editable) {
    const embedded = this.config?.source === 'embedded';
    const value = embedded || name === 'secretAccessKey' ? '' : this.config?.[name] ?? '';
    this.inputs[name] = h(`input#${name}`, { ...attributes, value, readonly: !editable, spellcheck: 'false', 'aria-describedby': `${name}-help` });
    return h('div', h('label', { for: name }, t(`settings.${name}`)), this.inputs[name], h(`small#${name}-help`, t(`settings.${name}.help`)));
  }

  addressing(editable) {
    const current = this.config?.source === 'file' ? this.config.addressing : 'auto';
    this.inputs.addressing = h('select#addressing', { disabled: !editable }, ['auto', 'virtual', 'path'].map((value) => h('option', { value, selected: value === current }, t(`settings.addressing.${value}`))));
    return h('div', h('label', { for: 'addressing' }, t('settings.addressing')), this.inputs.addressing);
  }

  /** What was typed; empty fields are left out. */
  values() {
    const typed = Object.fromEntries(Object.entries(this.inputs).map(([name, input]) => [name, input.value.trim()]).filter(([, value]) => value));
    return this.provider ? { ...typed, provider: this.provider } : typed;
  }

  markFields(problem) {
    for (const [name, input] of Object.entries(this.inputs)) {
      const wrong = problem?.errors?.find((error) => error.field === name);
      if (wrong) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      const help = document.getElementById(`${name}-help`);
      if (help) help.textContent = wrong ? wrong.message : t(`settings.${name}.help`);
      if (wrong) help?.setAttribute('lang', 'en');
      else help?.removeAttribute('lang');
    }
  }

  /** What nobody has changed is checked as it is in force: then Coffer remembers what it learns. */
  changed() {
    this.edited = true;
    this.preview();
  }

  async showPreview() {
    if (!this.inputs.endpoint.value.trim() || !session.may('admin')) {
      this.resolved.textContent = t('settings.resolved.none');
      this.markFields();
      return;
    }
    const { secretAccessKey, ...values } = this.values();
    const asked = JSON.stringify(values);
    this.asked = asked;
    try {
      const preview = await api.post('config/preview', values);
      if (this.asked !== asked) return;
      this.resolved.textContent = preview.resolvedEndpoint;
      this.markFields();
    } catch (problem) {
      if (this.asked !== asked) return;
      this.resolved.textContent = t('settings.resolved.none');
      this.markFields(problem);
    }
  }

  tryOut() {
    return attempt(this.check, this.failed, () => runCheck(this.edited ? this.values() : undefined, this.report, (suggestion) => this.take(suggestion)))
      .then(refreshWarnings);
  }

  /** Settings that work where those that were typed do not. */
  take(suggestion) {
    for (const [name, input] of Object.entries(this.inputs)) {
      if (name !== 'secretAccessKey') input.value = suggestion[name] ?? (name === 'addressing' ? 'auto' : '');
    }
    this.provider = suggestion.provider;
    this.edited = true;
    this.preview();
    return this.tryOut();
  }

  store(state) {
    return attempt(this.save, this.failed, async () => {
      show(this.report);
      try {
        await api.put(state ? `config?state=${state}` : 'config', this.values());
      } catch (problem) {
        this.markFields(problem);
        if (problem.code === 'state-conflict' && !state) return this.askForState(problem);
        if (problem.document?.check) checkReport(problem.document.check, this.report, (suggestion) => this.take(suggestion));
        throw problem;
      }
      // The page's content policy names the bucket's origin
      location.reload();
      return undefined;
    });
  }

  askForState(problem) {
    show(this.report, problemNotice(problem), h('p.actions',
      ['carry', 'adopt'].map((state) => h('button.outline', { type: 'button', onclick: () => this.store(state) }, t(`settings.state.${state}`)))));
  }

  async forget() {
    if (!(await confirm(t('settings.forget'), h('p', t('settings.forget.what')), t('settings.forget')))) return;
    await attempt(null, this.failed, async () => {
      await api.remove('config');
      say(t('settings.forgotten'));
      location.reload();
    });
  }
}

export async function storageSection(section) {
  try {
    const config = await api.get('config');
    return new StorageForm(section, config);
  } catch (problem) {
    if (problem.code === 'not-configured') return new StorageForm(section, null);
    section.append(problemNotice(problem));
    return null;
  }
}
