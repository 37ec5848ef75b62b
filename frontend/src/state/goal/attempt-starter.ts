import type { Address } from "../../model/address/address";
import type { LiveJob } from "../live-job";
import type { PageActions } from "../page-actions";
import type { Store } from "../store";

/** Begins again at an address, with a job that counts for an attempt at a training goal. */
export function attemptStarter(
  store: Store,
  actions: PageActions,
  job: LiveJob,
): (attempt: string, address: Address) => void {
  return (attempt, address) => {
    store.attempt.value = attempt;
    actions.open(address);
    job.startOver();
  };
}
