package dev.hookswitch.directory.exchange;

import dev.hookswitch.directory.DirectoryRefused;
import dev.hookswitch.directory.RecordCheck;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.Words;
import dev.hookswitch.directory.exchange.ImportOrder.Duplicates;
import dev.hookswitch.directory.exchange.ImportResult.Duplicate;
import dev.hookswitch.directory.exchange.ImportResult.Outcome;
import dev.hookswitch.directory.store.ImportStore;
import dev.hookswitch.directory.store.ImportStore.NameKey;
import dev.hookswitch.directory.store.ImportStore.NewRecord;
import dev.hookswitch.directory.store.StoredNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One passage over a file. Not for use by several threads. */
final class ImportRun {
  enum Mode {
    CHECK,
    WRITE
  }

  private static final int LONGEST_ACCOUNT = 250;

  /** A line that can become a record. */
  private record Candidate(long line, Draft draft, List<StoredNumber> numbers) {
    NameKey key() {
      return new NameKey(Words.lower(draft.name()), Words.lower(draft.account()));
    }
  }

  private final ImportStore store;
  private final RecordCheck check;
  private final ImportOrder order;
  private final Mode mode;
  private final Instant now;
  private final List<Candidate> batch = new ArrayList<>();
  private final List<Duplicate> firstDuplicates = new ArrayList<>();
  private final List<RefusedLine> firstRefused = new ArrayList<>();

  /**
   * What a check has seen in the file, as hashes: what is only checked is not in the database,
   * where the next batch would find it.
   */
  private final Set<Long> seen = new HashSet<>();

  private long lines;
  private long created;
  private long accounts;
  private long duplicates;
  private long changed;
  private long refused;

  ImportRun(ImportStore store, RecordCheck check, ImportOrder order, Mode mode, Clock clock) {
    this.store = store;
    this.check = check;
    this.order = order;
    this.mode = mode;
    this.now = clock.instant();
  }

  long lines() {
    return lines;
  }

  long refused() {
    return refused;
  }

  /** Candidates that are not looked up yet. */
  int waiting() {
    return batch.size();
  }

  ImportResult result(Outcome outcome) {
    return new ImportResult(
        outcome,
        lines,
        created,
        accounts,
        duplicates,
        changed,
        refused,
        firstDuplicates,
        firstRefused);
  }

  void add(Entry entry, RefusedReport report) {
    lines++;
    switch (entry) {
      case Entry.Unreadable(var line, var reason, var value) ->
          refuse(new RefusedLine(line, reason, value), report);
      case Entry.Readable(var line, var draft) -> {
        List<StoredNumber> numbers = new ArrayList<>();
        Optional<RefusedLine> problem = problem(line, draft, numbers);
        if (problem.isPresent()) {
          refuse(problem.get(), report);
        } else {
          batch.add(new Candidate(line, draft, numbers));
        }
      }
    }
  }

  /** Looks the candidates up and, in a writing passage, writes them. */
  void flush() {
    if (batch.isEmpty()) {
      return;
    }
    var known = new Known();
    List<NewRecord> records = new ArrayList<>();
    Map<UUID, List<StoredNumber>> further = new LinkedHashMap<>();
    for (Candidate candidate : batch) {
      Optional<UUID> found = known.find(candidate);
      boolean twin = found.isPresent() || known.wasSeen(candidate);
      if (twin) {
        duplicates++;
        if (firstDuplicates.size() < ImportResult.SHOWN) {
          firstDuplicates.add(duplicate(candidate, found));
        }
      }
      if (!twin || order.duplicates() == Duplicates.ADD) {
        NewRecord record = record(candidate, known, records);
        records.add(record);
        known.remember(candidate, record.id());
        created++;
      } else if (order.duplicates() == Duplicates.UPDATE_NUMBERS && found.isPresent()) {
        further.computeIfAbsent(found.get(), _ -> new ArrayList<>()).addAll(candidate.numbers());
      }
    }
    if (mode == Mode.WRITE) {
      store.insert(records, now);
    }
    addNumbers(further);
    batch.clear();
  }

  private Duplicate duplicate(Candidate candidate, Optional<UUID> found) {
    return new Duplicate(
        candidate.line(),
        candidate.draft().name(),
        found.map(id -> new RecordRef(order.kind(), id)).orElse(null));
  }

  private NewRecord record(Candidate candidate, Known known, List<NewRecord> records) {
    Draft draft = candidate.draft();
    return new NewRecord(
        ImportStore.nextId(),
        order.kind(),
        draft.name(),
        order.owner(),
        account(draft.account(), known, records),
        draft.jobTitle(),
        draft.city(),
        draft.description(),
        candidate.numbers());
  }

  /** The account with that name; a new one when there is none. */
  private @Nullable UUID account(String name, Known known, List<NewRecord> records) {
    if (name.isEmpty() || order.kind().equals(RecordRef.ACCOUNT)) {
      return null;
    }
    return known.accounts.computeIfAbsent(
        Words.lower(name),
        _ -> {
          UUID id = ImportStore.nextId();
          if (mode == Mode.WRITE || seen.add(hash("account", Words.lower(name)))) {
            accounts++;
          }
          records.add(
              new NewRecord(
                  id, RecordRef.ACCOUNT, name, order.owner(), null, "", "", "", List.of()));
          return id;
        });
  }

