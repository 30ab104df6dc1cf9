// An incoming call makes itself known outside the page: by the tab's title and by a desktop notification.

export class Ringing {
  private notification: Notification | undefined;
  private title: { before: string; now: string } | undefined;

  /** Begins, or says more of the call that rings already: who it is may be known a moment later. */
  start(title: string, body: string): void {
    const before = this.title && document.title === this.title.now ? this.title.before : document.title;
    this.title = { before, now: title };
    document.title = title;
    this.notify(title, body);
  }

  stop(): void {
    this.notification?.close();
    this.notification = undefined;
    // Not if a page was opened meanwhile that has set a title of its own.
    if (this.title && document.title === this.title.now) document.title = this.title.before;
    this.title = undefined;
  }

  private notify(title: string, body: string): void {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    try {
      // One tag for all tabs of this site: the desktop shows one notice of one call, and a later one takes its place quietly.
      this.notification = new Notification(title, { body, tag: 'hookswitch-ring', requireInteraction: true });
    } catch {
      return; // Android's Chromium has notifications for service workers only
    }
    this.notification.addEventListener('click', () => {
      window.focus();
      this.notification?.close();
    });
  }
}

/** Browsers ask only in answer to a gesture; the first one inside the panel is the occasion. */
export function askForNotifications(host: HTMLElement, signal: AbortSignal): void {
  if (!('Notification' in window) || Notification.permission !== 'default') return;
  host.addEventListener('click', () => void Notification.requestPermission().catch(() => undefined), { once: true, signal });
}
