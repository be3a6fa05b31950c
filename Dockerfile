# One image for either program: MODULE is routes (the hub) or simulators. Build the jars first: mvn -DskipTests package
FROM eclipse-temurin:25-jre
ARG MODULE=routes
RUN useradd --system --home-dir /relais --create-home relais && mkdir /relais/data && chown relais /relais/data
WORKDIR /relais
COPY ${MODULE}/target/*-exec.jar relais.jar
# Taken apart, it starts in less time.
RUN java -Djarmode=tools -jar relais.jar extract --destination app && rm relais.jar
USER relais
ENV RELAIS_BIND=0.0.0.0 RELAIS_DATA=/relais/data
VOLUME /relais/data
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-Djdk.httpclient.keepalive.timeout=4", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "app/relais.jar"]
