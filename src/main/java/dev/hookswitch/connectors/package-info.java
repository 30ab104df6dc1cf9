/** First-party phone systems. Siblings do not know each other, and nobody depends on them. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "phone",
      "line",
      "mailbox",
      "wire",
      "messaging",
      "tms",
      "shell",
      "security"
    })
package dev.hookswitch.connectors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
