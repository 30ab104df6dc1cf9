// Waiting for the addresses of one's own media, for far ends that take none later.

/** Longest wait. Without STUN a browser is through after some 0.1 s; what is found later is one path less. */
export const GATHERING_MS = 1_500;

/** Resolves when all addresses are found, or after a while. */
export function gathered(pc: Pick<RTCPeerConnection, 'iceGatheringState' | 'addEventListener' | 'removeEventListener'>): Promise<void> {
  if (pc.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((found) => {
    const timeout = setTimeout(done, GATHERING_MS);
    function done(): void {
      clearTimeout(timeout);
      pc.removeEventListener('icegatheringstatechange', changed);
      found();
    }
    function changed(): void {
      if (pc.iceGatheringState === 'complete') done();
    }
    pc.addEventListener('icegatheringstatechange', changed);
  });
}
