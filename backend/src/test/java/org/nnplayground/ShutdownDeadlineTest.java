package org.nnplayground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class ShutdownDeadlineTest {

    /** A store whose close takes until the test ends it. */
    private record BlockingStore(CountDownLatch closing, CountDownLatch released) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            closing.countDown();
            released.await();
        }
    }

    private static GenericApplicationContext context(Runnable halt, String timeout) {
        var context = new GenericApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of(ShutdownDeadline.SETTING, timeout)));
        context.addApplicationListener(new ShutdownDeadline(halt));
        return context;
    }

    @Test
    @Timeout(60)
    void endsAProcessWhoseStoreHangsWhileItCloses() throws InterruptedException {
        var store = new BlockingStore(new CountDownLatch(1), new CountDownLatch(1));
        var halted = new CountDownLatch(1);
        GenericApplicationContext context = context(halted::countDown, "100ms");
        context.registerBean(BlockingStore.class, () -> store);
        context.refresh();

        Thread close = Thread.ofVirtual().start(context::close);
        store.closing.await();

        assertThat(halted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(close.isAlive()).as("still closing").isTrue();
        store.released.countDown();
        close.join();
    }

    @Test
    void doesNotEndAProcessThatRuns() throws InterruptedException {
        var halted = new CountDownLatch(1);
        GenericApplicationContext context = context(halted::countDown, "1ms");
        context.refresh();

        assertThat(halted.await(100, TimeUnit.MILLISECONDS)).isFalse();

        context.close();
        assertThat(halted.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
