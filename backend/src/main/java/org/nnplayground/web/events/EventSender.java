package org.nnplayground.web.events;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;
import reactor.util.context.Context;

/**
 * Writes server-sent events to a connection of Netty: each one as it comes, in one piece. WebFlux's writers would cost
 * several times as much as all else about an event (docs/performance.md).
 *
 * <ul>
 *   <li>Backpressure: it requests the next event when the connection has taken the previous one.
 *   <li>Ends: when the events have ended and are written; with an error if the connection breaks. It is cancelled when
 *       the client closes the connection.
 * </ul>
 */
final class EventSender implements CoreSubscriber<EventText>, Subscription {

    /** Interval of comments, which keep proxies from closing an idle stream. */
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(15);

    private final Channel channel;
    private final CoreSubscriber<? super Void> response;

    /** Events and comments that are being written, and one until the events have ended. */
    private final AtomicInteger unfinished = new AtomicInteger(1);

    /** Whether the response has failed or was cancelled. */
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Subscription events = Operators.emptySubscription();
    private @Nullable ScheduledFuture<?> comments;

    private EventSender(Channel channel, CoreSubscriber<? super Void> response) {
        this.channel = channel;
        this.response = response;
    }

    /** The connection of a request. */
    static Channel channel(ServerWebExchange exchange) {
        var channel = new Channel[1];
        netty(exchange.getResponse()).withConnection(connection -> channel[0] = connection.channel());
        return channel[0];
    }

    private static HttpServerResponse netty(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response);
    }

    /** Sends the response: its status and headers, then the events. */
    static Mono<Void> send(ServerWebExchange exchange, Flux<EventText> events) {
        ServerHttpResponse response = exchange.getResponse();
        Mono<Void> begun = response.setComplete();
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            return begun;
        }
        HttpServerResponse netty = netty(response);
        Channel channel = channel(exchange);
        return begun.then(Mono.defer(() -> netty.sendHeaders().then())).then(send(channel, events));
    }

    /** Sends the events alone. */
    static Mono<Void> send(Channel channel, Flux<EventText> events) {
        return Mono.from(
                subscriber -> events.subscribe(new EventSender(channel, Operators.toCoreSubscriber(subscriber))));
    }

    @Override
    public Context currentContext() {
        return response.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        events = subscription;
        RejectedExecutionException refusal = null;
        try {
            comments = channel.eventLoop()
                    .scheduleAtFixedRate(
                            this::comment,
                            KEEP_ALIVE_INTERVAL.toSeconds(),
                            KEEP_ALIVE_INTERVAL.toSeconds(),
                            TimeUnit.SECONDS);
        } catch (RejectedExecutionException shutDown) {
            refusal = shutDown;
        }
        response.onSubscribe(this); // which may cancel at once
        if (refusal == null) {
            events.request(1);
        } else {
            fail(refusal);
        }
    }

    /** A client that does not even read events needs no comment. */
    private void comment() {
        if (unfinished.compareAndSet(1, 2)) {
            channel.writeAndFlush(EventText.comment(channel.alloc())).addListener(this::commentWritten);
        }
    }

    @Override
    public void onNext(EventText event) {
        unfinished.incrementAndGet();
        if (channel.eventLoop().inEventLoop()) {
            write(event);
            return;
        }
        try {
            channel.eventLoop().execute(() -> write(event));
        } catch (RejectedExecutionException shutDown) {
            fail(shutDown);
        }
    }

    private void write(EventText event) {
        channel.writeAndFlush(event.encoded(channel.alloc())).addListener(this::eventWritten);
    }

    private void eventWritten(Future<? super Void> write) {
        if (write.isSuccess()) {
            events.request(1);
            finished();
        } else {
            broken(write.cause());
        }
    }

    private void commentWritten(Future<? super Void> write) {
        if (write.isSuccess()) {
            finished();
        } else {
            broken(write.cause());
        }
    }

    private void broken(Throwable cause) {
        fail(cause instanceof ClosedChannelException ? new AbortedException(cause) : cause);
    }

    @Override
    public void onComplete() {
        finished();
    }

    private void finished() {
        if (unfinished.decrementAndGet() == 0) {
            stopComments();
            response.onComplete();
        }
    }

    @Override
    public void onError(Throwable error) {
        fail(error);
    }

    private void fail(Throwable error) {
        if (stopped.compareAndSet(false, true)) {
            events.cancel();
            stopComments();
            response.onError(error);
        }
    }

    private void stopComments() {
        if (comments != null) {
            comments.cancel(false);
        }
    }

    @Override
    public void cancel() {
        stopped.set(true);
        events.cancel();
        stopComments();
    }

    /** Nothing is requested: the response has no value. */
    @Override
    public void request(long n) {
        Operators.validate(n);
    }
}
