/** The session as a line of cues, each with the second it starts at. No DOM, no clock. */
export class Line {
  /** @param {{kind: string, seconds: number, move: number}[]} cues */
  constructor(cues) {
    let start = 0;
    this.cues = cues.map((cue, index) => {
      const placed = { ...cue, index, start };
      start += cue.seconds;
      return placed;
    });
    this.total = start;
  }

  /** The cue at a second of the session; the last one (finish) from the end on. */
  at(seconds) {
    return this.cues.findLast((cue) => cue.start <= seconds);
  }

  /** All the cues of one move. */
  ofMove(move) {
    return this.cues.filter((cue) => cue.move === move && cue.kind !== 'finish');
  }

  /** The second at which a move begins; past the last move that is the end. */
  startOf(move) {
    return this.ofMove(move)[0]?.start ?? this.total;
  }

  secondsOf(move) {
    return this.ofMove(move).reduce((sum, cue) => sum + cue.seconds, 0);
  }
}
