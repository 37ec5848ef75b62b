package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traffic that the network policies of an overlay allow to and from each pod. */
class NetworkPoliciesTest {

    /** Requests of web nodes about a job that this process trains. */
    private static final String FROM_WEB = "pods web 8081";

    private static final String PRIVATE = "10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16";

    /** Name resolution, PostgreSQL, and traces. */
    private static final Set<String> DNS_DATABASE_AND_TRACES =
            Set.of("anywhere 53", "anywhere 5432", "namespace monitoring 4318");

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void podsAcceptOnlyTheTrafficThatTheyServe(String overlay) {
        var manifests = Manifests.of(overlay);

        manifests
                .pods()
                .forEach((name, pod) -> assertThat(opened(manifests, pod, true))
                        .as(name)
                        .isEqualTo(
                                switch (component(pod)) {
                                    case "web" ->
                                        Set.of("namespace ingress-nginx 8080", "namespace monitoring 9090", FROM_WEB);
                                    case "trainer", "gpu-trainer" -> Set.of("namespace monitoring 9090", FROM_WEB);
                                    case "postgres" -> Set.of("pods trainer, web 5432");
                                    default -> throw new AssertionError("who is " + name);
                                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void podsReachDatabaseDnsAndTracesAndWebNodesAlsoPeersAndPublicAddresses(String overlay) {
        var manifests = Manifests.of(overlay);

        manifests
                .pods()
                .forEach((name, pod) -> assertThat(opened(manifests, pod, false))
                        .as(name)
                        .isEqualTo(
                                switch (component(pod)) {
                                    case "web" ->
                                        with(
                                                DNS_DATABASE_AND_TRACES,
                                                "0.0.0.0/0 but " + PRIVATE + " 443",
                                                "pods " + peers(manifests) + " 8081");
                                    case "trainer", "gpu-trainer" -> DNS_DATABASE_AND_TRACES;
                                    case "postgres" -> Set.of();
                                    default -> throw new AssertionError("who is " + name);
                                }));
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    /** The components of all processes of the cluster, which are all pods but the database. */
    private static String peers(Manifests manifests) {
        return manifests.pods().values().stream()
                .map(NetworkPoliciesTest::component)
                .filter(component -> !component.equals("postgres"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String component(PodTemplateSpec pod) {
        return Manifests.labels(pod).get("app.kubernetes.io/component");
    }

    /** Who may reach the pod at which port, or whom it may. */
    private static Set<String> opened(Manifests manifests, PodTemplateSpec pod, boolean ingress) {
        var opened = new TreeSet<String>();
        for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
            var spec = policy.getSpec();
            if (Manifests.selects(spec.getPodSelector(), pod)) {
                assertThat(spec.getPolicyTypes()).contains(ingress ? "Ingress" : "Egress");
                if (ingress) {
                    spec.getIngress()
                            .forEach(rule -> add(opened, manifests, rule.getFrom(), rule.getPorts(), ports(pod)));
                } else {
                    spec.getEgress().forEach(rule -> add(opened, manifests, rule.getTo(), rule.getPorts(), Map.of()));
                }
            }
        }
        return opened;
    }

    private static void add(
            Set<String> opened,
            Manifests manifests,
            List<NetworkPolicyPeer> peers,
            List<NetworkPolicyPort> ports,
            Map<String, Integer> named) {
        List<String> whom = peers.isEmpty()
                ? List.of("anywhere")
                : peers.stream().map(peer -> told(manifests, peer)).toList();
        assertThat(ports).as("every port is not a rule").isNotEmpty();
        for (NetworkPolicyPort port : ports) {
            Integer number = number(port.getPort(), named);
            if (number != null) {
                whom.forEach(peer -> opened.add(peer + " " + number));
            }
        }
    }

    private static Map<String, Integer> ports(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
    }

    /** Null for the name of a port that the pod does not have. */
    private static @Nullable Integer number(IntOrString port, Map<String, Integer> named) {
        return port.getStrVal() == null ? port.getIntVal() : named.get(port.getStrVal());
    }

    private static String told(Manifests manifests, NetworkPolicyPeer peer) {
        if (peer.getIpBlock() != null) {
            return peer.getIpBlock().getCidr() + " but "
                    + String.join(", ", peer.getIpBlock().getExcept());
        }
        if (peer.getNamespaceSelector() != null) {
            assertThat(peer.getPodSelector()).isNull();
            assertThat(peer.getNamespaceSelector().getMatchExpressions()).isEmpty();
            assertThat(peer.getNamespaceSelector().getMatchLabels()).containsOnlyKeys("kubernetes.io/metadata.name");
            return "namespace " + peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name");
        }
        return "pods "
                + manifests.pods().values().stream()
                        .filter(pod -> Manifests.selects(peer.getPodSelector(), pod))
                        .map(NetworkPoliciesTest::component)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
