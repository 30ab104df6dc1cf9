package dev.hookswitch.settings;

import dev.hookswitch.phone.AccountAnswer;
import dev.hookswitch.phone.AccountAnswer.Reason;
import dev.hookswitch.phone.AccountChange;
import dev.hookswitch.phone.AccountList;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneAccounts;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Person;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Lines together with their accounts on the server of the phone system: both are changed or
 * neither. The server is asked with the acting administrator's own line there, so that it is the
 * server that says who may keep its accounts. Methods take seconds when the server is asked: never
 * call them with a page's lock. They throw {@link
 * org.springframework.security.access.AccessDeniedException} unless the actor is an administrator.
 * Safe for use by many threads.
 */
@Service
public class LineAccounts {
  private static final Logger log = LoggerFactory.getLogger(LineAccounts.class);

  /** Of a draft: nothing is opened with it. */
  private static final LineId NO_LINE = new LineId(new UUID(0, 0));

  /** What is changed. */
  public enum Where {
    HERE,
    ON_THE_SERVER_TOO
  }

  private final Lines lines;
  private final SystemSettings systemSettings;
  private final ObjectProvider<PhoneAccounts> accounts;

  LineAccounts(Lines lines, SystemSettings systemSettings, ObjectProvider<PhoneAccounts> accounts) {
    this.lines = lines;
    this.systemSettings = systemSettings;
    this.accounts = accounts;
  }

  /**
   * The lines of one phone system, and what it takes to write one.
   *
   * @param lines by number; their parameters hold the secrets, too
   * @param secretNames of what is stored encrypted
   * @param settings what a line may be told
   * @param ofSystem values of the system settings, by code
   * @param keeping whether the server's accounts can be kept from here at all, and by the reader
   */
  public record Overview(
      List<OwnedLine> lines,
      Map<LineId, Set<String>> secretNames,
      List<PhoneSetting> settings,
      Map<String, String> ofSystem,
      Keeping keeping) {}

  /** Whether accounts on the server can be kept from here. */
  public enum Keeping {
    /** The phone system has none, or does not let it be done from outside. */
    NOBODY,
    /** The reader has no line there with which to ask. */
    OTHERS,
    READER
  }

  public Overview overview(Person actor, String system) {
    Administrators.expect(actor);
    return new Overview(
        lines.onSystem(system),
        ActingAsSystem.call(lines::secretNames),
        lines.settingsOf(system),
        systemSettings.of(system),
        keeping(actor, system));
  }

  private Keeping keeping(Person actor, String system) {
    if (keeper(system).isEmpty()) {
      return Keeping.NOBODY;
    }
    return lines.linesOf(actor.id()).stream().anyMatch(line -> line.system().equals(system))
        ? Keeping.READER
        : Keeping.OTHERS;
  }

  /**
   * New lines on one phone system, all of them or none.
   *
   * @throws LinesRefused with every problem found
   * @throws AccountRefused when the server said no to one
   * @throws NoAccountKeeper when the actor has no line that could ask it
   */
  public List<LineId> create(Person actor, List<LineDetails> details, Where where) {
    Administrators.expect(actor);
    if (where == Where.HERE || details.isEmpty()) {
      return ActingAsSystem.call(() -> lines.createAll(details));
    }
    lines.check(details);
    List<Line> own = lines.linesOf(actor.id());
    List<Errand> errands =
        lines.drafts(NO_LINE, details.getFirst().system(), details).stream()
            .map(account -> errand(own, account))
            .toList();
    Deque<Errand> made = new ArrayDeque<>();
    try {
      for (Errand errand : errands) {
        errand.ask(new AccountChange.Create(errand.account()));
        made.push(errand);
      }
      return ActingAsSystem.call(() -> lines.createAll(details));
    } catch (RuntimeException e) {
      made.forEach(errand -> errand.undo(new AccountChange.Remove(errand.account())));
      throw e;
    }
  }

