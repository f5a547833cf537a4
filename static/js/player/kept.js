/**
 * What the browser remembers of a session that was not finished, for a day, and how a person likes the player.
 * A browser that keeps nothing loses nothing but this.
 */
const A_DAY = 24 * 60 * 60 * 1000; // milliseconds
const SESSION = 'session:';
const LIKES = 'player';

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // full, or not allowed: the session goes on
  }
}

/** One routine's unfinished session. `print` names the content it was made from: another is another session. */
export class KeptSession {
  constructor(slug, print) {
    this.name = SESSION + slug;
    this.print = print;
  }

  read() {
    const kept = read(this.name);
    const fresh = kept?.print === this.print && Date.now() - kept.at < A_DAY && kept.at <= Date.now();
    return fresh ? kept : null;
  }

  write(state) {
    write(this.name, { ...state, print: this.print, at: Date.now() });
  }

  forget() {
    localStorage.removeItem(this.name);
  }
}

export const DEFAULTS = { sound: true, voice: false, vibration: true, captions: false, large: false, kneel: true };
export const likes = () => ({ ...DEFAULTS, ...read(LIKES) });
export const like = (name, value) => write(LIKES, { ...likes(), [name]: value });

/** Names a session for good. `randomUUID` is there only on a secure address. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
