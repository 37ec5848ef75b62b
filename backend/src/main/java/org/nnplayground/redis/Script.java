package org.nnplayground.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A Lua script of {@code resources/redis}, which Redis executes atomically. Its text is sent if Redis does not have it,
 * for example after a restart. Its first argument is the command, and its key is the common prefix of its keys, so it
 * works with one Redis, not with a cluster.
 */
final class Script {

    private final RedisConnections redis;
    private final String[] keys;
    private final byte[] text;
    private final String digest;

    /** @param name file name without extension */
    Script(RedisConnections redis, String name, String key) {
        this.redis = redis;
        this.keys = new String[] {key};
        this.text = read(name);
        this.digest = digest(text);
    }

    private static byte[] read(String name) {
        try (@Nullable InputStream file = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (file == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] text) {
        try {
            // The digest by which Redis identifies scripts.
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Mono<Boolean> tells(String what, Object... arguments) {
        return number(what, arguments).map(answer -> answer != 0);
    }

    Mono<Void> does(String what, Object... arguments) {
        return number(what, arguments).then();
    }

    /** Empty for nil. */
    Mono<Long> number(String what, Object... arguments) {
        return run(ScriptOutputType.INTEGER, what, arguments);
    }

    /** Strings as bytes, numbers as {@code Long}, arrays as lists; empty for nil. */
    Mono<List<Object>> list(String what, Object... arguments) {
        Mono<List<@Nullable Object>> answer = run(ScriptOutputType.MULTI, what, arguments);
        // Lettuce returns nil as a list of one null.
        return answer.mapNotNull(all -> all.contains(null)
                ? null
                : all.stream().map(Objects::requireNonNull).toList());
    }

    private <T> Mono<T> run(ScriptOutputType type, String what, Object... arguments) {
        var all = new byte[arguments.length + 1][];
        all[0] = bytes(what);
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = bytes(arguments[i]);
        }
        return redis.send(commands -> commands.<T>evalsha(digest, type, keys, all))
                .onErrorResume(
                        e -> e.getCause() instanceof RedisNoScriptException,
                        unknown -> redis.send(commands -> commands.<T>eval(text, type, keys, all)));
    }

    private static byte[] bytes(Object argument) {
        return argument instanceof byte[] bytes ? bytes : argument.toString().getBytes(StandardCharsets.UTF_8);
    }
}
