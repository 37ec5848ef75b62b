# Three images:
#   docker build -t nn-playground:0.1.0 .                     builds the jar inside the image
#   ./mvnw verify && docker build --target ready -t nn-playground:0.1.0 .    copies the jar that was just built and tested
#   ./mvnw verify && docker build --target cuda --build-arg LIBTORCH=... --build-arg LIBTORCH_SHA256=... -t nn-playground-cuda:0.1.0 .
#                                                             adds libtorch for NVIDIA GPUs (docs/deploy.md)
# The target "ready" comes first because the classic builder builds every stage above its target.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre
ARG NODE=node:20-bookworm-slim

# Extracts the jar into layers: libraries change rarely, the application often.
FROM ${JRE} AS layers-of-ready
WORKDIR /layers
COPY backend/target/nn-playground.jar nn-playground.jar
RUN java -Djarmode=tools -jar nn-playground.jar extract --layers --destination extracted

# User 10001 exists on no system by default. /data contains the server secret, the H2 database, and the native libraries that DJL
# unpacks at the first start. Health and Prometheus metrics are on port 9090, and in a cluster the other processes use port 8081: do not
# publish these two. /livez and /readyz are on port 8080 too.
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
# The options after the AOT cache return unused memory to the system (docs/decisions/0070).
ENTRYPOINT ["java", "-XX:AOTCache=nn-playground.aot", "-XX:TrimNativeHeapInterval=10000", "-XX:G1PeriodicGCInterval=60000", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=30", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "nn-playground.jar"]

# Creates Java's AOT cache in a run that exits when the application context is ready. It halves the start-up time.
FROM runtime AS ready
COPY --from=layers-of-ready /layers/extracted/dependencies/ ./
COPY --from=layers-of-ready /layers/extracted/spring-boot-loader/ ./
COPY --from=layers-of-ready /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers-of-ready /layers/extracted/application/ ./
RUN java -XX:AOTCacheOutput=nn-playground.aot --enable-native-access=ALL-UNNAMED -Dspring.context.exit=onRefresh \
    -jar nn-playground.jar --playground.store=memory --playground.data=/tmp/training >/dev/null && rm -rf /tmp/training
USER 10001:10001

# Not built by .ci/run: it downloads 3 GB, and only a GPU could test it. The NVIDIA container toolkit provides the driver at start-up
# (docker run --gpus all); libtorch contains the other CUDA libraries.
FROM ready AS cuda
ARG LIBTORCH_VERSION=2.7.1
ARG LIBTORCH_FLAVOR=cu128
# The zip of libtorch with shared libraries and the C++11 ABI (a URL, or a file beside this one), and its SHA-256.
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
RUN ./mvnw -B -ntp -DskipTests -Dprepare-start.skip package && cp backend/target/nn-playground.jar /nn-playground.jar

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
