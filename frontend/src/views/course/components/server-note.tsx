import { useSignal, type ReadonlySignal } from "@preact/signals";
import type { Outcome } from "../../../model/training/training-server";
import { useCourse } from "../course-context";

/** Something that the server is asked for, and how it went. */
export interface ServerWork {
  readonly busy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<Failed | undefined>;
  /** Of two that overlap only the later one counts. */
  readonly run: (ask: () => Promise<Outcome<unknown>>) => Promise<void>;
}

type Failed = Exclude<Outcome<never>, { readonly type: "done" }>;

export function useServerWork(): ServerWork {
  const running = useSignal(0);
  const busy = useSignal(false);
  const failed = useSignal<Failed | undefined>(undefined);
  return {
    busy,
    failed,
    run: async (ask) => {
      const mine = ++running.value;
      busy.value = true;
      failed.value = undefined;
      const outcome = await ask();
      if (mine !== running.value) return;
      busy.value = false;
      failed.value = outcome.type === "done" ? undefined : outcome;
    },
  };
}

/** Says that the server is at work, or why it did not do what was asked. */
export function ServerNote({ work }: { readonly work: ServerWork }) {
  const text = useCourse().texts.value;
  const failed = work.failed.value;
  return (
    <p class="stage-note server-note" role="status" data-busy={work.busy.value}>
      {work.busy.value ? text.training : failed ? sentence(failed, text) : ""}
    </p>
  );
}

function sentence(failed: Failed, text: ReturnType<typeof useCourse>["texts"]["value"]): string {
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
