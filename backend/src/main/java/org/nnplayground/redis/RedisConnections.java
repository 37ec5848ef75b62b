package org.nnplayground.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * The connections of this process to Redis: one for commands, one for messages. Both reconnect automatically; until
 * then commands fail at once.
 */
final class RedisConnections implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisConnections.class);

    /** Timeout of a command and of a connection attempt. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Maximum delay between reconnection attempts. */
    private static final Delay BETWEEN_ATTEMPTS =
            Delay.exponential(Duration.ZERO, Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS);

    /** Maximum wait at startup for a Redis that is still starting. */
    private static final RetryBackoffSpec UNTIL_IT_IS_UP = Retry.fixedDelay(30, Duration.ofSeconds(2));

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final String prefix;
    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> commands;
    private final RedisMessages messages;

    private RedisConnections(String prefix, RedisClient client) {
        this.prefix = prefix;
        this.client = client;
        this.commands = client.connect(CODEC);
        this.messages = new RedisMessages(client.connectPubSub(CODEC));
    }

    /** Connects; waits up to a minute for a Redis that is still starting. */
    static RedisConnections open(RedisSettings settings) {
        RedisURI address;
        try {
            address = RedisURI.create(settings.url());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "playground.redis.url must be an address of Redis (redis://host:6379), or absent for one process"
                            + " with nothing beside it: " + e.getMessage());
        }
        address.setTimeout(LONGEST);
        var resources = DefaultClientResources.builder()
                .reconnectDelay(BETWEEN_ATTEMPTS)
                .build();
        var client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(LONGEST))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(LONGEST)
                        .keepAlive(true)
                        .build())
                .build());
        try {
            Mono<RedisConnections> connected = Mono.fromCallable(() -> new RedisConnections(settings.prefix(), client))
                    .retryWhen(UNTIL_IT_IS_UP
                            .filter(RedisConnectionException.class::isInstance)
                            .doBeforeRetry(again -> log.info("Waiting for Redis: {}", reason(again.failure())))
                            .onRetryExhaustedThrow((retry, last) -> new IllegalStateException(
                                    "Redis at playground.redis.url does not respond: " + reason(last.failure()))));
            return Objects.requireNonNull(connected.block());
        } catch (RuntimeException e) {
            shutdown(client);
            throw e;
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : cause.toString();
    }

    String key(String name) {
        return prefix + name;
    }

    /** The result of a command, which is sent on subscription; empty for nil. */
    <T> Mono<T> send(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
        // A sent command is executed even if its subscriber cancels.
        return Mono.<T>fromFuture(() -> command.apply(commands.async()).toCompletableFuture(), true)
                .onErrorMap(RedisException.class, RedisConnections::problem);
    }

    /**
     * The messages on a channel.
     *
     * @param channel a key
     */
    Flux<String> messages(String channel) {
        return messages.on(channel);
    }

    /** The same with {@link RedisMessages#TICK}s between them. */
    Flux<String> messagesAndTicks(String channel) {
        return messages.andTicks(channel);
    }

    private static Throwable problem(RedisException e) {
        if (e instanceof RedisCommandExecutionException && !(e instanceof RedisNoScriptException)) {
            log.warn("Redis is unavailable; retrying: {}", e.toString());
        }
        var problem = new TryLaterException(ProblemType.STORE_UNAVAILABLE, Message.of("store.unavailable"), LONGEST);
        problem.initCause(e);
        return problem;
    }

    @Override
    public void close() {
        messages.close();
        commands.close();
        shutdown(client);
    }

    private static void shutdown(RedisClient client) {
        client.shutdown(Duration.ZERO, LONGEST);
        client.getResources().shutdown(0, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }
}
