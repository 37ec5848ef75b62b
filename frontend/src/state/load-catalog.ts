import type { TrainingServer } from "../model/training-server";
import type { Clock } from "./clock";
import type { PageActions } from "./page-actions";

/** Asks until the server answers; until then the page offers what this version of it would. */
export async function loadCatalog(server: TrainingServer, clock: Clock, actions: PageActions): Promise<void> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    const outcome = await server.catalog();
    if (outcome.type === "done") {
      actions.offer(outcome.value);
      return;
    }
    await new Promise<void>((resolve) => clock.after(wait, resolve));
  }
}
