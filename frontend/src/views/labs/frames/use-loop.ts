import { useEffect, useMemo, useRef } from "preact/hooks";
import { useCourse } from "../../course/course-context";

/**
 * Calls `step` again and again while `running`.
 *
 * @param every minimum time between two calls; milliseconds
 */
export function useLoop(running: boolean, step: () => void, every = 0): void {
  const { scheduler } = useCourse();
  const key = useMemo(() => ({}), []);
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    if (!running) return;
    const next = () => {
      scheduler.request(key, next, every);
      latest.current();
    };
    scheduler.request(key, next, every);
    return () => {
      scheduler.cancel(key);
    };
  }, [running, every]);
}
