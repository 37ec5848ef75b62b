package org.nnplayground.web.filter;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Gives a request the address of its caller, and the scheme and host that the caller used, from the headers
 * {@code Forwarded} (RFC 7239) and {@code X-Forwarded-*} where a trusted proxy sent them; takes those headers away
 * where anybody else did. Each proxy appends the address that it saw, so the caller is the last one in the list that is
 * no trusted proxy: what stands before it is the caller's own invention. Where there is {@code X-Forwarded-For},
 * {@code Forwarded} is taken away: proxies that know the one, as nginx, pass on the other as a caller invented it.
 */
final class TrustedProxies extends ForwardedHeaderTransformer {

    private static final String FORWARDED = "Forwarded";
    private static final String PASSED = "X-Forwarded-For";
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)\"?");

    private final List<IpSubnetFilterRule> trusted;

    /** @param proxies addresses or ranges in CIDR notation */
    TrustedProxies(List<String> proxies) {
        this.trusted = proxies.stream().map(TrustedProxies::rule).toList();
    }

    private static IpSubnetFilterRule rule(String proxy) {
        try {
            String range = proxy.contains("/") ? proxy : proxy + (proxy.contains(":") ? "/128" : "/32");
            return new IpSubnetFilterRule(range, IpFilterRuleType.ACCEPT);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "playground.web.trusted-proxies must list addresses or ranges such as 10.0.0.0/8, has " + proxy, e);
        }
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        InetSocketAddress sender = request.getRemoteAddress();
        if (sender == null || !isTrusted(sender.getAddress())) {
            return hasForwardedHeaders(request) ? without(request, TrustedProxies::isForwarded) : request;
        }
        ServerHttpRequest told = request.getHeaders().containsHeader(PASSED)
                ? without(request, header -> header.equalsIgnoreCase(FORWARDED))
                : request;
        InetAddress caller = caller(told.getHeaders(), sender.getAddress());
        return super.apply(told)
                .mutate()
                .remoteAddress(new InetSocketAddress(caller, sender.getPort()))
                .build();
    }

    private static ServerHttpRequest without(ServerHttpRequest request, Predicate<String> header) {
        return request.mutate()
                .headers(headers -> List.copyOf(headers.headerNames()).stream()
                        .filter(header)
                        .forEach(headers::remove))
                .build();
    }

    private static boolean isForwarded(String header) {
        return header.equalsIgnoreCase(FORWARDED) || header.regionMatches(true, 0, "X-Forwarded-", 0, 12);
    }

    private InetAddress caller(HttpHeaders headers, InetAddress sender) {
        List<String> passed = new ArrayList<>();
        headers.getOrEmpty(PASSED).forEach(line -> passed.addAll(Arrays.asList(line.split(",", -1))));
        headers.getOrEmpty(FORWARDED)
                .forEach(line -> Arrays.stream(line.split(",", -1))
                        .map(TrustedProxies::forOf)
                        .forEach(passed::add));
        InetAddress caller = sender;
        for (String given : passed.reversed()) {
            InetAddress address = address(given.strip());
            if (address == null) {
                return caller; // "unknown" or hidden: whoever told so stands for it
            }
            caller = address;
            if (!isTrusted(address)) {
                return caller;
            }
        }
        return caller;
    }

    private boolean isTrusted(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(rule -> rule.matches(socket));
    }

    private static String forOf(String element) {
        var match = FOR.matcher(element.strip());
        return match.find() ? match.group(1) : "";
    }

    /** An address, with or without brackets and port; null where it is none. No name is ever looked up. */
    private static @Nullable InetAddress address(String text) {
        String host = text;
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            host = end < 0 ? "" : host.substring(1, end);
        } else if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
            host = host.substring(0, host.indexOf(':'));
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
