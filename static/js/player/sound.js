/** Short tones, made here and not loaded. Silent until wake() is called from a tap. */
const LOUDNESS = 0.06;

// Each signal is told from the others with eyes shut: [hertz, starts after, lasts] in seconds.
const TUNES = {
  count: [[660, 0, 0.12]],
  tick: [[520, 0, 0.04]],
  start: [[587, 0, 0.14], [880, 0.15, 0.4]], // up: go
  switch: [[880, 0, 0.14], [660, 0.16, 0.14], [880, 0.32, 0.3]], // there and back: the other side
  rest: [[660, 0, 0.14], [440, 0.15, 0.4]], // down: let go
  end: [[523, 0, 0.2], [659, 0.2, 0.2], [784, 0.4, 0.6]],
};

export class Sound {
  #audio = null;

  wake() {
    if (!window.AudioContext) return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state === 'suspended') this.#audio.resume();
  }

  play(name) {
    if (!this.#audio) return;
    for (const note of TUNES[name]) this.#note(...note);
  }

  #note(frequency, after, seconds) {
    const tone = this.#audio.createOscillator();
    const gain = this.#audio.createGain();
    const start = this.#audio.currentTime + after;
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(LOUDNESS, start);
    gain.gain.exponentialRampToValueAtTime(1e-4, start + seconds);
    tone.connect(gain).connect(this.#audio.destination);
    tone.start(start);
    tone.stop(start + seconds);
  }
}
