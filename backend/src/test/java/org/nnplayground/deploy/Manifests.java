package org.nnplayground.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The objects that {@code kubectl apply -k} would send.
 *
 * @param objects in the order of the output, as YAML's maps and lists
 */
record Manifests(List<Map<String, Object>> objects) {

    static final Path OVERLAYS = Path.of("../k8s/overlays");

    static final String SCALED_OBJECT = "keda.sh/v1alpha1/ScaledObject";
    static final String TRIGGER_AUTHENTICATION = "keda.sh/v1alpha1/TriggerAuthentication";

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "v1/Service", Service.class,
            "v1/ConfigMap", ConfigMap.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/Ingress", Ingress.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /** Fabric8 takes unknown fields into a map; here they are errors, as they are for a strict API server. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated any) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * What an overlay builds to; the test is skipped where there is no kubectl, which {@code .ci/run} does not allow.
     */
    static Manifests of(String overlay) {
        try {
            Path errors = Files.createTempFile("kustomize", ".txt");
            Process kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", OVERLAYS.resolve(overlay).toString())
                    .redirectError(errors.toFile())
                    .start();
            String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kubectl.waitFor() != 0) {
                throw new AssertionError("kubectl kustomize " + overlay + ": " + Files.readString(errors));
            }
            Files.delete(errors);
            return of(new Yaml().loadAll(text));
        } catch (IOException missing) {
            return Assumptions.abort("kubectl is not installed (Debian: kubernetes-client); k8s/ was not built");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Manifests of(Iterable<Object> documents) {
        return new Manifests(StreamSupport.stream(documents.spliterator(), false)
                .map(document -> (Map<String, Object>) document)
                .toList());
    }

    static String type(Map<String, Object> object) {
        return object.get("apiVersion") + "/" + object.get("kind");
    }

    static boolean isBuiltIn(Map<String, Object> object) {
        return TYPES.containsKey(type(object));
    }

    /** Read as Kubernetes' own type, without a field that it does not have. */
    static HasMetadata strict(Map<String, Object> object) {
        return STRICT.convertValue(object, TYPES.get(type(object)));
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream()
                .filter(Manifests::isBuiltIn)
                .map(Manifests::strict)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Objects of a kind that Kubernetes does not bring along, by their names. */
    Map<String, Map<String, Object>> custom(String type) {
        var found = new LinkedHashMap<String, Map<String, Object>>();
        objects.stream()
                .filter(object -> type(object).equals(type))
                .forEach(object -> found.put(String.valueOf(at(object, "metadata", "name")), object));
        return found;
    }

    /** The pods that are to run, by the name of what makes them. */
    Map<String, PodTemplateSpec> pods() {
        var pods = new LinkedHashMap<String, PodTemplateSpec>();
        all(Deployment.class)
                .forEach(of -> pods.put(of.getMetadata().getName(), of.getSpec().getTemplate()));
        all(StatefulSet.class)
                .forEach(of -> pods.put(of.getMetadata().getName(), of.getSpec().getTemplate()));
        return pods;
    }

    static Map<String, String> labels(PodTemplateSpec pod) {
        return pod.getMetadata().getLabels();
    }

    /** As Kubernetes does it: all that is asked for, by labels and by expressions. */
    static boolean selects(LabelSelector selector, PodTemplateSpec pod) {
        Map<String, String> labels = labels(pod);
        var wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.<String, String>of());
        var expressions =
                Objects.requireNonNullElse(selector.getMatchExpressions(), List.<LabelSelectorRequirement>of());
        return labels.entrySet().containsAll(wanted.entrySet())
                && expressions.stream().allMatch(expression -> holds(expression, labels.get(expression.getKey())));
    }

    private static boolean holds(LabelSelectorRequirement expression, @Nullable String label) {
        return switch (expression.getOperator()) {
            case "In" -> label != null && expression.getValues().contains(label);
            case "NotIn" -> label == null || !expression.getValues().contains(label);
            case "Exists" -> label != null;
            case "DoesNotExist" -> label == null;
            default -> throw new AssertionError("no such operator: " + expression.getOperator());
        };
    }

    static Object at(Object object, Object... path) {
        Object found = object;
        for (Object step : path) {
            found = switch (found) {
                case Map<?, ?> map when map.containsKey(step) -> map.get(step);
                case List<?> list when step instanceof Integer index -> list.get(index);
                default -> throw new AssertionError("no " + Stream.of(path).toList() + " in " + object);
            };
        }
        return found;
    }
}
