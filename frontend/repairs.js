// What Vaadin's own elements tell assistive technology wrongly, put right. Each entry says what is wrong and can go
// when Vaadin 25 no longer does it (AccessibilityIT tells).
const REPAIRS = {
  // The scrolling box inside a tab list can be focused by script, so it counts as a child that is no tab.
  'vaadin-tabs': async element => {
    await customElements.whenDefined('vaadin-tabs');
    await element.updateComplete;
    element.shadowRoot.querySelector('[tabindex]')?.removeAttribute('tabindex');
  },
  // Its sentence belongs to no landmark; a status needs none.
  'vaadin-connection-indicator:not([role])': element => element.setAttribute('role', 'status'),
  // A menu item is not selected or unselected.
  '[role^=menuitem][aria-selected]': element => element.removeAttribute('aria-selected'),
};
const selectors = Object.entries(REPAIRS);

function repair(root) {
  for (const [selector, mend] of selectors) {
    if (root.matches(selector)) void mend(root);
    for (const element of root.querySelectorAll(selector)) void mend(element);
  }
}

new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === 'attributes') repair(change.target);
    for (const added of change.addedNodes) if (added instanceof Element) repair(added);
  }
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['aria-selected', 'role'] });
repair(document.documentElement);
