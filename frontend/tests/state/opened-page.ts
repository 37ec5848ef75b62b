import { decodeAddress } from "../../src/model/address/address";
import type { KeptJob } from "../../src/model/address/kept-jobs";
import { LiveJob } from "../../src/state/live-job";
import { OwnDatasets } from "../../src/state/data/own-datasets";
import { LookInside } from "../../src/state/inside/look-inside";
import { PageActions } from "../../src/state/page-actions";
import { pastTools, type PastTools } from "../../src/state/past/past-tools";
import { Presentation } from "../../src/state/presentation";
import { createStore, type Store } from "../../src/state/store";
import { FakeDatasets } from "./fake-datasets";
import { FakePast } from "./past/fake-past";
import { pendingAnswers, FakeClock, FakeServer } from "./fakes";

/** The layers without a browser, after an address was opened. */
export interface OpenedPage extends PastTools {
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly store: Store;
  readonly job: LiveJob;
  readonly actions: PageActions;
  readonly inside: LookInside;
  readonly presentation: Presentation;
  readonly past: FakePast;
  readonly datasets: OwnDatasets;
  /** What the server knows of its datasets. */
  readonly uploads: FakeDatasets;
}

/** @param kept the job that the previous page of the tab has left */
export async function openPage(address = "", server = new FakeServer(), kept?: KeptJob): Promise<OpenedPage> {
  const clock = new FakeClock();
  const store = createStore(decodeAddress(address));
  const job = new LiveJob(server, clock, store);
  const actions = new PageActions(store, job, clock, () => 4711);
  const tracing = { trace: () => Promise.resolve({ type: "unreachable" } as const) };
  const inside = new LookInside(store, actions, tracing, clock);
  const presentation = new Presentation(server, clock, store, inside, () => job.own);
  const past = new FakePast();
  const history = server.history.bind(server);
  const withPast = {
    frame: past.frame.bind(past),
    changes: past.changes.bind(past),
    branch: async (...of: Parameters<FakePast["branch"]>) => {
      const outcome = await past.branch(...of);
      if (outcome.type === "done") server.current = outcome.value.job;
      return outcome;
    },
    history,
  };
  const tools = pastTools(withPast, clock, store, job, actions.history);
  const uploads = new FakeDatasets();
  const datasets = new OwnDatasets(store, actions, uploads);
  job.start(kept);
  await pendingAnswers();
  return { clock, server, store, job, actions, inside, presentation, datasets, uploads, past, ...tools };
}
