// The device test of the settings page: which devices there are, which one is chosen, and whether they work.
import { NoDevice, openCamera, openMicrophone } from './capture.ts';
import { choose, chosen, type DeviceKind } from './choices.ts';
import { whenRemoved } from './dom.ts';
import { SoundGate } from './gate.ts';
import { Sounds } from './sounds.ts';
import { Troubles } from './troubles.ts';

interface Device { id: string; label: string }

/** What the server draws. `speakerChoice`: whether this browser can send the sound to a chosen speaker. `trouble` is empty if all is well. */
interface DeviceList {
  microphones: Device[];
  speakers: Device[];
  cameras: Device[];
  microphone: string;
  speaker: string;
  camera: string;
  speakerChoice: boolean;
  trouble: '' | NoDevice['code'];
}

interface DeviceTestElement extends HTMLElement {
  $server?: { devicesChanged(list: DeviceList): unknown };
  devices?: { refresh(): Promise<void>; choose(kind: DeviceKind, id: string): Promise<void>; playTest(): void; preview(on: boolean): Promise<void>; stop(): void };
}

const QUIETEST_DB = -60;

/** Loudness of some samples between 0 (-60 dB or less) and 1 (full scale), even to the ear. */
export function level(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  const decibels = 10 * Math.log10(Math.max(power, 1e-12));
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DB));
}

/** Shows in `[data-meter]` how loud a microphone is. */
class LevelMeter {
  private readonly context = new AudioContext();
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly track: MediaStreamTrack, draw: (level: number) => void) {
    const analyser = new AnalyserNode(this.context, { fftSize: 2048 });
    new MediaStreamAudioSourceNode(this.context, { mediaStream: new MediaStream([track]) }).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      draw(level(samples));
    }, 100);
  }

  stop(): void {
    clearInterval(this.timer);
    this.track.stop();
    void this.context.close();
  }
}

/** Makes the element a device test: sets `element.devices` and reports through `element.$server.devicesChanged`. */
export function attachDeviceTest(element: DeviceTestElement): void {
  if (element.devices) return;
  const life = new AbortController();
  const sounds = new Sounds(new SoundGate(new Troubles(() => undefined), life.signal));
  let meter: LevelMeter | undefined;
  let camera: MediaStreamTrack | undefined;
  let trouble: DeviceList['trouble'] = '';

  const draw = (value: number): void => {
    const bar = element.querySelector<HTMLElement>('[data-meter]');
    bar?.setAttribute('aria-valuenow', String(Math.round(value * 100)));
    bar?.style.setProperty('--hs-level', value.toFixed(2));
  };

  const listen = async (): Promise<void> => {
    meter?.stop();
    meter = undefined;
    trouble = '';
    try {
      const microphone = await openMicrophone();
      if (life.signal.aborted) return microphone.stop();
      meter = new LevelMeter(microphone, draw);
    } catch (error) {
      trouble = error instanceof NoDevice ? error.code : 'noDevice';
      draw(0);
    }
  };

  const tell = async (): Promise<void> => {
    const all = await navigator.mediaDevices?.enumerateDevices() ?? [];
    // A browser hides the names until the device was allowed once; a device without a name is no help to anyone.
    const list = (kind: MediaDeviceKind): Device[] => all.filter((device) => device.kind === kind && device.label && device.deviceId !== 'default')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
    element.$server?.devicesChanged({ microphones: list('audioinput'), speakers: list('audiooutput'), cameras: list('videoinput'),
      microphone: chosen('microphone'), speaker: chosen('speaker'), camera: chosen('camera'),
      speakerChoice: 'setSinkId' in HTMLMediaElement.prototype, trouble });
  };

  const preview = async (on: boolean): Promise<void> => {
    camera?.stop();
    camera = undefined;
    const stage = element.querySelector('[data-preview]');
    stage?.replaceChildren();
    if (!on || !stage) return;
    try {
      camera = await openCamera();
      if (life.signal.aborted) return camera.stop();
      const picture = document.createElement('video');
      Object.assign(picture, { muted: true, autoplay: true, playsInline: true, srcObject: new MediaStream([camera]) });
      stage.replaceChildren(picture);
    } catch (error) {
      trouble = error instanceof NoDevice ? error.code : 'noDevice';
    }
    await tell(); // with the names of the cameras, which are known now
  };

  const refresh = async (): Promise<void> => {
    await listen();
    if (!life.signal.aborted) await tell();
  };

  const stop = (): void => {
    life.abort();
    meter?.stop();
    meter = undefined;
    camera?.stop();
    camera = undefined;
    void sounds.close();
    delete element.devices;
  };

  element.devices = {
    refresh,
    choose: async (kind, id) => {
      choose(kind, id);
      if (kind === 'microphone') await refresh();
      if (kind === 'camera' && camera) await preview(true);
    },
    playTest: () => sounds.test(),
    preview,
    stop,
  };
  navigator.mediaDevices?.addEventListener('devicechange', () => void refresh(), { signal: life.signal });
  addEventListener('pagehide', stop, { signal: life.signal });
  whenRemoved(element, 0, stop, life.signal); // leaving the settings switches microphone and camera off
  void refresh();
}
