package org.nnplayground.web.filter;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.web.server.ServerWebExchange;

/** Where a request came from, as limits count it. */
public final class CallerAddress {

    /** Bytes of an IPv6 address that one household or school has to itself. */
    private static final int NETWORK = 8;

    private CallerAddress() {}

    /** An IPv4 address, or the network of an IPv6 address (its first 64 bits): one machine has all the rest of it. */
    public static String of(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null ? "unknown" : counted(remote.getAddress());
    }

    /** Whether the request comes from this very machine. */
    public static boolean isHere(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote != null && remote.getAddress().isLoopbackAddress();
    }

    static String counted(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }
}
