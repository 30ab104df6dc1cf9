/**
 * The published envelope of the Terrasoft Messaging Service (third-party.md §2.4, creatio-cti.md
 * §10.1): what clients say to a Messaging Service and what it says to them, as text. Server and
 * client share it. What we have to say beyond the published fields stands in one object named
 * {@code hookswitch}, which other clients ignore. Front door: {@link
 * dev.hookswitch.tms.TmsRequests}, {@link dev.hookswitch.tms.TmsEvents}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"phone", "line", "wire"})
package dev.hookswitch.tms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
