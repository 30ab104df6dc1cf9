package dev.hookswitch.journeys;

import dev.hookswitch.FreePorts;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * People with web phones on one simulated switch: Anna, Oleg and Clara have Webitel accounts, Ben
 * and Emma use it as a plain FreeSWITCH. Maria has an account on the switch and no line yet.
 */
final class OnSimulatedSwitch
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private record Member(String signIn, String name, String system) {}

  private static final List<Member> MEMBERS =
      List.of(
          new Member("anna", "Anna Berg", "webitel"),
          new Member("oleg", "Oleg Sorokin", "webitel"),
          new Member("clara", "Clara Weiss", "webitel"),
          new Member("ben", "Ben Adeyemi", "verto"),
          new Member("emma", "Emma Lind", "verto"),
          new Member("maria", "Maria Rossi", ""));

  /** The number of a member's account on the switch. */
  static String number(Agent agent) {
    return number(MEMBERS.stream().map(Member::signIn).toList().indexOf(agent.name()));
  }

  /** The password of that account. */
  static String password(String number) {
    return "pw-" + number;
  }

  private static String number(int index) {
    return String.valueOf(1001 + index);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    int events = FreePorts.next();
    int verto = FreePorts.next();
    List<String> properties = new ArrayList<>();
    properties.add("hookswitch.simulators.webitel.enabled=true");
    properties.add("hookswitch.simulators.webitel.event-port=" + events);
    properties.add("hookswitch.simulators.webitel.verto-port=" + verto);
    var file =
        new StringBuilder(
            """
            settings:
              - {code: webitelConnectionString, value: "ws://127.0.0.1:%1$d"}
              - {code: webitelWebrtcConnectionString, value: "ws://127.0.0.1:%2$d"}
              - {code: webitelDomain, value: crm.example.com}
              - {code: vertoConnectionString, value: "ws://127.0.0.1:%2$d"}
              - {code: vertoDomain, value: crm.example.com}
            users:
              - {signIn: admin, name: Administrator, password: demo-admin, roles: [administrator]}
            """
                .formatted(events, verto));
    for (int index = 0; index < MEMBERS.size(); index++) {
      Member member = MEMBERS.get(index);
      file.append(
          """
            - signIn: %1$s
              name: %2$s
              password: demo-%1$s
              roles: [agent]
          """
              .formatted(member.signIn(), member.name()));
      if (!member.system().isEmpty()) {
        file.append(
            """
                lines:
                  - system: %1$s
                    number: "%2$s"
                    parameters: {useVideo: "true"}
                    secrets: {password: %3$s}
            """
                .formatted(member.system(), number(index), password(number(index))));
      }
      String user = "hookswitch.simulators.webitel.users[%d].".formatted(index);
      properties.add(user + "number=" + number(index));
      properties.add(user + "password=" + password(number(index)));
      properties.add(user + "name=" + member.name());
    }
    properties.add("hookswitch.provisioning=" + Surroundings.provisioning(file.toString()));
    TestPropertyValues.of(properties).applyTo(context);
  }
}
