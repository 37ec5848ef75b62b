package org.nnplayground.web.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.web.response.ProblemDocument;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts into the OpenAPI document what the readers of requests know: the schemas of the bodies, and what
 * {@link ResponseDocumentation} refers to. A controller refers to a body that it reads itself:
 *
 * <pre>{@code
 * @RequestBody(required = true, content = @Content(mediaType = "application/json",
 *         schema = @Schema(ref = "#/components/schemas/JobRequest")))   // of io.swagger.v3.oas.annotations
 * }</pre>
 *
 * <p>In the records that controllers answer with, a {@link TrainingSpec} becomes a reference to
 * {@code CompleteTrainingSpec}, a problem document one to {@code Problem}, and an enum that is a {@link Choice} a text
 * with the names that it has in JSON, to which later versions may add.
 */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings("rawtypes")
class OpenApiConfiguration {

    @Bean
    OpenApiCustomizer schemasOfBodies(SpecCatalog catalog, JobCatalog jobs) {
        return api -> {
            api.servers(List.of(new Server().url("/")));
            api.info(new Info()
                    .title("NN Playground")
                    .version("1")
                    .description("Trains multilayer perceptrons and streams what they learn.")
                    .contact(new Contact().name("Operator of this server"))
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
            if (api.getComponents() == null) {
                api.setComponents(new Components());
            }
            SpecSchemas.all(catalog).forEach(api.getComponents()::addSchemas);
            JobSchemas.all(catalog, jobs).forEach(api.getComponents()::addSchemas);
            SweepSchemas.all().forEach(api.getComponents()::addSchemas);
            ResponseDocumentation.addTo(api.getComponents());
            ResponseDocumentation.describeStreams(api.getPaths());
            var webhooks = new LinkedHashMap<String, PathItem>();
            webhooks.put(JobBody.EVENT, WebhookDocumentation.jobState());
            webhooks.put(SweepSchemas.EVENT, WebhookDocumentation.sweepState());
            api.setWebhooks(webhooks);
        };
    }

    @Bean
    ModelConverter wireTypes() {
        return new WireTypes();
    }

    private static final class WireTypes implements ModelConverter {

        @Override
        public @Nullable Schema resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            JavaType java = Json31.mapper().constructType(type.getType());
            Class<?> raw = java == null ? Object.class : java.getRawClass();
            if (raw == TrainingSpec.class) {
                return Schemas.reference("CompleteTrainingSpec");
            }
            if (raw == ProblemDocument.class) {
                return Schemas.reference("Problem");
            }
            if (raw == Number.class) {
                return Schemas.real();
            }
            if (raw.isEnum() && Choice.class.isAssignableFrom(raw)) {
                return Schemas.extensible(Arrays.stream(raw.getEnumConstants())
                        .map(constant -> ((Choice) constant).wireName())
                        .toList());
            }
            Schema resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            if (raw.isRecord() && resolved != null) {
                requireComponents(raw, resolved, context);
            }
            return resolved;
        }

        /** What an answer's record always has is required: every component that cannot be null. */
        private static void requireComponents(Class<?> raw, Schema resolved, ModelConverterContext context) {
            String reference = resolved.get$ref();
            Schema schema = reference == null
                    ? resolved
                    : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
            if (schema != null) {
                schema.setRequired(Arrays.stream(raw.getRecordComponents())
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .toList());
            }
        }
    }
}
