package org.nnplayground.engine.djl.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.View;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.session.BoundaryGrids;
import org.nnplayground.engine.djl.session.SlicedTraining.SharedCall;

/**
 * Sessions of one {@link SharedShape} that are trained by one native call each time. Its program is as wide as the
 * number of sessions needs, so it is replaced by a wider or narrower one when that number changes much.
 */
public final class SharedGroup implements SessionGroup {

    private static final int MAX_WIDTH = 256;

    /** A program that has more slots than this for each network is replaced by a narrower one. */
    static final int MOST_SLOTS = 4;

    /** Number of pictures that cost less one by one than in a program of the smallest width. */
    private static final int FEW = 24;

    /** Estimated duration of one parameter and sample in one pass of one network. */
    private static final double NANOSECONDS = 0.4;

    /** Epochs and grid points of the turn by which the capacity is estimated. */
    private static final int TYPICAL_EPOCHS = 3;

    private static final int TYPICAL_POINTS = 2500;

    /** Target duration of that turn in nanoseconds. */
    private static final double TYPICAL_TURN = 25e6;

    /** A call may take so many times as long as that of one network: it trains the due epochs of many. */
    private static final int LONGER_CALL = 2;

    /** Epochs of a call while their duration is not known. */
    private static final int FIRST_EPOCHS = 4;

    private final SharedShape shape;
    private final int capacity;
    private final SharedPrograms shared;
    private final BoundaryGrids grids;
    private final ComputeContext context;
    private final long callNanoseconds;
    private @Nullable SharedProgram program;

    public SharedGroup(
            SharedShape shape,
            SharedPrograms shared,
            BoundaryGrids grids,
            ComputeContext context,
            long callNanoseconds) {
        this.shape = shape;
        this.shared = shared;
        this.grids = grids;
        this.context = context;
        this.callNanoseconds = callNanoseconds;
        this.capacity = capacity(shape);
    }

