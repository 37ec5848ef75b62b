"""Trains and controls jobs with the client that openapi-generator makes for Python. Arguments: server, API key."""

import sys
import time

import openapi_client as api

server, key = sys.argv[1:]


def client(token):
    return api.ApiClient(api.Configuration(host=server, access_token=token))


jobs = api.JobsApi(client(key))
inside = api.LookingInsideApi(client(key))


def wait(id, state):
    job = jobs.get_job(id)
    while job.state != state:
        time.sleep(0.05)
        job = jobs.get_job(id)
    return job


def spec(features):
    return api.TrainingSpec(
        task="classification",
        features=features,
        data=api.Data(api.GeneratedData(source="generated", generator="circle", samples=60, seed=1)),
        network=api.Network(
            layers=[
                api.Layer(api.DenseLayer(type="dense", units=3, activation="relu")),
                api.Layer(api.DenseLayer(type="dense", units=1, activation="tanh")),
            ],
            initializer=api.Initializer(api.XavierInitializer(type="xavier", seed=7)),
        ),
        training=api.Training(optimizer=api.Optimizer(api.AdamOptimizer(type="adam")), seed=7),
    )


job = jobs.submit_job(
    api.JobRequest(spec=spec(["x1", "x2"]), stop=api.Stop(epochs=20), labels={"client": "python"}), prefer="wait=30"
)
job = wait(job.id, "succeeded")
print(f"batch job: {job.state} after {job.epoch} epochs")
optimizer = job.spec.training.optimizer.actual_instance
print(f"spec: {job.spec.data.actual_instance.generator}, {optimizer.type}, {len(job.spec.network.layers)} layers")
print(f"history: {len(inside.get_history(job.id).train_loss)} losses")
parameters = inside.get_parameters(job.id)
print(f"parameters: {len(parameters.layers)} layers")
print(f"outputs: {len(inside.predict_outputs(job.id, api.PredictRequest(x=[[0, 0], [1, 1]])).outputs)}")
listed = [found.id for found in jobs.list_jobs(label=["client:python"], limit=1).data]
print("listed:", str(listed == [job.id]).lower())
stream = api.StreamsApi(client(key)).stream_job_events(job.id)
print("stream:", str("event:job.state" in stream).lower())

live = jobs.submit_job(api.JobRequest(spec=spec(["x1", "x2"]), mode="live"))
control = api.JobsApi(client(live.control_token))
wait(live.id, "paused")
control.step_job(live.id, api.StepRequest(count=2))
while jobs.get_job(live.id).epoch < 2:
    time.sleep(0.05)
changed = control.patch_job(live.id, api.JobPatch(learningRate=0.5))
print(f"live job: {changed.state} after {changed.epoch} epochs")
control.replace_parameters(live.id, api.ParametersUpdate.from_dict(parameters.to_dict() | {"run": 1}))

try:
    jobs.submit_job(api.JobRequest(spec=spec(["x9"])))
except api.ApiException as refused:
    print(f"refused: {refused.status} {refused.data.type} {refused.data.errors[0].pointer}")

for id, owner in ((job.id, jobs), (live.id, control)):
    owner.delete_job(id)
try:
    jobs.get_job(job.id)
except api.ApiException as gone:
    print(f"deleted: {gone.status} {gone.data.type}")
