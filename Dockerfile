# Built from a jar that `mvn -DskipTests package` has made.
FROM eclipse-temurin:25-jre
WORKDIR /app
COPY target/hookswitch.jar hookswitch.jar
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED", "-jar", "hookswitch.jar"]
