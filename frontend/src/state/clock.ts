/** Time as the rooms without a browser see it; tests bring their own. */
export interface Clock {
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  /** Calls back once; returns what calls it off. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}
