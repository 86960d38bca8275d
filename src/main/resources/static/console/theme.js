// Light or dark: as chosen here, else as the system has it.

const KEY = 'coffer.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export const THEMES = ['auto', 'light', 'dark'];

export function theme() {
  const chosen = localStorage.getItem(KEY);
  return THEMES.includes(chosen) ? chosen : 'auto';
}

function apply() {
  const chosen = theme();
  document.documentElement.dataset.theme = chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen;
}

export function chooseTheme(name) {
  localStorage.setItem(KEY, name);
  apply();
}

export function followSystem() {
  apply();
  dark.addEventListener('change', apply);
}
