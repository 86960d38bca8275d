// Which backups stay, with what would go.
import * as api from '../api.js';
import { confirm } from '../dialog.js';
import { debounce, h, show } from '../dom.js';
import { size } from '../format.js';
import { t } from '../i18n.js';
import { attempt, problemNotice, say } from '../notice.js';
import * as session from '../session.js';

const COUNTS = ['keepLast', 'keepHourly', 'keepDaily', 'keepWeekly', 'keepMonthly', 'keepYearly'];

const SHOWN = 50;

const GIGABYTE = 1000 ** 3;

class RetentionForm {
  constructor(section, policy) {
    this.policy = policy;
    this.editable = session.may('admin') && policy.source !== 'configuration';
    this.inputs = {};
    this.failed = h('div');
    this.outcome = h('div#retention-preview', { 'aria-live': 'polite' });
    this.preview = debounce(() => this.showPreview(), 350);
    this.save = h('button#save-retention', { type: 'submit', disabled: !this.editable }, t('retention.save'));
    this.apply = h('button#apply-retention.danger.outline', { type: 'button', onclick: () => this.applyNow() }, t('retention.apply'));
    section.append(
      h('p', t('retention.lead')),
      policy.source === 'configuration' ? h('p.notice', t('retention.managed')) : '',
      h('form', { onsubmit: (event) => { event.preventDefault(); this.store(); }, oninput: () => this.preview() },
        h('div.grid.three', COUNTS.map((name) => this.count(name, policy[name])),
          this.count('keepWithin', days(policy.keepWithin)), this.count('maxTotalSize', policy.maxTotalSize && policy.maxTotalSize / GIGABYTE)),
        this.failed,
        h('p.actions', this.save, policy.source !== 'none' && this.apply)),
      h('h3', t('retention.preview')),
      this.outcome);
    this.showPreview();
  }

  count(name, value) {
    this.inputs[name] = h(`input#${name}`, {
      type: 'number', min: '1', step: name === 'maxTotalSize' ? 'any' : '1', value: value ?? '', readonly: !this.editable,
    });
    return h('div', h('label', { for: name }, t(`retention.${name}`)), this.inputs[name]);
  }

  values() {
    const typed = Object.fromEntries(Object.entries(this.inputs).filter(([, input]) => input.value !== '').map(([name, input]) => [name, Number(input.value)]));
    if (typed.keepWithin) typed.keepWithin = `P${typed.keepWithin}D`;
    if (typed.maxTotalSize) typed.maxTotalSize = Math.round(typed.maxTotalSize * GIGABYTE);
    return typed;
  }

  async showPreview() {
    const values = this.values();
    const asked = JSON.stringify(values);
    this.asked = asked;
    try {
      const answer = await api.post(api.path('retention/preview'), values);
      if (this.asked === asked) show(this.outcome, previewed(answer, Object.keys(values).length === 0));
    } catch (problem) {
      if (this.asked === asked) show(this.outcome, problemNotice(problem));
    }
  }

  store() {
    return attempt(this.save, this.failed, async () => {
      await api.put(api.path('retention'), this.values());
      say(t('retention.saved'));
    });
  }

  async applyNow() {
    const answer = await attempt(this.apply, this.failed, () => api.post(api.path('retention/preview')));
    if (!answer) return;
    if (!(await confirm(t('retention.apply'), previewed(answer, false), t('retention.apply')))) return;
    const done = await attempt(this.apply, this.failed, () => api.post(api.path('retention/apply')));
    if (done) {
      say(t('retention.applied', { count: done.totals.removed, size: size(done.totals.freedBytes) }));
      this.showPreview();
    }
  }
}

/** A span in days, as far as it is one. */
function days(span) {
  return span?.match(/^P(\d+)D$/)?.[1];
}

function previewed({ groups, totals, blocked }, empty) {
  if (empty) return h('p', t('retention.off'));
  const gone = groups.flatMap((group) => group.remove ?? []);
  return [
    blocked && h('div.notice.bad', { role: 'alert' }, h('p', t('retention.blocked')), h('p', { lang: 'en' }, blocked.detail)),
    h('p.sentence', totals.removed === 0 ? t('retention.nothing', { count: totals.kept })
      : t('retention.would', { count: totals.removed, kept: totals.kept, size: size(totals.freedBytes) })),
    gone.length > 0 && h('details', h('summary', t('retention.which')),
      h('ul.names', gone.slice(0, SHOWN).map((backup) => h('li', backup.key))),
      gone.length > SHOWN && h('p.small', t('format.more', { count: gone.length - SHOWN }))),
  ];
}

export async function retentionSection(section, signal) {
  try {
    const policy = await api.get(api.path('retention'), { signal });
    return new RetentionForm(section, policy);
  } catch (problem) {
    if (problem.name !== 'AbortError') section.append(problemNotice(problem));
    return null;
  }
}
