import { encodeAddress, type Address } from "./address";

/** Where the page stands: without a hash, `/embed` or a slash at its end. */
export interface Place {
  readonly origin: string;
  readonly pathname: string;
}

/** The link that opens the same thing elsewhere. */
export function shareLink(place: Place, address: Address): string {
  return `${homeOf(place)}/#${encodeAddress(address)}`.replace(/#$/, "");
}

/** HTML for a course page. The frame may run scripts and nothing else: neither forms nor storage nor windows. */
export function frameCode(
  place: Place,
  address: Address,
  frame: { readonly title: string; readonly height: number },
): string {
  const source = `${homeOf(place)}/embed#${encodeAddress(address)}`.replace(/#$/, "");
  return (
    `<iframe src="${attribute(source)}" title="${attribute(frame.title)}" width="100%" height="${String(frame.height)}" ` +
    `style="border:0" sandbox="allow-scripts" loading="lazy"></iframe>`
  );
}

function homeOf({ origin, pathname }: Place): string {
  return origin + pathname.replace(/\/(embed\/?|index\.html)?$/, "");
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
