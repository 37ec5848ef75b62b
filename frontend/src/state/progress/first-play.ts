import { effect } from "@preact/signals-core";
import type { Address } from "../../model/address/address";
import { initialContent } from "../../model/training/initial-content";
import type { Progress } from "./progress";
import type { Store } from "../store";

/** Name of the first play among what a person has done. */
export const FIRST_PLAY = "play";

/** Whether the page invites to play: to the default network as a whole, until a person has played once. */
export function invitesToPlay(address: Address, { done }: Pick<Progress, "done">): boolean {
  const whole =
    !address.view.hideText && !address.view.task && !address.unknown.some(([key]) => key.endsWith("_hide"));
  return whole && initialContent(address) !== undefined && !done.value.has(FIRST_PLAY);
}

/** Remembers that a person has played, with whichever button or key. */
export function rememberFirstPlay(
  { playing, readOnly }: Pick<Store, "playing" | "readOnly">,
  progress: Progress,
): void {
  effect(() => {
    if (playing.value && !readOnly.value && !progress.done.value.has(FIRST_PLAY))
      progress.mark(FIRST_PLAY, true);
  });
}
