// Front door of the module: the page imports it and attaches the panel, the device test of the settings page, or a player.
import { whenRemoved } from './dom.ts';
import { Panel } from './panel.ts';
import type { Command, Message } from './protocol.ts';
import { WebPhone } from './webphone.ts';

export { attachDeviceTest } from './devices.ts';
export { attachPlayer } from './player.ts';

/** An element of the page behind which a component on the server listens. */
interface PanelElement extends HTMLElement {
  $server?: { fromPhone(message: Message): unknown };
  phone?: { command(command: Command): void; clock(serverEpochMillis: number): void; detach(): void };
}

/** How long the panel may be out of the page, for instance while the server draws it anew, before its sessions are closed. */
const REMOVED_MS = 5_000;

const attached = new Set<WebPhone>();
const debug = { sessions: () => [...attached].flatMap((phone) => phone.debugState()) };

/**
 * Makes the element a phone: sets `element.phone`, and answers through `element.$server.fromPhone`. Attaching twice changes nothing.
 * `element.phone.detach()` takes everything back, as does removing the element from the page. `window.hookswitchPhone.sessions()`
 * shows the media sessions of the page with state and connection, for support and tests.
 */
export function attach(element: PanelElement): void {
  if (element.phone) return;
  const life = new AbortController();
  const phone = new WebPhone(element, (message) => void element.$server?.fromPhone(message), life.signal);
  const panel = new Panel(element, life.signal);
  attached.add(phone);
  life.signal.addEventListener('abort', () => attached.delete(phone));
  const detach = (): void => {
    life.abort();
    delete element.phone;
  };
  whenRemoved(element, REMOVED_MS, detach, life.signal); // nobody could end such a call
  element.phone = {
    command: (command) => phone.command(command),
    clock: (serverEpochMillis) => panel.clock(serverEpochMillis),
    detach,
  };
  Object.assign(window, { hookswitchPhone: debug });
}
