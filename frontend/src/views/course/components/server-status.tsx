import { useSignal, type ReadonlySignal } from "@preact/signals";
import type { Failure, Outcome } from "../../../model/training/training-server";
import { useCourse } from "../course-context";

/** The state of a request to the server. */
export interface ServerRequest {
  readonly busy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<Failure | undefined>;
  /** Runs a request. If two overlap, only the later one counts. */
  readonly run: (request: () => Promise<Outcome<unknown>>) => Promise<void>;
}

export function useServerRequest(): ServerRequest {
  const latest = useSignal(0);
  const busy = useSignal(false);
  const failed = useSignal<Failure | undefined>(undefined);
  return {
    busy,
    failed,
    run: async (request) => {
      const id = ++latest.value;
      busy.value = true;
      failed.value = undefined;
      const outcome = await request();
      if (id !== latest.value) return;
      busy.value = false;
      failed.value = outcome.type === "done" ? undefined : outcome;
    },
  };
}

/** Shows that the server is working, or why it has refused. */
export function ServerStatus({ request }: { readonly request: Pick<ServerRequest, "busy" | "failed"> }) {
  const text = useCourse().texts.value;
  const failed = request.failed.value;
  return (
    <p class="stage-note server-status" role="status" data-busy={request.busy.value}>
      {failed ? failureText(failed, text) : request.busy.value ? text.training : ""}
    </p>
  );
}

function failureText(failed: Failure, text: ReturnType<typeof useCourse>["texts"]["value"]): string {
  switch (failed.type) {
    case "refused":
      return text.refused(
        [failed.problem.detail, ...failed.problem.errors.map(({ detail }) => detail)]
          .filter(Boolean)
          .join(" "),
      );
    case "busy":
      return text.busy;
    case "gone":
    case "unreachable":
      return text.unreachable;
  }
}
