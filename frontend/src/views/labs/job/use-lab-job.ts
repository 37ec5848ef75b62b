import { useEffect, useMemo } from "preact/hooks";
import { LabJob } from "../../../state/labs/lab-job";
import { useCourse } from "../../course/course-context";
import { BROWSER_CLOCK } from "../../shell/browser-clock";

/** The job of a lab on this page. It is deleted when the lab or the page is left. */
export function useLabJob(): LabJob {
  const { server } = useCourse();
  const job = useMemo(() => new LabJob(server, BROWSER_CLOCK), []);
  useEffect(() => {
    const show = () => {
      job.setVisible(!document.hidden);
    };
    const leave = () => {
      job.close({ answersArrive: false });
    };
    document.addEventListener("visibilitychange", show);
    addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", show);
      removeEventListener("pagehide", leave);
      job.close();
    };
  }, []);
  return job;
}
