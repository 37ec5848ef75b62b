package org.nnplayground.webhook;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Makes one call, signed as Standard Webhooks 1.0.0 has it: {@code webhook-signature} is {@code v1,} and the base64 of
 * HMAC-SHA-256 over {@code id.timestamp.body}, one for each valid secret.
 *
 * <p>The host's name is looked up once, its addresses are checked, and the call goes to the address that was checked: a
 * name that changes its address in between leads nowhere else. Redirects are answers like any other, not followed.
 */
final class WebhookSender {

    /** Looks up the addresses of a host. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final WebhookSettings settings;
    private final Names names;
    private final HttpClient http;

    WebhookSender(WebhookSettings settings, Names names) {
        this.names = names;
        this.settings = settings;
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .followRedirect(false)
                .responseTimeout(settings.timeout())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.timeout().toMillis())
                .headers(headers -> headers.set("User-Agent", "nn-playground").set("Content-Type", "application/json"));
    }

    /** Where a hook leads that may not be called. */
    static final class NotPublic extends RuntimeException {
        NotPublic(String host) {
            super(host + " is no public address", null, false, false);
        }
    }

    /**
     * Calls.
     *
     * @param secrets to sign with
     * @return the status of the answer, whose body is not read; fails with {@link NotPublic}, or where nobody answers
     *     in time
     */
    Mono<Integer> send(Webhook webhook, List<byte[]> secrets, Instant now) {
        String body = String.valueOf(webhook.body());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long timestamp = now.getEpochSecond();
        String signed = webhook.id() + "." + timestamp + "." + body;
        return address(webhook.url().getHost())
                .flatMap(address -> http.resolver(new Pinned(address))
                        .headers(headers -> headers.set("Content-Length", bytes.length)
                                .set("webhook-id", webhook.id())
                                .set("webhook-timestamp", Long.toString(timestamp))
                                .set("webhook-signature", signatures(signed, secrets)))
                        .post()
                        .uri(webhook.url())
                        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)))
                        .responseConnection((response, connection) -> {
                            connection.dispose();
                            return Mono.just(response.status().code());
                        })
                        .next())
                .timeout(settings.timeout());
    }

    private static String signatures(String signed, List<byte[]> secrets) {
        return String.join(
                " ",
                secrets.stream()
                        .map(secret -> "v1," + signature(signed, secret))
                        .toList());
    }

    private static String signature(String signed, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** The address to call: one of a host all of whose addresses may be called. The look-up blocks. */
    private Mono<InetAddress> address(String host) {
        return Mono.fromCallable(() -> names.addresses(WebhookAddress.unbracketed(host)))
                .subscribeOn(Schedulers.boundedElastic())
                .map(addresses -> {
                    if (!settings.privateAddresses()
                            && !Arrays.stream(addresses).allMatch(PublicAddress::is)) {
                        throw new NotPublic(host);
                    }
                    return addresses[0];
                });
    }

    /** Knows one address, whatever it is asked for. */
    private static final class Pinned extends AddressResolverGroup<InetSocketAddress> {

        private final InetAddress address;

        Pinned(InetAddress address) {
            this.address = address;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

                @Override
                protected boolean doIsResolved(InetSocketAddress asked) {
                    return address.equals(asked.getAddress());
                }

                @Override
                protected void doResolve(InetSocketAddress asked, Promise<InetSocketAddress> promise) {
                    promise.setSuccess(new InetSocketAddress(address, asked.getPort()));
                }

                @Override
                protected void doResolveAll(InetSocketAddress asked, Promise<List<InetSocketAddress>> promise) {
                    promise.setSuccess(List.of(new InetSocketAddress(address, asked.getPort())));
                }
            };
        }
    }
}
