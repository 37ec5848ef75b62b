import type { Language } from "../../model/address/view-settings";
import type { Points } from "../../model/lti/lti-server";

/** Points have at most two decimals. */
export function pointsText(
  { points, maxPoints }: Points,
  words: (points: string, maxPoints: string) => string,
): string {
  const short = (value: number) => String(Math.round(value * 100) / 100);
  return words(short(points), short(maxPoints));
}

/** @param time ISO 8601 */
export function timeText(time: string, language: Language): string {
  return new Date(time).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}
