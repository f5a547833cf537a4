/** Short tones, made here and not loaded. Silent until wake() is called from a tap, and while `on` is false. */
const COUNT = 660; // hertz
const CHANGE = 880;
const LOUDNESS = 0.06;

export class Sound {
  #audio = null;
  on = true;

  wake() {
    if (!window.AudioContext) return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state === 'suspended') this.#audio.resume();
  }

  count() {
    this.#tone(COUNT, 0.12);
  }

  change() {
    this.#tone(CHANGE, 0.4);
  }

  #tone(frequency, seconds) {
    if (!this.#audio || !this.on) return;
    const tone = this.#audio.createOscillator();
    const gain = this.#audio.createGain();
    const end = this.#audio.currentTime + seconds;
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(LOUDNESS, this.#audio.currentTime);
    gain.gain.exponentialRampToValueAtTime(1e-4, end);
    tone.connect(gain).connect(this.#audio.destination);
    tone.start();
    tone.stop(end);
  }
}
