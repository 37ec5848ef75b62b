package org.nnplayground.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.nnplayground.spec.Limits;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Journal;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.trainer.schedule.TrainerThreads;

class TrainingGroupsTest {

    private static final GroupKey KEY = new GroupKey("family", Mode.BATCH, true);
    private static final int CAPACITY = 64;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final JobSettings SETTINGS =
            new JobSettings(1, 100, 100, HOUR, HOUR, HOUR, HOUR, HOUR, 86_400, 2, HOUR, HOUR);

    private final TrainingGroups groups = new TrainingGroups(family -> new FakeGroup(), new TrainerThreads(0));
    private final TrainerSessions sessions =
            new TrainerSessions(new CountingEngine(), SampleSource::samples, Limits.STANDARD, 0);
    private final TrainingRecorder recorder = new TrainingRecorder(
            new InMemoryJobStore(Long.MAX_VALUE), new InMemoryEventLog(), Limits.STANDARD, TrainingListener.NONE);
    private int jobs;

    @Test
    void manyJobsOfOneShapeAreTogetherUpToTheCapacity() {
        List<TrainingGroup> first = join("a", CAPACITY);
        List<TrainingGroup> next = join("a", 2);

        assertThat(first).containsOnly(first.getFirst());
        assertThat(next).containsOnly(next.getFirst()).doesNotContain(first.getFirst());
    }

    @Test
    void fewJobsOfSeveralShapesAreTogether() {
        List<TrainingGroup> all = join("a", 3);
        all.addAll(join("b", 2));
        all.addAll(join("a", 1));

        assertThat(all).containsOnly(all.getFirst());
    }

    @Test
    void aJobOfAnotherShapeDoesNotJoinManyOfOneShape() {
        TrainingGroup many = join("a", 50).getFirst();
        TrainingGroup others = join("b", 1).getFirst();

        assertThat(others).isNotSameAs(many);
        assertThat(join("c", 1)).containsOnly(others);
        assertThat(join("a", 1)).containsOnly(many);
    }

    @Test
    void manyJobsOfOneShapeLeaveAMixedGroupToTheOthers() {
        TrainingGroup mixed = join("b", 1).getFirst();
        assertThat(join("a", 48)).containsOnly(mixed);

        TrainingGroup own = join("a", 1).getFirst();

        assertThat(own).isNotSameAs(mixed);
        assertThat(join("a", 1)).containsOnly(own);
        assertThat(join("b", 1)).containsOnly(mixed);
    }

    private List<TrainingGroup> join(String shape, int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> groups.join(KEY, shape, job()))
                .toList());
    }

    private OpenJob job() {
        String id = "job" + jobs++;
        return new OpenJob(
                new Lease(id, QueueName.BATCH, 1, 1),
                new JobStore.Opened(Jobs.queued(id, Mode.BATCH), null, Journal.EMPTY),
                sessions,
                recorder,
                SETTINGS,
                left -> {});
    }

    private static final class FakeGroup implements SessionGroup {
        @Override
        public int capacity() {
            return CAPACITY;
        }

        @Override
        public List<Advance> advance(List<Turn> turns) {
            return List.of();
        }

        @Override
        public void inspect(List<TrainingSession> sessions) {}

        @Override
        public void remove(TrainingSession session) {}

        @Override
        public void close() {}
    }
}
