/** The keys of a headset, a keyboard or a lock screen. */
export class Media {
  /** @param {{play, pause, previoustrack, nexttrack}} actions */
  constructor(title, actions) {
    this.session = navigator.mediaSession;
    if (!this.session) return;
    this.title = title;
    for (const [name, act] of Object.entries(actions)) {
      try {
        this.session.setActionHandler(name, act);
      } catch {
        // this browser does not know the key
      }
    }
  }

  show(move, playing) {
    if (!this.session) return;
    this.session.playbackState = playing ? 'playing' : 'paused';
    if (window.MediaMetadata) this.session.metadata = new MediaMetadata({ title: move, artist: this.title });
  }
}
