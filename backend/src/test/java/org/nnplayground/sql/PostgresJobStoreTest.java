package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.database.DatabaseAddress;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.JobAnnouncement;
import org.nnplayground.store.Moment;

class PostgresJobStoreTest extends R2dbcJobStoreContract {

    @Override
    DatabaseAddress newAddress() {
        PostgresServer server = PostgresServer.running();
        return server.address(server.createDatabase());
    }

    @Test
    void flushFailsIfAnotherProcessHasOpenedTheJob() {
        begin("a");
        R2dbcJobStore other = another();
        long lease = claim("a");
        other.open("a", lease).block();
        Job running = Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.RUNNING);

        write(Moment.of(running).withCheckpoint(at(0)));
        assertThatThrownBy(() -> store.flush("a").block()).isInstanceOf(TryLaterException.class);
        write(Moment.of(running).withCheckpoint(at(1)));
        assertThatThrownBy(() -> store.flush("a").block())
                .as("the data is dropped by now")
                .isInstanceOf(TryLaterException.class);

        var opened = Objects.requireNonNull(store.open("a", claim("a")).block());
        assertThat(opened.checkpoint()).isNull();
        write(Moment.of(running).withCheckpoint(at(2)));
        store.flush("a").block();
        assertThat(other.find("a").block()).isEqualTo(Jobs.queued("a", Mode.BATCH));
        assertThat(another().find("a").block()).isEqualTo(running);
    }

    @Test
    void jobsThatACallerSubmitsToSeveralProcessesDoNotExceedTheLimit() {
        assertThat(insertAtTheSameTime(List.of(store, another(), another()), "anna", 5))
                .isEqualTo(5);
    }

    @Test
    void announcesWhatAnotherProcessWrites() {
        R2dbcJobStore other = another();
        List<JobAnnouncement> heard = listen(other);

        begin("a");
        write(Moment.of(Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.CANCELLED)));

        var last = new JobAnnouncement("a", JobState.CANCELLED);
        await(() -> heard.contains(last));
        assertThat(heard).containsExactly(new JobAnnouncement("a", JobState.QUEUED), last);
    }
}
