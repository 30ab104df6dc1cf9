package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import dev.hookswitch.phone.SipAccount;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a line on Asterisk is told besides its number.
 *
 * @param device the phone as channels are named after it, such as {@code PJSIP/101}
 * @param answersByHeader the phone answers by itself when the call asks for it ({@code Call-Info:
 *     ;answer-after=0})
 * @param obeysNotify the phone answers and holds when it is told to (BroadSoft's events {@code
 *     talk} and {@code hold}, asterisk.md §6.2)
 * @param webPhone a page of the user is the phone
 * @param queues where the agent works
 */
record LineParameters(
    String device,
    boolean answersByHeader,
    boolean obeysNotify,
    boolean webPhone,
    List<String> queues) {
  static final String DEVICE = "asteriskDevice";
  static final String ANSWERS_BY_HEADER = "phoneAnswersByHeader";
  static final String OBEYS_NOTIFY = "phoneObeysNotify";
  static final String WEB_PHONE = "webPhone";
  static final String SIP_USER = "sipUser";
  static final String SIP_PASSWORD = "sipPassword";
  static final String QUEUES = "queues";

  static final List<PhoneSetting> SETTINGS =
      List.of(
          new PhoneSetting(DEVICE, Kind.TEXT, Scope.ONE_LINE),
          new PhoneSetting(ANSWERS_BY_HEADER, Kind.FLAG, Scope.ONE_LINE),
          new PhoneSetting(OBEYS_NOTIFY, Kind.FLAG, Scope.ONE_LINE),
          new PhoneSetting(WEB_PHONE, Kind.FLAG, Scope.ONE_LINE),
          new PhoneSetting(SIP_USER, Kind.TEXT, Scope.ONE_LINE).onlyWith(WEB_PHONE),
          new PhoneSetting(SIP_PASSWORD, Kind.SECRET, Scope.ONE_LINE).onlyWith(WEB_PHONE),
          new PhoneSetting(QUEUES, Kind.TEXT, Scope.ONE_LINE));

  private static final Set<Feature> ALWAYS =
      EnumSet.of(
          Feature.DIAL,
          Feature.PICK_UP,
          Feature.DROP,
          Feature.BLIND_TRANSFER,
          Feature.DTMF,
          Feature.STOP_RECORDING,
          Feature.PARK);
  private static final Set<Feature> WITH_CONTEXTS =
      EnumSet.of(
          Feature.HOLD,
          Feature.UNHOLD,
          Feature.MAKE_CONSULT_CALL,
          Feature.COMPLETE_TRANSFER,
          Feature.CANCEL_COMPLETE_TRANSFER,
          Feature.SWAP);

  static LineParameters of(Line line, AsteriskSettings.Link link) {
    String device = text(line, DEVICE);
    return new LineParameters(
        device.isEmpty() ? link.technology() + "/" + line.number() : device,
        text(line, ANSWERS_BY_HEADER).equals("true"),
        text(line, OBEYS_NOTIFY).equals("true"),
        text(line, WEB_PHONE).equals("true"),
        Arrays.stream(text(line, QUEUES).split("[,;\\s]+"))
            .filter(queue -> !queue.isEmpty())
            .distinct()
            .toList());
  }

  /** Empty when no page is the phone, or when it is not said where it registers, or with what. */
  static Optional<SipAccount> sipAccount(Line line, AsteriskSettings.Link link) {
    String user = text(line, SIP_USER);
    String password = line.parameters().getOrDefault(SIP_PASSWORD, "");
    return text(line, WEB_PHONE).equals("true") && !link.sipUrl().isEmpty() && !password.isEmpty()
        ? Optional.of(
            new SipAccount(
                link.sipUrl(), user.isEmpty() ? line.number().dialled() : user, password))
        : Optional.empty();
  }

  private static String text(Line line, String parameter) {
    return line.parameters().getOrDefault(parameter, "").strip();
  }

  Capabilities capabilities(AsteriskSettings.Link link) {
    EnumSet<Feature> features = EnumSet.copyOf(ALWAYS);
    if (link.contexts()) {
      features.addAll(WITH_CONTEXTS);
    }
    if (link.systemRights()) {
      features.addAll(EnumSet.of(Feature.MUTE, Feature.UNMUTE, Feature.START_RECORDING));
    }
    if (notified(link)) {
      features.addAll(EnumSet.of(Feature.ANSWER, Feature.HOLD, Feature.UNHOLD));
    }
    if (webPhone) {
      features.addAll(EnumSet.of(Feature.ANSWER, Feature.MUTE, Feature.UNMUTE));
    }
    if (answersByHeader && link.contexts()) {
      features.add(Feature.ANSWER);
    }
    return new Capabilities(
        features, queues.isEmpty() ? Set.of() : EnumSet.allOf(AgentFeature.class));
  }

  /** Whether the phone can be told what to do. */
  boolean notified(AsteriskSettings.Link link) {
    return obeysNotify && link.systemRights();
  }
}
