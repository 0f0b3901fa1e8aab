# Built and run with Docker: docker compose up --build
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /perennial
COPY . .
RUN --mount=type=cache,target=/maven ./perennial package -Dmaven.repo.local=/maven \
    && cp web/target/perennial-web-*-exec.jar perennial.jar \
    && java -Djarmode=tools -jar perennial.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --home-dir /perennial --shell /usr/sbin/nologin perennial
WORKDIR /perennial
# What changes rarely comes first, so that a new version is a small layer on top of old ones.
COPY --from=build /perennial/layers/dependencies/ ./
COPY --from=build /perennial/layers/spring-boot-loader/ ./
COPY --from=build /perennial/layers/snapshot-dependencies/ ./
COPY --from=build /perennial/layers/application/ ./
USER perennial
EXPOSE 8080
# Further options of the JVM come from outside by JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-Duser.timezone=UTC", "-jar", "perennial.jar"]
