// Notes for each ringing card when it stood in the DOM and when it was painted, in epoch milliseconds.
(() => {
  const seen = (window.benchSeen = {});
  const now = () => performance.timeOrigin + performance.now();
  const look = () => {
    const card = document.querySelector('.hs-stage .hs-card.hs-ring:not([hidden])');
    const name = card?.getAttribute('aria-label');
    if (!name || seen[name]) return;
    const times = (seen[name] = [now(), NaN]);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { times[1] = now(); };
      port2.postMessage(0);
    });
  };
  new MutationObserver(look).observe(document.querySelector('.hs-stage'), { subtree: true, childList: true, attributes: true, characterData: true });
})();
