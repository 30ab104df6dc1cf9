// The pictures of one session: the far end's, and one's own small beside it.

export class VideoRegion {
  private readonly region: HTMLDivElement;
  private far: HTMLVideoElement | undefined;
  private own: HTMLVideoElement | undefined;

  constructor(private readonly host: HTMLElement, session: string) {
    this.region = document.createElement('div');
    this.region.className = 'hs-video';
    this.region.id = `${session}-video`;
  }

  show(far: MediaStreamTrack | undefined, own: MediaStreamTrack | undefined): void {
    this.far = this.picture(this.far, far, 'hs-video-far');
    this.own = this.picture(this.own, own, 'hs-video-own');
    this.place();
  }

  /** Puts the region into the host's video element, which the server may have drawn anew meanwhile. */
  place(): void {
    const stage = this.far || this.own ? this.host.querySelector('[data-video]') : null;
    if (!stage) this.region.remove();
    else if (this.region.parentElement !== stage) {
      stage.append(this.region);
      for (const picture of [this.far, this.own]) picture?.play().catch(() => undefined); // moving pauses it
    }
  }

  remove(): void {
    this.show(undefined, undefined);
  }

  private picture(element: HTMLVideoElement | undefined, track: MediaStreamTrack | undefined, name: string): HTMLVideoElement | undefined {
    if (!track) {
      if (element) element.srcObject = null;
      element?.remove();
      return undefined;
    }
    if (element && (element.srcObject as MediaStream | null)?.getVideoTracks()[0] === track) return element;
    const picture = element ?? document.createElement('video');
    picture.className = name;
    picture.muted = true; // the sound has its own element, and autoplay of a silent picture is always allowed
    picture.playsInline = true;
    picture.autoplay = true;
    picture.srcObject = new MediaStream([track]);
    this.region.append(picture);
    return picture;
  }
}
