import { effect } from "@preact/signals";
import type { Clock } from "../../state/clock";

/** Minimum time between two changes of the address, because browsers limit them; milliseconds. */
const ADDRESS_DELAY = 250;

/**
 * Keeps the part of the address after `#` up to date.
 *
 * @param hash undefined if the address must stay
 */
export function writeAddress(clock: Clock, hash: () => string | undefined): void {
  let cancel: (() => void) | undefined;
  effect(() => {
    const current = hash();
    cancel?.();
    if (current === undefined) return;
    cancel = clock.after(ADDRESS_DELAY, () => {
      history.replaceState(null, "", current === "" ? location.pathname + location.search : `#${current}`);
    });
  });
}
