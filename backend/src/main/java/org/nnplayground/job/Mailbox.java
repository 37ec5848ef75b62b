package org.nnplayground.job;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What other threads ask of a training, until its next turn answers. */
final class Mailbox {

    private final Queue<Request<?>> requests = new ConcurrentLinkedQueue<>();

    private record Request<T extends @Nullable Object>(Function<Training, T> question, CompletableFuture<T> answer) {

        void answer(Training training) {
            if (training.ended()) {
                answer.completeExceptionally(new JobEnded());
                return;
            }
            try {
                answer.complete(question.apply(training));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }

    <T extends @Nullable Object> CompletableFuture<T> put(Function<Training, T> question) {
        var request = new Request<>(question, new CompletableFuture<>());
        requests.add(request);
        return request.answer;
    }

    /** Answers everything, in the order in which it came; with {@link JobEnded} from the job's end on. */
    void answer(Training training) {
        for (Request<?> request = requests.poll(); request != null; request = requests.poll()) {
            request.answer(training);
        }
    }
}
