package dev.hookswitch.messaging.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsCommand.LibrarySpecificService;
import dev.hookswitch.tms.TmsCommand.Services;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCommandsTest {
  private static Optional<CtiCommand> pickUp(String parameters) {
    return LineCommands.of(new LibrarySpecificService(Services.PICK_UP, parameters))
        .map(command -> command.apply(new LineState(new LineId(new UUID(0, 1)))));
  }

  @Test
  void pickUp_ofANumber_isTheCommand() {
    assertThat(pickUp("{\"number\":\"102\"}"))
        .contains(new CtiCommand.PickUp(new PhoneNumber("102")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"number\":\"\"}", "{\"number\":\"1\\r\\n2\"}"})
  void pickUp_ofNoNumber_isNotImplemented(String parameters) {
    assertThat(pickUp(parameters)).isEmpty();
  }
}
