import type { ViewSettings } from "../../model/address/view-settings";

/**
 * A page of the course. Keeps language and theme if the user has chosen them.
 *
 * @param path for example `lessons` or `labs/layers`
 */
export function courseHref(path: string, { language, theme }: ViewSettings): string {
  const parameters = [...(language ? [`lang=${language}`] : []), ...(theme ? [`theme=${theme}`] : [])];
  return parameters.length > 0 ? `./${path}#${parameters.join("&")}` : `./${path}`;
}
