// Front door of the module: the page imports it and attaches the panel, or the device test of the settings page.
import { Panel } from './panel.ts';
import type { Command, Message } from './protocol.ts';
import { WebPhone } from './webphone.ts';

export { attachDeviceTest } from './devices.ts';

/** An element of the page behind which a component on the server listens. */
interface PanelElement extends HTMLElement {
  $server?: { fromPhone(message: Message): unknown };
  phone?: { command(command: Command): void; clock(serverEpochMillis: number): void; detach(): void };
}

const attached = new Set<WebPhone>();
const debug = { sessions: () => [...attached].flatMap((phone) => phone.debugState()) };

/**
 * Makes the element a phone: sets `element.phone`, and answers through `element.$server.fromPhone`. Attaching twice changes nothing.
 * `element.phone.detach()` takes everything back. `window.hookswitchPhone.sessions()` shows the media sessions of the page with
 * state and connection, for support and tests.
 */
export function attach(element: PanelElement): void {
  if (element.phone) return;
  const life = new AbortController();
  const phone = new WebPhone(element, (message) => void element.$server?.fromPhone(message), life.signal);
  const panel = new Panel(element, life.signal);
  attached.add(phone);
  life.signal.addEventListener('abort', () => attached.delete(phone));
  element.phone = {
    command: (command) => phone.command(command),
    clock: (serverEpochMillis) => panel.clock(serverEpochMillis),
    detach: () => {
      life.abort();
      delete element.phone;
    },
  };
  Object.assign(window, { hookswitchPhone: debug });
}
