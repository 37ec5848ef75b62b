// Trains and controls jobs with the client that openapi-generator makes for TypeScript and fetch. Arguments: server, API key.
import {
  Configuration,
  JobsApi,
  LookingInsideApi,
  ProblemFromJSON,
  ResponseError,
  StreamsApi,
  type Problem,
  type TrainingSpec,
} from "./index.js";

const [basePath, key] = process.argv.slice(2) as [string, string];
const withToken = (accessToken: string) =>
  new Configuration({ basePath, accessToken });
const jobs = new JobsApi(withToken(key));
const inside = new LookingInsideApi(withToken(key));
const pause = () => new Promise((resume) => setTimeout(resume, 50));

async function wait(id: string, state: string) {
  let job = await jobs.getJob({ id });
  while (job.state !== state) {
    await pause();
    job = await jobs.getJob({ id });
  }
  return job;
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ResponseError)
      return ProblemFromJSON(await error.response.json());
    throw error;
  }
  throw new Error("no problem");
}

const spec = (features: string[]): TrainingSpec => ({
  task: "classification",
  features,
  data: { source: "generated", generator: "circle", samples: 60, seed: 1 },
  network: {
    layers: [
      { type: "dense", units: 3, activation: "relu" },
      { type: "dense", units: 1, activation: "tanh" },
    ],
    initializer: { type: "xavier", seed: 7 },
  },
  training: { optimizer: { type: "adam" }, seed: 7 },
});

const submitted = await jobs.submitJob({
  jobRequest: {
    spec: spec(["x1", "x2"]),
    stop: { epochs: 20 },
    labels: { client: "fetch" },
  },
  prefer: "wait=30",
});
const job = await wait(submitted.id, "succeeded");
console.log(`batch job: ${job.state} after ${job.epoch} epochs`);
const { data, network, training } = job.spec!;
console.log(
  `spec: ${data.source === "generated" && data.generator}, ${training.optimizer.type}, ${network.layers.length} layers`,
);
console.log(
  `history: ${(await inside.getHistory({ id: job.id })).trainLoss.length} losses`,
);
const parameters = await inside.getParameters({ id: job.id });
console.log(`parameters: ${parameters.layers.length} layers`);
const x = [
  [0, 0],
  [1, 1],
];
console.log(
  `outputs: ${(await inside.predictOutputs({ id: job.id, predictRequest: { x } })).outputs.length}`,
);
const listed = await jobs.listJobs({ label: ["client:fetch"], limit: 1 });
console.log(
  `listed: ${listed.data.length === 1 && listed.data[0]!.id === job.id}`,
);
const stream = await new StreamsApi(withToken(key)).streamJobEvents({
  id: job.id,
});
console.log(`stream: ${stream?.includes("event:job.state")}`);

const live = await jobs.submitJob({
  jobRequest: { spec: spec(["x1", "x2"]), mode: "live" },
});
const control = new JobsApi(withToken(live.controlToken!));
await wait(live.id, "paused");
await control.stepJob({ id: live.id, stepRequest: { count: 2 } });
while ((await jobs.getJob({ id: live.id })).epoch < 2) await pause();
const changed = await control.patchJob({
  id: live.id,
  jobPatch: { learningRate: 0.5 },
});
console.log(`live job: ${changed.state} after ${changed.epoch} epochs`);
await control.replaceParameters({
  id: live.id,
  parametersUpdate: { ...parameters, run: 1 },
});

const refused = await problemOf(
  jobs.submitJob({ jobRequest: { spec: spec(["x9"]) } }),
);
console.log(
  `refused: ${refused.status} ${refused.type} ${refused.errors![0]!.pointer}`,
);

await jobs.deleteJob({ id: job.id });
await control.deleteJob({ id: live.id });
const gone = await problemOf(jobs.getJob({ id: job.id }));
console.log(`deleted: ${gone.status} ${gone.type}`);
