# Three images from one file:
#   docker build -t nn-playground:0.1.0 .                     builds the jar in a stage of its own
#   ./mvnw verify && docker build --target ready -t nn-playground:0.1.0 .    takes the jar that was just built and tested
#   ./mvnw verify && docker build --target cuda --build-arg LIBTORCH=.. --build-arg LIBTORCH_SHA256=.. -t nn-playground-cuda:0.1.0 .
#                                                             the same with libtorch for NVIDIA GPUs (docs/deploy.md)
# The target "ready" comes first, as the classic builder makes every stage above its target.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre
ARG NODE=node:20-bookworm-slim

# The jar in layers: libraries change seldom, the application often.
FROM ${JRE} AS layers-of-ready
WORKDIR /layers
COPY backend/target/nn-playground.jar nn-playground.jar
RUN java -Djarmode=tools -jar nn-playground.jar extract --layers --destination extracted

# 10001 is nobody's number; /data holds the signing secret, the H2 file with the jobs, and the natives that DJL unpacks at the first start.
# Health, and meters for Prometheus, are on a port that is not to be published; /livez and /readyz are on the public one, too.
FROM ${JRE} AS runtime
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
ENV DJL_CACHE_DIR=/data/djl \
    OMP_NUM_THREADS=1 \
    PLAYGROUND_DATA=/data \
    MANAGEMENT_SERVER_PORT=9090 \
    MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE=health,prometheus \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    LOGGING_LEVEL_PLAYGROUND_CALLS=info
VOLUME /data
EXPOSE 8080 9090
ENTRYPOINT ["java", "-XX:AOTCache=nn-playground.aot", "--enable-native-access=ALL-UNNAMED", "-jar", "nn-playground.jar"]

# Java's ahead-of-time cache, from a start that ends as soon as all is wired: it halves the time of the starts to come.
FROM runtime AS ready
COPY --from=layers-of-ready /layers/extracted/dependencies/ ./
COPY --from=layers-of-ready /layers/extracted/spring-boot-loader/ ./
COPY --from=layers-of-ready /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers-of-ready /layers/extracted/application/ ./
RUN java -XX:AOTCacheOutput=nn-playground.aot --enable-native-access=ALL-UNNAMED -Dspring.context.exit=onRefresh \
    -jar nn-playground.jar --playground.store=memory --playground.data=/tmp/training >/dev/null && rm -rf /tmp/training
USER 10001:10001

# Written, and not built by .ci/run: it needs 3 GB from the network, and a GPU to show anything. The NVIDIA container toolkit puts the
# driver in at the start (docker run --gpus all); libtorch brings the rest of CUDA along.
FROM ready AS cuda
ARG LIBTORCH_VERSION=2.7.1
ARG LIBTORCH_FLAVOR=cu128
# The zip of libtorch with shared libraries and the C++11 ABI: an address, or a file beside this one; and its SHA-256.
ARG LIBTORCH
ARG LIBTORCH_SHA256
USER 0:0
ADD ${LIBTORCH} /tmp/libtorch.zip
RUN echo "${LIBTORCH_SHA256}  /tmp/libtorch.zip" | sha256sum -c - \
 && apt-get update && apt-get install -y --no-install-recommends unzip \
 && unzip -q /tmp/libtorch.zip 'libtorch/lib/*' -d /opt && rm /tmp/libtorch.zip \
 && apt-get purge -y unzip && rm -rf /var/lib/apt/lists/*
ENV PYTORCH_LIBRARY_PATH=/opt/libtorch/lib \
    PYTORCH_VERSION=${LIBTORCH_VERSION} \
    PYTORCH_FLAVOR=${LIBTORCH_FLAVOR} \
    LD_LIBRARY_PATH=/opt/libtorch/lib \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
USER 10001:10001

FROM ${NODE} AS node

FROM ${JDK} AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /source
COPY . .
RUN ./mvnw -B -ntp -DskipTests package && cp backend/target/nn-playground.jar /nn-playground.jar

FROM ${JRE} AS layers-of-build
WORKDIR /layers
COPY --from=build /nn-playground.jar nn-playground.jar
RUN java -Djarmode=tools -jar nn-playground.jar extract --layers --destination extracted

FROM runtime
COPY --from=layers-of-build /layers/extracted/dependencies/ ./
COPY --from=layers-of-build /layers/extracted/spring-boot-loader/ ./
COPY --from=layers-of-build /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers-of-build /layers/extracted/application/ ./
RUN java -XX:AOTCacheOutput=nn-playground.aot --enable-native-access=ALL-UNNAMED -Dspring.context.exit=onRefresh \
    -jar nn-playground.jar --playground.store=memory --playground.data=/tmp/training >/dev/null && rm -rf /tmp/training
USER 10001:10001
