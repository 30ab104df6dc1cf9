/** The CTI panel and the server's half of the web phone. Docked in every page by the shell. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "phone",
      "hub",
      "directory",
      "calls",
      "settings",
      "shell",
      "security",
      "mailbox"
    })
package dev.hookswitch.panel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
