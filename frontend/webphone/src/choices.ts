// Which devices this person wants on this computer. Kept by the browser, because devices belong to the computer.

export type DeviceKind = 'microphone' | 'speaker' | 'camera';

const key = (kind: DeviceKind): string => `hookswitch.${kind}`;
const changes = new EventTarget();

/** The id of the chosen device; empty: whatever the system prefers. */
export function chosen(kind: DeviceKind): string {
  try {
    return localStorage.getItem(key(kind)) ?? '';
  } catch {
    return ''; // storage is forbidden in this frame: the system's choice will do
  }
}

export function choose(kind: DeviceKind, id: string): void {
  try {
    if (id) localStorage.setItem(key(kind), id);
    else localStorage.removeItem(key(kind));
  } catch {
    return;
  }
  changes.dispatchEvent(new Event(kind));
}

/** Calls back when another device was chosen, in this page or in another tab. */
export function onChoice(kind: DeviceKind, changed: () => void, signal: AbortSignal): void {
  changes.addEventListener(kind, changed, { signal });
  addEventListener('storage', (event) => { if (event.key === key(kind)) changed(); }, { signal });
}
