package dev.hookswitch.messaging.clients;

import static dev.hookswitch.messaging.clients.PublishedClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Line;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Garbage, floods, huge and slow clients harm themselves alone. */
class ClientMannersTest {
  private static TmsBed bed;
  private static int numbers = 700;
  private Line line;
  private PublishedClient good;
  private PublishedClient bad;

  @BeforeAll
  static void start() {
    bed =
        new TmsBed(
            "--hookswitch.messaging.clients.sign-in-within=6s",
            "--hookswitch.messaging.clients.waiting-chars=20000",
            "--hookswitch.messaging.clients.burst=200");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void signIn() {
    line = bed.lineHere(String.valueOf(++numbers));
    good = new PublishedClient(bed.address());
    good.signIn(line.number().dialled(), token());
    good.connected();
    bad = new PublishedClient(bed.address());
  }

  private String token() {
    return bed.tokens().issue("user of " + line.number(), List.of(line));
  }

  /** Whatever the other did, this one calls. */
  @AfterEach
  void goodClientWorks() {
    good.accepted(good.send("MakeCall", object().put("targetAddress", "00")));
    JsonNode call = good.sawCall(PublishedClient.COMMUTATION_STARTED, _ -> true);
    good.accepted(good.send("DropCall", object(), call));
    good.close();
    bad.close();
  }

  @Test
  void garbage_isAnsweredWithItsPlace_andSkipped() {
    List.of(
            "",
            "null",
            "[]",
            "[".repeat(5_000),
            "{",
            "{}",
            "{\"command\":{}}",
            "{\"command\":\"MakeCall\",\"parameters\":[]}",
            "{\"command\":\"LoadLibrary\",\"parameters\":\"x\"}",
            "{\"command\":\"%s\"}".formatted("x".repeat(5_000)),
            "{\"commandUId\":\"%s\",\"command\":\"LoadLibrary\"}".formatted("x".repeat(5_000)),
            "\u0000\u0001")
        .forEach(bad::raw);
    bad.raw(
        "{\"commandUId\":\"c\",\"command\":\"SendDtmf\",\"commandExecutorId\":\"1\","
            + "\"parameters\":{\"digits\":\"hello\"}}");
    assertThat(bad.refused("c", 3).path("data").asString()).contains("parameters.digits");
    bad.signIn(line.number().dialled(), token());
    bad.connected();
  }

  @Test
  void hugeMessage_closesItsSocket() {
    try {
      bad.raw("{\"command\":\"%s\"}".formatted("x".repeat(100_000)));
    } catch (CompletionException e) {
      // It was closed while it was still sending.
    }
    assertThat(bad.sawClosed()).isIn(1008, 1006);
  }

  @Test
  void binaryMessage_closesItsSocket() {
    bad.binary((byte) 1, (byte) 2);
    assertThat(bad.sawClosed()).isEqualTo(1008);
  }

  @Test
  void flood_closesItsSocket() {
    try {
      for (int i = 0; i < 2_000; i++) {
        bad.raw("{}");
      }
    } catch (CompletionException e) {
      // It was closed while it was still sending.
    }
    // 4500: more answers waited for it than may, before the limit of messages was reached.
    assertThat(bad.sawClosed()).isIn(1008, 1006, 4500);
  }

  @Test
  void clientThatSaysNothing_isClosed() {
    assertThat(bad.sawClosed()).isEqualTo(1008);
  }

  @Test
  void clientThatDoesNotRead_delaysNobody() {
    try (var slow = new PublishedClient(bed.address(), false)) {
      slow.raw("{\"command\":\"LoadLibrary\"}");
      for (int i = 0; i < 150; i++) {
        slow.raw("{\"command\":\"LoadLibrary\",\"commandUId\":\"%s\"}".formatted("x".repeat(240)));
      }
      good.accepted(good.send("QueryLineState", object()));
    }
  }
}
