package org.nnplayground.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.nnplayground.outbound.OutboundClient;
import reactor.core.publisher.Mono;

/**
 * Makes one call, signed according to Standard Webhooks 1.0.0: {@code webhook-signature} is {@code v1,} and the base64
 * of HMAC-SHA-256 over {@code id.timestamp.body}, one for each valid secret.
 */
final class WebhookSender {

    private final OutboundClient http;

    WebhookSender(WebhookSettings settings, OutboundClient.Resolver names) {
        this.http = new OutboundClient(settings.allowPrivateAddresses(), settings.timeout(), names);
    }

    /**
     * Makes the call.
     *
     * @param secrets to sign with
     * @return the HTTP status; the body is not read. Fails as {@link OutboundClient#send}
     */
    Mono<Integer> send(Webhook webhook, List<byte[]> secrets, Instant now) {
        String body = String.valueOf(webhook.body());
        long timestamp = now.getEpochSecond();
        String signed = webhook.id() + "." + timestamp + "." + body;
        var request = new OutboundClient.Request(
                "POST",
                webhook.url(),
                Map.of(
                        "Content-Type", "application/json",
                        "webhook-id", webhook.id(),
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", signatures(signed, secrets)),
                body.getBytes(StandardCharsets.UTF_8));
        return http.send(request, 0).map(OutboundClient.Response::status);
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
}
