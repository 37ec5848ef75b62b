package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "fd00::1", "192.0.2.7"));

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            X-Forwarded-For | 203.0.113.9                                  | 203.0.113.9
            X-Forwarded-For | 198.51.100.1, 203.0.113.9                    | 203.0.113.9
            X-Forwarded-For | 198.51.100.1, 203.0.113.9, 10.2.3.4          | 203.0.113.9
            X-Forwarded-For | 10.9.9.9, 10.2.3.4                           | 10.9.9.9
            X-Forwarded-For | 203.0.113.9:4711                             | 203.0.113.9
            X-Forwarded-For | 2001:db8::5                                  | 2001:db8:0:0:0:0:0:5
            X-Forwarded-For | 198.51.100.1, unknown                        | 10.0.0.1
            X-Forwarded-For | 198.51.100.1, localhost                      | 10.0.0.1
            Forwarded       | for=203.0.113.9;proto=https                  | 203.0.113.9
            Forwarded       | for=1.2.3.4, proto=https;For="[2001:db8::5]:80" | 2001:db8:0:0:0:0:0:5
            Forwarded       | for=_hidden                                  | 10.0.0.1
            Forwarded       | for=1.2.3.4, by=10.0.0.9                     | 10.0.0.1
            """)
    void theCallerIsTheLastUntrustedAddress(String header, String value, String caller) {
        ServerHttpRequest request = request("10.0.0.1", header, value);

        assertThat(addressOf(proxies.apply(request))).isEqualTo(caller);
    }

    @Test
    void xForwardedForOverridesForwarded() {
        ServerHttpRequest seen = proxies.apply(MockServerHttpRequest.get("http://server.example/api/v1/catalog")
                .remoteAddress(new InetSocketAddress("10.0.0.1", 1234))
                .header("Forwarded", "for=198.51.100.1;host=evil.example")
                .header("X-Forwarded-For", "203.0.113.9")
                .build());

        assertThat(addressOf(seen)).isEqualTo("203.0.113.9");
        assertThat(seen.getURI().getHost()).isEqualTo("server.example");
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For,1.2.3.4", "Forwarded,for=1.2.3.4", "X-Forwarded-Host,evil.example"})
    void headersOfUntrustedSendersAreRemoved(String header, String value) {
        ServerHttpRequest seen = proxies.apply(request("203.0.113.9", header, value));

        assertThat(addressOf(seen)).isEqualTo("203.0.113.9");
        assertThat(seen.getHeaders().headerNames()).doesNotContain(header);
        assertThat(seen.getURI().getHost()).isEqualTo("server.example");
    }

    @Test
    void schemeAndHostOfATrustedProxyAreUsed() {
        ServerHttpRequest seen =
                proxies.apply(request("192.0.2.7", "Forwarded", "for=1.2.3.4;proto=https;host=nn.example"));

        assertThat(seen.getURI()).hasToString("https://nn.example/api/v1/catalog");
    }

    @Test
    void thePathPrefixOfATrustedProxyIsUsed() {
        ServerHttpRequest seen = proxies.apply(request("192.0.2.7", "X-Forwarded-Prefix", "/school"));

        assertThat(seen.getPath().value()).isEqualTo("/school/api/v1/catalog");
        assertThat(RequestPath.of(seen.getPath().pathWithinApplication())).isEqualTo("/api/v1/catalog");
    }

    @Test
    void anInvalidRangeFailsAtStartup() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedProxies(List.of("proxy.example")))
                .withMessageContaining("playground.web.trusted-proxies");
    }

    private static ServerHttpRequest request(String sender, String header, String value) {
        return MockServerHttpRequest.get("http://server.example/api/v1/catalog")
                .remoteAddress(new InetSocketAddress(sender, 1234))
                .header(header, value)
                .build();
    }

    private static String addressOf(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null ? "" : address.getAddress().getHostAddress();
    }
}