    private static int capacity(SharedShape shape) {
        double samples = TYPICAL_EPOCHS * (3.0 * shape.train() + shape.samples()) + TYPICAL_POINTS;
        double fitting = TYPICAL_TURN / (NANOSECONDS * samples * shape.layout().parameters());
        int width = SharedProgram.WIDTH_UNIT;
        while (2 * width <= Math.min(fitting, MAX_WIDTH)) {
            width *= 2;
        }
        return width;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    /** A session in one {@link #advance}, and how far it has come. */
    private static final class Member {
        public final SharedSession session;
        public final Slice slice;
        public final @Nullable View view;

        @Nullable
        public Advance advance;

        Member(Turn turn) {
            session = (SharedSession) turn.session();
            slice = turn.slice();
            view = turn.view();
        }

        /** Number of epochs that it can train together with others now. */
        public long epochs() {
            Advance done = advance;
            boolean hasStopped = done != null && (done.divergence() != null || done.condition() != null);
            return hasStopped ? 0 : session.training().epochsTogether(slice);
        }

        public void add(Advance next) {
            advance = advance == null ? next : advance.then(next);
        }
    }

    private record Call(Member member, SharedCall call) {
        SharedProgram.Assignment assignment() {
            return new SharedProgram.Assignment(member.session.network(), call.work(), call.losses());
        }
    }

    @Override
    public List<Advance> advance(List<Turn> turns) {
        long start = System.nanoTime();
        long duration = turns.stream()
                .mapToLong(turn -> turn.slice().nanoseconds())
                .max()
                .orElse(0);
        List<Member> members = turns.stream().map(Member::new).toList();
        while (train(members) && System.nanoTime() - start < duration) {
            context.yieldTurn().run();
        }
        for (Member member : members) {
            if (member.advance == null) {
                member.add(member.session.advance(member.slice));
            }
        }
        evaluate(members);
        return members.stream()
                .map(member -> Objects.requireNonNull(member.advance))
                .toList();
    }

    /**
     * Trains the members that can be trained together with one native call.
     *
     * @return whether there is one
     */
    private boolean train(List<Member> members) {
        int epochs = epochs(members);
        var calls = new ArrayList<Call>();
        for (Member member : members) {
            int own = (int) Math.min(epochs, member.epochs());
            SharedCall call = own == 0 ? null : member.session.training().begin(member.slice, own);
            if (call != null) {
                calls.add(new Call(member, call));
            }
        }
        if (calls.isEmpty()) {
            return false;
        }
        List<SharedProgram.Assignment> assignments =
                calls.stream().map(Call::assignment).toList();
        compute(assignments.stream().map(SharedProgram.Assignment::network).toList(), with -> with.train(assignments));
        for (Call each : calls) {
            each.member.add(each.member.session.training().complete(each.call));
        }
        return true;
    }

    /**
     * The number of epochs of the next call: what the members have due, unless a few have much more than the others.
     */
    private int epochs(List<Member> members) {
        long[] counts = members.stream()
                .mapToLong(Member::epochs)
                .filter(n -> n > 0)
                .sorted()
                .toArray();
        if (counts.length == 0) {
            return 0;
        }
        long median = counts[counts.length / 2];
        long largest = counts[counts.length - 1];
        SharedProgram present = program;
        long fitting = present == null || present.nanosecondsPerEpoch() == 0
                ? FIRST_EPOCHS
                : Math.max(1, (long) (LONGER_CALL * callNanoseconds / present.nanosecondsPerEpoch()));
        long most = Math.min(fitting, SharedProgram.maxEpochs(shape, shape.layout(), capacity));
        return (int) Math.min(most, largest <= 2 * median ? largest : median);
    }

    private void evaluate(List<Member> members) {
        List<SharedSession> seen = members.stream()
                .filter(member -> member.view != null)
                .map(member -> member.session)
                .toList();
        if (seen.isEmpty()) {
            return;
        }
        inspect(seen, members.stream().anyMatch(member -> member.view != null && member.view.gradients()));
        pictures(members).forEach(this::picture);
    }

    @Override
    public void inspect(List<TrainingSession> sessions) {
        inspect(sessions.stream().map(SharedSession.class::cast).toList(), true);
    }

    private void inspect(List<SharedSession> seen, boolean withGradient) {
        List<SharedNetwork> networks = seen.stream().map(SharedSession::network).toList();
        compute(networks, with -> {
            List<SharedProgram.Evaluation> found = with.inspect(networks, withGradient);
            for (int i = 0; i < found.size(); i++) {
                seen.get(i).keep(found.get(i));
            }
        });
    }

    /** A grid of the input plane, and the grid of a view that asked for it. */
    private record Wanted(BoundaryGrids.Grid grid, View.Grid as) {}

    private static Map<Wanted, List<SharedSession>> pictures(List<Member> members) {
        var pictures = new LinkedHashMap<Wanted, List<SharedSession>>();
        for (Member member : members) {
            View view = member.view;
            if (view != null) {
                for (View.Grid grid : view.grids()) {
                    pictures.computeIfAbsent(new Wanted(member.session.grid(grid), grid), wanted -> new ArrayList<>())
                            .add(member.session);
                }
            }
        }
        return pictures;
    }

    private void picture(Wanted wanted, List<SharedSession> sessions) {
        List<SharedNetwork> networks =
                sessions.stream().map(SharedSession::network).toList();
        try (var features = grids.features(wanted.grid)) {
            if (networks.size() > FEW) {
                compute(networks, with -> keep(wanted, sessions, with.picture(networks, wanted.grid, features)));
            } else {
                keep(
                        wanted,
                        sessions,
                        networks.stream()
                                .map(network -> shared.picture(network, wanted.grid, features))
                                .toList());
            }
        }
    }

    private static void keep(Wanted wanted, List<SharedSession> sessions, List<byte[]> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            sessions.get(i).keep(wanted.as, pictures.get(i));
        }
    }

    /** Computes with a program for these networks. */
    private void compute(List<SharedNetwork> networks, Consumer<SharedProgram> use) {
        if (networks.size() == 1 && program == null) {
            shared.alone(networks.getFirst(), with -> {
                use.accept(with);
                return with;
            });
        } else {
            use.accept(program(networks));
        }
    }

    private SharedProgram program(List<SharedNetwork> networks) {
        SharedProgram present = program;
        int width = SharedProgram.WIDTH_UNIT;
        while (width < networks.size()) {
            width *= 2;
        }
        if (present == null
                || present.width() < width
                || present.width() > MOST_SLOTS * width
                || !present.hasPlaceFor(networks)) {
            close();
            Layout exact = networks.getFirst().layout();
            boolean areAlike =
                    networks.stream().allMatch(network -> network.layout().equals(exact));
            present = new SharedProgram(shape, areAlike ? exact : shape.layout(), width, shared.cache());
            program = present;
        }
        return present;
    }

    @Override
    public void remove(TrainingSession session) {
        if (program != null) {
            program.remove(((SharedSession) session).network());
        }
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
            program = null;
        }
    }
}
