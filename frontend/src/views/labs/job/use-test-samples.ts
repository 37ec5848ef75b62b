import { useComputed, useSignal, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import type { Sample } from "../../../model/spec/spec";
import type { LabJob } from "../../../state/labs/lab-job";
import { useCourse } from "../../course/course-context";

/** The test set of the job; the one before until it has arrived. */
export function useTestSamples(job: LabJob): ReadonlySignal<readonly Sample[]> {
  const { server } = useCourse();
  const samples = useSignal<readonly Sample[]>([]);
  const jobId = useComputed(() => job.job.value?.id);
  useSignalEffect(() => {
    const id = jobId.value;
    if (id === undefined) return;
    void server.samples(id).then((outcome) => {
      if (outcome.type === "done" && jobId.peek() === id) samples.value = outcome.value.test;
    });
  });
  return samples;
}
