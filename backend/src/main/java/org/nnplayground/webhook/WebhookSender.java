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
 * Makes one call, signed according to Standard Webhooks 1.0.0: {@code webhook-signature} is {@code v1,} and the base64
 * of HMAC-SHA-256 over {@code id.timestamp.body}, one for each valid secret.
 *
 * <p>The host name is resolved once, its addresses are checked, and the call goes to the checked address, so DNS
 * rebinding has no effect. Redirects are not followed.
 */
final class WebhookSender {

    /** Resolves the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final WebhookSettings settings;
    private final Resolver names;
    private final HttpClient http;

    WebhookSender(WebhookSettings settings, Resolver names) {
        this.names = names;
        this.settings = settings;
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .followRedirect(false)
                .responseTimeout(settings.timeout())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.timeout().toMillis())
                .headers(headers -> headers.set("User-Agent", "nn-playground").set("Content-Type", "application/json"));
    }

    /** The host has an address that webhooks may not call. */
    static final class AddressNotAllowedException extends RuntimeException {
        AddressNotAllowedException(String host) {
            super(host + " is no public address", null, false, false);
        }
    }

    /**
     * Makes the call.
     *
     * @param secrets to sign with
     * @return the HTTP status; the body is not read. Fails with {@link AddressNotAllowedException}, or if there is no
     *     response in time
     */
    Mono<Integer> send(Webhook webhook, List<byte[]> secrets, Instant now) {
        String body = String.valueOf(webhook.body());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long timestamp = now.getEpochSecond();
        String signed = webhook.id() + "." + timestamp + "." + body;
        return address(webhook.url().getHost())
                .flatMap(address -> http.resolver(new FixedAddressResolver(address))
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

    /** The address to call, if all addresses of the host are allowed. The DNS lookup blocks. */
    private Mono<InetAddress> address(String host) {
        return Mono.fromCallable(() -> names.addresses(WebhookAddress.unbracketed(host)))
                .subscribeOn(Schedulers.boundedElastic())
                .map(addresses -> {
                    if (!settings.allowPrivateAddresses()
                            && !Arrays.stream(addresses).allMatch(PublicAddress::isPublic)) {
                        throw new AddressNotAllowedException(host);
                    }
                    return addresses[0];
                });
    }

    /** Resolves every name to one checked address. */
    private static final class FixedAddressResolver extends AddressResolverGroup<InetSocketAddress> {

        private final InetAddress address;

        FixedAddressResolver(InetAddress address) {
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
