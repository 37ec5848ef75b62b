package org.nnplayground.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.outbound.PublicAddress;
import org.nnplayground.problem.Message;

/** Validates the URL of a webhook by its text. The host name is resolved and checked again at each call. */
public final class WebhookAddress {

    private static final int LAST_PORT = 65_535;

    private WebhookAddress() {}

    /**
     * @param privateAddresses as in {@link WebhookSettings}
     * @return the violation; null if the URL is valid
     */
    public static @Nullable Message violation(String text, boolean privateAddresses) {
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
        return privateAddresses || isAllowedHost(host) ? null : Message.of("webhook.private", host);
    }

    private static boolean isAllowedHost(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return !name.equals("localhost")
                && !name.endsWith(".localhost")
                && Stream.<Function<String, InetAddress>>of(InetAddress::ofLiteral, Inet4Address::ofPosixLiteral)
                        .allMatch(reader -> isPublicOrName(reader, unbracketed(name)));
    }

    /**
     * Some libraries read 010.0.0.1 as 8.0.0.1 and 0x7f000001 as an address, so the host must be allowed under both
     * interpretations.
     */
    private static boolean isPublicOrName(Function<String, InetAddress> reader, String host) {
        try {
            return PublicAddress.isPublic(reader.apply(host));
        } catch (IllegalArgumentException noAddress) {
            return true;
        }
    }

    /** Removes the brackets around an IPv6 host. */
    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
