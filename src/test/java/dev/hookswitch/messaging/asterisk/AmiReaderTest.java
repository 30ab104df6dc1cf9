package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AmiReaderTest {
  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<AmiMessage> read(InputStream in) throws IOException {
    var reader = new AmiReader(in);
    List<AmiMessage> messages = new ArrayList<>();
    for (AmiMessage next = reader.next(); next != null; next = reader.next()) {
      messages.add(next);
    }
    return messages;
  }

  private static List<AmiMessage> read(String text) throws IOException {
    return read(bytes(text));
  }

  /** As a network that gives a few bytes at a time. */
  private static InputStream inPieces(InputStream whole, long seed) {
    var random = new Random(seed);
    return new FilterInputStream(whole) {
      @Override
      public int read(byte[] into, int offset, int most) throws IOException {
        return super.read(into, offset, Math.min(most, 1 + random.nextInt(40)));
      }
    };
  }

  @Test
  void message_usual_hasItsFields() throws IOException {
    AmiMessage message =
        read("Event: Hangup\r\nCause: 16\r\nCause-txt: Normal Clearing\r\nAccountCode:\r\n\r\n")
            .getFirst();

    assertThat(message.event()).isEqualTo("Hangup");
    assertThat(message.number("Cause", 0)).isEqualTo(16);
    assertThat(message.get("Cause-txt")).isEqualTo("Normal Clearing");
    assertThat(message.get("AccountCode")).isEmpty();
    assertThat(message.get("Missing")).isEmpty();
  }

  @Test
  void value_withColons_isWhole() throws IOException {
    assertThat(read("A: b: c:d\r\n\r\n").getFirst().get("A")).isEqualTo("b: c:d");
  }

  @Test
  void value_unknown_isEmpty() throws IOException {
    assertThat(read("CallerIDNum: <unknown>\r\n\r\n").getFirst().get("CallerIDNum")).isEmpty();
  }

  @Test
  void names_repeated_keepAllValues() throws IOException {
    AmiMessage message =
        read("ChanVariable: A=1\r\nChanVariable: B=x=y\r\nDestChanVariable: B=z\r\n\r\n")
            .getFirst();

    assertThat(message.all("ChanVariable")).containsExactly("A=1", "B=x=y");
    assertThat(message.get("ChanVariable")).isEqualTo("A=1");
  }

  @Test
  void variable_amongOthers_isFoundByItsWholeName() throws IOException {
    AmiMessage message =
        read("ChanVariable: AB=1\r\nChanVariable: A=x=Жü\r\nDestChanVariable: B=\r\n\r\n")
            .getFirst();

    assertThat(message.variable("ChanVariable", "A")).isEqualTo("x=Жü");
    assertThat(message.variable("ChanVariable", "B")).isEmpty();
    assertThat(message.variable("DestChanVariable", "B")).isEmpty();
  }

  @Test
  void originateResponse_withItsLineResponse_isAnEvent() throws IOException {
    AmiMessage message = read("Event: OriginateResponse\r\nResponse: Failure\r\n\r\n").getFirst();

    assertThat(message.event()).isEqualTo("OriginateResponse");
  }

  @Test
  void lines_withBareLineFeeds_areLines() throws IOException {
    assertThat(read("Event: A\n\nEvent: B\n\n"))
        .extracting(AmiMessage::event)
        .containsExactly("A", "B");
  }

  @Test
  void message_notClosed_isLeftOut() throws IOException {
    assertThat(read("Event: A\r\n\r\nEvent: B\r\nHalf")).hasSize(1);
  }

  @Test
  void line_withoutName_isLeftOutAlone() throws IOException {
    var reader = new AmiReader(bytes("Event: A\r\nnothing\r\n: nobody\r\nB: c\r\n\r\n"));

    AmiMessage message = reader.next();

    assertThat(message).isNotNull();
    assertThat(message.size()).isEqualTo(2);
    assertThat(message.get("B")).isEqualTo("c");
    assertThat(reader.skipped()).isEqualTo(2);
  }

  @Test
  void line_withoutEnd_isSkippedInBoundedMemory() throws IOException {
    String line = "X: " + "y".repeat(5 * AmiReader.LONGEST_MESSAGE);

    assertThat(read("Event: A\r\n" + line + "\r\nB: c\r\n\r\nEvent: D\r\n\r\n"))
        .extracting(AmiMessage::event)
        .containsExactly("D");
  }

  @Test
  void message_ofTooManyLines_isSkipped() throws IOException {
    String lines = "X: y\r\n".repeat(AmiReader.MOST_LINES + 1);

    assertThat(read("Event: A\r\n" + lines + "\r\nEvent: D\r\n\r\n"))
        .extracting(AmiMessage::event)
        .containsExactly("D");
  }

  @Test
  void greeting_tooLong_isRefused() {
    assertThatThrownBy(() -> new AmiReader(bytes("x".repeat(10_000))).greeting())
        .isInstanceOf(IOException.class);
  }

  @Test
  void greeting_thenMessages_areRead() throws IOException {
    var reader = new AmiReader(bytes("Asterisk Call Manager/11.0.0\r\nResponse: Success\r\n\r\n"));

    assertThat(reader.greeting()).isEqualTo("Asterisk Call Manager/11.0.0");
    AmiMessage message = reader.next();
    assertThat(message).isNotNull();
    assertThat(message.get("Response")).isEqualTo("Success");
    assertThat(reader.next()).isNull();
  }

  static Iterable<Integer> seeds() {
    return IntStream.range(0, 8).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void messages_inPieces_areTheSame(int seed) throws IOException {
    Path file = Path.of("src/test/resources/wire/asterisk/17-consult-atxfer-complete.ami");
    String text = Files.readString(file).replace("\n", "\r\n");
    List<AmiMessage> whole = read(bytes(text));

    List<AmiMessage> pieces = read(inPieces(bytes(text), seed));

    assertThat(pieces).hasSameSizeAs(whole);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(pieces.get(i)).usingRecursiveComparison().isEqualTo(whole.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bytes_ofAnyKind_doNoHarm(int seed) throws IOException {
    var random = new Random(seed);
    byte[] noise = new byte[200_000];
    random.nextBytes(noise);
    for (int i = 0; i < noise.length; i++) {
      if (random.nextInt(20) == 0) {
        noise[i] = (byte) "\r\n: E".charAt(random.nextInt(5));
      }
    }
    byte[] end = "\r\n\r\nEvent: Last\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[noise.length + end.length];
    System.arraycopy(noise, 0, all, 0, noise.length);
    System.arraycopy(end, 0, all, noise.length, end.length);

    List<AmiMessage> messages = read(inPieces(new ByteArrayInputStream(all), seed));

    assertThat(messages.getLast().event()).isEqualTo("Last");
  }

  @Test
  void action_withLineBreak_isNotSent() {
    assertThatThrownBy(() -> AmiAction.of("Originate").with("Exten", "1\r\n\r\nAction: Logoff"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Logoff");
  }

  @Test
  void action_printed_hidesItsValues() {
    AmiAction action = AmiAction.of("Login").with("Key", "0123456789abcdef");

    assertThat(action.toString()).doesNotContain("0123456789abcdef");
    assertThat(new AmiAccount("pbx", 5038, false, "cti", "hidden").toString())
        .doesNotContain("hidden");
  }
}
