import { base64UrlOfText } from "./base64";

/** The part after `#` of a playground address that opens a spec, given as the contract's JSON. */
export function specAddress(spec: object): string {
  return `spec=${base64UrlOfText(JSON.stringify(spec))}`;
}
