/**
 * Whether a session may start in this browser now, by the two facts it carries (routines/gate.py).
 * What cannot be read counts as a no.
 */
const HOLDS = ['hold', 'member_hold'];
const SCREEN_DAYS = 7;
const A_DAY = 24 * 60 * 60 * 1000; // milliseconds

/** @returns {'held' | 'screen' | 'open'}  a danger sign stands; the danger signs come first; go on */
export function gate(cookies = document.cookie, now = Date.now()) {
  const carried = new Map(cookies.split('; ').map((pair) => pair.split(/=(.*)/s)));
  if (HOLDS.some((name) => carried.has(name))) return 'held';
  return isRecent(carried.get('screened'), now) ? 'open' : 'screen';
}

/** `2026-11-25:signature`: a day of the last seven, in UTC. */
function isRecent(screened, now) {
  const day = Date.parse(`${(screened ?? '').replaceAll('"', '').split(':')[0]}T00:00:00Z`);
  const age = Math.floor(now / A_DAY) * A_DAY - day;
  return age >= 0 && age < SCREEN_DAYS * A_DAY;
}