  /**
   * On the server the password, when a new one is typed, and the role are changed; never the
   * number, because there that is another account.
   *
   * @param before as it was read
   * @throws LineRefused with every problem found
   * @throws AccountRefused when the server said no
   * @throws NoAccountKeeper when the actor has no line that could ask it
   */
  public void update(Person actor, OwnedLine before, LineDetails details, Where where) {
    Administrators.expect(actor);
    LineId id = before.line().id();
    if (where == Where.HERE) {
      keep(before, details);
      return;
    }
    lines.check(id, details);
    Line former = lines.ready(before.line());
    Errand errand = errand(actor, lines.draft(NO_LINE, id, details));
    errand.ask(new AccountChange.Update(former, errand.account()));
    try {
      keep(before, details);
    } catch (RuntimeException e) {
      errand.undo(new AccountChange.Update(errand.account(), former));
      throw e;
    }
  }

  private void keep(OwnedLine before, LineDetails details) {
    ActingAsSystem.call(() -> {
      lines.update(before.line().id(), before.version(), details);
      return before;
    });
  }

  /**
   * The account goes first: as long as it is there, so is the line.
   *
   * @throws AccountRefused when the server said no; that it knows no such account is as good
   * @throws NoAccountKeeper when the actor has no line that could ask it
   */
  public void delete(Person actor, OwnedLine line, Where where) {
    Administrators.expect(actor);
    if (where == Where.ON_THE_SERVER_TOO) {
      Errand errand = errand(actor, lines.ready(line.line()));
      try {
        errand.ask(new AccountChange.Remove(errand.account()));
      } catch (AccountRefused refused) {
        if (!refused.isAbout(Reason.UNKNOWN)) {
          throw refused;
        }
      }
    }
    ActingAsSystem.call(() -> {
      lines.delete(line.line().id());
      return line;
    });
  }

  /**
   * The numbers of the accounts that the server has for lines with the system settings.
   *
   * @throws AccountRefused when the server does not say
   * @throws NoAccountKeeper when the actor has no line that could ask it
   */
  public Set<String> numbersOnServer(Person actor, String system) {
    Administrators.expect(actor);
    var any = new LineDetails(actor.id(), system, "0", Map.of(), Map.of());
    Errand errand = errand(actor, lines.draft(NO_LINE, null, any));
    return switch (errand.keeper().list(errand.asking()).toCompletableFuture().join()) {
      case AccountList.Known(Set<String> numbers) -> numbers;
      case AccountList.Unknown(AccountAnswer why) ->
          throw new AccountRefused(errand.asking().number().dialled(), why);
    };
  }

  private Optional<PhoneAccounts> keeper(String system) {
    return accounts.stream().filter(one -> one.system().equals(system)).findFirst();
  }

  private Errand errand(Person actor, Line account) {
    return errand(lines.linesOf(actor.id()), account);
  }

  /**
   * @param own lines of whoever asks
   */
  private Errand errand(List<Line> own, Line account) {
    PhoneAccounts keeper = keeper(account.system()).orElseThrow(NoAccountKeeper::new);
    Line asking =
        own.stream()
            .filter(line -> line.system().equals(account.system()))
            .filter(line -> keeper.together(line, account))
            .findFirst()
            .orElseThrow(NoAccountKeeper::new);
    return new Errand(keeper, asking, account);
  }

  /** What is done about one account on the server. */
  private record Errand(PhoneAccounts keeper, Line asking, Line account) {
    void ask(AccountChange change) {
      AccountAnswer answer = keeper.carryOut(asking, change).toCompletableFuture().join();
      if (!(answer instanceof AccountAnswer.Done)) {
        throw new AccountRefused(account.number().dialled(), answer);
      }
    }

    /** What cannot be undone stays on the server, and is told to whoever reads the log. */
    void undo(AccountChange back) {
      AccountAnswer answer = keeper.carryOut(asking, back).toCompletableFuture().join();
      if (!(answer instanceof AccountAnswer.Done)) {
        log.error("The account of {} stays changed on the server: {}", account, answer);
      }
    }
  }
}
