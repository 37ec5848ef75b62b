// Trains and controls jobs with the client that openapi-generator makes for TypeScript and axios. Arguments: server, API key.
import { isAxiosError } from "axios";
import {
  Configuration,
  JobsApi,
  LookingInsideApi,
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
  let { data: job } = await jobs.getJob(id);
  while (job.state !== state) {
    await pause();
    job = (await jobs.getJob(id)).data;
  }
  return job;
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (isAxiosError<Problem>(error) && error.response)
      return error.response.data;
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

const { data: submitted } = await jobs.submitJob(
  {
    spec: spec(["x1", "x2"]),
    stop: { epochs: 20 },
    labels: { client: "axios" },
  },
  "wait=30",
);
const job = await wait(submitted.id, "succeeded");
console.log(`batch job: ${job.state} after ${job.epoch} epochs`);
const { data, network, training } = job.spec!;
console.log(
  `spec: ${data.source === "generated" && data.generator}, ${training.optimizer.type}, ${network.layers.length} layers`,
);
console.log(
  `history: ${(await inside.getHistory(job.id)).data.trainLoss.length} losses`,
);
const { data: parameters } = await inside.getParameters(job.id);
console.log(`parameters: ${parameters.layers.length} layers`);
const x = [
  [0, 0],
  [1, 1],
];
console.log(
  `outputs: ${(await inside.predictOutputs(job.id, { x })).data.outputs.length}`,
);
const { data: listed } = await jobs.listJobs(["client:axios"], undefined, 1);
console.log(
  `listed: ${listed.data.length === 1 && listed.data[0]!.id === job.id}`,
);
const { data: stream } = await new StreamsApi(withToken(key)).streamJobEvents(
  job.id,
);
console.log(`stream: ${stream.includes("event:job.state")}`);

const { data: live } = await jobs.submitJob({
  spec: spec(["x1", "x2"]),
  mode: "live",
});
const control = new JobsApi(withToken(live.controlToken!));
await wait(live.id, "paused");
await control.stepJob(live.id, { count: 2 });
while ((await jobs.getJob(live.id)).data.epoch < 2) await pause();
const { data: changed } = await control.patchJob(live.id, {
  learningRate: 0.5,
});
console.log(`live job: ${changed.state} after ${changed.epoch} epochs`);
await control.replaceParameters(live.id, { ...parameters, run: 1 });

const refused = await problemOf(jobs.submitJob({ spec: spec(["x9"]) }));
console.log(
  `refused: ${refused.status} ${refused.type} ${refused.errors![0]!.pointer}`,
);

await jobs.deleteJob(job.id);
await control.deleteJob(live.id);
const gone = await problemOf(jobs.getJob(job.id));
console.log(`deleted: ${gone.status} ${gone.type}`);
