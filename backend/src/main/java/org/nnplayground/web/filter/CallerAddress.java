package org.nnplayground.web.filter;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.web.server.ServerWebExchange;

/** The address of a caller, as used by rate limits and quotas. */
public final class CallerAddress {

    /** Bytes of the part of an IPv6 address that identifies a site. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private CallerAddress() {}

    /** An IPv4 address, or the first 64 bits of an IPv6 address, since one machine can use all of the rest. */
    public static String of(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? "unknown" : quotaKey(remote.getAddress());
    }

    /** Whether the request comes from this machine. */
    public static boolean isLoopback(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote != null && remote.getAddress().isLoopbackAddress();
    }

    static String quotaKey(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }
}
