import type { Inline } from "../../model/course/article";
import { scrollIntoView } from "../scroll-into-view";
import { useCourse } from "./course-context";
import { Inlines, type ActionProps, type LinkProps } from "./inlines";
import { hrefOf } from "./links";

/** Words of a lesson or lab, with links into the course and buttons that drive the labs of the page. */
export function TextInlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return <Inlines inlines={inlines} link={TextLink} action={LabActionButton} />;
}

function TextLink({ target, children }: LinkProps) {
  const page = useCourse();
  return (
    <a
      class={target.type === "preset" ? "preset" : undefined}
      href={hrefOf(page, target)}
      target={page.place.embedded ? "_blank" : undefined}
      rel={page.place.embedded ? "noopener" : undefined}
    >
      {children}
    </a>
  );
}

/**
 * Drives a lab of this page, which becomes visible and gets the focus. It is no `button` element, because those do not
 * break between lines.
 */
function LabActionButton({ lab, action, children }: ActionProps) {
  const { labRequest } = useCourse();
  const drive = () => {
    const place = document.getElementById(labId(lab));
    place?.focus({ preventScroll: true });
    scrollIntoView(place);
    labRequest.value = { lab, action };
  };
  return (
    <span
      role="button"
      tabIndex={0}
      class="lab-action"
      data-act={`${lab}/${action}`}
      onClick={drive}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        drive();
      }}
    >
      {children}
    </span>
  );
}

/** Id of the element that shows a lab. */
export function labId(slug: string): string {
  return `lab-${slug}`;
}
