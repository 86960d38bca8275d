// Every text of the console, in the language of whoever looks at it.

export const LANGUAGES = { en: 'English', 'pt-BR': 'Português (Brasil)', 'zh-CN': '简体中文' };

const KEY = 'coffer.language';

let texts = {};
let current = 'en';
let plural = new Intl.PluralRules('en');

export function language() {
  return current;
}

/** The language that was chosen here, else the browser's first that there is, else English. */
function preferred() {
  const chosen = localStorage.getItem(KEY);
  if (chosen in LANGUAGES) return chosen;
  for (const wanted of navigator.languages) {
    const base = wanted.split('-')[0];
    const found = Object.keys(LANGUAGES).find((known) => known === wanted || known.split('-')[0] === base);
    if (found) return found;
  }
  return 'en';
}

async function catalog(name) {
  const answer = await fetch(new URL(`locales/${name}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`The texts ${name} cannot be read`);
  return answer.json();
}

export async function load() {
  current = preferred();
  const [own, problems] = await Promise.all([catalog(current), catalog(`problems.${current}`)]);
  texts = { ...own, ...problems };
  plural = new Intl.PluralRules(current);
  document.documentElement.lang = current;
}

/** From now on; the page is made anew. */
export function choose(name) {
  localStorage.setItem(KEY, name);
  location.reload();
}

export function has(key) {
  return key in texts;
}

function find(key, parameters) {
  if (parameters && 'count' in parameters) {
    const form = `${key}.${plural.select(parameters.count)}`;
    if (has(form)) return texts[form];
    if (has(`${key}.other`)) return texts[`${key}.other`];
  }
  if (has(key)) return texts[key];
  console.error(`No text for ${key}`);
  return key;
}

function written(value) {
  return typeof value === 'number' ? new Intl.NumberFormat(current).format(value) : value;
}

/** The text of a key; {name} is replaced, and count chooses between singular and plural. */
export function t(key, parameters = {}) {
  return find(key, parameters).replace(/\{(\w+)\}/g, (whole, name) => (name in parameters ? written(parameters[name]) : whole));
}

/** The same where something is an element: a list of texts and elements. */
export function rich(key, parameters) {
  return find(key, parameters)
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = part.match(/^\{(\w+)\}$/)?.[1];
      return name && name in parameters ? written(parameters[name]) : part;
    });
}
