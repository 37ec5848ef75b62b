// Trains and controls jobs with the client that openapi-generator makes for Go. Arguments: server, API key.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	api "client.example/nnplayground/api"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Drops the HTTP response, which the errors repeat.
func call[T, R any](value T, _ R, err error) T {
	return must(value, err)
}

func problemOf(err error) api.Problem {
	var failed *api.GenericOpenAPIError
	if !errors.As(err, &failed) {
		panic(err)
	}
	return failed.Model().(api.Problem)
}

func spec(features ...string) api.TrainingSpec {
	data := api.NewGeneratedData("circle", "generated")
	data.SetSamples(60)
	data.SetSeed(1)
	hidden, output := api.NewDenseLayer("dense", 3), api.NewDenseLayer("dense", 1)
	hidden.SetActivation("relu")
	output.SetActivation("tanh")
	initializer := api.NewXavierInitializer("xavier")
	initializer.SetSeed(7)
	network := api.NewNetwork()
	network.SetLayers([]api.Layer{api.DenseLayerAsLayer(hidden), api.DenseLayerAsLayer(output)})
	network.SetInitializer(api.XavierInitializerAsInitializer(initializer))
	training := api.NewTraining()
	training.SetOptimizer(api.AdamOptimizerAsOptimizer(api.NewAdamOptimizer("adam")))
	training.SetSeed(7)
	spec := api.NewTrainingSpec(api.GeneratedDataAsData(data))
	spec.SetTask("classification")
	spec.SetFeatures(features)
	spec.SetNetwork(*network)
	spec.SetTraining(*training)
	return *spec
}

func requestOf(spec api.TrainingSpec) *api.JobRequest {
	request := api.NewJobRequest()
	request.SetSpec(spec)
	return request
}

func main() {
	configuration := api.NewConfiguration()
	configuration.Servers = api.ServerConfigurations{{URL: os.Args[1]}}
	client := api.NewAPIClient(configuration)
	withToken := func(token string) context.Context {
		return context.WithValue(context.Background(), api.ContextAccessToken, token)
	}
	owner := withToken(os.Args[2])
	wait := func(id string, reached func(*api.Job) bool) *api.Job {
		for {
			job := call(client.JobsAPI.GetJob(owner, id).Execute())
			if reached(job) {
				return job
			}
			time.Sleep(50 * time.Millisecond)
		}
	}

	request := requestOf(spec("x1", "x2"))
	stop := api.NewStop()
	stop.SetEpochs(20)
	request.SetStop(*stop)
	request.SetLabels(map[string]string{"client": "go"})
	submitted := call(client.JobsAPI.SubmitJob(owner).JobRequest(*request).Prefer("wait=30").Execute())
	job := wait(submitted.Id, func(job *api.Job) bool { return job.State == "succeeded" })
	fmt.Printf("batch job: %s after %d epochs\n", job.State, job.Epoch)
	fmt.Printf("spec: %s, %s, %d layers\n", job.Spec.Data.CompleteGeneratedData.Generator,
		job.Spec.Training.Optimizer.CompleteAdamOptimizer.Type, len(job.Spec.Network.Layers))
	history := call(client.LookingInsideAPI.GetHistory(owner, job.Id).Execute())
	fmt.Printf("history: %d losses\n", len(history.TrainLoss))
	parameters := call(client.LookingInsideAPI.GetParameters(owner, job.Id).Execute())
	fmt.Printf("parameters: %d layers\n", len(parameters.Layers))
	x := *api.NewPredictRequest([][]float64{{0, 0}, {1, 1}})
	outputs := call(client.LookingInsideAPI.PredictOutputs(owner, job.Id).PredictRequest(x).Execute())
	fmt.Printf("outputs: %d\n", len(outputs.Outputs))
	listed := call(client.JobsAPI.ListJobs(owner).Label([]string{"client:go"}).Limit(1).Execute())
	fmt.Printf("listed: %t\n", len(listed.Data) == 1 && listed.Data[0].Id == job.Id)
	stream := call(client.StreamsAPI.StreamJobEvents(owner, job.Id).Execute())
	fmt.Printf("stream: %t\n", strings.Contains(stream, "event:job.state"))

	request = requestOf(spec("x1", "x2"))
	request.SetMode("live")
	live := call(client.JobsAPI.SubmitJob(owner).JobRequest(*request).Execute())
	control := withToken(live.GetControlToken())
	wait(live.Id, func(job *api.Job) bool { return job.State == "paused" })
	step := api.NewStepRequest()
	step.SetCount(2)
	call(client.JobsAPI.StepJob(control, live.Id).StepRequest(*step).Execute())
	wait(live.Id, func(job *api.Job) bool { return job.Epoch == 2 })
	patch := api.NewJobPatch()
	patch.SetLearningRate(0.5)
	changed := call(client.JobsAPI.PatchJob(control, live.Id).JobPatch(*patch).Execute())
	fmt.Printf("live job: %s after %d epochs\n", changed.State, changed.Epoch)
	var layers []api.LayerParametersUpdate
	for _, layer := range parameters.Layers {
		biases := make([]float64, len(layer.Biases))
		for unit, bias := range layer.Biases {
			biases[unit] = float64(bias)
		}
		update := api.NewLayerParametersUpdate(layer.Weights)
		update.SetBiases(biases)
		layers = append(layers, *update)
	}
	call(client.JobsAPI.ReplaceParameters(control, live.Id).ParametersUpdate(*api.NewParametersUpdate(layers)).Execute())

	_, _, err := client.JobsAPI.SubmitJob(owner).JobRequest(*requestOf(spec("x9"))).Execute()
	refused := problemOf(err)
	fmt.Printf("refused: %d %s %s\n", refused.Status, refused.Type, refused.Errors[0].Pointer)

	must(client.JobsAPI.DeleteJob(owner, job.Id).Execute())
	must(client.JobsAPI.DeleteJob(control, live.Id).Execute())
	_, _, err = client.JobsAPI.GetJob(owner, job.Id).Execute()
	gone := problemOf(err)
	fmt.Printf("deleted: %d %s\n", gone.Status, gone.Type)
}
