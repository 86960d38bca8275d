// Who is signed in. The token lives in this tab alone, and in no URL.

const TOKEN = 'coffer.token';
const VAULT = 'coffer.vault';
const RANKS = ['device', 'operator', 'admin'];

let me = null;

export function token() {
  return sessionStorage.getItem(TOKEN);
}

export function remember(value) {
  sessionStorage.setItem(TOKEN, value);
}

export function forget() {
  me = null;
  sessionStorage.removeItem(TOKEN);
  sessionStorage.removeItem(VAULT);
}

export function setCaller(caller) {
  me = caller;
}

export function caller() {
  return me;
}

/** Whether the caller may do what that role may. */
export function may(role) {
  return me !== null && RANKS.indexOf(me.role) >= RANKS.indexOf(role);
}

export function hasAllVaults() {
  return me !== null && !me.vault;
}

/** What is of the whole service is for those who have all vaults. */
export function mayInAll(role) {
  return may(role) && hasAllVaults();
}

export function vault() {
  return me?.vault ?? sessionStorage.getItem(VAULT) ?? 'default';
}

export function enter(name) {
  sessionStorage.setItem(VAULT, name);
}
