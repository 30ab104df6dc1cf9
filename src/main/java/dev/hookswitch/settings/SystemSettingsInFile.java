package dev.hookswitch.settings;

import dev.hookswitch.settings.ProvisioningProblem.Kind;
import dev.hookswitch.settings.SystemSettingsRefused.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** System settings in the provisioning file: a list of codes and values under {@code settings}. */
@Component
class SystemSettingsInFile implements ProvisioningSection {
  private final SystemSettings settings;

  SystemSettingsInFile(SystemSettings settings) {
    this.settings = settings;
  }

  @Override
  public String key() {
    return "settings";
  }

  @Override
  public int order() {
    return 5;
  }

  @Override
  public Plan plan(List<ProvisioningEntry> entries, Set<String> signIns) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (ProvisioningEntry entry : entries) {
      entry.expect(Set.of("code", "value"));
      Optional<String> code = entry.needed("code");
      Optional<String> value = entry.needed("value");
      if (code.isPresent() && value.isPresent()) {
        settings
            .problem(code.get(), value.get())
            .ifPresentOrElse(
                problem -> complain(entry, problem), () -> wanted.put(code.get(), value.get()));
      }
    }
    Map<String, String> known = new LinkedHashMap<>();
    settings.all().forEach(entry -> known.put(entry.setting().code(), entry.value()));
    int created =
        (int)
            wanted.keySet().stream().filter(code -> known.getOrDefault(code, "").isEmpty()).count();
    int changed =
        (int)
            wanted.entrySet().stream()
                .filter(one -> !known.getOrDefault(one.getKey(), "").isEmpty())
                .filter(one -> !one.getValue().equals(known.get(one.getKey())))
                .count();
    return Plan.of(created, changed, () -> settings.change(wanted));
  }

  private void complain(ProvisioningEntry entry, Problem problem) {
    switch (problem) {
      case UNKNOWN ->
          entry.problem(
              "code",
              Kind.EXPECTED_ONE_OF,
              String.join(", ", settings.all().stream().map(one -> one.setting().code()).toList()));
      case TOO_LONG -> entry.problem("value", Kind.TOO_LONG, "1000");
      case ADDRESS -> entry.problem("value", Kind.EXPECTED_ONE_OF, "ws://…, wss://…");
      case FLAG -> entry.problem("value", Kind.EXPECTED_ONE_OF, "true, false");
    }
  }

  @Override
  public List<Map<String, Object>> export(int limit) {
    return settings.all().stream()
        .filter(entry -> !entry.value().isEmpty())
        .limit(limit)
        .map(
            entry -> Map.<String, Object>of("code", entry.setting().code(), "value", entry.value()))
        .toList();
  }
}
