import { useCourse } from "../course/course-context";

/** Makes the address at which the playground shows a job, in the reader's language and theme. */
export function useJobHref(): (job: string) => string {
  const { place, view } = useCourse();
  const { language, theme } = view.value;
  const preferences = [...(language ? [`lang=${language}`] : []), ...(theme ? [`theme=${theme}`] : [])];
  return (job) => `${place.home}#${[`job=${job}`, ...preferences].join("&")}`;
}
