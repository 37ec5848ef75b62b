/** Time for the layers without a browser. Tests pass a fake. */
export interface Clock {
  /** Milliseconds since an arbitrary origin. */
  readonly now: () => number;
  /** Calls back once. Returns a function that cancels the call. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}
