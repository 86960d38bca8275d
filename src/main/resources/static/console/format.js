// Numbers, sizes and times, as the language writes them.
import { language, t } from './i18n.js';
import { h } from './dom.js';

/** To make one takes longer than to use it, and a page has thousands of dates. */
const formatters = new Map();

function formatter(kind, options) {
  const name = `${language()} ${kind.name} ${JSON.stringify(options)}`;
  if (!formatters.has(name)) formatters.set(name, new kind(language(), options));
  return formatters.get(name);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'];

/** Bytes, in steps of 1000 as the units say. */
export function size(bytes) {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return formatter(Intl.NumberFormat, {
    style: 'unit', unit: UNITS[unit], unitDisplay: unit === 0 ? 'long' : 'short', maximumFractionDigits: digits,
  }).format(value);
}

export function rate(bytesPerSecond) {
  return t('format.rate', { size: size(bytesPerSecond) });
}

export function number(value) {
  return formatter(Intl.NumberFormat, {}).format(value);
}

export function percent(part) {
  return formatter(Intl.NumberFormat, { style: 'percent', maximumFractionDigits: 0 }).format(part);
}

export function dateTime(time) {
  return formatter(Intl.DateTimeFormat, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

export function day(date) {
  return formatter(Intl.DateTimeFormat, { dateStyle: 'medium' }).format(date);
}

const STEPS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

/** How long ago that was, in its largest unit. */
export function ago(time, now = Date.now()) {
  const seconds = Math.round((new Date(time).getTime() - now) / 1000);
  const [unit, length] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? STEPS.at(-1);
  if (Math.abs(seconds) < 10) return t('format.now');
  return formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit);
}

/** About so long. */
export function duration(seconds) {
  const rounded = Math.max(1, Math.round(seconds));
  const [unit, length] = STEPS.find(([name, step]) => rounded >= step && name !== 'month' && name !== 'year') ?? STEPS.at(-1);
  return formatter(Intl.NumberFormat, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.round(rounded / length));
}

/** Names, one behind the other, at most so many. */
export function list(names, most = 5) {
  const shown = names.slice(0, most);
  if (names.length > most) shown.push(t('format.more', { count: names.length - most }));
  return formatter(Intl.ListFormat, { type: 'conjunction' }).format(shown);
}

/** A time that counts on: see live.js. */
export function since(time) {
  return h('time', { datetime: time, title: dateTime(time), 'data-ago': true }, ago(time));
}
