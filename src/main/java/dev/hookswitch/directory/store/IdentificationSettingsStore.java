package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.IDENTIFICATION_SETTINGS;

import dev.hookswitch.directory.IdentificationSettings;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The one row of settings. */
@Repository
public class IdentificationSettingsStore {
  private static final String SEPARATOR = " ";

  private final DSLContext db;

  IdentificationSettingsStore(DSLContext db) {
    this.db = db;
  }

  public IdentificationSettings load() {
    return db.selectFrom(IDENTIFICATION_SETTINGS)
        .fetchSingle(row ->
            new IdentificationSettings(
                row.getDefaultRegion(),
                row.getSearchNumberLength(),
                row.getInternalNumberLength(),
                words(row.getOutsidePrefixes()),
                words(row.getSources())));
  }

  public void save(IdentificationSettings settings) {
    db.update(IDENTIFICATION_SETTINGS)
        .set(IDENTIFICATION_SETTINGS.DEFAULT_REGION, settings.defaultRegion())
        .set(IDENTIFICATION_SETTINGS.SEARCH_NUMBER_LENGTH, settings.searchNumberLength())
        .set(IDENTIFICATION_SETTINGS.INTERNAL_NUMBER_LENGTH, settings.internalNumberLength())
        .set(
            IDENTIFICATION_SETTINGS.OUTSIDE_PREFIXES,
            String.join(SEPARATOR, settings.outsidePrefixes()))
        .set(IDENTIFICATION_SETTINGS.SOURCES, String.join(SEPARATOR, settings.sources()))
        .execute();
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.split(SEPARATOR));
  }
}
