package org.nnplayground.trainer.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.trainer.schedule.TrainerThreads.DelayMeter;

class TrainerThreadsTest {

    private static final long PATIENCE = 10;

    private final TrainerThreads threads = new TrainerThreads(2);
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void close() {
        open.countDown();
        threads.close();
    }

    @Test
    void runsATaskUntilItNeedsNoMoreTurns() throws InterruptedException {
        var done = new CountDownLatch(5);

        threads.wake(() -> {
            done.countDown();
            return done.getCount() == 0 ? TrainerTask.NEVER : System.nanoTime();
        });

        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theDelayIsTheMeanOfTheLastWholeWindow() {
        var delays = new DelayMeter(0);
        for (int turn = 0; turn < DelayMeter.MIN_TURNS; turn++) {
            delays.add(turn % 2 == 0 ? 100 : 300, turn);
        }

        assertThat(delays.mean(DelayMeter.WINDOW - 1)).isZero();
        assertThat(delays.mean(DelayMeter.WINDOW)).isEqualTo(200);
        assertThat(delays.mean(2 * DelayMeter.WINDOW)).isZero();
    }

    @Test
    void aFewLateTurnsAreNoDelay() {
        var delays = new DelayMeter(0);
        delays.add(TimeUnit.SECONDS.toNanos(1), 1);

        assertThat(delays.mean(DelayMeter.WINDOW)).isZero();
    }

    @Test
    void neverRunsATaskOnTwoThreads() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(1000);
        TrainerTask turn = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            done.countDown();
            inside.decrementAndGet();
            return done.getCount() == 0 ? TrainerTask.NEVER : System.nanoTime();
        };

        while (done.getCount() > 0) {
            threads.wake(turn);
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void aTaskThatIsWokenDuringItsTurnRunsAgain() throws InterruptedException {
        var turns = new CountDownLatch(2);
        var started = new CountDownLatch(1);
        TrainerTask turn = () -> {
            turns.countDown();
            started.countDown();
            await(open);
            return TrainerTask.NEVER;
        };
        threads.wake(turn);
        started.await();

        threads.wake(turn);
        open.countDown();

        assertThat(turns.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void backgroundTasksLeaveOneThreadToAUser() throws InterruptedException {
        var started = new CountDownLatch(1);
        threads.wake(() -> TimeUnit.DAYS.toNanos(1) + System.nanoTime());
        for (int i = 0; i < 3; i++) {
            threads.wake(background(() -> {
                started.countDown();
                await(open);
            }));
        }
        started.await();

        assertGetsATurn(new CountDownLatch(1));
    }

    @Test
    void backgroundTasksUseAllThreadsOnceNoUserHasATask() throws InterruptedException {
        var running = new CountDownLatch(2);
        threads.wake(() -> TrainerTask.NEVER);

        for (int i = 0; i < 2; i++) {
            threads.wake(background(() -> {
                running.countDown();
                await(running);
            }));
        }

        assertThat(running.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBackgroundTurnThatYieldsLetsAUserUseTheFirstThread() throws InterruptedException {
        var running = new CountDownLatch(2);
        var user = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            threads.wake(background(() -> {
                running.countDown();
                while (user.getCount() > 0) {
                    threads.yield();
                }
            }));
        }
        running.await();

        assertGetsATurn(user);
    }

    @Test
    void aTurnThatYieldsContinuesAfterTheDueTasks() throws InterruptedException {
        try (var one = new TrainerThreads(1)) {
            var order = new ConcurrentLinkedQueue<String>();
            var started = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            one.wake(() -> {
                started.countDown();
                await(open);
                order.add("long, first part");
                one.yield();
                order.add("long, second part");
                one.yield(); // nobody is due: goes on at once
                order.add("long, third part");
                done.countDown();
                return TrainerTask.NEVER;
            });
            started.await();

            one.wake(() -> {
                order.add("short");
                return TrainerTask.NEVER;
            });
            open.countDown();

            assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(order).containsExactly("long, first part", "short", "long, second part", "long, third part");
        }
    }

    @Test
    void noMoreTurnsComputeThanThereAreSlotsHoweverManyYield() throws InterruptedException {
        var computing = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            threads.wake(() -> {
                for (int part = 0; part < 50; part++) {
                    most.accumulateAndGet(computing.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    computing.decrementAndGet();
                    threads.yield();
                }
                done.countDown();
                return TrainerTask.NEVER;
            });
        }

        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void aBackgroundTurnThatYieldedNeverTakesTheThreadThatIsLeftToUsers() throws InterruptedException {
        var computing = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(4);
        threads.wake(() -> TimeUnit.DAYS.toNanos(1) + System.nanoTime());
        for (int i = 0; i < 4; i++) {
            threads.wake(background(() -> {
                for (int part = 0; part < 50; part++) {
                    most.accumulateAndGet(computing.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    computing.decrementAndGet();
                    threads.yield();
                }
                done.countDown();
            }));
        }

        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void offloadedWorkLeavesItsSlotToOtherTasks() throws InterruptedException {
        try (var one = new TrainerThreads(1)) {
            var other = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            one.wake(() -> {
                if (one.offload(() -> awaited(other))) {
                    done.countDown();
                }
                return TrainerTask.NEVER;
            });

            one.wake(() -> {
                other.countDown();
                return TrainerTask.NEVER;
            });

            assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTurnThatThrowsDoesNotEndItsThread() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            threads.wake(() -> {
                throw new IllegalStateException("a turn that breaks");
            });
        }

        assertGetsATurn(new CountDownLatch(1));
    }

    /** Asserts that a user's task, which opens the latch, gets a turn. */
    private void assertGetsATurn(CountDownLatch latch) throws InterruptedException {
        threads.wake(() -> {
            latch.countDown();
            return TrainerTask.NEVER;
        });

        assertThat(latch.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    private static TrainerTask background(Runnable work) {
        return new TrainerTask() {
            @Override
            public boolean isBackground() {
                return true;
            }

            @Override
            public long runTurn() {
                work.run();
                return NEVER;
            }
        };
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
