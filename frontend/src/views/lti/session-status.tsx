import { LTI_TEXTS } from "../../i18n/lti";
import { ServerStatus, type ServerRequest } from "../course/components/server-status";
import { useCourse, useTexts } from "../course/course-context";

/** Shows that the server is working, why it has refused, or that the session has ended. */
export function SessionStatus({ request }: { readonly request: ServerRequest }) {
  const text = useTexts(LTI_TEXTS);
  const { loading } = useCourse().texts.value;
  const isOver = request.failed.value?.type === "gone";
  if (!isOver && !request.busy.value) return <ServerStatus request={request} />;
  return (
    <p class="stage-note server-status" role="status" data-session={isOver ? "over" : "loading"}>
      {isOver ? text.expired : loading}
    </p>
  );
}
