package dev.hookswitch.connectors.webitel;

import dev.hookswitch.phone.AccountAnswer;
import dev.hookswitch.phone.AccountAnswer.Reason;
import dev.hookswitch.phone.AccountChange;
import dev.hookswitch.phone.AccountList;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.PhoneAccounts;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.MissingNode;

/**
 * Accounts of Webitel's event server (webitel.md §9), kept by whoever has the server's rights to
 * account {@code c}, {@code u} and {@code d}.
 */
@Component
final class WebitelAccounts implements PhoneAccounts {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private static final CompletionStage<WebitelReply> NOTHING_TO_DO =
      CompletableFuture.completedFuture(new WebitelReply.Done(MissingNode.getInstance()));

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webitel accounts").factory());

  @Override
  public String system() {
    return WebitelCtiProvider.ID;
  }

  /** An administrator keeps the accounts of his own domain. */
  @Override
  public boolean together(Line administrator, Line account) {
    WebitelAccount one = WebitelParameters.of(administrator).account();
    WebitelAccount other = WebitelParameters.of(account).account();
    return one.address().equals(other.address()) && one.domain().equals(other.domain());
  }

  @Override
  public CompletionStage<AccountAnswer> carryOut(Line administrator, AccountChange change) {
    WebitelAccount asking = WebitelParameters.of(administrator).account();
    WebitelAccount account = WebitelParameters.of(change.account()).account();
    if (change instanceof AccountChange.Remove && asking.account().equals(account.account())) {
      return refused(Reason.ONESELF);
    }
    if (!tellable(change, account.password())) {
      return refused(Reason.PASSWORD);
    }
    return WebitelErrand.run(
        asking,
        timer,
        ANSWER_WITHIN,
        new WebitelErrand.Task<>() {
          @Override
          public CompletionStage<AccountAnswer> run(WebitelClient client) {
            return ask(client, change, account).thenApply(WebitelAccounts::answer);
          }

          @Override
          public AccountAnswer lost(Loss why, String detail) {
            return new AccountAnswer.Unreachable(why, detail);
          }
        });
  }

  @Override
  public CompletionStage<AccountList> list(Line administrator) {
    return WebitelErrand.run(
        WebitelParameters.of(administrator).account(),
        timer,
        ANSWER_WITHIN,
        new WebitelErrand.Task<>() {
          @Override
          public CompletionStage<AccountList> run(WebitelClient client) {
            return client.accounts().thenApply(WebitelAccounts::listed);
          }

          @Override
          public AccountList lost(Loss why, String detail) {
            return new AccountList.Unknown(new AccountAnswer.Unreachable(why, detail));
          }
        });
  }

  private static AccountList listed(WebitelReply reply) {
    return reply instanceof WebitelReply.Done done
        ? new AccountList.Known(WebitelClient.numbers(done))
        : new AccountList.Unknown(answer(reply));
  }

  /** Number, password and domain of a new account are one text: {@code 1005:pw@domain}. */
  private static boolean tellable(AccountChange change, String password) {
    return switch (change) {
      case AccountChange.Create _ ->
          !password.isEmpty() && !password.contains("@") && !password.contains(":");
      case AccountChange.Update _ -> !password.isEmpty();
      case AccountChange.Remove _ -> true;
    };
  }

  private static CompletionStage<AccountAnswer> refused(Reason reason) {
    return CompletableFuture.completedFuture(new AccountAnswer.Refused(reason, ""));
  }

  private static CompletionStage<WebitelReply> ask(
      WebitelClient client, AccountChange change, WebitelAccount account) {
    return switch (change) {
      case AccountChange.Create(Line line) ->
          client.createAccount(account, WebitelParameters.role(line));
      case AccountChange.Update(Line before, Line after) -> update(client, before, after, account);
      case AccountChange.Remove _ -> client.removeAccount(account.account());
    };
  }

  /** The role first: when it is refused the password still is the old one. */
  private static CompletionStage<WebitelReply> update(
      WebitelClient client, Line before, Line after, WebitelAccount account) {
    String role = WebitelParameters.role(after);
    boolean samePassword =
        WebitelParameters.of(before).account().password().equals(account.password());
    CompletionStage<WebitelReply> first =
        WebitelParameters.role(before).equals(role)
            ? NOTHING_TO_DO
            : client.changeAccount(account.account(), "role", role);
    return first.thenCompose(reply ->
        reply instanceof WebitelReply.Done && !samePassword
            ? client.changeAccount(account.account(), "password", account.password())
            : CompletableFuture.completedFuture(reply));
  }

  /** The texts of the server's account service are known only in part (webitel.md §17). */
  private static AccountAnswer answer(WebitelReply reply) {
    return switch (reply) {
      case WebitelReply.Done _ -> new AccountAnswer.Done();
      case WebitelReply.Refused(String words) -> new AccountAnswer.Refused(reason(words), words);
      case WebitelReply.Unanswered _ -> new AccountAnswer.Unreachable(Loss.TIMED_OUT, "");
    };
  }

  private static Reason reason(String words) {
    if (words.startsWith("Permission denied")) {
      return Reason.NOT_ALLOWED;
    }
    if (words.startsWith("Number exists")) {
      return Reason.EXISTS;
    }
    return words.toLowerCase(Locale.ROOT).contains("not found") ? Reason.UNKNOWN : Reason.OTHER;
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
