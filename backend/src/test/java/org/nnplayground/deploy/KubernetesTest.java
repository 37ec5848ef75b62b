package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The overlays of {@code k8s/}: built by kubectl, parsed into Kubernetes' types, and checked against our rules for
 * every pod.
 */
class KubernetesTest {

    private static final Pattern TAGGED = Pattern.compile("[a-z0-9./-]+:(?!latest$)[A-Za-z0-9._-]+");
    private static final Pattern SECRET = Pattern.compile(".*(SECRET|PASSWORD|USERNAME|URL|AUTH)$");

    /** The port at which a process answers other processes of the cluster. */
    private static final String PEERS = "peers";

    private static final int PEERS_PORT = 8081;

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void everyObjectIsValidForKubernetesOrKeda(String overlay) {
        assertThat(Manifests.of(overlay).objects()).hasSizeGreaterThan(10).allSatisfy(object -> {
            if (Manifests.isBuiltIn(object)) {
                assertThat(Manifests.strict(object).getMetadata().getName()).isNotBlank();
            } else {
                assertThat(Manifests.type(object)).isIn(Manifests.SCALED_OBJECT, Manifests.TRIGGER_AUTHENTICATION);
            }
        });
    }

    @Test
    void unknownKubernetesFieldsAreRefused() {
        Map<String, Object> wrong = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Service",
                "metadata",
                Map.of("name", "a"),
                "spec",
                Map.of("prots", List.of()));

