/**
 * What first-party phone systems have in common, whoever switches their calls: what is possible
 * with a call, what a page may signal, and the calls of a line that its phone system tells of.
 * Front door: {@link dev.hookswitch.connectors.line.LineCalls}.
 */
@NullMarked
package dev.hookswitch.connectors.line;

import org.jspecify.annotations.NullMarked;
