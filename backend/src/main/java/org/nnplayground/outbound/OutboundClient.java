package org.nnplayground.outbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Calls addresses that other people name.
 *
 * <p>The host name is resolved once, its addresses are checked, and the call goes to the checked address, so DNS
 * rebinding has no effect. Redirects are not followed: their status is the result.
 */
public final class OutboundClient {

    /** Resolves the addresses of a host. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * One call.
     *
     * @param body null for none
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Request(String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {}

    /**
     * The result of a call.
     *
     * @param headers by name in lower case; several values of one are joined by {@code ", "} (RFC 9110)
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Response(int status, Map<String, String> headers, byte[] body) {}

    /** The host has an address that may not be called. */
    public static final class AddressNotAllowedException extends RuntimeException {
        AddressNotAllowedException(String host) {
            super(host + " is no public address", null, false, false);
        }
    }

    /** The response is longer than allowed. */
    public static final class ResponseTooLargeException extends RuntimeException {
        ResponseTooLargeException(int maxBytes) {
            super("the response is larger than " + maxBytes + " bytes", null, false, false);
        }
    }

    private final boolean allowPrivateAddresses;
    private final Duration timeout;
    private final Resolver names;
    private final HttpClient http;

    /**
     * @param allowPrivateAddresses whether calls may reach private networks and this machine
     * @param timeout of a whole call
     */
    public OutboundClient(boolean allowPrivateAddresses, Duration timeout, Resolver names) {
        this.allowPrivateAddresses = allowPrivateAddresses;
        this.timeout = timeout;
        this.names = names;
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .followRedirect(false)
                .responseTimeout(timeout)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .headers(headers -> headers.set("User-Agent", "nn-playground"));
    }

    /**
     * Makes a call.
     *
     * @param maxBytes of the response's body; 0 if it is not read
     * @return the response. Fails with {@link AddressNotAllowedException} or {@link ResponseTooLargeException}, or if
     *     the response has not ended in time
     */
    public Mono<Response> send(Request request, int maxBytes) {
        byte[] body = request.body();
        return address(request.uri().getHost())
                .flatMap(address -> http.resolver(new FixedAddressResolver(address))
                        .headers(headers -> {
                            request.headers().forEach(headers::set);
                            if (body != null) {
                                headers.set("Content-Length", body.length);
                            }
                        })
                        .request(HttpMethod.valueOf(request.method()))
                        .uri(request.uri())
                        .send(body == null ? Mono.empty() : Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                        .responseConnection((response, connection) -> (maxBytes == 0
                                        ? Mono.just(new byte[0])
                                        : read(connection.inbound().receive(), maxBytes))
                                .map(read -> new Response(response.status().code(), headers(response), read))
                                .doFinally(signal -> connection.dispose()))
                        .next())
                .timeout(timeout);
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        var headers = new TreeMap<String, String>();
        response.responseHeaders()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue(),
                        (first, next) -> first + ", " + next));
        return headers;
    }

    private static Mono<byte[]> read(Flux<ByteBuf> parts, int maxBytes) {
        return parts.reduceWith(Unpooled::buffer, (all, part) -> {
                    if (all.readableBytes() + part.readableBytes() > maxBytes) {
                        throw new ResponseTooLargeException(maxBytes);
                    }
                    return all.writeBytes(part);
                })
                .map(all -> {
                    var bytes = new byte[all.readableBytes()];
                    all.readBytes(bytes);
                    return bytes;
                });
    }

    /** The address to call, if all addresses of the host are allowed. The DNS lookup blocks. */
    private Mono<InetAddress> address(String host) {
        return Mono.fromCallable(() -> names.addresses(unbracketed(host)))
                .subscribeOn(Schedulers.boundedElastic())
                .map(addresses -> {
                    if (!allowPrivateAddresses && !Arrays.stream(addresses).allMatch(PublicAddress::isPublic)) {
                        throw new AddressNotAllowedException(host);
                    }
                    return addresses[0];
                });
    }

    /** The host of a URL without the brackets of an IPv6 address. */
    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
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
