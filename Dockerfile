# Needs BuildKit, the default builder since Docker 23; before that: DOCKER_BUILDKIT=1 docker build .

# The jar is the same on every platform, so it is built on the machine's own.
FROM --platform=$BUILDPLATFORM eclipse-temurin:25.0.3_9-jdk-noble AS builder
WORKDIR /build
# First only what decides the dependencies: a change in src leaves this layer as it is.
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp dependency:go-offline
COPY LICENSE NOTICE ./
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp package -DskipTests \
    && mv target/coffer-*.jar coffer.jar \
    && java -Djarmode=tools -jar coffer.jar extract --layers --destination layers

FROM eclipse-temurin:25.0.3_9-jre-noble AS runtime
# A number, so that an orchestrator can see that it is not root. Coffer's own files stay root's.
RUN groupadd --gid 10001 coffer \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin coffer \
    && install -d -m 0700 -o 10001 -g 10001 /data
WORKDIR /app
# What changes least comes first: an upgrade of Coffer alone moves only the last layer.
COPY --from=builder /build/layers/dependencies/ ./
COPY --from=builder /build/layers/spring-boot-loader/ ./
COPY --from=builder /build/layers/snapshot-dependencies/ ./
COPY --from=builder /build/layers/application/ ./

# The cache is good for one Java and one processor alone: made by the Java of the image, on its platform.
FROM runtime AS trainer
RUN command -v curl || (apt-get update && apt-get install -y --no-install-recommends curl)
COPY docker/train.sh /usr/local/bin/
RUN train.sh

FROM runtime
COPY --from=trainer /app/coffer.aot ./
# In a container a store that nobody chose would vanish with it, so the embedded one stays off.
ENV LC_ALL=C.UTF-8 \
    COFFER_DATA_DIR=/data \
    COFFER_EMBEDDED_ENABLED=false
USER 10001:10001
VOLUME /data
EXPOSE 8080 8334

# The base image promises neither curl nor wget, and a JVM for each probe costs more than the probe:
# bash opens the socket itself.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

# CMD and not ENTRYPOINT: the base image's entrypoint adds certificates when asked to
# (USE_SYSTEM_CA_CERTS) and then execs java, so that java gets the signals. Add options in
# JAVA_TOOL_OPTIONS; -Xmx there wins over the percentage. With less to begin with than -Xms Java does not find
# the room for the objects in the cache, and does not start.
CMD ["java", "-XX:AOTCache=coffer.aot", "-Xms32m", "-XX:MaxRAMPercentage=60", "-XX:TrimNativeHeapInterval=10000", "-XX:+ExitOnOutOfMemoryError", "-jar", "coffer.jar"]
