/**
 * The session as a line of cues, each with the second it starts at. No DOM, no clock.
 *
 * It is laid out from the options that are chosen for the moves. Before the first move there are
 * `leadIn` seconds, before each other one `between`.
 */
export class Line {
  /** @param {{kind: string, seconds: number}[][]} moves  the cues of each move, in order */
  constructor(moves, { leadIn, between }) {
    let start = 0;
    this.cues = [];
    for (const [move, cues] of moves.entries()) {
      for (const [place, cue] of cues.entries()) {
        const lead = place > 0 ? 0 : move > 0 ? between : leadIn;
        const kind = place === 0 && move === 0 ? 'ready' : cue.kind;
        const seconds = cue.seconds + lead;
        this.cues.push({ ...cue, kind, seconds, move, start, index: this.cues.length });
        start += seconds;
      }
    }
    this.total = start;
    this.moves = moves.length;
  }

  /** The cue at a second of the session; the last one from the end on. */
  at(seconds) {
    return this.cues.findLast((cue) => cue.start <= Math.max(0, seconds));
  }

  ofMove(move) {
    return this.cues.filter((cue) => cue.move === move);
  }

  /** The second at which a move begins; past the last move that is the end. */
  startOf(move) {
    return this.ofMove(move)[0]?.start ?? this.total;
  }

  secondsOf(move) {
    return this.ofMove(move).reduce((sum, cue) => sum + cue.seconds, 0);
  }
}
