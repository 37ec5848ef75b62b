package org.nnplayground.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;

/**
 * What an address must be that a hook may lead to, as far as it tells by itself: whose addresses a name has is asked
 * when the hook is called.
 */
public final class WebhookAddress {

    private static final int LAST_PORT = 65_535;

    private WebhookAddress() {}

    /**
     * @param privateAddresses as in {@link WebhookSettings}
     * @return what is wrong with it, null where nothing is
     */
    public static @Nullable Message fault(String text, boolean privateAddresses) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            return Message.of("webhook.url");
        }
        String scheme = address.getScheme();
        String host = address.getHost();
        if (!("https".equals(scheme) || (privateAddresses && "http".equals(scheme)))
                || host == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null) {
            return Message.of("webhook.url");
        }
        if (address.getPort() == 0 || address.getPort() > LAST_PORT) {
            return Message.of("webhook.port", LAST_PORT, address.getPort());
        }
        return privateAddresses || leadsOut(host) ? null : Message.of("webhook.private", host);
    }

    private static boolean leadsOut(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return !name.equals("localhost")
                && !name.endsWith(".localhost")
                && Stream.<Function<String, InetAddress>>of(InetAddress::ofLiteral, Inet4Address::ofPosixLiteral)
                        .allMatch(reader -> isPublicOrName(reader, unbracketed(name)));
    }

    /** Some read 010.0.0.1 as 8.0.0.1, and 0x7f000001 as an address at all: both ways of reading it must be allowed. */
    private static boolean isPublicOrName(Function<String, InetAddress> reader, String host) {
        try {
            return PublicAddress.is(reader.apply(host));
        } catch (IllegalArgumentException noAddress) {
            return true;
        }
    }

    /** The host of an address with an IPv6 address in it stands in brackets. */
    static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
