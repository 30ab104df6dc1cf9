package dev.hookswitch.directory;

import dev.hookswitch.directory.store.IdentificationSettingsStore;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reads numbers as people type them and as phone systems send them, by the settings of the
 * installation. Safe for use by many threads; uses the database once, for the settings.
 */
@Service
public class Numbers {
  private final IdentificationSettingsStore store;
  private volatile @Nullable Reading reading;

  private record Reading(IdentificationSettings settings, NumberReader reader) {
    static Reading by(IdentificationSettings settings) {
      return new Reading(settings, new NumberReader(settings));
    }
  }

  Numbers(IdentificationSettingsStore store) {
    this.store = store;
  }

  public IdentificationSettings settings() {
    return reading().settings();
  }

  /**
   * @param typed a number in any notation, an extension and a word beside it included; or a {@code
   *     tel:} address
   * @return {@link NumberForm#NONE} for a withheld or malformed number
   */
  public NumberForm form(String typed) {
    return reading().reader().form(typed);
  }

  public NumberForm form(PhoneNumber number) {
    return form(number.dialled());
  }

  /**
   * What to dial for a number that somebody typed: {@code + * #} survive, the extension does not.
   *
   * @return empty for what is no number
   */
  public static Optional<PhoneNumber> dialable(String typed) {
    return NumberReader.dialable(typed);
  }

  /** From now on numbers are read by these settings. */
  void use(IdentificationSettings settings) {
    reading = Reading.by(settings);
  }

  private Reading reading() {
    Reading known = reading;
    if (known == null) {
      known = Reading.by(store.load());
      reading = known;
    }
    return known;
  }
}
