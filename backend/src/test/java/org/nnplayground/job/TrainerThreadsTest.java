package org.nnplayground.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void aTurnIsTakenAgainUntilItNeedsNoMore() throws InterruptedException {
        var done = new CountDownLatch(5);

        threads.wake(() -> {
            done.countDown();
            return done.getCount() == 0 ? Turn.NEVER : System.nanoTime();
        });

        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noTurnIsTakenByTwoThreadsAtATime() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(1000);
        Turn turn = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            done.countDown();
            inside.decrementAndGet();
            return done.getCount() == 0 ? Turn.NEVER : System.nanoTime();
        };

        while (done.getCount() > 0) {
            threads.wake(turn);
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void whoIsWokenDuringItsTurnTakesAnother() throws InterruptedException {
        var turns = new CountDownLatch(2);
        var started = new CountDownLatch(1);
        Turn turn = () -> {
            turns.countDown();
            started.countDown();
            await(open);
            return Turn.NEVER;
        };
        threads.wake(turn);
        started.await();

        threads.wake(turn);
        open.countDown();

        assertThat(turns.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void patientTurnsLeaveOneThreadToPeople() throws InterruptedException {
        var started = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            threads.wake(new Turn() {
                @Override
                public boolean patient() {
                    return true;
                }

                @Override
                public long take() {
                    started.countDown();
                    await(open);
                    return NEVER;
                }
            });
        }
        started.await();
        var person = new CountDownLatch(1);

        threads.wake(() -> {
            person.countDown();
            return Turn.NEVER;
        });

        assertThat(person.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTurnThatThrowsDoesNotEndItsThread() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            threads.wake(() -> {
                throw new IllegalStateException("a turn that breaks");
            });
        }
        var later = new CountDownLatch(1);

        threads.wake(() -> {
            later.countDown();
            return Turn.NEVER;
        });

        assertThat(later.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