  private void addNumbers(Map<UUID, List<StoredNumber>> further) {
    if (further.isEmpty()) {
      return;
    }
    Map<UUID, List<StoredNumber>> known = store.numbersOf(further.keySet());
    Map<UUID, List<StoredNumber>> added = new HashMap<>();
    Map<UUID, Integer> positions = new HashMap<>();
    further.forEach((record, numbers) -> {
      List<StoredNumber> all = new ArrayList<>(known.getOrDefault(record, List.of()));
      positions.put(record, all.size());
      List<StoredNumber> missing = new ArrayList<>();
      for (StoredNumber number : numbers) {
        if (!RecordCheck.has(all, number)) {
          all.add(number);
          missing.add(number);
        }
      }
      if (!missing.isEmpty()) {
        added.put(record, missing);
      }
    });
    changed += added.size();
    if (mode == Mode.WRITE) {
      store.addNumbers(added, positions, now);
    }
  }

  /**
   * The first thing that is wrong; none when the numbers are ready to be stored. A number that a
   * line has twice is taken once.
   */
  private Optional<RefusedLine> problem(long line, Draft draft, List<StoredNumber> numbers) {
    if (draft.name().isEmpty()) {
      return Optional.of(new RefusedLine(line, RefusedLine.Reason.NAME_MISSING, ""));
    }
    if (draft.account().length() > LONGEST_ACCOUNT) {
      return Optional.of(new RefusedLine(line, RefusedLine.Reason.ACCOUNT_LENGTH, draft.account()));
    }
    var details =
        new RecordDetails(
            order.kind(),
            draft.name(),
            null,
            null,
            null,
            draft.jobTitle(),
            draft.city(),
            draft.description(),
            draft.communications());
    RecordCheck.Result result = check.check(details);
    numbers.addAll(result.numbers());
    return result.problems().stream()
        .filter(problem -> problem.reason() != DirectoryRefused.Reason.NUMBER_TWICE)
        .findFirst()
        .map(problem ->
            new RefusedLine(line, RefusedLine.Reason.of(problem.reason()), problem.value()));
  }

  private void refuse(RefusedLine line, RefusedReport report) {
    refused++;
    if (firstRefused.size() < ImportResult.SHOWN) {
      firstRefused.add(line);
    }
    report.add(line);
  }

  /**
   * FNV-1a over 64 bits: among a million lines two hashes agree by chance once in 10 000 000 files.
   */
  private static long hash(String space, String text) {
    long hash = 0xcbf29ce484222325L;
    String all = space + '\n' + text;
    for (int i = 0; i < all.length(); i++) {
      hash = (hash ^ all.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** What is there already, as far as the batch asks. */
  private final class Known {
    private final Map<String, UUID> byIdentity;
    private final Map<NameKey, UUID> byName;
    private final Map<String, UUID> accounts;

    Known() {
      byIdentity =
          store.byIdentity(
              order.kind(),
              batch.stream()
                  .flatMap(one -> one.numbers().stream())
                  .map(StoredNumber::identity)
                  .collect(Collectors.toSet()));
      byName =
          store.byName(
              order.kind(),
              batch.stream().map(one -> one.key().name()).collect(Collectors.toSet()));
      accounts =
          new HashMap<>(order.kind().equals(RecordRef.ACCOUNT) ? Map.of() : accountsOf(batch));
    }

    private Map<String, UUID> accountsOf(List<Candidate> candidates) {
      Set<String> names =
          candidates.stream()
              .map(one -> one.key().account())
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toSet());
      Map<String, UUID> found = new HashMap<>();
      store
          .byName(RecordRef.ACCOUNT, names)
          .forEach((key, id) -> found.putIfAbsent(key.name(), id));
      return found;
    }

    Optional<UUID> find(Candidate candidate) {
      return candidate.numbers().stream()
          .map(number -> byIdentity.get(number.identity()))
          .flatMap(Stream::ofNullable)
          .findFirst()
          .or(() -> Optional.ofNullable(byName.get(candidate.key())));
    }

    /** Whether a check met it in an earlier line. */
    boolean wasSeen(Candidate candidate) {
      return mode == Mode.CHECK && hashes(candidate).anyMatch(seen::contains);
    }

    /** Later lines of the batch find it, and later batches of a check. */
    void remember(Candidate candidate, UUID id) {
      if (mode == Mode.CHECK) {
        hashes(candidate).forEach(seen::add);
      } else {
        candidate.numbers().forEach(number -> byIdentity.putIfAbsent(number.identity(), id));
        byName.putIfAbsent(candidate.key(), id);
      }
    }

    private Stream<Long> hashes(Candidate candidate) {
      NameKey key = candidate.key();
      return Stream.concat(
          Stream.of(hash("name", key.name() + '\n' + key.account())),
          candidate.numbers().stream().map(number -> hash("number", number.identity())));
    }
  }
}