        assertThatThrownBy(() -> Manifests.strict(wrong)).hasMessageContaining("prots");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void everyContainerHasProbesLimitsAndNoPrivileges(String overlay) {
        Manifests.of(overlay).pods().forEach((name, pod) -> {
            var security = pod.getSpec().getSecurityContext();
            assertThat(security.getRunAsNonRoot()).as(name).isTrue();
            assertThat(security.getRunAsUser()).as(name).isPositive();
            assertThat(security.getSeccompProfile().getType()).as(name).isEqualTo("RuntimeDefault");
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).as(name).isFalse();
            assertThat(pod.getSpec().getContainers()).as(name).isNotEmpty().allSatisfy(KubernetesTest::isHarmless);
        });
    }

    private static void isHarmless(Container container) {
        assertThat(container.getImage()).matches(TAGGED);
        assertThat(container.getStartupProbe()).as("startup probe").isNotNull();
        assertThat(container.getLivenessProbe()).as("liveness probe").isNotNull();
        assertThat(container.getReadinessProbe()).as("readiness probe").isNotNull();
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
        var security = container.getSecurityContext();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getEnv())
                .filteredOn(variable -> SECRET.matcher(variable.getName()).matches())
                .allSatisfy(KubernetesTest::comesFromTheSecret);
    }

    private static void comesFromTheSecret(EnvVar variable) {
        assertThat(variable.getValue()).as(variable.getName()).isNull();
        assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("nn-playground");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void servicesBudgetsAndPoliciesSelectExistingPods(String overlay) {
        var manifests = Manifests.of(overlay);
        var pods = manifests.pods();

        assertThat(manifests.all(Service.class))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(pods.values())
                        .anyMatch(pod -> Manifests.labels(pod)
                                .entrySet()
                                .containsAll(service.getSpec().getSelector().entrySet())));
        assertThat(manifests.all(PodDisruptionBudget.class))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(budget -> assertThat(pods.values())
                        .anyMatch(pod -> Manifests.selects(budget.getSpec().getSelector(), pod)));
        assertThat(pods)
                .allSatisfy((name, pod) -> assertThat(manifests.all(NetworkPolicy.class))
                        .as("closed unless opened: " + name)
                        .anyMatch(policy -> policy.getSpec().getIngress().isEmpty()
                                && policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
                                && Manifests.selects(policy.getSpec().getPodSelector(), pod)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void theIngressNeitherBuffersNorCutsStreams(String overlay) {
        assertThat(Manifests.of(overlay).all(Ingress.class)).singleElement().satisfies(ingress -> {
            Map<String, String> annotations = ingress.getMetadata().getAnnotations();
            String nginx = "nginx.ingress.kubernetes.io/";
            assertThat(annotations).containsEntry(nginx + "proxy-buffering", "off");
            assertThat(Integer.parseInt(annotations.get(nginx + "proxy-read-timeout")))
                    .isGreaterThanOrEqualTo(3600);
            assertThat(Integer.parseInt(annotations.get(nginx + "proxy-send-timeout")))
                    .isGreaterThanOrEqualTo(3600);
            assertThat(ingress.getSpec().getTls())
                    .as("HTTP/2 to browsers needs TLS")
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void webNodesAndTrainersHaveTheirRolesAndTheSameSecrets(String overlay) {
        var pods = Manifests.of(overlay).pods();
        var web = environment(pods.get("nn-playground-web"));
        var trainer = environment(pods.get("nn-playground-trainer"));

        assertThat(web).containsEntry("PLAYGROUND_ROLES", "web");
        assertThat(trainer).containsEntry("PLAYGROUND_ROLES", "trainer");
        for (String shared : List.of("PLAYGROUND_ACCESS_SECRET", "SPRING_R2DBC_URL", "SPRING_R2DBC_PASSWORD")) {
            assertThat(web.get(shared)).isNotNull().isEqualTo(trainer.get(shared));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void everyProcessListensForItsPeersAtTheAddressOfItsPod(String overlay) {
        assertThat(processes(Manifests.of(overlay)))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy((name, pod) -> {
                    var container = pod.getSpec().getContainers().getFirst();
                    assertThat(container.getPorts())
                            .filteredOn(port -> port.getName().equals(PEERS))
                            .singleElement()
                            .satisfies(
                                    port -> assertThat(port.getContainerPort()).isEqualTo(PEERS_PORT));
                    assertThat(environment(pod)).containsEntry("PLAYGROUND_CLUSTER_HOST", "status.podIP");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void noServiceOrIngressPublishesThePortOfThePeers(String overlay) {
        var manifests = Manifests.of(overlay);

        assertThat(manifests.all(Service.class))
                .isNotEmpty()
                .flatMap(service -> service.getSpec().getPorts())
                .isNotEmpty()
                .allSatisfy(port -> {
                    assertThat(port.getPort()).isNotEqualTo(PEERS_PORT);
                    assertThat(port.getTargetPort()).isNotIn(new IntOrString(PEERS), new IntOrString(PEERS_PORT));
                });
        assertThat(manifests.all(Ingress.class))
                .flatMap(ingress -> ingress.getSpec().getRules())
                .flatMap(rule -> rule.getHttp().getPaths())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(
                                path.getBackend().getService().getPort().getName())
                        .isEqualTo("http"));
        assertThat(manifests.pods())
                .allSatisfy((name, pod) ->
                        assertThat(pod.getSpec().getHostNetwork()).as(name).isNotEqualTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void onlyPostgresqlIsStateful(String overlay) {
        var manifests = Manifests.of(overlay);

        assertThat(manifests.all(StatefulSet.class))
                .extracting(set -> set.getMetadata().getName())
                .isEqualTo(overlay.equals("one-node") ? List.of("nn-playground-postgres") : List.of());
        assertThat(processes(manifests).values())
                .flatMap(pod -> pod.getSpec().getVolumes())
                .isNotEmpty()
                .allSatisfy(volume ->
                        assertThat(volume.getEmptyDir()).as(volume.getName()).isNotNull());
    }

    /** The pods of the application: web nodes and trainers. */
    private static Map<String, PodTemplateSpec> processes(Manifests manifests) {
        var processes = manifests.pods();
        processes.remove("nn-playground-postgres");
        return processes;
    }

    /** Values, the key of the secret, or the field of the pod. */
    private static Map<String, String> environment(PodTemplateSpec pod) {
        var variables = new HashMap<String, String>();
        pod.getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .forEach(variable -> variables.put(variable.getName(), source(variable)));
        return variables;
    }

    private static String source(EnvVar variable) {
        var from = variable.getValueFrom();
        if (from == null) {
            return variable.getValue();
        }
        return from.getFieldRef() == null
                ? from.getSecretKeyRef().getKey()
                : from.getFieldRef().getFieldPath();
    }
}
