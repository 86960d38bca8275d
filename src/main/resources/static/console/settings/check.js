// The connection check: each step as it is taken, and what works instead.
import * as api from '../api.js';
import { h, show } from '../dom.js';
import { t } from '../i18n.js';
import { stepLine } from '../views/backup.js';

const SHOWN = ['endpoint', 'region', 'bucket', 'rootPath', 'addressing'];

function suggested(suggestion, use) {
  const button = h('button#use-suggestion', { type: 'button', onclick: () => use(suggestion) }, t('check.use'));
  return h('div.notice.good', { role: 'status' },
    h('p', h('strong', t('check.suggestion'))),
    h('dl.facts', SHOWN.filter((name) => suggestion[name]).map((name) => h('div', h('dt', t(`settings.${name}`)), h('dd', h('code', suggestion[name]))))),
    h('p.actions', button));
}

function verdict(report) {
  const doubts = report.steps.filter((step) => step.status === 'warning').length;
  const open = report.steps.some((step) => step.code === 'bucket-public');
  return [
    open && h('div.alarm', { role: 'alert' }, h('p', h('strong', t('shell.public.title')), ' ', t('shell.public.what'))),
    h(`p.sentence.${report.passed ? 'good' : 'bad'}`, { role: 'status' },
      t(report.passed ? 'check.passed' : 'check.failed'), doubts > 0 && report.passed ? ` ${t('check.warnings', { count: doubts })}` : ''),
  ];
}

/** What was found, with settings to use instead if some work. */
export function checkReport(report, place, use) {
  show(place, verdict(report), report.suggestion && suggested(report.suggestion, use),
    steps(report.steps.filter((step) => step.status !== 'skipped')),
    skipped(report.steps.filter((step) => step.status === 'skipped')));
}

function steps(taken) {
  return h('ul.steps', taken.map((step) => stepLine(step, 'check')));
}

/** They say little: one is behind another that failed, or the store does not know the question. */
function skipped(left) {
  return left.length > 0 && h('details', h('summary', t('check.skipped', { count: left.length })), steps(left));
}

export async function runCheck(settings, place, use) {
  const steps = new Map();
  const list = h('ul.steps', { 'aria-live': 'polite' });
  show(place, h('p', { 'aria-busy': 'true' }, t('check.running')), list);
  let report = null;
  try {
    await api.lines('config/check', settings, (line) => {
      if (line.step) {
        const shown = stepLine(line.step, 'check');
        if (steps.has(line.step.name)) steps.get(line.step.name).replaceWith(shown);
        else list.append(shown);
        steps.set(line.step.name, shown);
      }
      report = line.result ?? report;
    });
  } catch (problem) {
    show(place);
    throw problem;
  }
  if (!report) throw new api.Problem({ code: 'offline' }, 0);
  checkReport(report, place, use);
}
