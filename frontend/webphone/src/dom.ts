// What "visible", "enabled" and "field" mean to the panel.

export function isVisible(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

/** A control that is not possible now may stay focusable and say so with aria-disabled only. */
export function isEnabled(element: Element): boolean {
  return !element.hasAttribute('disabled') && element.getAttribute('aria-disabled') !== 'true';
}

const FIELD = 'input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=searchbox]';
const FIELD_HOST = /-(field|area|combo-box|picker)$/;

/** Whether typing into the element means text. */
export function isField(element: Element): boolean {
  return element.matches(FIELD) || FIELD_HOST.test(element.localName);
}

/** Calls back once the element has been out of the page for a while; being moved within the page does not count. */
export function whenRemoved(element: Element, afterMs: number, removed: () => void, signal: AbortSignal): void {
  let inPageAt = performance.now();
  const timer = setInterval(() => {
    if (element.isConnected) inPageAt = performance.now();
    else if (performance.now() - inPageAt >= afterMs) removed();
  }, 500);
  signal.addEventListener('abort', () => clearInterval(timer));
}
