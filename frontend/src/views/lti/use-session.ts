import { useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { LtiSession } from "../../model/lti/lti-server";
import { useServerRequest, type ServerRequest } from "../course/components/server-status";
import { useCourse } from "../course/course-context";

/** The session that a course has opened in this tab. The page has the course's language unless the reader has chosen one. */
export function useSession(): {
  readonly session: ReadonlySignal<LtiSession | undefined>;
  readonly request: ServerRequest;
} {
  const { lti, view } = useCourse();
  const session = useSignal<LtiSession | undefined>(undefined);
  const request = useServerRequest();
  useEffect(() => {
    void request.run(async () => {
      const outcome = await lti.session();
      if (outcome.type !== "done") return outcome;
      const { language } = outcome.value;
      if (language && !view.value.language) view.value = { ...view.value, language };
      session.value = outcome.value;
      return outcome;
    });
  }, []);
  return { session, request };
}
