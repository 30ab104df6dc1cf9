package dev.hookswitch.connectors.webitel;

import java.util.Map;

/** With the web phone. */
class WebPhoneContractTest extends WebitelContractTest {
  @Override
  Map<String, String> parameters() {
    return Map.of(WebitelParameters.WEB_PHONE, "true", WebitelParameters.VIDEO, "true");
  }
}
