package dev.hookswitch.directory;

import dev.hookswitch.directory.DirectoryRefused.Problem;
import dev.hookswitch.directory.DirectoryRefused.Reason;
import dev.hookswitch.directory.store.KindStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The kinds of records; administrators add their own. What changes them asks for an administrator
 * and throws {@link org.springframework.security.access.AccessDeniedException} for anybody else.
 * Thread-safe.
 */
@Service
@Transactional(readOnly = true)
public class Kinds {
  private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int LONGEST_NAME = 60;

  /** What addresses of pages have in place of a code. */
  private static final Set<String> RESERVED = Set.of(RecordRef.EMPLOYEE, "kinds");

  private final KindStore store;

  Kinds(KindStore store) {
    this.store = store;
  }

  /** In the order of the navigation; employees are not among them. */
  public List<RecordKind> all() {
    return store.all();
  }

  public Optional<RecordKind> find(String code) {
    return store.all().stream().filter(kind -> kind.code().equals(code)).findFirst();
  }

  /**
   * @throws DirectoryRefused with everything that is wrong
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void create(RecordKind kind) {
    RecordKind clean = clean(kind);
    List<Problem> problems = problemsOf(clean);
    if (!CODE.matcher(clean.code()).matches()) {
      problems.add(new Problem(Reason.KIND_CODE_FORM, clean.code()));
    } else if (RESERVED.contains(clean.code()) || find(clean.code()).isPresent()) {
      problems.add(new Problem(Reason.KIND_CODE_TAKEN, clean.code()));
    }
    refuseIfAny(problems);
    store.insert(clean);
  }

  /**
   * Changes the words and the icon of an administrator's own kind.
   *
   * @throws DirectoryRefused with everything that is wrong
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void update(RecordKind kind) {
    RecordKind clean = clean(kind);
    List<Problem> problems = problemsOf(clean);
    if (find(clean.code()).filter(RecordKind::isOwn).isEmpty()) {
      problems.add(new Problem(Reason.KIND_UNKNOWN, clean.code()));
    }
    refuseIfAny(problems);
    store.update(clean);
  }

  /**
   * Deletes an administrator's own kind.
   *
   * @throws DirectoryRefused when it is built in or has records
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void delete(String code) {
    if (find(code).filter(RecordKind::isOwn).isEmpty()) {
      throw new DirectoryRefused(Reason.KIND_UNKNOWN, code);
    }
    if (store.isInUse(code)) {
      throw new DirectoryRefused(Reason.KIND_IN_USE, code);
    }
    store.delete(code);
  }

  private static List<Problem> problemsOf(RecordKind kind) {
    List<Problem> problems = new ArrayList<>();
    if (isNoName(kind.name())) {
      problems.add(new Problem(Reason.KIND_NAME_LENGTH, String.valueOf(kind.name())));
    }
    if (isNoName(kind.plural())) {
      problems.add(new Problem(Reason.KIND_PLURAL_LENGTH, String.valueOf(kind.plural())));
    }
    return problems;
  }

  private static boolean isNoName(@Nullable String name) {
    return name == null || name.isEmpty() || name.length() > LONGEST_NAME;
  }

  private static RecordKind clean(RecordKind kind) {
    return new RecordKind(
        kind.code().strip(), stripped(kind.name()), stripped(kind.plural()), kind.icon());
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }

  private static void refuseIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new DirectoryRefused(problems);
    }
  }
}
