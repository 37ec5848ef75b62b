package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class EventSenderTest {

    /** The text of the writes so far. */
    private final List<String> written = new ArrayList<>();

    /** Writes that the connection has not taken yet. */
    private final Deque<ChannelPromise> pending = new ArrayDeque<>();

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            var buffer = (ByteBuf) message;
            written.add(buffer.toString(StandardCharsets.UTF_8));
            buffer.release();
            pending.add(promise);
        }
    });

    private final TestPublisher<EventText> events = TestPublisher.create();
    private final Mono<Void> sent = EventSender.send(channel, events.flux());

    @Test
    void requestsAnEventWhenTheConnectionHasTakenThePreviousOne() {
        StepVerifier.create(sent)
                .then(() -> {
                    events.assertMinRequested(1);
                    events.next(event("1"));
                    assertThat(written).containsExactly("id:1\nevent:e\ndata:d\n\n");
                    events.assertMaxRequested(0);
                    pending.remove().setSuccess();
                    events.assertMinRequested(1);
                })
                .thenCancel()
                .verify();
    }

    @Test
    void endsWhenTheLastEventIsWritten() {
        var ended = new ArrayList<String>();

        sent.subscribe(nothing -> {}, error -> ended.add("error"), () -> ended.add("complete"));
        events.next(event("1"));
        events.complete();
        assertThat(ended).isEmpty();
        pending.remove().setSuccess();

        assertThat(ended).containsExactly("complete");
    }

    @Test
    void endsAtOnceIfNothingIsBeingWritten() {
        StepVerifier.create(sent).then(events::complete).verifyComplete();
    }

    @Test
    void aBrokenConnectionCancelsTheEvents() {
        StepVerifier.create(sent)
                .then(() -> {
                    events.next(event("1"));
                    pending.remove().setFailure(new IOException("Broken pipe"));
                })
                .verifyErrorMessage("Broken pipe");
        events.assertCancelled();
        assertThat(commentsAfterAMinute()).isZero();
    }

    @Test
    void aClientThatLeavesCancelsTheEvents() {
        StepVerifier.create(sent).thenCancel().verify();

        events.assertCancelled();
        assertThat(commentsAfterAMinute()).isZero();
    }

    @Test
    void aWriteThatFailsAfterTheClientHasLeftIsNoError() {
        var dropped = new ArrayList<Throwable>();
        Hooks.onErrorDropped(dropped::add);
        try {
            Disposable response = sent.subscribe();
            events.next(event("1"));
            response.dispose();
            pending.remove().setFailure(new ClosedChannelException());
        } finally {
            Hooks.resetOnErrorDropped();
        }

        assertThat(dropped).isEmpty();
    }

    @Test
    void aClosedConnectionIsReportedAsAborted() {
        StepVerifier.create(sent)
                .then(() -> {
                    events.next(event("1"));
                    pending.remove().setFailure(new ClosedChannelException());
                })
                .verifyError(AbortedException.class);
    }

    @Test
    void anErrorOfTheEventsEndsTheResponse() {
        StepVerifier.create(sent)
                .then(() -> events.error(new IllegalStateException("fault")))
                .verifyErrorMessage("fault");
        assertThat(commentsAfterAMinute()).isZero();
    }

    @Test
    void anIdleStreamGetsAComment() {
        StepVerifier.create(sent)
                .then(() -> advance(14))
                .then(() -> assertThat(written).isEmpty())
                .then(() -> advance(1))
                .then(() -> assertThat(written).containsExactly(":still here\n\n"))
                .thenCancel()
                .verify();
    }

    @Test
    void aClientThatDoesNotReadGetsNoComment() {
        StepVerifier.create(sent)
                .then(() -> events.next(event("1")))
                .then(() -> advance(60))
                .then(() -> assertThat(written).hasSize(1))
                .thenCancel()
                .verify();
    }

    @Test
    void aStreamThatHasEndedGetsNoComment() {
        StepVerifier.create(sent).then(events::complete).verifyComplete();

        assertThat(commentsAfterAMinute()).isZero();
    }

    private long commentsAfterAMinute() {
        written.clear();
        advance(60);
        return written.size();
    }

    private void advance(int seconds) {
        channel.freezeTime();
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private static EventText event(String id) {
        return new EventText(id, "e", false, List.of("d".getBytes(StandardCharsets.UTF_8)));
    }
}
