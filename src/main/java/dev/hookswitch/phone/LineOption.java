package dev.hookswitch.phone;

import java.util.Arrays;
import java.util.Optional;

/**
 * What every line may say of its use, whatever its phone system: a parameter with {@code true} or
 * {@code false}. This is the one place where they are read. The names of Creatio's parameters are
 * kept (creatio-cti.md §9.2).
 */
public enum LineOption {
  /** When off the line is kept but never opened, and its user does not see it. */
  ENABLED("enabled", true),
  /** When off the line is opened when its user asks for it, not with the sign-in. */
  AUTO_LOGIN("isAutoLogin", true),
  /** When on a transfer begins as a blind one, else with a consultation. */
  BLIND_TRANSFER("useBlindTransfer", false);

  private final String code;
  private final boolean usual;

  LineOption(String code, boolean usual) {
    this.code = code;
    this.usual = usual;
  }

  /** Name of the parameter. */
  public String code() {
    return code;
  }

  /** How an administrator is asked for it. */
  public PhoneSetting setting() {
    return new PhoneSetting(code, PhoneSetting.Kind.FLAG, PhoneSetting.Scope.ONE_LINE)
        .usually(Boolean.toString(usual));
  }

  public boolean of(Line line) {
    return setting().isOn(line.parameters());
  }

  /** Empty for a parameter that is none of these. */
  public static Optional<LineOption> ofCode(String code) {
    return Arrays.stream(values()).filter(option -> option.code.equals(code)).findFirst();
  }
}
