package org.nnplayground.export.python;

import org.nnplayground.spec.Data.Corruption;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.TrainingSpec;

/** The functions {@code loss} and {@code train} of the program for PyTorch. */
final class PyTorchTraining {

    private static final String LION = """


            class Lion(torch.optim.Optimizer):
                \"""u = sign(beta1 m + (1 - beta1) g); w -= rate (u + decay w); m = beta2 m + (1 - beta2) g.\"""

                def __init__(self, parameters, lr, betas, weight_decay):
                    super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

                @torch.no_grad()
                def step(self):
                    for group in self.param_groups:
                        beta1, beta2 = group["betas"]
                        for w in group["params"]:
                            m = self.state[w].setdefault("m", torch.zeros_like(w))
                            u = torch.sign(beta1 * m + (1 - beta1) * w.grad)
                            w -= group["lr"] * (u + group["weight_decay"] * w)
                            m.mul_(beta2).add_(w.grad, alpha=1 - beta2)
            """;

    private final PythonFile file;
    private final TrainingSpec spec;
    private final Regularization.Type penalty;

    private PyTorchTraining(PythonFile file, TrainingSpec spec) {
        this.file = file;
        this.spec = spec;
        penalty = spec.training().regularization().type();
    }

    static void add(PythonFile file, TrainingSpec spec) {
        var text = new PyTorchTraining(file, spec);
        file.addIf(spec.training().optimizer() instanceof Optimizer.Lion, LION);
        text.loss();
        text.train();
    }

    private void loss() {
        boolean drops = DrawsText.drops(spec);
        file.gap().line(0, "def loss(network, x, y%s):", drops ? ", factors=()" : "");
        file.line(1, "\"\"\"The mean loss of the samples, without penalty.\"\"\"");
        boolean sums = TrainingText.takesWeightedSums(spec);
        file.line(
                1,
                "%s = network%s(x%s)",
                sums ? "z" : "outputs",
                sums ? ".weighted_sums" : "",
                drops ? ", factors" : "");
        file.line(1, "return " + meanLoss(spec.training().loss()));
    }

    private static String meanLoss(Loss loss) {
        return switch (loss) {
            case SQUARED_ERROR -> "((outputs - y) ** 2).mean() / 2";
            case MEAN_SQUARED_ERROR -> "((outputs - y) ** 2).mean()";
            case ABSOLUTE_ERROR -> "(outputs - y).abs().mean()";
            case HUBER -> "F.huber_loss(outputs, y)";
            case BINARY_CROSS_ENTROPY -> "F.binary_cross_entropy_with_logits(z, y)";
            case CROSS_ENTROPY -> "F.cross_entropy(z, y)";
            case DICE -> "(1 - (2 * (outputs * y).sum(1) + 1) / ((outputs + y).sum(1) + 1)).mean()";
        };
    }

    private void train() {
        boolean followsLosses = spec.training().schedule().followsLosses();
        file.gap().line(0, "def train(epochs):");
        file.line(1, "\"\"\"Trains from INITIAL, and gives the losses of the sets after each epoch.\"\"\"");
        file.line(1, "network = Network(INITIAL)");
        file.line(
                1,
                "sets = {name: (torch.tensor(x, dtype=torch.float64), torch.tensor(y)) for name, (x, y) in read_samples().items()}");
        file.line(1, "x, y = sets[\"train\"]");
        file.addIf(followsLosses, "    plateau = Plateau()\n");
        boolean trained = TrainingText.isTrained(spec);
        if (trained) {
            file.line(1, "parameters = [p for p in network.parameters() if p.requires_grad]");
            file.line(1, "optimizer = " + optimizer(spec.training().optimizer()));
            if (penalty != Regularization.Type.NONE) {
                file.line(
                        1,
                        "weights = [p for name, p in network.named_parameters() if \".weight\" in name and p.requires_grad]");
            }
        }
        file.line(1, "for epoch in range(epochs):");
        TrainingText.beginEpoch(file, spec);
        if (trained) {
            file.line(2, "for group in optimizer.param_groups:");
            file.line(3, "group[\"lr\"] = rate");
            batches();
        }
        file.line(2, "with torch.no_grad():");
        file.line(3, "losses = {name: loss(network, *samples).item() for name, samples in sets.items()}");
        file.addIf(followsLosses, "        plateau.after(losses[\"train\"])\n");
        file.line(2, "yield losses");
    }

    private void batches() {
        file.line(2, "for batch, start in enumerate(range(0, len(order), BATCH_SIZE)):");
        file.line(3, "chosen = order[start : start + BATCH_SIZE]");
        Corruption corruption = DrawsText.corruption(spec);
        file.line(
                3,
                "inputs = %s",
                corruption.isActive()
                        ? "torch.tensor(corrupted(x[chosen].tolist(), epoch, batch), dtype=torch.float64)"
                        : "x[chosen]");
        file.line(3, "optimizer.zero_grad()");
        if (DrawsText.drops(spec)) {
            file.line(3, "masks = [torch.tensor(mask).T for mask in factors(epoch, batch, len(chosen))]");
            file.line(3, "loss(network, inputs, y[chosen], masks).backward()");
        } else {
            file.line(3, "loss(network, inputs, y[chosen]).backward()");
        }
        if (penalty == Regularization.Type.L2) {
            file.line(3, "for w in weights:");
            file.line(4, "w.grad += PENALTY * w.detach()");
        }
        file.line(3, "optimizer.step()");
        if (penalty == Regularization.Type.L1) {
            file.line(3, "with torch.no_grad():  # proximal step: smaller weights become 0");
            file.line(4, "for w in weights:");
            file.line(5, "w.copy_(w.sign() * (w.abs() - rate * PENALTY).clamp(min=0))");
        }
    }

    private static String optimizer(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd ->
                "torch.optim.SGD(parameters, lr=LEARNING_RATE, momentum=%s, nesterov=%s)"
                        .formatted(sgd.momentum(), PythonFile.truth(sgd.nesterov()));
            case Optimizer.Adagrad adagrad -> "torch.optim.Adagrad(parameters, lr=LEARNING_RATE, eps=1e-10)";
            case Optimizer.Rmsprop rmsprop ->
                "torch.optim.RMSprop(parameters, lr=LEARNING_RATE, alpha=%s, eps=1e-8)".formatted(rmsprop.decay());
            case Optimizer.Adam adam -> adaptive("torch.optim.Adam", adam.beta1(), adam.beta2(), adam.weightDecay());
            case Optimizer.Adamw adamw ->
                adaptive("torch.optim.AdamW", adamw.beta1(), adamw.beta2(), adamw.weightDecay());
            case Optimizer.Lion lion -> adaptive("Lion", lion.beta1(), lion.beta2(), lion.weightDecay());
        };
    }

    private static String adaptive(String name, double beta1, double beta2, double weightDecay) {
        return "%s(parameters, lr=LEARNING_RATE, betas=(%s, %s), weight_decay=%s)"
                .formatted(name, beta1, beta2, weightDecay);
    }
}
