package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final String SCALED_OBJECT = "keda.sh/v1alpha1/ScaledObject";
    private static final String TRIGGER_AUTHENTICATION = "keda.sh/v1alpha1/TriggerAuthentication";

    @ParameterizedTest
    @ValueSource(strings = {"one-node", "cpu-cluster", "gpu-nodes"})
    void everyObjectIsValidForKubernetesOrKeda(String overlay) {
        assertThat(Manifests.of(overlay).objects()).hasSizeGreaterThan(10).allSatisfy(object -> {
            if (Manifests.isBuiltIn(object)) {
                assertThat(Manifests.strict(object).getMetadata().getName()).isNotBlank();
            } else {
                assertThat(Manifests.type(object)).isIn(SCALED_OBJECT, TRIGGER_AUTHENTICATION);
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
        for (String shared : List.of("PLAYGROUND_ACCESS_SECRET", "SPRING_R2DBC_URL", "PLAYGROUND_REDIS_URL")) {
            assertThat(web.get(shared)).isNotNull().isEqualTo(trainer.get(shared));
        }
    }

    /** Values, or the key of the secret. */
    private static Map<String, String> environment(PodTemplateSpec pod) {
        var variables = new HashMap<String, String>();
        pod.getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .forEach(variable -> variables.put(
                        variable.getName(),
                        variable.getValueFrom() == null
                                ? variable.getValue()
                                : variable.getValueFrom().getSecretKeyRef().getKey()));
        return variables;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu-cluster", "gpu-nodes"})
    void trainersScaleByQueueLengthAndWebNodesByConnections(String overlay) {
        var manifests = Manifests.of(overlay);
        var scaled = manifests.custom(SCALED_OBJECT);

        assertThat(scaled).allSatisfy((name, object) -> {
            String target = String.valueOf(Manifests.at(object, "spec", "scaleTargetRef", "name"));
            assertThat(manifests.all(Deployment.class))
                    .filteredOn(deployment -> deployment.getMetadata().getName().equals(target))
                    .singleElement()
                    .satisfies(deployment -> assertThat(deployment.getSpec().getReplicas())
                            .as("the scaler's business")
                            .isNull());
            assertThat((Integer) Manifests.at(object, "spec", "maxReplicaCount"))
                    .isGreaterThan((Integer) Manifests.at(object, "spec", "minReplicaCount"));
        });
        Object trainers = scaled.get("nn-playground-trainer");
        followsLine(trainers, 0, "playground:queue:live");
        followsLine(trainers, 1, "playground:queue:batch");
        Object web = scaled.get("nn-playground-web");
        assertThat(Manifests.at(web, "spec", "triggers", 0, "type")).isEqualTo("prometheus");
        assertThat(String.valueOf(Manifests.at(web, "spec", "triggers", 0, "metadata", "query")))
                .contains("playground_streams_open");
        assertThat(manifests.custom(TRIGGER_AUTHENTICATION)).containsKey("nn-playground-redis");
    }

    /** KEDA counts a stream's entries where it is told of no consumer group; otherwise those that are pending. */
    private static void followsLine(Object scaled, int trigger, String stream) {
        assertThat(Manifests.at(scaled, "spec", "triggers", trigger, "type")).isEqualTo("redis-streams");
        var metadata = (Map<?, ?>) Manifests.at(scaled, "spec", "triggers", trigger, "metadata");
        assertThat(metadata.keySet()).map(String::valueOf).containsExactlyInAnyOrder("stream", "streamLength");
        assertThat(metadata.get("stream")).isEqualTo(stream);
        assertThat(Integer.parseInt(String.valueOf(metadata.get("streamLength"))))
                .isPositive();
        assertThat(Manifests.at(scaled, "spec", "triggers", trigger, "authenticationRef", "name"))
                .isEqualTo("nn-playground-redis");
    }

    @Test
    void gpuTrainersRunOnGpuNodesOnlyAndScaleToZero() {
        var manifests = Manifests.of("gpu-nodes");
        var pod = Objects.requireNonNull(manifests.pods().get("nn-playground-gpu-trainer"));

        var container = pod.getSpec().getContainers().getFirst();
        assertThat(container.getResources().getLimits()).containsKey("nvidia.com/gpu");
        assertThat(container.getImage()).startsWith("nn-playground-cuda:");
        assertThat(pod.getSpec().getNodeSelector()).containsKey("nvidia.com/gpu.present");
        assertThat(pod.getSpec().getTolerations())
                .anyMatch(toleration -> toleration.getKey().equals("nvidia.com/gpu"));
        Object scaled = manifests.custom(SCALED_OBJECT).get("nn-playground-gpu-trainer");
        assertThat(Manifests.at(scaled, "spec", "minReplicaCount")).isEqualTo(0);
        followsLine(scaled, 0, "playground:queue:gpu-live");
        followsLine(scaled, 1, "playground:queue:gpu-batch");
        assertThat(manifests.pods()).hasSize(3);
    }
}
