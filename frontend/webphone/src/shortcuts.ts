// Shortcuts that work from anywhere in the page. Which control a shortcut presses is written at the control, in its
// aria-keyshortcuts; nothing is listed here.
import { isEnabled, isField, isVisible } from './dom.ts';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * The shortcut as aria-keyshortcuts writes it: "Alt+A", also where the keyboard is switched to Russian and the key gives "ф".
 * "?" stands for help wherever no text is being typed. AltGr arrives as Ctrl+Alt and is none.
 */
export function shortcutOf(event: Key, inField: boolean): string | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  if (event.altKey) return !event.shiftKey && /^Key[A-Z]$/.test(event.code) ? `Alt+${event.code.slice(3)}` : undefined;
  return event.key === '?' && !inField ? 'Alt+H' : undefined;
}

/** The key of a telephone that was typed. Shift+3 is "№" on a Russian keyboard and "£" on a British one. */
export function keypadKeyOf(event: Key): string | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  if (/^[0-9*#]$/.test(event.key)) return event.key;
  return event.shiftKey && event.code === 'Digit3' ? '#' : undefined;
}

export function listenForShortcuts(host: HTMLElement, signal: AbortSignal): void {
  const first = (selector: string): HTMLElement | undefined =>
    [...host.querySelectorAll<HTMLElement>(selector)].find((control) => isVisible(control) && isEnabled(control));

  const keypadButton = (key: string): HTMLElement | undefined => {
    const keypad = first('[data-keypad]');
    return [...(keypad?.querySelectorAll<HTMLElement>('button, vaadin-button, [role=button]') ?? [])].find((button) =>
      (button.getAttribute('aria-label') ?? button.textContent)?.trim() === key && isEnabled(button));
  };

  addEventListener('keydown', (event) => {
    if (!host.isConnected || event.isComposing) return;
    const target = event.composedPath()[0];
    const inField = target instanceof Element && isField(target);
    const shortcut = host.dataset.shortcuts === 'off' ? undefined : shortcutOf(event, inField);
    const key = shortcut || inField ? undefined : keypadKeyOf(event);
    const control = shortcut ? first(`[aria-keyshortcuts~="${shortcut}"]`) : key ? keypadButton(key) : undefined;
    if (!control) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return; // a key held down is one wish
    if (isField(control)) control.focus();
    else control.click();
  }, { capture: true, signal });

  // Last in line: a field that is being cleared or a menu that closes has the key first.
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !host.isConnected || host.dataset.shortcuts === 'off') return;
    first('[aria-keyshortcuts~="Escape"]')?.click();
  }, { signal });
}
