package org.nnplayground.lti;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.nnplayground.access.TestKeys;
import org.nnplayground.lti.store.TestStores;

/** The tool's keys and its client of platforms, for tests of other packages. */
public final class TestTools {

    private TestTools() {}

    public static ToolKeys keys() {
        return new ToolKeys(TestStores.toolKeys(), TestKeys.derived("a"), InstantSource.system());
    }

    /** @param privateAddresses whether it may call this machine by plain HTTP */
    public static PlatformClient client(boolean privateAddresses) {
        return client(privateAddresses, Duration.ofSeconds(10));
    }

    public static PlatformClient client(boolean privateAddresses, Duration timeout) {
        return new PlatformClient(settings(privateAddresses, timeout, false), InetAddress::getAllByName);
    }

    /** @param names whether teachers see names */
    public static LtiSettings settings(boolean names) {
        return settings(true, Duration.ofSeconds(10), names);
    }

    private static LtiSettings settings(boolean privateAddresses, Duration timeout, boolean names) {
        return new LtiSettings(true, URI.create("https://tool.example"), privateAddresses, 10, timeout, names);
    }
}
