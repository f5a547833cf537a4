/**
 * Says and sounds what happens: tones, vibration, a voice, and the same words as a caption.
 * Each can be turned off; nothing is told by sound alone.
 */
import { Sound } from './sound.js';

const BUZZ = { start: [80], switch: [80, 80, 80], rest: [160], end: [200, 100, 200] };
const COUNTED = new Set([10, 3, 2, 1]); // seconds that the voice counts
const HEARD = 3; // the last seconds have a tone each

export class Signals {
  #sound = new Sound();
  #counted = '';
  #rep = '';

  /** @param {object} likes  sound, voice, vibration: read each time, so a switch works at once */
  constructor(likes, caption) {
    this.likes = likes;
    this.caption = caption;
  }

  /** Browsers let a page sound only after a tap. */
  wake() {
    this.#sound.wake();
  }

  /** Something begins. @param {'start'|'switch'|'rest'|'end'} name */
  begin(name, words) {
    if (this.likes.sound) this.#sound.play(name);
    if (this.likes.vibration) navigator.vibrate?.(BUZZ[name]);
    this.say(words);
  }

  /** Shown, and spoken if wanted. */
  say(words) {
    if (this.caption.textContent !== words) this.caption.textContent = words;
    this.#speak(words);
  }

  /** Heard once a second, near the end of a cue. */
  count(cue, left) {
    const now = `${cue.index} ${left}`;
    if (now === this.#counted || left < 1) return;
    this.#counted = now;
    if (left <= HEARD && this.likes.sound) this.#sound.play('count');
    if (COUNTED.has(left)) this.#speak(String(left));
  }

  /** A soft tick as each repeat after the first begins. */
  rep(cue, number) {
    const now = `${cue.index} ${number}`;
    if (now !== this.#rep && number > 1 && this.likes.sound) this.#sound.play('tick');
    this.#rep = now;
  }

  hush() {
    window.speechSynthesis?.cancel();
  }

  #speak(words) {
    if (!this.likes.voice || !window.speechSynthesis) return;
    this.hush(); // what is being said is already over
    const speech = new SpeechSynthesisUtterance(words);
    speech.lang = document.documentElement.lang;
    window.speechSynthesis.speak(speech);
  }
}
