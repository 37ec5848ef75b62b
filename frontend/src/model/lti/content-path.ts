import { savedAddress } from "../address/saved-page";

/** Playgrounds that a teacher can pick without an address: the keys after `#`, by name. */
export const PRESETS = {
  circle: "dataset=circle",
  clusters: "dataset=gauss&networkShape=1",
  xor: "dataset=xor&networkShape=4",
  spiral: "dataset=spiral&networkShape=8,8",
  regression: "problem=regression&regDataset=reg-gauss&networkShape=4,4",
} as const;

export type Preset = keyof typeof PRESETS;

const COURSE_PAGE = /^((?:lessons|labs|exercises)\/[a-z0-9-]+|p\/[0-9a-z]+)\/?(?:#.*)?$/;
const KEYS = /^#?[A-Za-z]+=\S*$/;

/**
 * The path below `/embed` of what a teacher has typed or pasted: the address of a page of this server, or the keys after
 * `#` of a playground. Undefined if it is neither.
 *
 * @param home address of the playground, with a slash at its end
 */
export function contentPath(typed: string, home: string): string | undefined {
  const text = typed.trim();
  if (KEYS.test(text)) return `/#${savedAddress(text.replace(/^#/, ""))}`;
  const isHere = text.startsWith(home) || `${text}/` === home;
  if (!isHere || /\s/.test(text)) return undefined;
  const rest = text.slice(home.length).replace(/^embed(?:\/|(?=#)|$)/, "");
  if (rest === "" || rest.startsWith("#")) return `/#${savedAddress(rest.slice(1))}`;
  const page = COURSE_PAGE.exec(rest)?.[1];
  return page === undefined ? undefined : `/${page}`;
}
