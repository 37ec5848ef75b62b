package org.nnplayground.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.Job;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.JobEvent.StateChanged;

class ChannelTest {

    /** A job as read from another process, with its own copy of the spec. */
    private static Job read(double x) {
        Job job = Jobs.queued("a", Mode.LIVE);
        Data data = new Data.Inline(List.of(new Sample(new double[] {x, 2}, new double[] {1})), List.of(), List.of());
        var initializer = new Initializer.Explicit(
                new double[][][] {{{1, 2}, {3, 4}, {5, 6}, {7, 8}}, {{1, 2, 3, 4}}},
                new double[][] {{1, 2, 3, 4}, {5}},
                7);
        TrainingSpec spec = job.spec();
        return job.with(new TrainingSpec(
                spec.task(),
                data,
                spec.features(),
                new Network(spec.network().layers(), initializer),
                spec.training()));
    }

    @Test
    void sharesEqualPartsOfTheSpecsOfStates() {
        var channel = new Channel(0);
        channel.put(new Entry(1, new StateChanged(read(1))));
        channel.put(new Entry(2, new StateChanged(read(1))));
        channel.put(new Entry(3, new StateChanged(read(9))));

        List<TrainingSpec> specs = channel.statesAfter(0).orElseThrow().stream()
                .map(entry -> ((StateChanged) entry.event()).now().spec())
                .toList();

        assertThat(specs.get(1).data()).isSameAs(specs.get(0).data());
        assertThat(specs.get(1).network()).isSameAs(specs.get(0).network());
        assertThat(specs.get(2).data()).isEqualTo(read(9).spec().data());
        assertThat(specs.get(2).network()).isSameAs(specs.get(0).network());
    }
}
