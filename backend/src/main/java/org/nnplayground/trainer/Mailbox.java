package org.nnplayground.trainer;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.nnplayground.job.JobEndedException;

/** Requests of other threads to one training, which the training's next turn answers. Thread-safe. */
final class Mailbox {

    private final Queue<Request<?>> requests = new ConcurrentLinkedQueue<>();

    private record Request<T>(Function<LiveTraining, T> question, CompletableFuture<T> answer) {

        void answer(LiveTraining training) {
            if (training.hasEnded()) {
                answer.completeExceptionally(new JobEndedException());
                return;
            }
            try {
                answer.complete(question.apply(training));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }

    <T> CompletableFuture<T> put(Function<LiveTraining, T> question) {
        var request = new Request<>(question, new CompletableFuture<>());
        requests.add(request);
        return request.answer;
    }

    /** Answers all requests in order; with {@link JobEndedException} after the end of the training. */
    void answer(LiveTraining training) {
        for (Request<?> request = requests.poll(); request != null; request = requests.poll()) {
            request.answer(training);
        }
    }
}
