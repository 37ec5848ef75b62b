import type { Target } from "../../model/course/article";
import type { CoursePage } from "./course-context";

/** Addresses from one page of the course to another. Language and theme go along where the reader has chosen them. */
export function hrefOf(
  { place, view }: CoursePage,
  target: Target | { readonly type: "lessons" | "home" },
): string {
  const { language, theme } = view.value;
  const chosen = [...(language ? [`lang=${language}`] : []), ...(theme ? [`theme=${theme}`] : [])];
  // From inside a frame to the whole page, not to the one that is made for frames.
  const home = place.embedded ? `../${place.home}` : place.home;
  const hash = (keys: readonly string[]) => (keys.length > 0 ? `#${keys.join("&")}` : "");
  switch (target.type) {
    case "preset":
      return `${home}${hash([target.address, ...chosen])}`;
    case "home":
      return `${home}${hash(chosen)}`;
    case "lessons":
      return `${home}lessons${hash(chosen)}`;
    case "lesson":
    case "lab":
    case "exercise":
      return `${home}${target.type}s/${target.slug}${hash(chosen)}`;
  }
}
