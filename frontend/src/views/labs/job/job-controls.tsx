import type { LabJob } from "../../../state/labs/lab-job";
import { Action } from "../../controls/action";
import { ServerStatus } from "../../course/components/server-status";
import { useCourse } from "../../course/course-context";

/**
 * Plays, pauses and resets the job of a lab, and shows problems of the server.
 *
 * @param done whether its stop condition is met
 */
export function JobControls({ job, done }: { readonly job: LabJob; readonly done: boolean }) {
  const text = useCourse().texts.value;
  const trains = job.busy.value;
  return (
    <div class="stage-row">
      <Action
        name="train"
        main
        disabled={done && !trains}
        onPress={() => {
          if (trains) job.pause();
          else job.play();
        }}
      >
        {trains ? text.pause : text.train}
      </Action>
      <Action
        name="restart"
        onPress={() => {
          job.reset();
        }}
      >
        {text.restart}
      </Action>
      <ServerStatus request={job} />
    </div>
  );
}
