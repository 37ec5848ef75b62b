package org.nnplayground.outbound;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides whether an IP address belongs to the public internet. Excluded are IANA's special-purpose ranges of IPv4 (RFC
 * 6890) and, for IPv6, everything outside global unicast (2000::/3) and the ranges within it that map to IPv4 or are
 * not routed.
 */
public final class PublicAddress {

    private static final List<IpSubnetFilterRule> NOT_PUBLIC_4 = rules(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    private static final List<IpSubnetFilterRule> PUBLIC_6 = rules("2000::/3");

    /** Teredo and other special purposes, documentation, 6to4. */
    private static final List<IpSubnetFilterRule> NOT_PUBLIC_6 =
            rules("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    private static List<IpSubnetFilterRule> rules(String... ranges) {
        return Stream.of(ranges)
                .map(range -> new IpSubnetFilterRule(range, IpFilterRuleType.REJECT))
                .toList();
    }

    public static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !matches(NOT_PUBLIC_4, address)
                : matches(PUBLIC_6, address) && !matches(NOT_PUBLIC_6, address);
    }

    private static boolean matches(List<IpSubnetFilterRule> rules, InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(socket));
    }
}
