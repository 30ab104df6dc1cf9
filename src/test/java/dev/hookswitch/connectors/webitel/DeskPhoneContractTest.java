package dev.hookswitch.connectors.webitel;

import java.util.Map;

/** With a desk phone, which the event server can make call and hold but not answer. */
class DeskPhoneContractTest extends WebitelContractTest {
  @Override
  Map<String, String> parameters() {
    return Map.of(WebitelParameters.WEB_PHONE, "false");
  }
}
