// The least that draws a ringing card: one message in, one element out.
const stage = document.querySelector('.hs-stage');
const icon = (name) => `<svg width="18" height="18" aria-hidden="true"><use href="/cti/icons.svg#${name}"></use></svg>`;
const text = (value) => { const span = document.createElement('span'); span.textContent = value; return span.innerHTML; };
const socket = new WebSocket(`ws://${location.host}/cti/floor/socket`);
socket.onmessage = ({ data }) => {
  const event = JSON.parse(data);
  if (event.type !== 'callStarted') { stage.replaceChildren(); return; }
  stage.innerHTML = `<div class="hs-card hs-ring" role="group" tabindex="-1" aria-label="${text(event.name)}">
    <div class="hs-band"><span class="hs-state">${icon('phone-incoming')}<span>Ringing</span></span><span class="hs-band-right"><span class="hs-timer" role="timer">0:00</span></span></div>
    <div class="hs-body"><div class="hs-party"><span class="hs-avatar hs-avatar-icon">C</span><div class="hs-party-text"><div class="hs-name">${text(event.name)}</div><div class="hs-second">Bench</div></div></div>
      <div class="hs-number"><span>${text(event.number)}</span><span class="hs-via">to 1000</span></div></div>
    <div class="hs-foot"><button>${icon('phone')}Answer</button><button>${icon('phone-off')}Decline</button></div></div>`;
};
