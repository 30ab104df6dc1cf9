package dev.hookswitch.settings;

import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.settings.SystemSettingsRefused.Problem;
import dev.hookswitch.settings.store.SystemSettingStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The settings of phone systems that serve all of their lines. A line's own parameter of the same
 * name goes before them. Safe for use by many threads.
 */
@Service
@Transactional(readOnly = true)
public class SystemSettings {
  private final SystemSettingStore store;
  private final ObjectProvider<PhoneSystem> phoneSystems;
  private final ApplicationEventPublisher events;

  SystemSettings(
      SystemSettingStore store,
      // Asked when needed: a phone system may itself ask for the directory of lines.
      ObjectProvider<PhoneSystem> phoneSystems,
      ApplicationEventPublisher events) {
    this.store = store;
    this.phoneSystems = phoneSystems;
    this.events = events;
  }

  /**
   * A setting and its value.
   *
   * @param system whose it is
   * @param value empty when nobody set it
   */
  public record Entry(String system, PhoneSetting setting, String value) {}

  /** Every setting there is, by phone system. */
  public List<Entry> all() {
    Map<String, String> values = store.all();
    return declared()
        .map(entry ->
            new Entry(
                entry.system(), entry.setting(), values.getOrDefault(entry.setting().code(), "")))
        .toList();
  }

  /** What the lines of a phone system get that name no value of their own. */
  Map<String, String> of(String system) {
    return bySystem().getOrDefault(system, Map.of());
  }

  /** The same of every phone system that has any. */
  Map<String, Map<String, String>> bySystem() {
    Map<String, Map<String, String>> values = new HashMap<>();
    all().stream()
        .filter(entry -> !entry.value().isEmpty())
        .forEach(entry ->
            values
                .computeIfAbsent(entry.system(), _ -> new HashMap<>())
                .put(entry.setting().code(), entry.value()));
    return values;
  }

  /**
   * Keeps values; lines of the phone systems concerned are opened anew with them.
   *
   * @param values by code; an empty one takes the setting back
   * @throws SystemSettingsRefused with every problem found; nothing of the change is kept
   */
  @Transactional
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  public void change(Map<String, String> values) {
    check(values);
    Map<String, String> before = store.all();
    Set<String> changed = new HashSet<>();
    values.forEach((code, typed) -> {
      String value = typed.strip();
      if (!value.equals(before.getOrDefault(code, ""))) {
        changed.add(code);
        if (value.isEmpty()) {
          store.remove(code);
        } else {
          store.set(code, value);
        }
      }
    });
    List<String> systems =
        declared()
            .filter(entry -> changed.contains(entry.setting().code()))
            .map(Entry::system)
            .distinct()
            .toList();
    if (!systems.isEmpty()) {
      store.usersOn(systems).forEach(user -> events.publishEvent(new LinesChanged(user)));
    }
  }

  private void check(Map<String, String> values) {
    Map<String, Problem> problems = new LinkedHashMap<>();
    values.forEach((code, value) ->
        problem(code, value.strip()).ifPresent(problem -> problems.put(code, problem)));
    if (!problems.isEmpty()) {
      throw new SystemSettingsRefused(problems);
    }
  }

  /** What is wrong with a value; empty when nothing is. */
  Optional<Problem> problem(String code, String value) {
    Optional<PhoneSetting> setting =
        declared().map(Entry::setting).filter(one -> one.code().equals(code)).findFirst();
    if (setting.isEmpty()) {
      return Optional.of(Problem.UNKNOWN);
    }
    return setting.get().kind() == Kind.SECRET
        ? Optional.of(Problem.UNKNOWN) // secrets belong to lines
        : SettingValues.problem(setting.get(), value);
  }

  private Stream<Entry> declared() {
    return phoneSystems.stream()
        .sorted(Comparator.comparing(PhoneSystem::id))
        .flatMap(system ->
            system.settings().stream()
                .filter(setting -> setting.scope() == Scope.ALL_LINES)
                .map(setting -> new Entry(system.id(), setting, "")));
  }
}
