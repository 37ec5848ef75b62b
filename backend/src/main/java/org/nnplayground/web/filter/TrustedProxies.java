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
 * Sets the caller's address, scheme and host of a request from the headers {@code Forwarded} (RFC 7239) and
 * {@code X-Forwarded-*} if a trusted proxy sent them, and removes these headers if anybody else did. Each proxy appends
 * the address that it saw, so the caller is the last address in the list that is not a trusted proxy; earlier entries
 * may be forged. If there is {@code X-Forwarded-For}, {@code Forwarded} is removed: proxies that set only the former,
 * such as nginx, pass the latter on unchecked.
 */
final class TrustedProxies extends ForwardedHeaderTransformer {

    private static final String FORWARDED = "Forwarded";
    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
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
        ServerHttpRequest told = request.getHeaders().containsHeader(X_FORWARDED_FOR)
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
        headers.getOrEmpty(X_FORWARDED_FOR).forEach(line -> passed.addAll(Arrays.asList(line.split(",", -1))));
        headers.getOrEmpty(FORWARDED)
                .forEach(line -> Arrays.stream(line.split(",", -1))
                        .map(TrustedProxies::forParameter)
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

    private static String forParameter(String element) {
        var match = FOR.matcher(element.strip());
        return match.find() ? match.group(1) : "";
    }

    /** Parses an IP address, with or without brackets and port; null if it is not one. Never resolves a host name. */
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
