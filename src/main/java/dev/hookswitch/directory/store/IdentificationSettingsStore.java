package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.IDENTIFICATION_SETTINGS;

import dev.hookswitch.directory.IdentificationSettings;
import dev.hookswitch.directory.store.generated.tables.records.IdentificationSettingsRecord;
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
    return settings(db.selectFrom(IDENTIFICATION_SETTINGS).fetchSingle());
  }

  /** Two who change them take turns, until their transactions end. */
  public IdentificationSettings lock() {
    return settings(db.selectFrom(IDENTIFICATION_SETTINGS).forUpdate().fetchSingle());
  }

  private static IdentificationSettings settings(IdentificationSettingsRecord row) {
    return new IdentificationSettings(
        row.getDefaultRegion(),
        row.getSearchNumberLength(),
        row.getInternalNumberLength(),
        words(row.getOutsidePrefixes()),
        words(row.getSources()));
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
