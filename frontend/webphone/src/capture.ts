// Microphone and camera, as chosen; a device that is gone is replaced by the system's own choice.
import { chosen } from './choices.ts';
import type { TroubleCode } from './protocol.ts';

/** Why there is no device; the name tells an agent what to do about it. */
export class NoDevice extends Error {
  constructor(readonly code: Extract<TroubleCode, 'permission' | 'noDevice' | 'insecure'>, cause?: unknown) {
    super(code, { cause });
  }
}

// `ideal`, not `exact`: the browser itself falls back when the chosen device is unplugged.
const preferred = (id: string): MediaTrackConstraints => (id ? { deviceId: { ideal: id } } : {});

/** @throws NoDevice */
export function openMicrophone(): Promise<MediaStreamTrack> {
  return open({ audio: { ...preferred(chosen('microphone')), echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
}

/** @throws NoDevice */
export function openCamera(): Promise<MediaStreamTrack> {
  return open({ video: { ...preferred(chosen('camera')), width: { ideal: 1280 }, height: { ideal: 720 } } });
}

async function open(constraints: MediaStreamConstraints): Promise<MediaStreamTrack> {
  // Outside HTTPS and localhost browsers hide the devices altogether.
  if (!navigator.mediaDevices) throw new NoDevice('insecure');
  try {
    const track = (await navigator.mediaDevices.getUserMedia(constraints)).getTracks()[0];
    if (track) return track;
  } catch (error) {
    const name = error instanceof Error || error instanceof DOMException ? error.name : '';
    throw new NoDevice(name === 'NotAllowedError' || name === 'SecurityError' ? 'permission' : 'noDevice', error);
  }
  throw new NoDevice('noDevice');
}

/** Calls back when a microphone that was refused or missing may be there: the permission changed, or a device was plugged in. */
export async function onMicrophoneBack(back: () => void, signal: AbortSignal): Promise<void> {
  navigator.mediaDevices?.addEventListener('devicechange', async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    if (devices.some((device) => device.kind === 'audioinput')) back();
  }, { signal });
  try {
    const permission = await navigator.permissions.query({ name: 'microphone' });
    permission.addEventListener('change', () => { if (permission.state === 'granted') back(); }, { signal });
  } catch {
    // This browser does not tell; the next attempt will.
  }
}
