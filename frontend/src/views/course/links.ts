import type { ReadonlySignal } from "@preact/signals";
import type { ViewSettings } from "../../model/address/view-settings";
import type { Target } from "../../model/course/article";
import type { CoursePage } from "./course-context";

/** The page that contains the links, and the reader's choices. */
export interface LinkingPage extends Pick<CoursePage, "place" | "playground"> {
  readonly view: ReadonlySignal<Pick<ViewSettings, "language" | "theme">>;
}

/**
 * Addresses between pages of the course. They keep language and theme if the reader has chosen them. The playground
 * opens as the reader has left it.
 */
export function hrefOf(
  { place, playground, view }: LinkingPage,
  target: Target | { readonly type: "lessons" | "home" },
): string {
  const { language, theme } = view.value;
  const preferences = [...(language ? [`lang=${language}`] : []), ...(theme ? [`theme=${theme}`] : [])];
  // The playground shows the task of the lesson.
  const task = place.kind === "lessons" && place.slug !== undefined ? [`task=${place.slug}`] : [];
  // Links from a frame lead to the full page, not to the embedded one.
  const home = place.embedded ? `../${place.home}` : place.home;
  const hash = (keys: readonly string[]) => (keys.length > 0 ? `#${keys.join("&")}` : "");
  switch (target.type) {
    case "preset":
      return `${home}${hash([target.address, ...task, ...preferences])}`;
    case "home":
      return `${home}${hash([...settingsOf(playground), ...preferences])}`;
    case "lessons":
      return `${home}lessons${hash(preferences)}`;
    case "sweep":
      return `${home}sweeps${hash([`ready=${target.slug}`, ...preferences])}`;
    case "lesson":
    case "lab":
    case "exercise":
      return `${home}${target.type}s/${target.slug}${hash(preferences)}`;
  }
}

/** The whole address that a link leads to, short enough to type: without what is after `#`. */
export function printedAddress(href: string): string {
  return new URL(href, location.href).href.replace(/#.*/, "");
}

/** The keys of an address without language and theme. */
function settingsOf(address = ""): readonly string[] {
  return address.split("&").filter((pair) => pair !== "" && !/^(lang|theme)=/.test(pair));
}
