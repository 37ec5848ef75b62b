import type { Address } from "../../model/address/address";
import type { Store } from "../store";
import { rememberGoals } from "./first-minute";
import { invitesToPlay, rememberFirstPlay } from "./first-play";
import type { Progress } from "./progress";
import { rewardSolvedData } from "./solved";

/**
 * Remembers what a person does on the page for the first time. In a frame nothing is rewarded, and nobody is invited.
 *
 * @returns whether the page invites to the first play
 */
export function followProgress(
  store: Store,
  progress: Progress,
  opened: Address,
  embedded: boolean,
): boolean {
  const invites = !embedded && invitesToPlay(opened, progress);
  rememberFirstPlay(store, progress);
  if (invites) rememberGoals(store, progress);
  if (!embedded) rewardSolvedData(store, progress);
  return invites;
}
