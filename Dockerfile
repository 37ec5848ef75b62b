# Two ways to the same image:
#   docker build -t nn-playground:0.1.0 .                     builds the jar in a stage of its own
#   ./mvnw verify && docker build --target ready -t nn-playground:0.1.0 .    takes the jar that was just built and tested
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
FROM ${JRE} AS runtime
RUN mkdir /data && chown 10001:10001 /data
USER 10001:10001
WORKDIR /app
ENV DJL_CACHE_DIR=/data/djl \
    OMP_NUM_THREADS=1 \
    PLAYGROUND_DATA=/data \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-jar", "nn-playground.jar"]

FROM runtime AS ready
COPY --from=layers-of-ready /layers/extracted/dependencies/ ./
COPY --from=layers-of-ready /layers/extracted/spring-boot-loader/ ./
COPY --from=layers-of-ready /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers-of-ready /layers/extracted/application/ ./

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
