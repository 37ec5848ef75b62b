package org.nnplayground.sql;

import java.time.Instant;
import java.util.List;
import org.nnplayground.database.Statements;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.QueueName;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The table {@code callers}: one row for each caller who has submitted a job a short time ago. */
final class CallerTable {

    private CallerTable() {}

    /**
     * Fails with {@code TOO_MANY_REQUESTS} if the caller of these jobs would have more unfinished jobs of their mode
     * than the limit. Locks the caller's row until the end of the transaction, so that jobs that the caller submits at
     * the same time are counted one after the other.
     */
    static Mono<Void> requireRoom(DatabaseClient client, List<Job> jobs, int limit) {
        Job job = jobs.getFirst();
        String caller = job.description().caller();
        if (caller == null) {
            return Mono.empty();
        }
        return client.sql("insert into callers (caller, submitted_at) values (:caller, current_timestamp)"
                        + " on conflict do nothing")
                .bind("caller", caller)
                .then()
                .then(client.sql("update callers set submitted_at = current_timestamp where caller = :caller")
                        .bind("caller", caller)
                        .then())
                .then(count(client, caller, job.mode()))
                .filter(count -> count > limit - jobs.size())
                .flatMap(full -> Mono.error(JobProblems.callerFull(job.mode(), limit)));
    }

    private static Mono<Long> count(DatabaseClient client, String caller, Mode mode) {
        return client.sql("select count(*) from jobs where caller = :caller and queue in (:queues)")
                .bind("caller", caller)
                .bind("queues", QueueName.of(mode).stream().map(Enum::name).toList())
                .mapValue(Long.class)
                .one();
    }

    static Mono<Void> removeBefore(DatabaseClient client, Instant time) {
        return client.sql("delete from callers where submitted_at < :time")
                .bind("time", Statements.time(time))
                .then();
    }
}
