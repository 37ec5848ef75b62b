// Uses clients/typescript. Arguments: server, API key.
import { ProblemError, Server, type Fetch, type JobEvent, type TrainingSpec } from "nn-playground-client";

const [address, key] = process.argv.slice(2) as [string, string];
const server = new Server(address);

let lost = false;

/** Loses the connection of the first stream of events after some events. */
const losingFetch: Fetch = async (request) => {
  const response = await fetch(request);
  if (lost || !request.url.includes("/events")) return response;
  lost = true;
  let events = 0;
  const losing = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (++events > 10) controller.error(new Error("lost"));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body!.pipeThrough(losing), response);
};

const spec: TrainingSpec = {
  task: "classification",
  data: { source: "generated", generator: "xorTable" },
  network: {
    layers: [
      { type: "dense", units: 4, activation: "tanh" },
      { type: "dense", units: 1, activation: "tanh" },
    ],
    initializer: { type: "uniform", seed: 7 },
  },
  training: { optimizer: { type: "sgd", learningRate: 0.3 }, batchSize: 4, seed: 7 },
};
const job = await new Server(address, { fetch: losingFetch }).submit(spec, {
  stop: { epochs: 300 },
  pace: { epochsPerSecond: 150 },
});

const events: JobEvent[] = [];
for await (const event of job.events()) events.push(event);
const state = events.flatMap((event) => (event.name === "job.state" ? [event.data.state] : [])).at(-1);
const epochs = events.flatMap((event) =>
  event.name === "job.frame" ? (event.data.losses?.train ?? []).map((_, i) => event.data.losses!.fromEpoch + i) : [],
);
console.log("lost and followed to:", lost, state);
console.log("epochs without a gap:", epochs.every((epoch, i) => epoch === epochs[0]! + i) && epochs.at(-1) === 300);
const prediction = await job.predict([[0, 0], [0, 1], [1, 0], [1, 1]]);
console.log("xor:", prediction.labels!.join(" "));
const waited = await server.job(job.id).wait();
console.log("waited for:", waited.state, (await job.history()).trainLoss.length);
let after = 0;
for await (const event of job.events({ lastId: events.at(-1)!.id })) after += event.id.length;
console.log("behind the last event:", after);

const parameters = await job.parameters();
const shapes = parameters.layers.map(({ weights }) => `${weights.length}x${weights[0]!.length}`);
console.log("shapes:", shapes.join(" "));
const boundary = await job.boundary({ resolution: 25 });
console.log("boundary:", boundary.values[0]!.length, boundary.columns.join());
console.log("unit:", (await job.boundary({ layer: 0, unit: 3, resolution: 10 })).resolution);
const lines = (await job.csv("history")).trim().split("\r\n");
console.log("csv:", lines[0], lines.length);
console.log("samples:", (await job.samples()).train.length);

const submitted = await server.submit(spec, { wait: 30, stop: { epochs: 10001 } });
const history = (await submitted.history()).epoch;
const whole = history.length === 10002 && history.every((epoch, i) => epoch === i);
console.log("waited for by the server:", (await submitted.read()).state, whole);

const owner = new Server(address, { key });
const created = await owner.submit(spec, { mode: "live", labels: { client: "typescript" } });
const live = owner.job(created.id);
const listed: string[] = [];
for await (const { id } of owner.jobs({ label: ["client:typescript"], limit: 1 })) listed.push(id);
console.log("owner's job:", listed.join() === live.id);
await live.wait((now) => now.state === "paused");
await live.step(3);
console.log("stepped:", (await live.wait((now) => now.epoch === 3)).state);
console.log("patched:", (await live.patch({ learningRate: 0.1 })).learningRate);
console.log("edited:", (await live.replaceParameters({ ...parameters, run: 1 })).epoch);
console.log("played:", (await live.play()).state, (await live.pause()).state);
console.log("run:", (await live.reset("new")).run, (await live.replaceSpec(spec, { keep: "parameters" })).run);
console.log("cancelled:", (await live.cancel()).state, (await live.keep(2)).state);

const changes = await live.changes({ run: 1 });
console.log("changed:", changes.map(({ epoch }) => epoch).join(), changes[0]!.settings!.learningRate);
const epochOf = async (answer: Promise<{ epoch: number }>): Promise<number> => (await answer).epoch;
const past = { epoch: 5 };
console.log(
  "past:",
  await epochOf(job.parameters(past)),
  await epochOf(job.metrics(past)),
  await epochOf(job.frame(past)),
);
const branch = await job.branch(100, { "/training/batchSize": 2 }, { run: 1, wait: 30, stop: { epochs: 120 } });
console.log("branch:", (await branch.read()).parent!.epoch, (await branch.history()).epoch.length);

const several = await Promise.all([20, 40].map((end) => server.submit(spec, { stop: { epochs: end } })));
const ends = new Map<string, number>();
const framed = new Set<string>();
for await (const event of server.events(several)) {
  if (event.name === "job.state") ends.set(event.data.id, event.data.epoch);
  if (event.name === "job.frame") framed.add(event.data.job);
}
console.log("several:", several.map(({ id }) => ends.get(id)).join(), framed.size);

const sweep = await server.sweep(spec, [{ seeds: 2 }], { stop: { epochs: 20 } });
const names = new Set<string>();
for await (const { name } of sweep.events()) names.add(name);
console.log("swept:", [...names].sort().join(), (await sweep.jobs()).length, (await sweep.csv()).trim().split("\r\n").length);
const long = await server.sweep(spec, [{ seeds: 2 }], { stop: { epochs: 1_000_000 } });
await long.cancel();
console.log("sweep cancelled:", (await long.wait()).state);

const rows = await server.upload({ columns: ["a", "b"], x: [[1, 2], [4, 5]], y: ["dog", "cat"] });
const uploaded = await rows.read();
console.log("uploaded:", uploaded.classes.join(), uploaded.columns.join(), rows.data({ seed: 1 }).source);
await rows.delete();

async function problem(call: Promise<unknown>): Promise<ProblemError> {
  return call.then(
    () => Promise.reject(new Error("not refused")),
    (error: unknown) => (error instanceof ProblemError ? error : Promise.reject(error as Error)),
  );
}
const refused = await problem(server.submit({ ...spec, features: ["nosuch"] }));
console.log("refused:", refused.status, refused.problem.type, refused.message.includes("/spec/features/0"));
await job.delete();
console.log("deleted:", (await problem(job.read())).status);

const second = await server.submit(spec, { stop: { epochs: 1000 }, pace: { epochsPerSecond: 10 } });
const leave = new AbortController();
try {
  for await (const event of second.events({ signal: leave.signal })) {
    if (event.name === "job.frame") leave.abort("stop");
  }
} catch (reason) {
  console.log("left:", reason);
}
await second.delete();

let calls = 0;
const busy = new Server(address, {
  fetch: (request) =>
    ++calls < 2
      ? Promise.resolve(Response.json({ status: 503 }, { status: 503, headers: { "Retry-After": "0" } }))
      : fetch(request),
});
await busy.catalog();
console.log("repeated:", calls);
const away = new Server("http://localhost:1", { patience: 0 });
console.log("no connection:", await away.catalog().catch((error: Error) => error.name));
