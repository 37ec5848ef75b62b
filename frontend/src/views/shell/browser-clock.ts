import type { Clock } from "../../state/clock";

/** The browser's time and timers. */
export const BROWSER_CLOCK: Clock = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
