package dev.hookswitch.tms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a frame, it is read as what it is or as nonsense, and written as it was read.
 */
class TmsEnvelopeFuzzTest {
  static Stream<byte[]> written() {
    return Stream.concat(
            TmsRequestsTest.commands().stream()
                .map(command -> TmsRequests.write(new TmsRequest("1", "l", "c", command))),
            TmsEventsTest.events().stream()
                .map(event -> TmsEvents.write(new TmsNews("c", "1", event))))
        .map(frame -> frame.getBytes(UTF_8));
  }

  @DictionaryEntries({
    "\"command\":\"MakeCall\"",
    "\"commandExecutor\":\"{\\\"id\\\":\\\"1\\\"}\"",
    "\"commandExecutorId\":\"1\"",
    "\"parameters\":{",
    "\"sessionServiceParams\":\"{\\\"AccessToken\\\":\\\"",
    "\"eventType\":5",
    "\"content\":\"{\\\"id\\\":\\\"1\\\"",
    "\"content\":\"{\\\"ActiveCalls\\\":[",
    "\"hookswitch\":{",
    "\"startedMillisAgo\":",
    "\"callFeaturesSet\":",
    "\\u0000",
    "\\ud800",
    "1e400"
  })
  @MethodSource("written")
  @FuzzTest
  void read_ofAnything_isAFrameOrNonsense(byte[] data) {
    String text = new String(data, UTF_8);
    if (TmsRequests.read(text) instanceof TmsRead.Understood<TmsRequest>(TmsRequest request)) {
      assertThat(TmsRequests.read(TmsRequests.write(request)))
          .isEqualTo(new TmsRead.Understood<>(request));
    }
    if (TmsEvents.read(text) instanceof TmsRead.Understood<TmsNews>(TmsNews news)) {
      assertThat(TmsEvents.read(TmsEvents.write(news))).isInstanceOf(TmsRead.Understood.class);
    }
  }
}
