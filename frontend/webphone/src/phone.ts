// The state machine of one media session: pure, no browser in sight. What it asks for is done by media.ts.
//
//            start               ready                 up
//   idle ──────────► acquiring ────────► negotiating ───────► connected ◄──────────────┐
//                        │                    │                 │  ▲                   │
//                        │ refused            │ down-for-good   │  │ up                │ up
//                        │                    │            down │  │                   │
//                        │                    │                 ▼  │                   │
//                        │                    │             reconnecting               │
//                        │                    │                 │ 2 s, down-for-good   │
//                        │                    ▼                 ▼                      │
//                        │               restarting ◄───────────┴── (ICE restart) ─────┘
//                        ▼                    │
//                      failed ◄───────────────┘ 10 s since the path went down
//
// `broken` (a description that the browser does not take) leads from every state after `acquiring` to `failed`;
// `stop` leads from every state to `closed`. An event that has no arrow is late and changes nothing.

export type State =
  | 'idle'
  /** Waiting for the microphone, that is perhaps for a person who is asked. */
  | 'acquiring'
  /** Descriptions and candidates are exchanged, no path yet. No time limit: the far end may be asked for its microphone. */
  | 'negotiating'
  | 'connected'
  /** The path is silent and may come back by itself. */
  | 'reconnecting'
  /** The offering side has asked for a new path; the answering side waits for that. */
  | 'restarting'
  /** Over without being told so: no microphone, or no path. The server decides what follows. */
  | 'failed'
  /** Over because the server said so. */
  | 'closed';

export type PhoneEvent =
  | 'start' | 'ready' | 'refused'
  | 'up' | 'down' | 'downForGood'
  | 'patienceOver' | 'deadline'
  | 'broken' | 'stop';

export type Effect =
  | 'acquire' | 'negotiate' | 'measure'
  | 'beginPatience' | 'endPatience' | 'beginDeadline' | 'endDeadline' | 'restartIce'
  | 'reportConnected' | 'reportLost' | 'reportNoMicrophone'
  | 'release';

export interface Step { readonly state: State; readonly effects: readonly Effect[] }

/** How long a silent path may come back by itself before the offering side restarts ICE, in milliseconds. */
export const PATIENCE_MS = 2_000;
/** How long after the path went down the session is given up, in milliseconds. */
export const DEADLINE_MS = 10_000;

type Arrows = Partial<Record<PhoneEvent, Step>>;
const to = (state: State, ...effects: Effect[]): Step => ({ state, effects });
const LOST = to('failed', 'reportLost', 'release');
const CLOSED = to('closed', 'release');

const ARROWS: Record<State, Arrows> = {
  idle: { start: to('acquiring', 'acquire'), stop: CLOSED },
  acquiring: {
    ready: to('negotiating', 'negotiate'),
    refused: to('failed', 'reportNoMicrophone', 'release'),
    stop: CLOSED,
  },
  negotiating: {
    up: to('connected', 'reportConnected', 'measure'),
    downForGood: to('restarting', 'beginDeadline', 'restartIce'),
    broken: LOST,
    stop: CLOSED,
  },
  connected: {
    down: to('reconnecting', 'beginPatience', 'beginDeadline'),
    downForGood: to('restarting', 'beginDeadline', 'restartIce'),
    broken: LOST,
    stop: CLOSED,
  },
  reconnecting: {
    up: to('connected', 'endPatience', 'endDeadline'),
    patienceOver: to('restarting', 'restartIce'),
    downForGood: to('restarting', 'endPatience', 'restartIce'),
    deadline: LOST,
    broken: LOST,
    stop: CLOSED,
  },
  restarting: {
    up: to('connected', 'endDeadline', 'reportConnected', 'measure'),
    deadline: LOST,
    broken: LOST,
    stop: CLOSED,
  },
  failed: { stop: to('closed') },
  closed: {},
};

/** Where `event` leads from `state`, and what is to be done on the way. */
export function transition(state: State, event: PhoneEvent): Step {
  return ARROWS[state][event] ?? { state, effects: [] };
}

/** Whether the session still holds, or is about to get, microphone and connection. */
export function isAlive(state: State): boolean {
  return state !== 'failed' && state !== 'closed';
}
