package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.queue.QueueName;

/** What KEDA scales in the overlays of {@code k8s/}, and by which numbers. */
class ScalingTest {

    private static final String DATABASE_AUTHENTICATION = "nn-playground-database";

    @ParameterizedTest
    @ValueSource(strings = {"cpu-cluster", "gpu-nodes"})
    void trainersScaleByOpenJobsAndWebNodesByConnections(String overlay) {
        var manifests = Manifests.of(overlay);
        var scaled = manifests.custom(Manifests.SCALED_OBJECT);

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
        followsQueue(trainers, 0, QueueName.LIVE);
        followsQueue(trainers, 1, QueueName.BATCH);
        Object web = scaled.get("nn-playground-web");
        assertThat(Manifests.at(web, "spec", "triggers", 0, "type")).isEqualTo("prometheus");
        assertThat(String.valueOf(Manifests.at(web, "spec", "triggers", 0, "metadata", "query")))
                .contains("playground_streams_open");
        assertThat(databaseParameters(manifests))
                .isEqualTo(Map.of(
                        "host", "database-host", "userName", "database-username", "password", "database-password"));
    }

    /** KEDA divides the number of all open jobs of a queue by the target to get the number of trainers. */
    private static void followsQueue(Object scaled, int trigger, QueueName queue) {
        assertThat(Manifests.at(scaled, "spec", "triggers", trigger, "type")).isEqualTo("postgresql");
        var metadata = (Map<?, ?>) Manifests.at(scaled, "spec", "triggers", trigger, "metadata");
        assertThat(metadata.keySet())
                .map(String::valueOf)
                .containsExactlyInAnyOrder("port", "dbName", "sslmode", "query", "targetQueryValue");
        assertThat(metadata.get("query"))
                .as("jobs that wait and jobs in training, without those that wait for their pace")
                .isEqualTo("select count(*) from jobs where queue = '" + queue
                        + "' and (ready_at is null or ready_at <= current_timestamp)");
        assertThat(Integer.parseInt(String.valueOf(metadata.get("targetQueryValue"))))
                .isPositive();
        assertThat(Manifests.at(scaled, "spec", "triggers", trigger, "authenticationRef", "name"))
                .isEqualTo(DATABASE_AUTHENTICATION);
    }

    /** Parameters of KEDA's connection, and the keys of the secret that they come from. */
    private static Map<String, String> databaseParameters(Manifests manifests) {
        Object authentication =
                manifests.custom(Manifests.TRIGGER_AUTHENTICATION).get(DATABASE_AUTHENTICATION);
        var parameters = new HashMap<String, String>();
        for (Object target : (List<?>) Manifests.at(authentication, "spec", "secretTargetRef")) {
            assertThat(Manifests.at(target, "name")).isEqualTo("nn-playground");
            parameters.put((String) Manifests.at(target, "parameter"), (String) Manifests.at(target, "key"));
        }
        return parameters;
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
        Object scaled = manifests.custom(Manifests.SCALED_OBJECT).get("nn-playground-gpu-trainer");
        assertThat(Manifests.at(scaled, "spec", "minReplicaCount")).isEqualTo(0);
        followsQueue(scaled, 0, QueueName.GPU_LIVE);
        followsQueue(scaled, 1, QueueName.GPU_BATCH);
        assertThat(manifests.pods()).hasSize(3);
    }
}
